import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openLiveFeed } from '../../server/live.ts';
import { queueStatusReader } from '../../server/queue-status.ts';
import { ALL_SEEING } from '../../store/viewer.ts';
import { type RunningApp, startApp } from './running-app.ts';
import { reportText, upload } from './upload-files.ts';

let running: RunningApp;
beforeAll(async () => {
  running = await startApp();
});
afterAll(() => running.close());

it('follows before it says so: what changes after that is told, however slow its first look was', async () => {
  const { store, queue } = running.parts;
  let isLooked = false;
  const slowly = {
    ...store,
    recentChanges: async (limit: number) => {
      // The look itself comes late, as on a machine with much to do.
      if (!isLooked) await pause(500);
      isLooked = true;
      return store.recentChanges(limit);
    },
  };
  const feed = openLiveFeed(slowly, queueStatusReader(store, queue), running.app.log);
  await feed.follows();
  const heard = new Set<string>();
  feed.listen(ALL_SEEING, ({ name, data }) => {
    if (name === 'document') heard.add(data.id);
  });
  const { items } = await upload(running.app, [{ name: '年报.txt', content: reportText('甲局') }]);
  await expect.poll(() => heard.has(items[0]?.id ?? '')).toBe(true);
  feed.close();
});

it('says so when it cannot follow, and follows for the next one', async () => {
  const { store, queue } = running.parts;
  let isAway = true;
  const sometimes = {
    ...store,
    recentChanges: (limit: number) => {
      if (isAway) throw new Error('away');
      return store.recentChanges(limit);
    },
  };
  const feed = openLiveFeed(sometimes, queueStatusReader(store, queue), running.app.log);
  await expect(feed.follows()).rejects.toThrow('away');
  isAway = false;
  await feed.follows();
  feed.close();
});
