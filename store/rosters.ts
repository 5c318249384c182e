import { randomUUID } from 'node:crypto';
import { setImmediate as breathe } from 'node:timers/promises';
import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { RosterChange, RosterEntry, RosterProblem } from '../contracts/campaigns.ts';
import { nameKey, ROSTER_COLUMNS, rosterProblem } from '../office/roster.ts';
import type { Tables } from './database.ts';
import { inTurn, markYearDue, refreshFilings } from './filing-standing.ts';
import { agencies, filings } from './schema.ts';
import { storable } from './storable.ts';
import { tellTrail } from './trail.ts';
import { type Actor, sees, type Viewer } from './viewer.ts';

/** A roster as it was read (office/roster.ts). */
export interface ReadRoster {
  readonly entries: readonly RosterEntry[];
  /** Row of each entry in its file. */
  readonly rows: readonly number[];
}

/** The rosters of the years. */
export interface Rosters {
  /**
   * Makes the roster of a year the one that was read, all of it or, with a problem or `dryRun`, nothing. An agency is known
   * again by its name, by one of its names before, or by an alias that was the name of one: then it was renamed.
   */
  readonly take: (year: number, roster: ReadRoster, dryRun: boolean, by: Actor) => Promise<RosterChange>;
  readonly entries: (year: number, viewer: Viewer) => Promise<readonly RosterEntry[]>;
}

export const createRosters = (tables: Tables): Rosters => ({
  take: (year, roster, dryRun, by) => takeRoster(tables, year, roster, dryRun, by),
  entries: (year, viewer) => rosterEntries(tables, year, viewer),
});

type Agency = typeof agencies.$inferSelect;
type Filing = typeof filings.$inferSelect;

/** Rows for one statement. */
const ROWS_AT_ONCE = 500;
/** Names that one entry of the trail lists. */
const TOLD_NAMES = 200;

async function takeRoster(
  tables: Tables,
  year: number,
  { entries, rows }: ReadRoster,
  dryRun: boolean,
  by: Actor,
): Promise<RosterChange> {
  return inTurn(tables, async (transaction) => {
    const known = await transaction.select().from(agencies);
    const before = await transaction.select().from(filings).where(eq(filings.year, year));
    const identified = identify(entries, known);
    const problems: RosterProblem[] = identified.problems.map((index) =>
      rosterProblem(rows[index] ?? 0, ROSTER_COLUMNS.agency, 'name-ambiguous'),
    );
    const next = asRows(year, entries, identified.agencies, known, before);
    const listed = new Set(next.map(({ agency }) => agency.id));
    const gone = before.filter(({ agencyId }) => !listed.has(agencyId));
    const byId = new Map(known.map((agency) => [agency.id, agency]));
    for (const { agencyId, version } of gone) {
      if (version === 0) continue;
      const problem = rosterProblem(0, ROSTER_COLUMNS.agency, 'has-documents');
      problems.push({ ...problem, message: `${byId.get(agencyId)?.name ?? ''}：${problem.message}` });
    }
    const oldFilings = new Map(before.map((filing) => [filing.agencyId, filing]));
    const added = next.filter(({ agency }) => !oldFilings.has(agency.id));
    const changed = next.filter(({ agency, filing }) => {
      const [oldAgency, oldFiling] = [byId.get(agency.id), oldFilings.get(agency.id)];
      if (oldFiling === undefined || oldAgency === undefined) return false;
      return !same(agency, oldAgency) || !same(filing, oldFiling);
    });
    const answer: RosterChange = {
      added: added.length,
      changed: changed.length,
      unchanged: next.length - added.length - changed.length,
      removed: gone.length,
      problems,
    };
    if (dryRun || problems.length > 0) return answer;

    const writing = [...added, ...changed];
    await writeAgencies(
      transaction,
      writing.map(({ agency }) => agency),
    );
    await writeFilings(
      transaction,
      writing.map(({ filing }) => filing),
    );
    for (let start = 0; start < gone.length; start += ROWS_AT_ONCE) {
      const ids = gone.slice(start, start + ROWS_AT_ONCE).map(({ id }) => id);
      await transaction.delete(filings).where(inArray(filings.id, ids));
    }
    if (writing.length + gone.length > 0) {
      await refreshFilings(
        transaction,
        changed.map(({ filing }) => filing.id),
      );
      // What was read against the roster is checked against the new one.
      await markYearDue(transaction, year);
      const names = (list: readonly Next[]) => list.slice(0, TOLD_NAMES).map(({ agency }) => agency.name);
      const after = { ...answer, problems: undefined, namesAdded: names(added), namesChanged: names(changed) };
      await tellTrail(transaction, by, [
        { what: 'roster.take', subject: { kind: 'campaign', id: `${year}` }, year, after },
      ]);
    }
    return answer;
  });
}

