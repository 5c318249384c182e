import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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
