import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { RUN_LIMITS } from '../../config/queues.ts';
import type { DocumentSummary } from '../../contracts/api.ts';
import { buildLedgerApp, listenOnSocket } from '../../server/ledger-socket.ts';
import type { Database, DatabasePlace } from '../../store/database.ts';
import type { ClaimedRun } from '../../store/ledger.ts';
import { batches, documents, findings, results } from '../../store/schema.ts';
import { createStore, type Store } from '../../store/store.ts';
import { ALL_SEEING, GOUJI } from '../../store/viewer.ts';
import { connectLedger } from '../../workers/remote-ledger.ts';
import { conversion, document, sha256Of } from './handed-in.ts';
import { openTestDatabase } from './open-database.ts';
import { type PostgresServer, startPostgres } from './postgres-server.ts';

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

const EVERYTHING = { page: 1, size: 50 };
type Opening = () => Promise<DatabasePlace>;
const embedded: Opening = async () => ({ url: null, folder: join(folder, randomUUID()) });
const served: Opening = async () => ({ url: await postgres.newDatabase(), folder });

/** As a worker sees it that may not open the database itself: its calls go over a socket. */
async function askOverSocket(store: Store): Promise<{ store: Store; close: () => Promise<void> }> {
  const log = pino({ level: 'silent' });
  const app = buildLedgerApp(store, log);
  const path = join(folder, 'l.sock');
  await listenOnSocket(app, path);
  const ledger = connectLedger(path);
  return {
    store: { ...store, ...ledger },
    close: async () => {
      ledger.close();
      await app.close();
    },
  };
}
const askDirectly = async (store: Store) => ({ store, close: async () => {} });