/** For each entry the agency that it is already; null: a new one. */
function identify(entries: readonly RosterEntry[], known: readonly Agency[]) {
  const byName = new Map(known.map((agency) => [nameKey(agency.name), agency]));
  const byOther = new Map<string, Set<Agency>>();
  for (const agency of known) {
    for (const other of [...agency.aliases, ...agency.formerNames]) {
      const holders = byOther.get(nameKey(other)) ?? new Set();
      byOther.set(nameKey(other), holders.add(agency));
    }
  }
  const taken = new Set<Agency>();
  const found: (Agency | null)[] = entries.map(({ agency }) => {
    const same = byName.get(nameKey(agency)) ?? null;
    if (same !== null) taken.add(same);
    return same;
  });
  const problems: number[] = [];
  entries.forEach(({ agency, aliases }, index) => {
    if (found[index] !== null) return;
    const candidates = new Set<Agency>();
    for (const holder of byOther.get(nameKey(agency)) ?? []) candidates.add(holder);
    for (const alias of aliases) {
      const named = byName.get(nameKey(alias));
      if (named !== undefined) candidates.add(named);
    }
    const free = [...candidates].filter((candidate) => !taken.has(candidate));
    if (free.length > 1) problems.push(index);
    const [only] = free;
    if (only === undefined || free.length > 1) return;
    taken.add(only);
    found[index] = only;
  });
  return { agencies: found, problems };
}

interface Next {
  readonly agency: Agency;
  readonly filing: Filing;
}

/** The rows as they will be. Parents and the like are named in the file by any name, also of agencies of other years. */
function asRows(
  year: number,
  entries: readonly RosterEntry[],
  identified: readonly (Agency | null)[],
  known: readonly Agency[],
  before: readonly Filing[],
): readonly Next[] {
  const ids = identified.map((agency) => agency?.id ?? randomUUID());
  const idOf = new Map<string, string>();
  for (const agency of known) {
    for (const name of [...agency.formerNames, ...agency.aliases, agency.name]) idOf.set(nameKey(name), agency.id);
  }
  entries.forEach(({ aliases }, index) => {
    for (const alias of aliases) idOf.set(nameKey(alias), ids[index] ?? '');
  });
  entries.forEach(({ agency }, index) => {
    idOf.set(nameKey(agency), ids[index] ?? '');
  });
  const lookUp = (name: string | null): string | null => (name === null ? null : (idOf.get(nameKey(name)) ?? null));
  const parents = new Map<string, string | null>(known.map(({ id, parentId }) => [id, parentId]));
  entries.forEach(({ parent }, index) => {
    parents.set(ids[index] ?? '', lookUp(parent));
  });
  const pathOf = (id: string): string => {
    const parts: string[] = [];
    for (let at: string | null = id; at !== null && !parts.includes(at); at = parents.get(at) ?? null)
      parts.unshift(at);
    return `/${parts.join('/')}/`;
  };
  const filed = new Map(before.map((filing) => [filing.agencyId, filing]));
  return entries.map((entry, index) => {
    const id = ids[index] ?? '';
    const old = identified[index] ?? null;
    const name = storable(entry.agency);
    const agency: Agency = {
      id,
      name,
      aliases: entry.aliases.map(storable),
      formerNames:
        old === null || old.name === name ? (old?.formerNames ?? []) : [...new Set([...old.formerNames, old.name])],
      parentId: lookUp(entry.parent),
      path: pathOf(id),
      kind: entry.kind,
      mayIssueRegulations: entry.mayIssueRegulations,
      contact: storable(entry.contact),
      phone: storable(entry.phone),
    };
    return { agency, filing: filingRow(year, index, entry, id, filed.get(id), lookUp) };
  });
}

function filingRow(
  year: number,
  position: number,
  { scope, submitBy, publishBy, standing, extra }: RosterEntry,
  agencyId: string,
  old: Filing | undefined,
  lookUp: (name: string | null) => string | null,
): Filing {
  const fresh: Filing = {
    id: randomUUID(),
    year,
    agencyId,
    position,
    scope,
    submitBy,
    publishBy,
    mergedInto: null,
    extra: storable(JSON.stringify(extra)),
    state: 'expected',
    standing: 'expected',
    verdict: null,
    errors: 0,
    warnings: 0,
    undecided: 0,
    reviewCells: 0,
    conversionFailed: false,
    changedAt: new Date(),
    version: 0,
    mainDocumentId: null,
    reviewerId: null,
    firstReceivedAt: null,
    receivedAt: null,
    correctionBy: null,
    returnedVersion: null,
    returnedAt: null,
    acceptedAt: null,
    versionsDiffer: false,
    changedAfterAcceptance: false,
    asideReason: null,
    proposedWaivers: 0,
    changes: 0,
  };
  const ofRoster = {
    position,
    scope,
    submitBy,
    publishBy,
    extra: fresh.extra,
    mergedInto: standing.kind === 'merged' ? lookUp(standing.into) : null,
  };
  const leftOut = standing.kind === 'due' ? null : standing.kind;
  const stateNow = old?.state ?? 'expected';
  // What a person's move holds stays unless the roster takes the agency out of the year or back into it.
  const state = leftOut ?? (stateNow === 'exempt' || stateNow === 'merged' ? 'expected' : stateNow);
  return { ...fresh, ...old, ...ofRoster, state, standing: old?.standing ?? state };
}

