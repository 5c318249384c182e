import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Lane } from '../../pipeline/contracts/expected-work.ts';
import type { Database } from '../../store/database.ts';
import type { HandedIn, Sender } from '../../store/receiving.ts';
import { documents } from '../../store/schema.ts';
import { createStore, type Store } from '../../store/store.ts';
import { ALL_SEEING, GOUJI } from '../../store/viewer.ts';
import { conversion, document } from './handed-in.ts';
import { openTestDatabase } from './open-database.ts';

let database: Database;
let store: Store;

beforeAll(async () => {
  database = await openTestDatabase({ url: null, folder: 'memory://' });
  store = createStore(database.tables);
});
beforeEach(async () => {
  await database.tables.delete(documents);
});
afterAll(() => database.close());

const person = (who: string): Sender => ({ personId: null, who, agencyId: null });
const send = async (who: string, names: readonly string[], lane: Lane = 'digital', seconds = 1): Promise<string[]> => {
  const files = names.map((name): HandedIn => ({ ...document(name, name), work: { lane, seconds } }) as HandedIn);
  return (await store.receive(files, person(who))).map(({ id }) => id);
};
const numbered = (name: string, count: number): string[] => Array.from({ length: count }, (_, i) => `${name}${i + 1}`);

/** Names of what is begun, one after another, as one worker would. */
async function begun(count: number, lane: Lane = 'digital'): Promise<string[]> {
  const names: string[] = [];
  for (let i = 0; i < count; i++) {
    const [next] = await store.nextInTurn(lane, 1);
    const run = next === undefined ? null : await store.claim(next.documentId);
    if (run === null) return names;
    names.push(run.fileName);
    await store.fail(run, 'corrupt');
  }
  return names;
}

describe('turns', () => {
  it('keep the order of an upload', async () => {
    await send('甲', numbered('a', 5));
    expect(await begun(9)).toEqual(numbered('a', 5));
  });

  it('serve senders round about, whoever came first', async () => {
    await send('甲', numbered('a', 6));
    await send('乙', numbered('b', 4));
    expect(await begun(8)).toEqual(['a1', 'b1', 'a2', 'b2', 'a3', 'b3', 'a4', 'b4']);
  });

  it('give whoever comes late no more than from then on', async () => {
    await send('甲', numbered('a', 8));
    await begun(4);
    await send('乙', numbered('b', 4));
    expect((await begun(4)).toSorted()).toEqual(['a5', 'a6', 'b1', 'b2']);
  });

  it('count seconds, not files', async () => {
    await send('甲', numbered('a', 4), 'scans', 30);
    await send('乙', numbered('b', 6), 'scans', 10);
    expect((await begun(6, 'scans')).filter((name) => name.startsWith('b'))).toHaveLength(5);
  });

  it('let a few files of somebody go beside his own bulk', async () => {
    await send('甲', numbered('a', 20));
    await begun(2);
    await send('甲', ['single']);
    expect(await begun(2)).toContain('single');
  });

  it('come after what somebody waits for', async () => {
    await send('甲', numbered('a', 5));
    const [failed = ''] = await send('乙', ['awaited']);
    const run = await store.claim(failed);
    if (run !== null) await store.fail(run, 'corrupt');
    await store.sendBack([failed], ALL_SEEING, GOUJI);
    expect(await begun(1)).toEqual(['awaited']);
  });

  it('go on behind others when a run gives way', async () => {
    const [long = ''] = await send('甲', ['long'], 'scans', 100);
    await send('乙', ['short'], 'scans', 8);
    const run = await store.claim(long);
    expect(run).not.toBeNull();
    if (run === null) return;
    expect(await store.giveWay(run, { lane: 'scans', seconds: 100 })).toBe(true);
    expect(await begun(2, 'scans')).toEqual(['short', 'long']);
    expect(await store.finish(run, conversion())).toBe(false);
  });

  it('are of one lane each', async () => {
    await send('甲', ['text']);
    await send('甲', ['scan'], 'scans');
    expect([await begun(2), await begun(2, 'scans')]).toEqual([['text'], ['scan']]);
  });
});