describe.each([
  ['on PGlite', embedded, askDirectly],
  ['on PostgreSQL', served, askDirectly],
  ['asked over a socket', embedded, askOverSocket],
])('the store %s', (_name, place, ask) => {
  let database: Database;
  let store: Store;
  let closeStore: () => Promise<void>;
  beforeAll(async () => {
    database = await openTestDatabase(await place());
    ({ store, close: closeStore } = await ask(createStore(database.tables)));
  });
  afterAll(async () => {
    await closeStore();
    await database.close();
  });
  beforeEach(async () => {
    for (const table of [findings, results, documents, batches]) await database.tables.delete(table);
  });

  const receiveOne = async (content = 'one'): Promise<DocumentSummary> => {
    const [summary] = await store.receive([document(content)]);
    if (summary === undefined) throw new Error('nothing was received');
    return summary;
  };
  const claim = async (id: string): Promise<ClaimedRun> => {
    const run = await store.claim(id);
    if (run === null) throw new Error('nothing was claimed');
    return run;
  };
  const summaryOf = async (id: string) => (await store.find(id))?.summary;
  const idsThatWait = async () => (await store.nextInTurn('digital', 100)).map(({ documentId }) => documentId);

  describe('receiving', () => {
    it('keeps every file of a batch as a row, in the order of the upload', async () => {
      const items = await store.receive([
        document('a'),
        { kind: 'refused', fileName: 'b.exe', sourceName: 'b.exe', bytes: 3, reason: 'unsupported-format' },
        { kind: 'refused', fileName: 'c/.DS_Store', sourceName: '.DS_Store', bytes: 0, reason: 'system-file' },
        document('d'),
      ]);
      expect(items.map(({ fileName, state, error }) => [fileName, state, error?.code ?? null])).toEqual([
        ['a.txt', 'received', null],
        ['b.exe', 'rejected', 'unsupported-format'],
        ['c/.DS_Store', 'rejected', 'system-file'],
        ['d.txt', 'received', null],
      ]);
      expect(new Set(items.map((item) => item.batchId)).size).toBe(1);
      expect(items[1]?.finishedAt).not.toBeNull();
    });

    it('names the document that has the same bytes already, in another upload or in the same', async () => {
      const first = await receiveOne('same');
      const items = await store.receive([
        document('same', 'again.txt'),
        document('twin'),
        document('twin', 'twin 2.txt'),
      ]);
      expect(items.map((item) => [item.state, item.duplicateOf])).toEqual([
        ['duplicate', first.id],
        ['received', null],
        ['duplicate', items[1]?.id],
      ]);
    });

    it('holds the same bytes once when uploads bring them at the same moment', async () => {
      const receipts = await Promise.all(Array.from({ length: 6 }, () => store.receive([document('racing')])));
      const states = receipts.flat().map((item) => item.state);
      expect(states.filter((state) => state === 'received')).toHaveLength(1);
      expect(states.filter((state) => state === 'duplicate')).toHaveLength(5);
    });

    it('takes bytes again that were only refused before', async () => {
      await store.receive([{ kind: 'refused', fileName: 'a', sourceName: 'a', bytes: 1, reason: 'unsafe-name' }]);
      expect((await receiveOne('a')).state).toBe('received');
    });

    it('takes thousands of files in one upload', async () => {
      const items = await store.receive(Array.from({ length: 2_500 }, (_, index) => document(`file ${index}`)));
      expect(items).toHaveLength(2_500);
      expect(items[2_499]?.fileName).toBe('file 2499.txt');
    });

    it('knows which contents it holds', async () => {
      await receiveOne('held');
      expect(await store.held([sha256Of('held'), sha256Of('other')])).toEqual(new Set([sha256Of('held')]));
    });

    it('shows a NUL of a name as a replacement character', async () => {
      const [item] = await store.receive([
        { kind: 'refused', fileName: 'a\0b', sourceName: 'a\0b', bytes: 1, reason: 'unsafe-name' },
      ]);
      expect(item?.fileName).toBe('a\uFFFDb');
    });
  });

  describe('a run', () => {
    it('takes a document from received through converting to converted, with one result and its findings counted', async () => {
      const { id } = await receiveOne();
      const run = await claim(id);
      expect(run).toMatchObject({ documentId: id, fileName: 'one.txt', sha256: sha256Of('one'), format: 'text' });
      expect(await summaryOf(id)).toMatchObject({ state: 'converting', attempts: 1 });
      expect(await store.finish(run, conversion())).toBe(true);
      expect(await summaryOf(id)).toMatchObject({
        state: 'converted',
        agency: '某市某局',
        year: 2023,
        verdict: 'failed',
        errorFindings: 1,
        warningFindings: 2,
        reviewCells: 2,
        error: null,
      });
      expect((await store.find(id))?.reportSha256).toBe(sha256Of('report'));
    });

    it('can be finished once only', async () => {
      const run = await claim((await receiveOne()).id);
      expect(await Promise.all([store.finish(run, conversion()), store.finish(run, conversion())])).toContain(false);
      expect(await database.tables.select().from(results)).toHaveLength(1);
    });

    it('counts no more when another one was begun after it, whatever it reports', async () => {
      const { id } = await receiveOne();
      const lost = await claim(id);
      const current = await claim(id);
      expect(await store.finish(lost, conversion({ agency: 'the lost one' }))).toBe(false);
      expect(await store.fail(lost, 'corrupt')).toBe(false);
      expect(await store.release(lost, 'extractor-crashed')).toBe('superseded');
      expect(await store.interrupt(lost)).toBe(false);
      expect(await store.finish(current, conversion())).toBe(true);
      expect(await summaryOf(id)).toMatchObject({ state: 'converted', agency: '某市某局' });
    });

    it('is not begun for a document that is finished, refused or unknown', async () => {
      const { id } = await receiveOne();
      await store.finish(await claim(id), conversion());
      const [refused] = await store.receive([
        { kind: 'refused', fileName: 'x', sourceName: 'x', bytes: 1, reason: 'corrupt' },
      ]);
      expect(await store.claim(id)).toBeNull();
      expect(await store.claim(refused?.id ?? '')).toBeNull();
      expect(await store.claim('00000000-0000-4000-8000-000000000000')).toBeNull();
    });

    it('that fails for the sake of the file is the last', async () => {
      const { id } = await receiveOne();
      expect(await store.fail(await claim(id), 'encrypted')).toBe(true);
      expect(await summaryOf(id)).toMatchObject({
        state: 'conversion-failed',
        error: { code: 'encrypted', message: expect.stringContaining('密码') },
      });
      expect(await store.claim(id)).toBeNull();
    });

    it('that crashes is tried again until the limit, then the document is given up', async () => {
      const { id } = await receiveOne();
      const ends: string[] = [];
      for (let crash = 0; crash < RUN_LIMITS.failures; crash++) {
        ends.push(await store.release(await claim(id), 'extractor-crashed'));
      }
      expect(ends).toEqual([...Array.from({ length: RUN_LIMITS.failures - 1 }, () => 'received'), 'conversion-failed']);
      expect(await summaryOf(id)).toMatchObject({
        state: 'conversion-failed',
        attempts: RUN_LIMITS.failures,
        error: { code: 'extractor-crashed' },
      });
    });

    it('of which nothing is heard again is tried many times, for a worker may be killed without the document being at fault', async () => {
      const { id } = await receiveOne();
      for (let lost = 0; lost < RUN_LIMITS.lostRuns; lost++) await claim(id);
      expect(await store.claim(id)).toBeNull();
      expect(await summaryOf(id)).toMatchObject({ state: 'conversion-failed', error: { code: 'extractor-crashed' } });
    });

    it('that is taken back leaves no trace', async () => {
      const { id } = await receiveOne();
      expect(await store.interrupt(await claim(id))).toBe(true);
      expect(await summaryOf(id)).toMatchObject({ state: 'received', attempts: 0 });
    });

    it('tells how many pages it has read, and only while it counts', async () => {
      const { id } = await receiveOne();
      const lost = await claim(id);
      const current = await claim(id);
      expect(await store.progress(lost, { pagesRead: 9, pages: 12 })).toBe(false);
      expect((await summaryOf(id))?.progress).toBeNull();
      expect(await store.progress(current, { pagesRead: 3, pages: 12 })).toBe(true);
      expect((await summaryOf(id))?.progress).toEqual({ pagesRead: 3, pages: 12 });
      await store.interrupt(current);
      expect((await summaryOf(await claim(id).then((run) => run.documentId)))?.progress).toBeNull();
    });

    it('can be joined by helpers while it counts', async () => {
      const { id } = await receiveOne();
      const run = await claim(id);
      expect(await store.underWay(run)).toEqual(run);
      await store.finish(run, conversion());
      expect(await store.underWay(run)).toBeNull();
    });

    it('keeps names that hold a NUL', async () => {
      const { id } = await receiveOne();
      expect(await store.finish(await claim(id), conversion({ agency: 'a\0b', findings: [] }))).toBe(true);
      expect((await summaryOf(id))?.agency).toBe('a\uFFFDb');
    });
  });

  describe('sending back', () => {
    it('takes one failed document back to received, as new', async () => {
      const { id } = await receiveOne();
      await store.fail(await claim(id), 'time-limit');
      expect(await store.sendBack([id], ALL_SEEING, GOUJI)).toEqual([id]);
      expect(await summaryOf(id)).toMatchObject({ state: 'received', attempts: 0, error: null, finishedAt: null });
      expect(await store.finish(await claim(id), conversion())).toBe(true);
    });

    it('takes back all that failed, and nothing else', async () => {
      const items = await store.receive([document('a'), document('b'), document('c')]);
      const [a, b, c] = items.map((item) => item.id);
      await store.fail(await claim(a ?? ''), 'corrupt');
      await store.fail(await claim(b ?? ''), 'corrupt');
      await store.finish(await claim(c ?? ''), conversion());
      expect((await store.sendBack(undefined, ALL_SEEING, GOUJI)).toSorted()).toEqual([a, b].toSorted());
      expect(await store.sendBack([c ?? ''], ALL_SEEING, GOUJI)).toEqual([]);
    });
  });

  describe('what should be in the queue', () => {
    it('is every document that waits, in the order of the upload', async () => {
      const items = await store.receive([document('a'), document('b')]);
      expect(await idsThatWait()).toEqual(items.map((item) => item.id));
    });

    it('is a document in work only when nothing is heard of its run', async () => {
      const { id } = await receiveOne();
      await claim(id);
      expect([await store.takeBackLost(60_000), await idsThatWait()]).toEqual([0, []]);
      expect([await store.takeBackLost(0), await idsThatWait()]).toEqual([1, [id]]);
    });
  });

  describe('looking', () => {
    it('counts documents by their state and how fast they end', async () => {
      const items = await store.receive([document('a'), document('b'), document('c'), document('a', 'again')]);
      const [a, b] = items.map((item) => item.id);
      await store.finish(await claim(a ?? ''), conversion());
      await claim(b ?? '');
      const { states, filesPerMinute } = await store.counts(ALL_SEEING);
      expect(states).toEqual({
        received: 1,
        converting: 1,
        converted: 1,
        'conversion-failed': 0,
        duplicate: 1,
        rejected: 0,
        removed: 0,
      });
      expect(filesPerMinute).toBeGreaterThan(0);
    });

    it('knows no speed while nothing has ended', async () => {
      await receiveOne();
      expect((await store.counts(ALL_SEEING)).filesPerMinute).toBe(0);
    });

    it('lists the newest batch first, page by page, with the total', async () => {
      await store.receive([document('old')]);
      await store.receive([document('a'), document('b'), document('c')]);
      const first = await store.list({ page: 1, size: 2 }, ALL_SEEING);
      const second = await store.list({ page: 2, size: 2 }, ALL_SEEING);
      expect([first.total, first.items.map((item) => item.fileName)]).toEqual([4, ['a.txt', 'b.txt']]);
      expect(second.items.map((item) => item.fileName)).toEqual(['c.txt', 'old.txt']);
    });

    it('filters by state, verdict and batch', async () => {
      const [a] = await store.receive([document('a'), document('b')]);
      await store.finish(await claim(a?.id ?? ''), conversion({ verdict: 'passed' }));
      const names = async (filter: Partial<Parameters<Store['list']>[0]>) =>
        (await store.list({ ...EVERYTHING, ...filter }, ALL_SEEING)).items.map((item) => item.fileName);
      expect(await names({ state: 'received' })).toEqual(['b.txt']);
      expect(await names({ verdict: 'passed' })).toEqual(['a.txt']);
      expect(await names({ batch: a?.batchId })).toEqual(['a.txt', 'b.txt']);
      expect(await names({ batch: '00000000-0000-4000-8000-000000000000' })).toEqual([]);
    });

    it('searches file and agency names, taking every character at its word', async () => {
      const [a] = await store.receive([document('a', '100%_合计.txt'), document('b', 'Report.txt')]);
      await store.finish(await claim(a?.id ?? ''), conversion());
      const found = async (query: string) => (await store.list({ ...EVERYTHING, query }, ALL_SEEING)).total;
      expect(await Promise.all(['%_合', '某局', 'report', 'x%y', '_'].map(found))).toEqual([1, 1, 1, 0, 1]);
    });

    it('shows what changed last first', async () => {
      const [a, b] = await store.receive([document('a'), document('b')]);
      await claim(a?.id ?? '');
      const changes = await store.recentChanges(10);
      expect(changes.map(({ summary }) => summary.id)).toEqual([a?.id, b?.id]);
      expect(changes[0]?.summary.state).toBe('converting');
    });

    it('finds nothing under an unknown id', async () => {
      expect(await store.find('00000000-0000-4000-8000-000000000000')).toBeNull();
    });
  });
});

describe('migrations', () => {
  it('come out right when several servers start on a new database at once', async () => {
    const url = await postgres.newDatabase();
    const opened = await Promise.all(Array.from({ length: 4 }, () => openTestDatabase({ url, folder })));
    for (const database of opened) await database.ping();
    await Promise.all(opened.map((database) => database.close()));
  });

  it('leave alone what is there when PGlite is opened again', async () => {
    const place = { url: null, folder: join(folder, 'reopened') };
    const first = await openTestDatabase(place);
    await createStore(first.tables).receive([document('kept')]);
    await first.close();
    const second = await openTestDatabase(place);
    expect((await createStore(second.tables).list(EVERYTHING, ALL_SEEING)).total).toBe(1);
    await second.close();
  });
});