const same = (now: object, then: object): boolean => {
  const old = new Map(Object.entries(then));
  return Object.entries(now).every(([key, value]) => JSON.stringify(value) === JSON.stringify(old.get(key)));
};

/** Agencies above come before those below, for each row names its parent. */
async function writeAgencies(tables: Pick<Tables, 'execute'>, rows: readonly Agency[]): Promise<void> {
  const depth = ({ path }: Agency): number => path.split('/').length;
  const ordered = rows.toSorted((a, b) => depth(a) - depth(b));
  await inParts(ordered, (part) =>
    tables.execute(sql`
      insert into agencies (id, name, aliases, former_names, parent_id, path, kind, may_issue_regulations, contact, phone)
      select * from jsonb_to_recordset(${JSON.stringify(part)}::jsonb) as "row"(id uuid, name text, aliases text[],
        "formerNames" text[], "parentId" uuid, path text, kind text, "mayIssueRegulations" boolean, contact text, phone text)
      on conflict (id) do update set name = excluded.name, aliases = excluded.aliases, former_names = excluded.former_names,
        parent_id = excluded.parent_id, path = excluded.path, kind = excluded.kind,
        may_issue_regulations = excluded.may_issue_regulations, contact = excluded.contact, phone = excluded.phone`),
  );
}

async function writeFilings(tables: Pick<Tables, 'execute'>, rows: readonly Filing[]): Promise<void> {
  await inParts(rows, (part) =>
    tables.execute(sql`
      insert into filings (id, year, agency_id, position, scope, submit_by, publish_by, merged_into, extra, state, standing)
      select * from jsonb_to_recordset(${JSON.stringify(part)}::jsonb) as "row"(id uuid, year integer, "agencyId" uuid,
        position integer, scope text, "submitBy" date, "publishBy" date, "mergedInto" uuid, extra text, state text, standing text)
      on conflict (id) do update set position = excluded.position, scope = excluded.scope, submit_by = excluded.submit_by,
        publish_by = excluded.publish_by, merged_into = excluded.merged_into, extra = excluded.extra, state = excluded.state,
        changes = filings.changes + 1`),
  );
}

/** One value for many rows: thousands of parameters cost seconds to put together. Others are answered between the parts. */
async function inParts<T>(rows: readonly T[], write: (part: readonly T[]) => Promise<unknown>): Promise<void> {
  for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) {
    await write(rows.slice(start, start + ROWS_AT_ONCE));
    await breathe();
  }
}

async function rosterEntries(tables: Tables, year: number, viewer: Viewer): Promise<RosterEntry[]> {
  const named = new Map(
    (await tables.select({ id: agencies.id, name: agencies.name }).from(agencies)).map(({ id, name }) => [id, name]),
  );
  const rows = await tables
    .select({ agency: agencies, filing: filings })
    .from(filings)
    .innerJoin(agencies, eq(agencies.id, filings.agencyId))
    .where(and(eq(filings.year, year), sees(viewer, filings.agencyId)))
    .orderBy(asc(filings.position));
  return rows.map(({ agency, filing }) => ({
    agency: agency.name,
    aliases: agency.aliases,
    parent: agency.parentId === null ? null : (named.get(agency.parentId) ?? null),
    kind: agency.kind,
    mayIssueRegulations: agency.mayIssueRegulations,
    scope: filing.scope,
    submitBy: filing.submitBy,
    publishBy: filing.publishBy,
    contact: agency.contact,
    phone: agency.phone,
    standing: standingOf(filing, named),
    extra: JSON.parse(filing.extra),
  }));
}

function standingOf(filing: Filing, named: ReadonlyMap<string, string>): RosterEntry['standing'] {
  if (filing.mergedInto !== null) return { kind: 'merged', into: named.get(filing.mergedInto) ?? '' };
  return { kind: filing.state === 'exempt' ? 'exempt' : 'due' };
}
