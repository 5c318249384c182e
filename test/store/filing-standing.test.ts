import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq, sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { campaignSettingsSchema } from '../../contracts/campaigns.ts';
import type { Filing } from '../../contracts/filings.ts';
import { FILING_SORTS } from '../../contracts/list-orders.ts';
import { FILING_FLAGS, FILING_STATES, ROLES } from '../../contracts/states.ts';
import { openCampaign } from '../../office/campaign.ts';
import { dayOf } from '../../office/deadlines.ts';
import type { Database, DatabasePlace } from '../../store/database.ts';
import { standingsOf } from '../../store/filing-standing.ts';
import { MoveRefusal } from '../../store/filings.ts';
import { StoreRefusal } from '../../store/refusal.ts';
import { documents, filings } from '../../store/schema.ts';
import { createStore, type Store } from '../../store/store.ts';
import { ALL_SEEING, GOUJI } from '../../store/viewer.ts';
import { conversion, document, sha256Of } from './handed-in.ts';
import { keptStandings } from './kept-standings.ts';
import { openTestDatabase } from './open-database.ts';
import { type PostgresServer, startPostgres } from './postgres-server.ts';

/** What is kept of a filing says at every moment what would be worked out of its report and its moves. */

const YEAR = 2023;
const TODAY = dayOf(new Date());
const AGENCIES = ['青石市人民政府', '青石市水务局', '青石市教育局', '赤岭县档案馆'];

let folder: string;
let postgres: PostgresServer;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gouji-test-'));
  postgres = await startPostgres();
});
afterAll(async () => {
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
});

const entry = (agency: string, exempt: boolean) => ({
  agency,
  aliases: [],
  parent: agency === AGENCIES[0] || agency.startsWith('赤') ? null : (AGENCIES[0] ?? null),
  kind: 'department' as const,
  mayIssueRegulations: false,
  scope: agency === AGENCIES[0] ? ('rollup' as const) : ('self' as const),
  submitBy: agency === AGENCIES[1] ? '2020-01-01' : null,
  publishBy: null,
  contact: '',
  phone: '',
  standing: { kind: exempt ? ('exempt' as const) : ('due' as const) },
  extra: {},
});
const roster = (exempt: number) => ({
  entries: AGENCIES.map((agency, index) => entry(agency, index === exempt)),
  rows: AGENCIES.map((_, index) => index + 2),
});

/** One thing that somebody does; numbers choose of what there is. */
type Act = (store: Store, database: Database, a: number, b: number) => Promise<unknown>;
const pick = <T>(list: readonly T[], at: number): T | undefined => list[at % Math.max(1, list.length)];

const anyDocument = async (database: Database, at: number): Promise<string> => {
  const rows = await database.tables.select({ id: documents.id }).from(documents).orderBy(documents.receivedAt);
  return pick(rows, at)?.id ?? randomUUID();
};
const anyFiling = async (database: Database, at: number) => {
  const rows = await database.tables.select().from(filings).orderBy(filings.position);
  const filing = pick(rows, at);
  if (filing === undefined) throw new Error('nothing is owed');
  return filing;
};
const runOf = async (store: Store, database: Database, at: number) => {
  const run = await store.claim(await anyDocument(database, at));
  return run ?? { documentId: randomUUID(), run: randomUUID() };
};
const mover = { personId: randomUUID(), roles: [...ROLES], today: TODAY };
const finding = (fingerprint: string) => ({
  rule: 'cell.blank',
  severity: 'warning' as const,
  cause: 'agency' as const,
  message: '空格',
  fingerprint,
  operandsDigest: sha256Of('[]'),
});

