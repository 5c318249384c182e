import { randomUUID } from 'node:crypto';
import { and, asc, count, desc, eq, inArray, or, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Filing, FilingDetail, Move } from '../contracts/filings.ts';
import { MOVES } from '../contracts/filings.ts';
import { FILING_FLAGS, FILING_STATES, type FilingFlag, type FilingState } from '../contracts/states.ts';
import { dueOn, flagsOfDays } from '../office/deadlines.ts';
import {
  FILING_MOVES,
  type FilingFacts,
  HELD,
  type Mover,
  type MoveWords,
  NOTHING_WAITS,
  type Obstacle,
  obstaclesTo,
  stateOfWork,
  type Waiting,
} from '../office/filing.ts';
import { findCampaign, type KeptCampaign } from './campaigns.ts';
import { correctorsOf } from './corrections.ts';
import type { Tables } from './database.ts';
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
import { type Actor, sees, type Viewer } from './viewer.ts';

export interface FilingFilter {
  readonly state?: FilingState | undefined;
  readonly flag?: FilingFlag | undefined;
  /** An agency: only it and those below it. */
  readonly scope?: string | undefined;
  readonly reviewer?: string | undefined;
  /** Only those whose report has a finding of this rule. */
  readonly rule?: string | undefined;
  /** Part of a name of the agency. */
  readonly query?: string | undefined;
  readonly sort?: FilingSort | undefined;
  readonly page: number;
  readonly size: number;
}
export const FILING_SORTS = [
  'roster',
  'agency',
  'state',
  'due',
  'received',
  '-received',
  '-errors',
  '-warnings',
] as const;
export type FilingSort = (typeof FILING_SORTS)[number];

export interface FilingList {
  readonly items: readonly Filing[];
  readonly total: number;
  readonly counts: { readonly states: Record<string, number>; readonly flags: Record<string, number> };
}

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

/** What agencies owe, and how it stands. */
export interface Filings {
  /** @param today where the office is, YYYY-MM-DD */
  readonly list: (year: number, filter: FilingFilter, viewer: Viewer, today: string) => Promise<FilingList>;
  readonly find: (id: string, mover: Mover) => Promise<FilingDetail | null>;
  /** One move with its entry in the trail. @throws StoreRefusal not-found, changed-meanwhile; MoveRefusal */
  readonly move: (id: string, request: MoveRequest, mover: Mover, by: Actor) => Promise<FilingDetail>;
  /** The filings of an agency, the newest year first; null for an agency that is none. */
  readonly ofAgency: (agencyId: string, today: string) => Promise<AgencyYears | null>;
  /** Top rules over the reports that count. */
  readonly topRules: (year: number, viewer: Viewer) => Promise<readonly { rule: string; findings: number }[]>;
}

export interface AgencyYears {
  readonly id: string;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly formerNames: readonly string[];
  readonly kind: string;
  readonly path: readonly string[];
  readonly filings: readonly Filing[];
}

export const createFilings = (tables: Tables): Filings => ({
  list: (year, filter, viewer, today) => listFilings(tables, year, filter, viewer, today),
  find: (id, mover) => findFiling(tables, id, mover),
  move: async (id, request, mover, by) => {
    await makeMove(tables, id, request, mover, by);
    const moved = await findFiling(tables, id, mover);
    if (moved === null) throw new StoreRefusal('not-found');
    return moved;
  },
  ofAgency: (agencyId, today) => ofAgency(tables, agencyId, today),
  topRules: async (year, viewer) => {
    const rows = await tables
      .select({ rule: findings.rule, findings: count() })
      .from(findings)
      .innerJoin(filings, eq(filings.mainDocumentId, findings.documentId))
      .where(and(eq(filings.year, year), sql`${findings.severity} <> 'info'`, sees(viewer, filings.agencyId)))
      .groupBy(findings.rule)
      .orderBy(desc(count()))
      .limit(10);
    return rows;
  },
});

const reviewers = alias(people, 'reviewers');

