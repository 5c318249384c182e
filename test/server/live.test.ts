import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { QueueStatus } from '../../contracts/api.ts';
import { openLiveFeed } from '../../server/live.ts';
import { queueStatusReader } from '../../server/queue-status.ts';
import { ALL_SEEING } from '../../store/viewer.ts';
import { followEvents } from './follow-events.ts';
import { type RunningApp, startApp } from './running-app.ts';
import { reportText, upload } from './upload-files.ts';

let running: RunningApp;
let url: string;
beforeAll(async () => {
  running = await startApp();
  url = await running.app.listen({ host: '127.0.0.1', port: 0 });
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

it('tells no state of the queue over a newer one, however late its first answer comes', async () => {
  const { store, queue } = running.parts;
  const older = await queueStatusReader(store, queue)(ALL_SEEING);
  const newer = { ...older, waiting: older.waiting + 1 };
  let answerFirst: (status: QueueStatus) => void = () => undefined;
  const first = new Promise<QueueStatus>((resolve) => {
    answerFirst = resolve;
  });
  const answers = [first, Promise.resolve(newer)];
  const feed = openLiveFeed(store, async () => answers.shift() ?? newer, running.app.log);
  await feed.follows();
  const told: number[] = [];
  feed.listen(ALL_SEEING, ({ name, data }) => {
    if (name === 'queue') told.push(data.waiting);
  });
  await expect.poll(() => told).toEqual([newer.waiting]);
  answerFirst(older);
  await first;
  await pause(0);
  expect(told).toEqual([newer.waiting]);
  feed.close();
});

it('says that something was missed where more changed at once than it tells', async () => {
  const { store, queue } = running.parts;
  await upload(running.app, [{ name: '年报.txt', content: reportText('丙局') }]);
  const [one] = await store.recentChanges(1);
  if (one === undefined) throw new Error('nothing changed');
  let count = 0;
  const busy = {
    ...store,
    recentChanges: async (limit: number) =>
      Array.from({ length: Math.min(limit, count) }, (_, n) => {
        const summary = { ...one.summary, id: `${n} of ${count}` };
        return { ...one, summary };
      }),
  };
  const feed = openLiveFeed(busy, queueStatusReader(store, queue), running.app.log);
  await feed.follows();
  const heard: string[] = [];
  feed.listen(ALL_SEEING, ({ name }) => heard.push(name));
  count = 2;
  await expect.poll(() => heard.filter((name) => name === 'document')).toHaveLength(2);
  expect(heard).not.toContain('missed');
  count = 100_000;
  await expect.poll(() => heard).toContain('missed');
  feed.close();
});

const follow = () => followEvents(url, running.authorization);

describe('live events', () => {
  it('begin with how the queue stands', async () => {
    const events = await follow();
    expect(events.answer.headers.get('content-type')).toContain('text/event-stream');
    expect((await events.until(({ name }) => name === 'queue')).data).toMatchObject({ healthy: true });
    events.stop();
  });

  it('tell what changes: the queue, and each document', async () => {
    const events = await follow();
    await events.until(({ name }) => name === 'queue');
    const [item] = (await upload(running.app, [{ name: 'a.txt', content: reportText('乙局') }])).items;
    await events.until(({ name, data }) => name === 'document' && data.id === item?.id && data.state === 'received');
    await running.parts.store.claim(item?.id ?? '');
    await events.until(({ name, data }) => name === 'document' && data.id === item?.id && data.state === 'converting');
    await events.until(({ name, data }) => name === 'queue' && data.running === 1);
    events.stop();
  });

  it('carry the headers of every answer', async () => {
    const events = await follow();
    expect(events.answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(events.answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    events.stop();
  });

  it('do not keep the server from closing', async () => {
    const events = await follow();
    await events.until(({ name }) => name === 'queue');
    await running.app.close();
    await events.ended.catch(() => undefined);
    await running.close();
    running = await startApp();
  });
});