const ACTS: Readonly<Record<string, Act>> = {
  receive: (store) => store.receive([document(randomUUID())]),
  finish: async (store, database, a, b) =>
    store.finish(
      await runOf(store, database, a),
      conversion({
        verdict: b % 2 === 0 ? 'passed' : 'needsReview',
        reviewCells: b % 2,
        findings: b % 3 === 0 ? [] : [finding(`f${b % 2}`)],
      }),
    ),
  fail: async (store, database, a) => store.fail(await runOf(store, database, a), 'corrupt'),
  release: async (store, database, a) => store.release(await runOf(store, database, a), 'internal'),
  interrupt: async (store, database, a) => store.interrupt(await runOf(store, database, a)),
  retry: async (store, database, a) => store.sendBack([await anyDocument(database, a)], ALL_SEEING, GOUJI),
  assign: async (store, database, a, b) => {
    const { agencyId } = await anyFiling(database, b);
    const part = b % 3 === 0 ? 'other' : 'main';
    const to = { year: YEAR, agencyId, part, confirmed: true } as const;
    return store.placing.assign(await anyDocument(database, a), to, ALL_SEEING, GOUJI);
  },
  unassign: async (store, database, a) => store.placing.unassign(await anyDocument(database, a), GOUJI),
  look: async (store, database, a, b) => {
    const due = await store.checking.dueOne(await anyDocument(database, a));
    return (
      due && store.checking.done(due, b % 2 === 0 ? null : conversion({ reviewCells: 0, findings: [] }), b % 3 === 0)
    );
  },
  decide: async (store, database, a, b) => {
    const common = { fingerprint: `f${b % 2}`, operands: [], reviewer: '李审核' };
    const kind =
      b % 3 === 0
        ? ({ kind: 'confirmed', ...common } as const)
        : ({ kind: b % 3 === 1 ? 'waived' : 'proposed', reason: '属实', ...common } as const);
    return store.decide(await anyDocument(database, a), kind);
  },
  correct: async (store, database, a) => {
    const path = 'applications/newlyReceived/total';
    const value = { path, readValue: 1, readStatus: 'reported', value: 2, status: 'reported' } as const;
    return store.corrections.correct(
      await anyDocument(database, a),
      { ...value, readText: null, text: null, reason: 'misread', note: '' },
      null,
      GOUJI,
    );
  },
  remove: async (store, database, a) => {
    const [row] = await database.tables
      .select({ batchId: documents.batchId })
      .from(documents)
      .where(eq(documents.id, await anyDocument(database, a)));
    return row && store.uploads.remove(row.batchId, GOUJI);
  },
  takeAway: async (store, database, a) => store.removals.remove(await anyDocument(database, a), GOUJI),
  bringBack: async (store, database, a) => store.removals.restore(await anyDocument(database, a), GOUJI),
  roster: (store, _database, a) => store.rosters.take(YEAR, roster(a % 6), false, GOUJI),
  ...Object.fromEntries(
    (['return', 'accept', 'reopen', 'exempt', 'comment', 'aside', 'resume'] as const).map((move): [string, Act] => [
      move,
      async (store, database, a) => {
        const words = { dueOn: '2099-01-01', note: '请更正', text: '…', etag: null };
        return store.filings.move((await anyFiling(database, a)).id, { move, ...words }, mover, GOUJI);
      },
    ]),
  ),
};

const perform = async (act: Act, store: Store, database: Database, a: number, b: number): Promise<void> => {
  try {
    await act(store, database, a, b);
  } catch (error) {
    // What may not be done is no news here.
    if (!(error instanceof StoreRefusal) && !(error instanceof MoveRefusal)) throw error;
  }
};

const expectKept = async (database: Database): Promise<void> => {
  const rows = await database.tables.select().from(filings).orderBy(filings.id);
  const ids = rows.map(({ id }) => id);
  const worked = [...(await standingsOf(database.tables, ids))].toSorted((a, b) => (a.id < b.id ? -1 : 1));
  expect(keptStandings(rows)).toEqual(worked);
};

const listed = (store: Store, filter: object = {}) =>
  store.filings.list(YEAR, { page: 1, size: 100, ...filter }, ALL_SEEING, TODAY);
const idsOf = (items: readonly Filing[]): string[] => items.map(({ id }) => id);

/** The database counts and narrows by the same words as one filing is judged by. */
const expectJudged = async (store: Store): Promise<void> => {
  const { items, total, counts } = await listed(store);
  expect(total).toBe(items.length);
  for (const state of FILING_STATES) {
    const those = items.filter((item) => item.state === state);
    expect([state, counts.states[state]]).toEqual([state, those.length]);
    expect(idsOf((await listed(store, { state })).items)).toEqual(idsOf(those));
  }
  for (const flag of FILING_FLAGS) {
    const those = items.filter((item) => item.flags.includes(flag));
    expect([flag, counts.flags[flag]]).toEqual([flag, those.length]);
    const narrowed = await listed(store, { flag });
    expect([idsOf(narrowed.items), narrowed.total]).toEqual([idsOf(those), those.length]);
  }
  for (const sort of FILING_SORTS) {
    const pages = [];
    for (const page of [1, 2]) pages.push(...idsOf((await listed(store, { sort, page, size: 3 })).items));
    expect(pages.toSorted()).toEqual(idsOf(items).toSorted());
  }
};

const steps = fc.array(
  fc.tuple(
    // What leads somewhere comes often enough to do so.
    fc.constantFrom(...Object.keys(ACTS), 'finish', 'finish', 'assign', 'assign', 'look', 'look', 'receive'),
    fc.nat(20),
    fc.nat(20),
  ),
  { minLength: 20, maxLength: 40 },
);