const rowsOf = (tables: Pick<Tables, 'select'>) =>
  tables
    .select({
      filing: filings,
      agency: { name: agencies.name, path: agencies.path, aliases: agencies.aliases },
      main: {
        state: documents.state,
        checkDue: documents.checkDue,
        verdict: documents.verdict,
        errors: documents.errorFindings,
        warnings: documents.warningFindings,
        undecided: sql<number>`${documents.decidableFindings} - ${documents.decidedFindings}`.mapWith(Number),
        openWarnings: documents.openWarnings,
        openDoubts: documents.openDoubts,
        openPages: documents.openPages,
        openMistakes: documents.openMistakes,
        confirmedMistakes: documents.confirmedMistakes,
        returnable: documents.returnable,
        changedAt: documents.changedAt,
      },
      reviewCells: results.reviewCells,
      template: results.template,
      reviewer: reviewers.name,
      confirmed: versions.confirmed,
    })
    .from(filings)
    .innerJoin(agencies, eq(agencies.id, filings.agencyId))
    .leftJoin(documents, eq(documents.id, filings.mainDocumentId))
    .leftJoin(results, eq(results.documentId, filings.mainDocumentId))
    .leftJoin(reviewers, eq(reviewers.id, filings.reviewerId))
    .leftJoin(versions, eq(versions.id, documents.versionId))
    .$dynamic();

type Row = Awaited<ReturnType<typeof rowsOf>>[number];

function stateOf({ filing, main, reviewCells }: Row): FilingState {
  if (HELD.includes(filing.state)) return filing.state;
  return stateOfWork({
    version: filing.version,
    mainState: main?.state ?? null,
    checked: main?.checkDue === false,
    openErrors: main?.errors ?? 0,
    undecidedWarnings: main?.openWarnings ?? 0,
    doubts: reviewCells ?? 0,
    waiting: waitingOf(main),
  });
}

const waitingOf = (main: Row['main']): Waiting =>
  main === null
    ? NOTHING_WAITS
    : {
        doubts: main.openDoubts,
        pages: main.openPages,
        mistakes: main.openMistakes,
        confirmedMistakes: main.confirmedMistakes,
      };

type Names = ReadonlyMap<string, string>;

function asFiling(row: Row, campaign: KeptCampaign, names: Names, today: string): Filing {
  const { filing, agency, main } = row;
  const state = stateOf(row);
  const dates = {
    state,
    submitBy: filing.submitBy ?? campaign.submitBy,
    correctionBy: filing.correctionBy,
    firstReceivedAt: filing.firstReceivedAt,
  };
  const flags: FilingFlag[] = [...flagsOfDays(dates, today, campaign.settings.dueSoonDays)];
  if (main?.state === 'conversion-failed') flags.push('conversionFailed');
  if (filing.versionsDiffer) flags.push('versionsDiffer');
  if (filing.changedAfterAcceptance) flags.push('changedAfterAcceptance');
  return {
    id: filing.id,
    year: filing.year,
    agency: { id: filing.agencyId, name: agency.name, path: namesAbove(agency.path, names) },
    state,
    flags,
    dueOn: dueOn(dates),
    version: filing.version,
    verdict: main?.verdict ?? null,
    errors: main?.errors ?? 0,
    warnings: main?.warnings ?? 0,
    reviewCells: row.reviewCells ?? 0,
    undecided: main?.undecided ?? 0,
    reviewer: filing.reviewerId === null ? null : { id: filing.reviewerId, name: row.reviewer ?? '' },
    receivedAt: filing.receivedAt?.toISOString() ?? null,
    acceptedAt: filing.acceptedAt?.toISOString() ?? null,
    etag: etagOf(row),
  };
}

/** Decisions on its report change a filing as much as a move does. */
const etagOf = ({ filing, main }: Row): string => `${filing.changes}-${main?.changedAt.getTime() ?? 0}`;

const namesAbove = (path: string, names: Names): string[] =>
  path
    .split('/')
    .filter((id) => id !== '')
    .slice(0, -1)
    .map((id) => names.get(id) ?? '');

