import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { LiveNews, LiveRequest } from '../../dashboard/src/live-state.ts';

/** The worker that holds the connection of all tabs, with the browser's part played by the test. */

/** Its program is for a browser: the types of Node do not go with it. */
const WORKER: string = new URL('../../dashboard/src/live-worker.ts', import.meta.url).href;

class Silent {
  static readonly CLOSED = 2;
  addEventListener(): void {}
  close(): void {}
}

let connect: (event: Event) => void = () => undefined;
const tabs: MessagePort[] = [];
beforeAll(async () => {
  vi.stubGlobal('EventSource', Silent);
  vi.stubGlobal('addEventListener', (_: string, listener: (event: Event) => void) => {
    connect = listener;
  });
  await import(WORKER);
});
afterAll(() => {
  for (const tab of tabs) {
    tab.postMessage('leave' satisfies LiveRequest);
    tab.close();
  }
  vi.unstubAllGlobals();
});

/** A tab that joins. @returns what it hears, as it hears it */
function join(): readonly LiveNews[] {
  const { port1, port2 } = new MessageChannel();
  const heard: LiveNews[] = [];
  port2.on('message', (news: LiveNews) => heard.push(news));
  tabs.push(port2);
  connect(Object.defineProperty(new MessageEvent('connect'), 'ports', { value: [port1] }));
  port2.postMessage('join' satisfies LiveRequest);
  return heard;
}
const kinds = (heard: readonly LiveNews[]) => heard.map(({ kind }) => kind).filter((kind) => kind !== 'pulse');

it('a tab that comes to a connection which others hold is told that it may have missed changes', async () => {
  const first = join();
  await expect.poll(() => kinds(first)).toEqual(['state']);
  const second = join();
  await expect.poll(() => kinds(second)).toEqual(['state', 'document']);
  expect(second.findLast(({ kind }) => kind === 'document')).toEqual({ kind: 'document', document: null });
  expect(kinds(first)).toEqual(['state']);
});
