import { pino } from 'pino';
import { expect, it } from 'vitest';
import { startChecker } from '../../../server/checking/checker.ts';
import { openBlobs } from '../../../store/blobs.ts';
import { createStore } from '../../../store/store.ts';
import { conversion, document } from '../../store/handed-in.ts';
import { openTestDatabase } from '../../store/open-database.ts';

it('reads no report of what was only converted, where no year is collected', async () => {
  const database = await openTestDatabase({ url: null, folder: 'memory://' });
  const store = createStore(database.tables);
  const read: string[] = [];
  const blobs = {
    ...openBlobs('/nowhere'),
    read: async (_kind: string, sha256: string) => {
      read.push(sha256);
      return Buffer.from('{}');
    },
  };
  await store.receive([document('a'), document('b')]);
  for (const { documentId } of await store.nextInTurn('digital', 2)) {
    const run = await store.claim(documentId);
    if (run === null) throw new Error('there is no document to convert');
    await store.finish(run, conversion({ template: '2021', unreadPages: 0, figures: '[]' }));
  }
  const checker = startChecker({ store, blobs, log: pino({ level: 'silent' }) });
  await checker.idle();
  expect(await store.checking.due(10)).toEqual([]);
  expect(read).toEqual([]);
  await checker.stop();
  await database.close();
});