async function namesOfAll(tables: Pick<Tables, 'select'>): Promise<Names> {
  const rows = await tables.select({ id: agencies.id, name: agencies.name }).from(agencies);
  return new Map(rows.map(({ id, name }) => [id, name]));
}

const SORTS: Readonly<Record<FilingSort, (a: Filing, b: Filing) => number>> = {
  roster: () => 0,
  agency: (a, b) => a.agency.name.localeCompare(b.agency.name, 'zh'),
  state: (a, b) => FILING_STATES.indexOf(a.state) - FILING_STATES.indexOf(b.state),
  due: (a, b) => (a.dueOn ?? '9').localeCompare(b.dueOn ?? '9'),
  received: (a, b) => (a.receivedAt ?? '9').localeCompare(b.receivedAt ?? '9'),
  '-received': (a, b) => (b.receivedAt ?? '').localeCompare(a.receivedAt ?? ''),
  '-errors': (a, b) => b.errors - a.errors,
  '-warnings': (a, b) => b.warnings - a.warnings,
};

/**
 * Flags and states follow from days and from how the report stands, by the functions of office/ alone: a year's rows are
 * few thousand, so they are judged here and not a second time in SQL.
 */
async function listFilings(
  tables: Tables,
  year: number,
  filter: FilingFilter,
  viewer: Viewer,
  today: string,
): Promise<FilingList> {
  const campaign = await findCampaign(tables, year);
  if (campaign === null) throw new StoreRefusal('not-found');
  const names = await namesOfAll(tables);
  const rows = await rowsOf(tables)
    .where(and(eq(filings.year, year), sees(viewer, filings.agencyId), ...conditions(tables, filter)))
    .orderBy(asc(filings.position));
  const all = rows.map((row) => asFiling(row, campaign, names, today));
  const states = Object.fromEntries(FILING_STATES.map((state) => [state, 0]));
  const flags = Object.fromEntries(FILING_FLAGS.map((flag) => [flag, 0]));
  for (const filing of all) {
    states[filing.state] = (states[filing.state] ?? 0) + 1;
    for (const flag of filing.flags) flags[flag] = (flags[flag] ?? 0) + 1;
  }
  const { state, flag, sort, page, size } = filter;
  const chosen = all.filter(
    (filing) => (state === undefined || filing.state === state) && (flag === undefined || filing.flags.includes(flag)),
  );
  const sorted = sort === undefined ? chosen : chosen.toSorted(SORTS[sort]);
  return { items: sorted.slice((page - 1) * size, page * size), total: chosen.length, counts: { states, flags } };
}

function conditions(tables: Tables, { scope, reviewer, rule, query }: FilingFilter): (SQL | undefined)[] {
  return [
    scope === undefined ? undefined : sql`position('/' || ${scope} || '/' in ${agencies.path}) > 0`,
    reviewer === undefined ? undefined : eq(filings.reviewerId, reviewer),
    rule === undefined
      ? undefined
      : inArray(
          filings.mainDocumentId,
          tables.select({ id: findings.documentId }).from(findings).where(eq(findings.rule, rule)),
        ),
    query === undefined
      ? undefined
      : sql`position(lower(${query}) in lower(${agencies.name} || ' ' || array_to_string(${agencies.aliases} || ${agencies.formerNames}, ' '))) > 0`,
  ];
}

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
    ...asFiling(row, campaign, await namesOfAll(tables), mover.today),
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
  campaign: KeptCampaign,
): Promise<FilingFacts> {
  const { filing, main, reviewCells, template, confirmed } = row;
  const { mainDocumentId } = filing;
  const deciders = mainDocumentId === null ? [] : await decidersOn(tables, mainDocumentId);
  const correctors = mainDocumentId === null ? [] : await correctorsOf(tables, mainDocumentId);
  return {
    state: stateOf(row),
    version: filing.version,
    openErrors: main?.errors ?? 0,
    undecidedWarnings: main?.openWarnings ?? 0,
    doubts: reviewCells ?? 0,
    waiting: waitingOf(main),
    toReturn: main?.returnable ?? 0,
    templateKnown: template !== null,
    placementConfirmed: confirmed === true,
    workedOnBy: [filing.reviewerId, ...deciders, ...correctors].filter((id) => id !== null),
    campaignOpen: campaign.state === 'open',
  };
}

