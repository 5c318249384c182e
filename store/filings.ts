import { randomUUID } from 'node:crypto';
import { and, asc, desc, eq, inArray, or, sql } from 'drizzle-orm';
import type { ChangedFiling } from '../contracts/api.ts';
import type { Campaign } from '../contracts/campaigns.ts';
import type { AgencyYears, FilingDetail, Move } from '../contracts/filings.ts';
import { MOVES } from '../contracts/filings.ts';
import {
  FILING_MOVES,
  type FilingFacts,
  type Mover,
  type MoveWords,
  type Obstacle,
  obstaclesTo,
} from '../office/filing.ts';
import { yearsOfAgency } from './agency-years.ts';
import { findCampaign } from './campaigns.ts';
import { correctorsOf } from './corrections.ts';
import type { Tables } from './database.ts';
import { type FilingFilter, type FilingList, listFilings } from './filing-list.ts';
import { asFiling, etagOf, namesOn, type Row, rowsOf } from './filing-rows.ts';
import { inTurn, markReportsDue, refreshFilings, reportsAbove } from './filing-standing.ts';
import { documentsOfVersions } from './listing.ts';
import { StoreRefusal } from './refusal.ts';
import {
  agencies,
  campaigns,
  comments,
  decisions,
  documents,
  filings,
  findings,
  people,
  results,
  trail,
  versions,
} from './schema.ts';
import { storable } from './storable.ts';
import { tellTrail, trailOf } from './trail.ts';
import type { Actor, Viewer } from './viewer.ts';

/** A move that may not be made, with all that is in its way. */
export class MoveRefusal extends Error {
  override readonly name = 'MoveRefusal';
  readonly obstacles: readonly Obstacle[];
  constructor(obstacles: readonly Obstacle[]) {
    super(obstacles.map(({ code }) => code).join(', '));
    this.obstacles = obstacles;
  }
}

export interface MoveRequest extends MoveWords {
  readonly move: Move;
  /** Why it is reopened or exempt, or what is said. */
  readonly text?: string;
  readonly reviewerId?: string | null;
  /** Of what was seen; null: however it stands now. */
  readonly etag: string | null;
}

export interface KeptPublication {
  readonly publishBy: string;
  readonly acceptedSha256: string | null;
  readonly seen: {
    readonly documentId: string;
    readonly fileName: string;
    readonly receivedAt: Date;
    readonly reportSha256: string;
  } | null;
}

/** A filing that changed, with what is needed to judge who may hear of it. */
export interface FilingChange extends ChangedFiling {
  /** Ids of its agency and those above. */
  readonly agencyPath: string;
}

/** What agencies owe, and how it stands. */
export interface Filings {
  /** @param today where the office is, YYYY-MM-DD */
  readonly list: (year: number, filter: FilingFilter, viewer: Viewer, today: string) => Promise<FilingList>;
  readonly find: (id: string, mover: Mover) => Promise<FilingDetail | null>;
  /** Hash of the report of a version's main document; null: there is no such version, or its document is not converted. */
  readonly reportOf: (id: string, version: number) => Promise<string | null>;
  /** What was published last of the version that counts, by its report; `seen` null: nothing. */
  readonly publicationOf: (id: string) => Promise<KeptPublication | null>;
  /** One move with its entry in the trail. @throws StoreRefusal not-found, changed-meanwhile; MoveRefusal */
  readonly move: (id: string, request: MoveRequest, mover: Mover, by: Actor) => Promise<FilingDetail>;
  /** The filings of an agency, the newest year first; null for an agency that is none. */
  readonly ofAgency: (agencyId: string, today: string) => Promise<AgencyYears | null>;
  /** The filings that changed last, the newest change first, without those that are known in this very state. */
  readonly recentChanges: (
    limit: number,
    known: ReadonlyMap<string, number>,
  ) => Promise<{ readonly moments: ReadonlyMap<string, number>; readonly fresh: readonly FilingChange[] }>;
}

export const createFilings = (tables: Tables): Filings => ({
  list: (year, filter, viewer, today) => listFilings(tables, year, filter, viewer, today),
  find: (id, mover) => findFiling(tables, id, mover),
  reportOf: async (id, version) => {
    const [row] = await tables
      .select({ sha256: results.reportSha256 })
      .from(versions)
      .innerJoin(documents, and(eq(documents.versionId, versions.id), eq(documents.part, 'main')))
      .innerJoin(results, eq(results.documentId, documents.id))
      .where(and(eq(versions.filingId, id), eq(versions.number, version)));
    return row?.sha256 ?? null;
  },
  publicationOf: (id) => publicationOf(tables, id),
  move: async (id, request, mover, by) => {
    await makeMove(tables, id, request, mover, by);
    const moved = await findFiling(tables, id, mover);
    if (moved === null) throw new StoreRefusal('not-found');
    return moved;
  },
  recentChanges: (limit, known) => recentChanges(tables, limit, known),
  ofAgency: (agencyId, today) => yearsOfAgency(tables, agencyId, today),
});

