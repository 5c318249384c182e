import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sketches } from '../../store/schema.ts';
import { createStore } from '../../store/store.ts';
import { compareAll } from '../../workers/similar.worker.ts';
import { document } from './handed-in.ts';
import { openTestDatabase } from './open-database.ts';
import { type PostgresServer, startPostgres } from './postgres-server.ts';

/** Sketches of texts, kept and compared on both databases: their drivers hand out bytes in ways of their own. */

const AGENCIES = ['青石市水务局', '青石市教育局', '青石市民政局'];
const NUMBERS = 128;
/** The second is the first once more, the third another. */
const signatureOf = (index: number): Uint32Array =>
  Uint32Array.from({ length: NUMBERS }, (_, at) => (Math.floor(index / 2) + 1) * 1_000_003 + at * 7_919);

let folder: string;
let postgres: PostgresServer;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gouji-similar-'));
  postgres = await startPostgres();
});
afterAll(async () => {
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
});

describe.each(['PGlite', 'PostgreSQL'])('sketches of texts in %s', (kind) => {
  it('come back as they were kept, and are compared once', async () => {
    const url = kind === 'PGlite' ? null : await postgres.newDatabase();
    const database = await openTestDatabase({ url, folder: join(folder, kind) });
    const store = createStore(database.tables);
    const items = await store.receive(AGENCIES.map((agency) => document(agency)));
    const ids = items.map(({ id }) => id);
    for (const [index, id] of ids.entries()) {
      const sketch = { agency: AGENCIES[index] ?? '', year: 2023, signature: signatureOf(index), shingles: 900 };
      await store.checking.keepSketch(id, sketch);
    }
    const kept = await store.checking.sketches();
    expect(new Map(kept.map(({ documentId, signature }) => [documentId, signature]))).toEqual(
      new Map(ids.map((id, index) => [id, signatureOf(index)])),
    );
    await compareAll(store.similar);
    expect(await store.similar.waiting(1)).toEqual([]);
    expect(await database.tables.select({ compared: sketches.compared }).from(sketches)).toEqual(
      ids.map(() => ({ compared: true })),
    );
    await database.close();
  });
});