async function makeMove(tables: Tables, id: string, request: MoveRequest, mover: Mover, by: Actor): Promise<void> {
  const { move, etag } = request;
  await tables.transaction(async (transaction) => {
    const [locked] = await transaction.select().from(filings).where(eq(filings.id, id)).for('update');
    const [row] = await rowsOf(transaction).where(eq(filings.id, id));
    if (locked === undefined || row === undefined) throw new StoreRefusal('not-found');
    if (etag !== null && etag !== etagOf(row)) throw new StoreRefusal('changed-meanwhile');
    const campaign = await findCampaign(transaction, row.filing.year);
    if (campaign === null) throw new StoreRefusal('not-found');
    const facts = await factsOf(transaction, row, campaign);
    const obstacles = obstaclesTo(move, facts, mover, request);
    if (obstacles.length > 0) throw new MoveRefusal(obstacles);

    const now = new Date();
    const { to } = FILING_MOVES[move];
    const change: Partial<typeof filings.$inferInsert> = to === null ? {} : { state: to };
    switch (move) {
      case 'return': {
        change.correctionBy = request.dueOn ?? null;
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
      case 'exempt':
        break;
      default:
        move satisfies never;
    }
    await transaction
      .update(filings)
      .set({ ...change, changes: sql`${filings.changes} + 1` })
      .where(eq(filings.id, id));
    if (move === 'accept' || move === 'reopen') await checkNeighbours(transaction, row);
    const { note, dueOn: due, text, reviewerId } = request;
    await tellTrail(transaction, by, [
      {
        what: `filing.${move}`,
        subject: { kind: 'filing', id },
        year: row.filing.year,
        agencyId: row.filing.agencyId,
        before: { state: facts.state, version: facts.version, reviewerId: row.filing.reviewerId },
        after: { ...change, acceptedAt: undefined, note, dueOn: due, text, reviewerId },
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
async function checkNeighbours(tables: Pick<Tables, 'select' | 'update'>, { filing, agency }: Row): Promise<void> {
  const above = agency.path.split('/').filter((id) => id !== '' && id !== filing.agencyId);
  const neighbours = tables
    .select({ id: filings.mainDocumentId })
    .from(filings)
    .where(
      or(
        and(eq(filings.agencyId, filing.agencyId), eq(filings.year, filing.year + 1)),
        above.length === 0
          ? undefined
          : and(inArray(filings.agencyId, above), eq(filings.year, filing.year), eq(filings.scope, 'rollup')),
      ),
    );
  await tables.update(documents).set({ checkDue: true }).where(inArray(documents.id, neighbours));
}

async function ofAgency(tables: Tables, agencyId: string, today: string): Promise<AgencyYears | null> {
  const [agency] = await tables.select().from(agencies).where(eq(agencies.id, agencyId));
  if (agency === undefined) return null;
  const names = await namesOfAll(tables);
  const years = new Map<number, KeptCampaign>();
  for (const { year } of await tables.select({ year: campaigns.year }).from(campaigns)) {
    const campaign = await findCampaign(tables, year);
    if (campaign !== null) years.set(year, campaign);
  }
  const rows = await rowsOf(tables).where(eq(filings.agencyId, agencyId)).orderBy(desc(filings.year));
  return {
    id: agency.id,
    name: agency.name,
    aliases: agency.aliases,
    formerNames: agency.formerNames,
    kind: agency.kind,
    path: namesAbove(agency.path, names),
    filings: rows.flatMap((row) => {
      const campaign = years.get(row.filing.year);
      return campaign === undefined ? [] : [asFiling(row, campaign, names, today)];
    }),
  };
}