async function findFiling(tables: Tables, id: string, mover: Mover): Promise<FilingDetail | null> {
  const [row] = await rowsOf(tables).where(eq(filings.id, id));
  if (row === undefined) return null;
  const campaign = await findCampaign(tables, row.filing.year);
  if (campaign === null) return null;
  const kept = await tables.select().from(versions).where(eq(versions.filingId, id)).orderBy(desc(versions.number));
  const held = await documentsOfVersions(
    tables,
    kept.map((version) => version.id),
  );
  const said = await tables.select().from(comments).where(eq(comments.filingId, id)).orderBy(asc(comments.at));
  const facts = await factsOf(tables, row, campaign);
  return {
    ...asFiling(row, campaign, await namesOn(tables, [row.agency.path]), mover.today),
    versions: kept.map((version) => ({
      id: version.id,
      number: version.number,
      receivedAt: version.receivedAt.toISOString(),
      documents: held.filter((document) => document.versionId === version.id).map(({ versionId: _, ...rest }) => rest),
    })),
    comments: said
      .filter(({ version }) => version === null)
      .map(({ id: commentId, who, at, text }) => ({ id: commentId, who, at: at.toISOString(), text })),
    notices: said.flatMap(({ who, at, text, version, dueOn: due }) =>
      version === null || due === null ? [] : [{ at: at.toISOString(), who, dueOn: due, note: text, version }],
    ),
    history: await trailOf(
      tables,
      or(
        eq(trail.subjectId, id),
        inArray(
          trail.subjectId,
          held.map((each) => each.id),
        ),
      ),
      500,
    ),
    moves: MOVES.map((move) => {
      // What the words are about is asked when it is done.
      const problems = obstaclesTo(move, facts, mover, { dueOn: mover.today, note: '…' });
      return { move, allowed: problems.length === 0, problems };
    }),
  };
}

/** People who decided on a finding that the document has, on whichever document. */
async function decidersOn(tables: Pick<Tables, 'select' | 'selectDistinct'>, documentId: string) {
  const rows = await tables
    .selectDistinct({ personId: decisions.personId })
    .from(decisions)
    .where(
      inArray(
        decisions.fingerprint,
        tables.select({ fingerprint: findings.fingerprint }).from(findings).where(eq(findings.documentId, documentId)),
      ),
    );
  return rows.map(({ personId }) => personId);
}

async function factsOf(
  tables: Pick<Tables, 'select' | 'selectDistinct'>,
  row: Row,
  campaign: Campaign,
): Promise<FilingFacts> {
  const { filing, main, template, confirmed } = row;
  const { mainDocumentId } = filing;
  const deciders = mainDocumentId === null ? [] : await decidersOn(tables, mainDocumentId);
  const correctors = mainDocumentId === null ? [] : await correctorsOf(tables, mainDocumentId);
  return {
    state: filing.standing,
    version: filing.version,
    openErrors: filing.errors,
    undecidedWarnings: main?.openWarnings ?? 0,
    doubts: filing.reviewCells,
    waiting: {
      doubts: main?.openDoubts ?? 0,
      pages: main?.openPages ?? 0,
      mistakes: main?.openMistakes ?? 0,
      confirmedMistakes: main?.confirmedMistakes ?? 0,
    },
    toReturn: main?.returnable ?? 0,
    templateKnown: template !== null,
    placementConfirmed: confirmed === true,
    workedOnBy: [filing.reviewerId, ...deciders, ...correctors].filter((id) => id !== null),
    campaignOpen: campaign.state === 'open',
    isAside: filing.asideReason !== null,
  };
}

const ENDS_ASIDE: ReadonlySet<Move> = new Set(['return', 'accept', 'reopen', 'exempt', 'resume']);