const embedded = async (): Promise<DatabasePlace> => ({ url: null, folder: join(folder, randomUUID()) });
const served = async (): Promise<DatabasePlace> => ({ url: await postgres.newDatabase(), folder });

async function openYear(store: Store): Promise<void> {
  const days = { submitBy: dayOf(new Date(Date.now() + 3 * 86_400_000)), publishBy: '2099-01-28' };
  const settings = campaignSettingsSchema.parse({});
  await store.campaigns.add(openCampaign({ year: YEAR, ...days, statutoryBy: '2099-01-31', settings }), GOUJI);
  await store.rosters.take(YEAR, roster(9), false, GOUJI);
}

describe.each([
  ['on PGlite', embedded, 1, 12],
  ['on PostgreSQL, four at a time', served, 4, 12],
] as const)('where filings stand, %s', (_name, place, atOnce, numRuns) => {
  let database: Database;
  let store: Store;
  beforeAll(async () => {
    database = await openTestDatabase(await place());
    store = createStore(database.tables);
    await openYear(store);
  });
  afterAll(() => database.close());

  it('are not decided on by what is said of a document that is gone', async () => {
    const said = { kind: 'confirmed', fingerprint: 'f0', operands: [], reviewer: '李审核' } as const;
    await expect(store.decide(randomUUID(), said)).rejects.toThrow(new StoreRefusal('not-found'));
  });

  it('is kept as it would be worked out, whatever was done', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (sequence) => {
        for (let start = 0; start < sequence.length; start += atOnce) {
          const together = sequence.slice(start, start + atOnce);
          await Promise.all(
            together.map(([act, a, b]) => {
              const known = ACTS[act];
              return known === undefined ? undefined : perform(known, store, database, a, b);
            }),
          );
          await expectKept(database);
        }
        await expectJudged(store);
      }),
      { numRuns, endOnFailure: true },
    );
  });
});

/** A document that is in no version is begun without the lock of the office: others hold and await it by its row. */
describe('a run that is begun on one connection while another has not ended yet', () => {
  let database: Database;
  let store: Store;
  let documentId: string;
  let agencyId: string;
  beforeAll(async () => {
    database = await openTestDatabase(await served());
    store = createStore(database.tables);
    await openYear(store);
    agencyId = (await anyFiling(database, 1)).agencyId;
  });
  beforeEach(async () => {
    documentId = (await store.receive([document(randomUUID())]))[0]?.id ?? '';
  });
  afterAll(() => database.close());

  const to = () => ({ year: YEAR, agencyId, part: 'main', confirmed: true }) as const;
  const assign = (at: Store): Promise<void> => at.placing.assign(documentId, to(), ALL_SEEING, GOUJI);
  const rowOf = async () => (await database.tables.select().from(documents).where(eq(documents.id, documentId)))[0];
  const isWaiting = async (): Promise<boolean> => {
    const waits = sql`datname = current_database() and wait_event_type = 'Lock'`;
    const waiting = database.tables.select({ pid: sql`pid` }).from(sql`pg_stat_activity`).where(waits);
    return (await waiting).length > 0;
  };
  /** Does the second while what the first did is not committed. */
  async function beside<T>(first: (at: Store) => Promise<unknown>, second: () => Promise<T>): Promise<T> {
    const { asked } = await database.tables.transaction(async (transaction) => {
      await first(createStore(transaction));
      const awaited = second();
      await expect.poll(isWaiting).toBe(true);
      return { asked: awaited };
    });
    return asked;
  }

  it('counts for the filing that it is given to meanwhile', async () => {
    expect(await beside(assign, () => store.claim(documentId))).not.toBeNull();
    expect((await rowOf())?.state).toBe('converting');
    await expectKept(database);
  });

  it('is seen by who gives it to a filing meanwhile', async () => {
    await beside(
      (at) => at.claim(documentId),
      () => assign(store),
    );
    expect((await rowOf())?.state).toBe('converting');
    await expectKept(database);
  });

  it('counts for no filing that it is taken out of meanwhile', async () => {
    await assign(store);
    const taken = await beside(
      (at) => at.placing.unassign(documentId, GOUJI),
      () => store.claim(documentId),
    );
    expect(taken).not.toBeNull();
    await expectKept(database);
  });

  it('is none where its upload is taken back meanwhile', async () => {
    const { batchId = '' } = (await rowOf()) ?? {};
    const taken = await beside(
      (at) => at.uploads.remove(batchId, GOUJI),
      () => store.claim(documentId),
    );
    expect(taken).toBeNull();
  });

  it('is one of the two that begin it at once', async () => {
    const second = await beside(
      (at) => at.claim(documentId),
      () => store.claim(documentId),
    );
    expect(await store.finish(second ?? { documentId, run: '' }, conversion())).toBe(true);
  });
});
