import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningApp, startApp } from './running-app.ts';
import { reportText, upload } from './upload-files.ts';

let running: RunningApp;
let url: string;
beforeAll(async () => {
  running = await startApp();
  url = await running.app.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(() => running.close());

interface Heard {
  readonly name: string;
  readonly data: { readonly [key: string]: unknown };
}

/** Follows the events until it is stopped; `until` waits for one that fits. */
async function follow() {
  const stop = new AbortController();
  const answer = await fetch(`${url}/api/events`, {
    signal: stop.signal,
    headers: { authorization: running.authorization },
  });
  const heard: Heard[] = [];
  const read = async (): Promise<void> => {
    let rest = '';
    for await (const chunk of answer.body ?? []) {
      rest += Buffer.from(chunk).toString('utf8');
      const events = rest.split('\n\n');
      rest = events.pop() ?? '';
      for (const event of events) {
        const [, name, data] = /^event: (\w+)\ndata: (.*)$/.exec(event) ?? [];
        if (name !== undefined && data !== undefined) heard.push({ name, data: JSON.parse(data) });
      }
    }
  };
  const ended = read().catch((error) => {
    if (!stop.signal.aborted) throw error;
  });
  const until = async (fits: (event: Heard) => boolean): Promise<Heard> => {
    for (;;) {
      const found = heard.find(fits);
      if (found !== undefined) return found;
      await pause(20);
    }
  };
  return { answer, heard, until, ended, stop: () => stop.abort() };
}

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
    const [item] = (await upload(running.app, [{ name: 'a.txt', content: reportText('甲局') }])).items;
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