async function makeMove(tables: Tables, id: string, request: MoveRequest, mover: Mover, by: Actor): Promise<void> {
  const { move, etag } = request;
  await inTurn(tables, async (transaction) => {
    const [row] = await rowsOf(transaction).where(eq(filings.id, id));
    if (row === undefined) throw new StoreRefusal('not-found');
    if (etag !== null && etag !== etagOf(row)) throw new StoreRefusal('changed-meanwhile');
    const campaign = await findCampaign(transaction, row.filing.year);
    if (campaign === null) throw new StoreRefusal('not-found');
    const facts = await factsOf(transaction, row, campaign);
    const obstacles = obstaclesTo(move, facts, mover, request);
    if (obstacles.length > 0) throw new MoveRefusal(obstacles);

    const now = new Date();
    const { to } = FILING_MOVES[move];
    const change: Partial<typeof filings.$inferInsert> = {
      ...(to === null ? {} : { state: to }),
      // Whoever goes on with it has taken it up again.
      ...(ENDS_ASIDE.has(move) ? { asideReason: null } : {}),
    };
    switch (move) {
      case 'return': {
        change.correctionBy = request.dueOn ?? null;
        change.returnedVersion = facts.version;
        change.returnedAt = now;
        await say(transaction, id, by, request.note ?? '', { version: facts.version, dueOn: request.dueOn ?? null });
        break;
      }
      case 'accept':
        change.acceptedAt = now;
        change.correctionBy = null;
        change.changedAfterAcceptance = false;
        break;
      case 'reopen':
        Object.assign(change, { state: 'expected', acceptedAt: null, correctionBy: null });
        break;
      case 'reviewer':
        change.reviewerId = request.reviewerId ?? null;
        await requireReviewer(transaction, request.reviewerId ?? null);
        break;
      case 'comment':
        await say(transaction, id, by, request.text ?? '');
        break;
      case 'aside':
        change.asideReason = storable(request.text ?? '');
        break;
      case 'exempt':
      case 'resume':
        break;
      default:
        move satisfies never;
    }
    await transaction
      .update(filings)
      .set({ ...change, changes: sql`${filings.changes} + 1` })
      .where(eq(filings.id, id));
    await refreshFilings(transaction, [id]);
    if (move === 'accept' || move === 'reopen') await checkNeighbours(transaction, row);
    const { note, dueOn: due, text, reviewerId } = request;
    await tellTrail(transaction, by, [
      {
        what: `filing.${move}`,
        subject: { kind: 'filing', id },
        year: row.filing.year,
        agencyId: row.filing.agencyId,
        before: { state: facts.state, version: facts.version, reviewerId: row.filing.reviewerId },
        after: {
          ...change,
          acceptedAt: undefined,
          returnedVersion: undefined,
          returnedAt: undefined,
          note,
          dueOn: due,
          text,
          reviewerId,
        },
      },
    ]);
  });
}

async function say(
  tables: Pick<Tables, 'insert'>,
  filingId: string,
  by: Actor,
  text: string,
  of: { readonly version: number | null; readonly dueOn: string | null } = { version: null, dueOn: null },
): Promise<void> {
  await tables
    .insert(comments)
    .values({ id: randomUUID(), filingId, who: storable(by.who), personId: by.personId, text: storable(text), ...of });
}

async function requireReviewer(tables: Pick<Tables, 'select'>, personId: string | null): Promise<void> {
  if (personId === null) return;
  const [person] = await tables.select().from(people).where(eq(people.id, personId));
  const may = person?.disabledAt === null && person.roles.some((role) => role === 'reviewer' || role === 'approver');
  if (!may) throw new MoveRefusal([{ code: 'no-such-reviewer', message: '这个人不能审核报告。' }]);
}

/** What counts this report is checked again: the agency's next year, and the rolled-up reports of those above it. */
async function checkNeighbours(tables: Pick<Tables, 'select' | 'update' | 'execute'>, { filing }: Row): Promise<void> {
  const next = await tables
    .select({ id: filings.id })
    .from(filings)
    .where(and(eq(filings.agencyId, filing.agencyId), eq(filings.year, filing.year + 1)));
  await markReportsDue(tables, [...next.map(({ id }) => id), ...(await reportsAbove(tables, filing))]);
}

async function publicationOf(tables: Tables, id: string): Promise<KeptPublication | null> {
  const [filing] = await tables
    .select({
      own: filings.publishBy,
      publishBy: campaigns.publishBy,
      mainDocumentId: filings.mainDocumentId,
      acceptedSha256: results.reportSha256,
    })
    .from(filings)
    .innerJoin(campaigns, eq(campaigns.year, filings.year))
    .leftJoin(results, eq(results.documentId, filings.mainDocumentId))
    .where(eq(filings.id, id));
  if (filing === undefined) return null;
  const [seen] = await tables
    .select({
      documentId: documents.id,
      fileName: documents.fileName,
      receivedAt: documents.receivedAt,
      reportSha256: results.reportSha256,
    })
    .from(versions)
    .innerJoin(filings, and(eq(filings.id, versions.filingId), eq(filings.version, versions.number)))
    .innerJoin(documents, and(eq(documents.versionId, versions.id), eq(documents.part, 'published')))
    .innerJoin(results, eq(results.documentId, documents.id))
    .where(eq(filings.id, id))
    .orderBy(desc(documents.receivedAt), desc(documents.position))
    .limit(1);
  return { publishBy: filing.own ?? filing.publishBy, acceptedSha256: filing.acceptedSha256, seen: seen ?? null };
}

async function recentChanges(tables: Tables, limit: number, known: ReadonlyMap<string, number>) {
  const last = await tables
    .select({ id: filings.id, changedAt: filings.changedAt })
    .from(filings)
    .orderBy(desc(filings.changedAt), asc(filings.id))
    .limit(limit);
  const moments = new Map(last.map(({ id, changedAt }) => [id, changedAt.getTime()]));
  const ids = [...moments].filter(([id, moment]) => known.get(id) !== moment).map(([id]) => id);
  if (ids.length === 0) return { moments, fresh: [] };
  const rows = await tables
    .select({ id: filings.id, year: filings.year, agencyId: filings.agencyId, agencyPath: agencies.path })
    .from(filings)
    .innerJoin(agencies, eq(agencies.id, filings.agencyId))
    .where(inArray(filings.id, ids));
  return { moments, fresh: rows };
}
