import { and, asc, eq, inArray, ne, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { AgencyKind, DocumentPart, ReportScope } from '../contracts/states.ts';
import type { NamedAgency } from '../office/agency-names.ts';
import { isRolledUp } from '../office/consolidate.ts';
import type { KeptCorrection } from '../office/corrections.ts';
import { OFFICE_TIME_ZONE } from '../office/deadlines.ts';
import type { TextSketch } from '../pipeline/contracts/validation-context.ts';
import { correctionMark, correctionsOf, markOf, NO_CORRECTION } from './corrections.ts';
import type { Tables } from './database.ts';
import { DUE, inTurn, refreshFilings, refreshFilingsOf } from './filing-standing.ts';
import { keepFindings } from './keep-findings.ts';
import type { Conversion } from './keep-result.ts';
import { agencies, batches, campaigns, documents, filings, findings, results, sketches, versions } from './schema.ts';
import { sketchesOf } from './similar.ts';
import { refreshStanding } from './standing.ts';
import { storable } from './storable.ts';

/** A converted document that is to be looked at with what the office knows. */
export interface DueDocument {
  readonly id: string;
  readonly batchId: string;
  readonly fileName: string;
  readonly reportSha256: string;
  /** The report as it was read, where that is another. */
  readonly readSha256: string | null;
  /** What people corrected in its cells, and the mark by which it is told whether that changed meanwhile. */
  readonly corrections: readonly KeptCorrection[];
  readonly correctionMark: string;
  /** How often it was marked as due when it was looked up. */
  readonly dueMarks: number;
  /** Null: it is kept without what is kept of a report today. */
  readonly unreadPages: number | null;
  readonly hasFigures: boolean;
  readonly versionId: string | null;
  readonly part: DocumentPart | null;
  readonly heldBack: boolean;
  /** Form as it is kept; null also for what was converted before it was kept. */
  readonly template: string | null;
  readonly receivedAt: Date;
  readonly accountAgencyId: string | null;
  readonly accountAgency: string | null;
}

/** The version that counts of a filing, as a document beside it is compared with. */
export interface StandingVersion {
  readonly state: (typeof filings.$inferSelect)['state'];
  readonly campaignOpen: boolean;
  readonly version: number;
  readonly receivedAt: Date | null;
  readonly mainReportSha256: string | null;
  readonly mainBatchId: string | null;
}

/** Everything that the store knows beside a report in a filing; reports are named by their hashes. */
export interface Knowledge {
  readonly year: number;
  readonly agencyId: string;
  readonly agency: string;
  readonly otherNames: readonly string[];
  readonly kind: AgencyKind;
  readonly mayIssueRegulations: boolean;
  readonly scope: ReportScope;
  readonly submitBy: string;
  readonly publishBy: string;
  readonly rules: unknown;
  readonly receivedOn: string;
  readonly uploadedBy: string | null;
  readonly sameBytesAs: readonly string[];
  readonly lastYearSha256: string | null;
  readonly otherFormSha256s: readonly string[];
  /** What was published of it, as it was seen last; null: nothing was seen, or this is it. */
  readonly publishedSha256: string | null;
  /** Agencies below it that report too: for a rolled-up report. */
  readonly below: readonly {
    readonly agency: string;
    readonly parent: string | null;
    readonly state: (typeof filings.$inferSelect)['state'];
    readonly version: number;
    readonly overdue: boolean;
    readonly reportSha256: string | null;
  }[];
}

/** What a look at a document rests on. */
type Seen = Pick<DueDocument, 'id' | 'reportSha256' | 'versionId' | 'correctionMark' | 'dueMarks'>;

/** What the office knows put to what was read. */
export interface Checking {
  /** Documents to look at, in the order in which they came. */
  readonly due: (limit: number) => Promise<readonly DueDocument[]>;
  /** One of them; null: it is not due. */
  readonly dueOne: (documentId: string) => Promise<DueDocument | null>;
  /** Where a document stands by now; null: there is none. */
  readonly placeOf: (documentId: string) => Promise<Pick<DueDocument, 'versionId' | 'part' | 'dueMarks'> | null>;
  readonly names: () => Promise<readonly NamedAgency[]>;
  readonly campaignYears: () => Promise<ReadonlyMap<number, { readonly takeFrom: number | null }>>;
  /** Null: the agency owes nothing in this year. */
  readonly standing: (year: number, agencyId: string) => Promise<StandingVersion | null>;
  /** Null: it is in no filing. @param today YYYY-MM-DD */
  readonly knowledge: (documentId: string, today: string) => Promise<Knowledge | null>;
  readonly sketches: () => Promise<readonly (TextSketch & { readonly documentId: string })[]>;
  readonly keepSketch: (documentId: string, sketch: TextSketch) => Promise<void>;
  /**
   * Ends the look at a document: with a result where it differs from the one that was seen. False: it changed meanwhile,
   * or was marked again because something did that the look rests on, and is looked at again.
   */
  readonly done: (document: Seen, checked: Conversion | null, versionsDiffer: boolean | null) => Promise<boolean>;
}

export const createChecking = (tables: Tables): Checking => ({
  due: (limit) => dueDocuments(tables, limit),
  dueOne: async (documentId) => (await dueDocuments(tables, 1, eq(documents.id, documentId)))[0] ?? null,
  placeOf: async (documentId) => {
    const [row] = await tables
      .select({ versionId: documents.versionId, part: documents.part, dueMarks: documents.dueMarks })
      .from(documents)
      .where(eq(documents.id, documentId));
    return row ?? null;
  },
  names: () =>
    tables
      .select({
        id: agencies.id,
        name: agencies.name,
        aliases: agencies.aliases,
        formerNames: agencies.formerNames,
      })
      .from(agencies),
  campaignYears: async () => {
    const rows = await tables.select({ year: campaigns.year, settings: campaigns.settings }).from(campaigns);
    return new Map(rows.map(({ year, settings }) => [year, { takeFrom: JSON.parse(settings).takeFrom ?? null }]));
  },
  standing: (year, agencyId) => standingVersion(tables, year, agencyId),
  knowledge: (documentId, today) => knowledgeOf(tables, documentId, today),
  sketches: () => sketchesOf(tables),
  keepSketch: async (documentId, { agency, year, signature, shingles }) => {
    const row = { agency: storable(agency), year, signature, shingles };
    await tables
      .insert(sketches)
      .values({ documentId, ...row })
      .onConflictDoUpdate({
        target: sketches.documentId,
        set: {
          ...row,
          // The same words need not be held against all others again.
          compared: sql`${sketches.compared} and ${sketches.signature} = excluded.signature
            and ${sketches.agency} = excluded.agency and ${sketches.year} is not distinct from excluded.year`,
        },
      });
  },
  done: (document, checked, versionsDiffer) => done(tables, document, checked, versionsDiffer),
});

async function dueDocuments(tables: Tables, limit: number, which?: SQL): Promise<DueDocument[]> {
  const rows = await tables
    .select({
      id: documents.id,
      batchId: documents.batchId,
      fileName: documents.fileName,
      reportSha256: results.reportSha256,
      readSha256: results.readSha256,
      unreadPages: results.unreadPages,
      hasFigures: sql<boolean>`${results.figures} is not null`,
      versionId: documents.versionId,
      dueMarks: documents.dueMarks,
      part: documents.part,
      heldBack: documents.heldBack,
      template: results.template,
      receivedAt: documents.receivedAt,
      accountAgencyId: batches.agencyId,
      accountAgency: agencies.name,
    })
    .from(documents)
    .innerJoin(results, eq(results.documentId, documents.id))
    .innerJoin(batches, eq(batches.id, documents.batchId))
    .leftJoin(agencies, eq(agencies.id, batches.agencyId))
    .where(and(documents.checkDue, eq(documents.state, 'converted'), which))
    .orderBy(asc(documents.receivedAt), asc(documents.batchId), asc(documents.position))
    .limit(limit);
  return Promise.all(
    rows.map(async (row) => {
      // Where nobody has corrected anything, nothing need be asked.
      if (row.readSha256 === null) return { ...row, corrections: [], correctionMark: NO_CORRECTION };
      const mark = await correctionMark(tables, row.id);
      return { ...row, corrections: await correctionsOf(tables, row.id), correctionMark: mark };
    }),
  );
}

async function standingVersion(tables: Tables, year: number, agencyId: string): Promise<StandingVersion | null> {
  const [row] = await tables
    .select({
      state: filings.state,
      campaign: campaigns.state,
      version: filings.version,
      receivedAt: filings.receivedAt,
      mainReportSha256: results.reportSha256,
      mainBatchId: documents.batchId,
    })
    .from(filings)
    .innerJoin(campaigns, eq(campaigns.year, filings.year))
    .leftJoin(documents, eq(documents.id, filings.mainDocumentId))
    .leftJoin(results, eq(results.documentId, filings.mainDocumentId))
    .where(and(eq(filings.year, year), eq(filings.agencyId, agencyId)));
  if (row === undefined) return null;
  const { campaign, ...rest } = row;
  return { ...rest, campaignOpen: campaign === 'open' };
}

const parents = alias(agencies, 'parents');

async function knowledgeOf(tables: Tables, documentId: string, today: string): Promise<Knowledge | null> {
  const [row] = await tables
    .select({
      document: documents,
      filing: filings,
      agency: agencies,
      campaign: campaigns,
      account: parents.name,
      bringer: batches.personId,
    })
    .from(documents)
    .innerJoin(versions, eq(versions.id, documents.versionId))
    .innerJoin(filings, eq(filings.id, versions.filingId))
    .innerJoin(campaigns, eq(campaigns.year, filings.year))
    .innerJoin(agencies, eq(agencies.id, filings.agencyId))
    .innerJoin(batches, eq(batches.id, documents.batchId))
    .leftJoin(parents, eq(parents.id, batches.agencyId))
    .where(eq(documents.id, documentId));
  if (row === undefined) return null;
  const { document, filing, agency, campaign } = row;
  const [[received], copies, [past], forms] = await Promise.all([
    tables
      .select({ day: sql<string>`to_char(${documents.receivedAt} at time zone ${OFFICE_TIME_ZONE}, 'YYYY-MM-DD')` })
      .from(documents)
      .where(eq(documents.id, documentId)),
    // Only what came from the same hands: what others hand in is not told here by its name.
    tables
      .select({ name: documents.fileName })
      .from(documents)
      .innerJoin(batches, eq(batches.id, documents.batchId))
      .where(
        and(eq(documents.duplicateOf, documentId), sql`${batches.personId} is not distinct from ${row.bringer}::uuid`),
      )
      .limit(20),
    tables
      .select({ sha256: results.reportSha256 })
      .from(filings)
      .innerJoin(results, eq(results.documentId, filings.mainDocumentId))
      .where(
        and(
          eq(filings.agencyId, filing.agencyId),
          eq(filings.year, filing.year - 1),
          inArray(filings.state, ['accepted', 'published']),
        ),
      ),
    tables
      .select({ sha256: results.reportSha256, part: documents.part })
      .from(documents)
      .innerJoin(results, eq(results.documentId, documents.id))
      .where(and(eq(documents.versionId, document.versionId ?? ''), ne(documents.id, documentId)))
      .orderBy(asc(documents.receivedAt), asc(documents.position)),
  ]);
  return {
    year: filing.year,
    agencyId: agency.id,
    agency: agency.name,
    otherNames: [...agency.aliases, ...agency.formerNames],
    kind: agency.kind,
    mayIssueRegulations: agency.mayIssueRegulations,
    scope: filing.scope,
    submitBy: filing.submitBy ?? campaign.submitBy,
    publishBy: filing.publishBy ?? campaign.publishBy,
    rules: JSON.parse(campaign.settings).rules,
    receivedOn: received?.day ?? today,
    uploadedBy: row.account,
    sameBytesAs: copies.map(({ name }) => name),
    lastYearSha256: past?.sha256 ?? null,
    // What was published is told apart from it by a rule of its own.
    otherFormSha256s:
      document.part === 'published' ? [] : forms.filter(({ part }) => part !== 'published').map(({ sha256 }) => sha256),
    publishedSha256:
      document.part === 'main' ? (forms.findLast(({ part }) => part === 'published')?.sha256 ?? null) : null,
    below:
      filing.scope === 'rollup' ? await agenciesBelow(tables, filing.year, agency.path, campaign.submitBy, today) : [],
  };
}

/** Those whose reports a rolled-up one sums: a district that rolls up itself is left out for the agencies below it. */
async function agenciesBelow(tables: Tables, year: number, path: string, submitBy: string, today: string) {
  const rows = await tables
    .select({
      agency: agencies.name,
      parent: parents.name,
      path: agencies.path,
      scope: filings.scope,
      state: filings.state,
      version: filings.version,
      submitBy: filings.submitBy,
      reportSha256: results.reportSha256,
    })
    .from(filings)
    .innerJoin(agencies, eq(agencies.id, filings.agencyId))
    .leftJoin(parents, eq(parents.id, agencies.parentId))
    .leftJoin(results, eq(results.documentId, filings.mainDocumentId))
    .where(
      and(
        eq(filings.year, year),
        sql`${agencies.path} like ${path} || '%'`,
        sql`${agencies.path} <> ${path}`,
        sql`${filings.state} not in ('exempt', 'merged')`,
      ),
    )
    .orderBy(asc(filings.position));
  const isAbove = isRolledUp(rows);
  return rows
    .filter((row) => !isAbove(row))
    .map(({ submitBy: own, path: _, scope: __, ...rest }) => ({
      ...rest,
      overdue: rest.version === 0 && today > (own ?? submitBy),
    }));
}

async function done(
  tables: Tables,
  { id, reportSha256, versionId, correctionMark: seen, dueMarks }: Seen,
  checked: Conversion | null,
  versionsDiffer: boolean | null,
): Promise<boolean> {
  return inTurn(tables, async (transaction) => {
    // Only if nothing changed of what the look rests on.
    const [seenStill] = await transaction
      .update(documents)
      .set({ checkDue: false, changedAt: sql`now()` })
      .where(
        and(
          eq(documents.id, id),
          eq(documents.state, 'converted'),
          sql`${documents.versionId} is not distinct from ${versionId}::uuid`,
          eq(documents.dueMarks, dueMarks),
          sql`exists (select from ${results} where ${results.documentId} = ${id} and ${results.reportSha256} = ${reportSha256})`,
          sql`${markOf(id)} = ${seen}`,
        ),
      )
      .returning({ id: documents.id });
    if (seenStill === undefined) return false;
    if (checked !== null) {
      const { findings: found, ...facts } = checked;
      await transaction
        .update(results)
        .set({ ...facts, agency: facts.agency === null ? null : storable(facts.agency), savedAt: sql`now()` })
        .where(eq(results.documentId, id));
      await transaction.delete(findings).where(eq(findings.documentId, id));
      await keepFindings(transaction, id, found);
      await refreshStanding(transaction, [id]);
    }
    if (versionsDiffer !== null) {
      await transaction.update(filings).set({ versionsDiffer }).where(eq(filings.mainDocumentId, id));
    }
    // What was corrected in one form is another reading for the others, which are compared with it.
    if (checked !== null && seen !== NO_CORRECTION && versionId !== null) {
      await transaction
        .update(documents)
        .set(DUE)
        .where(and(eq(documents.versionId, versionId), ne(documents.id, id)));
      await refreshFilings(transaction, await filingsOfVersion(transaction, versionId));
    } else if (versionId !== null) await refreshFilingsOf(transaction, [id]);
    return true;
  });
}

async function filingsOfVersion(tables: Pick<Tables, 'select'>, versionId: string): Promise<string[]> {
  const rows = await tables.select({ id: versions.filingId }).from(versions).where(eq(versions.id, versionId));
  return rows.map(({ id }) => id);
}
