import { inArray } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { QUEUE_ALERT_LIMITS } from '../../config/limits/queue.ts';
import type { ManyAnswer } from '../../contracts/many.ts';
import type { QueueDesk, QueueHours, QueueItem, QueuePage } from '../../contracts/queue.ts';
import type { ErrorCode } from '../../pipeline/contracts/errors.ts';
import { documents } from '../../store/schema.ts';
import { convertAll } from './office-year.ts';
import { type RunningApp, startApp, tokenFor } from './running-app.ts';
import { reportText, upload } from './upload-files.ts';

/** The page of the queue on a real Redis and a real database; what a worker does is done by the test. */

let running: RunningApp;
let administrator: string;
let clerk: string;
beforeAll(async () => {
  running = await startApp();
  administrator = await tokenFor(running.parts, 'administrator', ['administrator']);
  clerk = await tokenFor(running.parts, 'clerk', ['clerk']);
});
afterAll(() => running.close());

const get = async <T>(url: string, authorization = running.authorization): Promise<T> => {
  const answer = await running.app.inject({ url, headers: { authorization } });
  if (answer.statusCode !== 200) throw new Error(`${url} was answered ${answer.statusCode}: ${answer.body}`);
  return answer.json();
};
const post = (url: string, payload: object, authorization = running.authorization) =>
  running.app.inject({ method: 'POST', url, payload, headers: { authorization } });
const list = async (query = ''): Promise<readonly QueueItem[]> =>
  (await get<QueuePage>(`/api/queue/documents?${query}`)).items;
const names = async (query = ''): Promise<string[]> => (await list(query)).map(({ fileName }) => fileName);
const desk = (): Promise<QueueDesk> => get('/api/queue/desk');
const many = async (move: string, of: object): Promise<ManyAnswer> => {
  const answer = await post(`/api/queue/many/${move}`, { of });
  if (answer.statusCode !== 200) throw new Error(answer.body);
  return answer.json();
};
const bring = async (...agencies: readonly string[]): Promise<string[]> => {
  const files = agencies.map((agency) => ({ name: `${agency}.txt`, content: reportText(agency) }));
  return (await upload(running.app, files)).items.map(({ id }) => id);
};
const fail = async (documentId: string, code: ErrorCode): Promise<void> => {
  const run = await running.parts.store.claim(documentId);
  if (run === null || !(await running.parts.store.fail(run, code))) throw new Error('it could not be begun');
};
const trail = async (): Promise<readonly { readonly what: string; readonly who: string }[]> =>
  (await get<{ items: readonly { what: string; who: string }[] }>('/api/audit?size=200')).items;
/** What a test leaves in the queue would stand in the way of the next. */
const clear = async (): Promise<void> => {
  const left = ['received', 'converting', 'conversion-failed'] as const;
  await running.tables
    .update(documents)
    .set({ state: 'rejected', paused: false })
    .where(inArray(documents.state, left));
};

describe('the list of the queue', () => {
  it('has what runs before what waits, and what failed last, with times, stage, attempts and cause', async () => {
    const [first = '', second = '', third = ''] = await bring('甲局', '乙局', '丙局');
    await fail(third, 'encrypted');
    await running.parts.store.claim(second);
    expect(await names()).toEqual(['乙局.txt', '甲局.txt', '丙局.txt']);
    const [runs, waits, failed] = await list();
    expect(runs).toMatchObject({ id: second, place: 'running', stage: 'extract', attempts: 1, lane: 'digital' });
    expect(runs?.tookSeconds).toBeGreaterThanOrEqual(0);
    expect(waits).toMatchObject({ id: first, place: 'waiting', stage: null, tookSeconds: null, error: null });
    expect(failed).toMatchObject({ place: 'failed', stage: 'extract', error: { code: 'encrypted', remedy: 'agency' } });
    await clear();
  });

  it('is narrowed by place, lane, cause, remedy and words, and sorted', async () => {
    const [a = '', b = ''] = await bring('东山局', '西山局', '南湖局');
    await fail(a, 'corrupt');
    await fail(b, 'extractor-crashed');
    expect(await names('remedy=agency')).toEqual(['东山局.txt']);
    expect(await names('remedy=retry')).toEqual(['西山局.txt']);
    expect(await names('code=corrupt')).toEqual(['东山局.txt']);
    expect(await names(`query=${encodeURIComponent('湖')}`)).toEqual(['南湖局.txt']);
    expect(await names('lane=scans')).toEqual([]);
    expect(await names('sort=-attempts&place=failed')).toHaveLength(2);
    expect((await desk()).causes.map(({ code, documents: n, remedy }) => [code, n, remedy])).toEqual([
      ['corrupt', 1, 'agency'],
      ['extractor-crashed', 1, 'retry'],
    ]);
    await clear();
  });
});

describe('what is done in the queue', () => {
  it('moves a document before the others, and back', async () => {
    const [, , late = ''] = await bring('一局', '二局', '三局');
    expect((await many('front', { ids: [late] })).done).toEqual([late]);
    expect((await names())[0]).toBe('三局.txt');
    await many('back', { ids: [late] });
    expect((await names())[0]).toBe('一局.txt');
    expect((await list()).find(({ id }) => id === late)?.urgency).toBe('bulk');
    await clear();
  });

  it('holds one document back, and what the queue was given already is not begun either', async () => {
    const [held = '', next = ''] = await bring('四局', '五局');
    await many('pause', { ids: [held] });
    const { store } = running.parts;
    expect((await store.nextInTurn('digital', 9)).map(({ documentId }) => documentId)).toEqual([next]);
    expect(await store.claim(held)).toBeNull();
    expect(await names('place=held')).toEqual(['四局.txt']);
    await many('resume', { ids: [held] });
    expect(await store.nextInTurn('digital', 9)).toHaveLength(2);
    await clear();
  });

  it('holds a lane back and all lanes: nothing of them is begun until they go on', async () => {
    const [id = ''] = await bring('六局');
    const { store } = running.parts;
    expect((await post('/api/queue/hold', { lane: 'scans' }, administrator)).statusCode).toBe(204);
    expect(await store.nextInTurn('digital', 9)).toHaveLength(1);
    expect((await post('/api/queue/hold', { lane: null }, administrator)).statusCode).toBe(204);
    expect([await store.nextInTurn('digital', 9), await store.claim(id)]).toEqual([[], null]);
    const [digital] = (await desk()).lanes;
    expect(digital).toMatchObject({ lane: 'digital', waiting: 0, held: 1, heldBy: { who: '程序：administrator' } });
    expect((await desk()).alerts.map(({ code }) => code)).toContain('held');
    expect((await post('/api/queue/resume', { lane: null }, administrator)).statusCode).toBe(204);
    expect(await store.nextInTurn('digital', 9)).toHaveLength(1);
    await clear();
  });

  it('a run that is in work when its lane is held goes on to its end', async () => {
    await bring('七局');
    const [next] = await running.parts.store.nextInTurn('digital', 1);
    const run = await running.parts.store.claim(next?.documentId ?? '');
    await post('/api/queue/hold', { lane: null }, administrator);
    expect(run !== null && (await running.parts.store.fail(run, 'corrupt'))).toBe(true);
    await post('/api/queue/resume', { lane: null }, administrator);
    await clear();
  });

  it('cancels what waits, which can be brought back, and not what runs', async () => {
    const [waits = '', runs = ''] = await bring('八局', '九局');
    await running.parts.store.claim(runs);
    const { done, refused } = await many('cancel', { ids: [waits, runs] });
    expect(done).toEqual([waits]);
    expect(refused.map(({ id, code }) => [id, code])).toEqual([[runs, 'not-waiting']]);
    expect(await running.parts.store.claim(waits)).toBeNull();
    await post('/api/documents/many/restore', { of: { ids: [waits] } });
    expect(await names('place=waiting')).toEqual(['八局.txt']);
    await clear();
  });

  it('the cancelled conversion of what was converted before leaves it with its result', async () => {
    const [id = ''] = await bring('十局');
    await convertAll(running);
    await post(`/api/documents/${id}/convert`, {});
    expect((await many('cancel', { ids: [id] })).done).toEqual([id]);
    expect((await running.parts.store.find(id))?.summary.state).toBe('converted');
  });

  it('tries again one, and all of one cause and no other', async () => {
    const ids = await bring('子局', '丑局', '寅局', '卯局');
    for (const id of ids.slice(0, 3)) await fail(id, 'extractor-crashed');
    await fail(ids[3] ?? '', 'encrypted');
    expect((await many('retry', { ids: [ids[0]] })).done).toEqual([ids[0]]);
    const answer = await post('/api/queue/causes/retry', { code: 'extractor-crashed' }, clerk);
    expect(answer.json()).toEqual({ retried: 2 });
    expect(await names('place=failed')).toEqual(['卯局.txt']);
    expect(await list('place=waiting')).toHaveLength(3);
    await clear();
  });

  it('does to all that match what was seen, and nothing where others match by now', async () => {
    const [first = ''] = await bring('辰局', '巳局');
    const matching = { place: 'waiting' };
    const refused = await post('/api/queue/many/pause', { of: { matching, count: 1 } });
    expect([refused.statusCode, refused.json().code]).toEqual([409, 'changed-meanwhile']);
    const { done } = await many('pause', { matching, count: 2 });
    expect(done).toHaveLength(2);
    expect(done).toContain(first);
    await clear();
  });

  it('stands in the trail with who did it', async () => {
    const whats = new Map((await trail()).map(({ what, who }) => [what, who]));
    for (const what of ['front', 'back', 'hold', 'resume', 'cancel', 'retry'])
      expect(whats.get(`document.${what}`)).toMatch(/^程序：/);
    expect([whats.get('queue.hold'), whats.get('queue.resume')]).toEqual([
      '程序：administrator',
      '程序：administrator',
    ]);
  });

  it('is for administrators and clerks, and lanes are for administrators', async () => {
    const viewer = await tokenFor(running.parts, 'viewer', ['viewer']);
    const of = { ids: ['00000000-0000-4000-8000-000000000000'] };
    expect((await post('/api/queue/many/retry', { of }, viewer)).statusCode).toBe(403);
    expect((await post('/api/queue/hold', { lane: null }, clerk)).statusCode).toBe(403);
  });
});

describe('what the queue says of itself', () => {
  it('counts by the hour what was converted and what failed, also what was tried again since', async () => {
    const before = await get<QueueHours>('/api/queue/hours?hours=3');
    expect(before.hours).toHaveLength(3);
    const [broken = ''] = await bring('午局', '未局');
    await fail(broken, 'extractor-crashed');
    await many('retry', { ids: [broken] });
    await convertAll(running);
    const after = await get<QueueHours>('/api/queue/hours?hours=3');
    const sum = ({ hours }: QueueHours, what: 'converted' | 'failed'): number =>
      hours.reduce((all, hour) => all + hour[what], 0);
    expect(sum(after, 'converted') - sum(before, 'converted')).toBe(2);
    expect(sum(after, 'failed') - sum(before, 'failed')).toBe(1);
  });

  it('warns of failures of one cause, in the metrics too', async () => {
    const ids = await bring(...Array.from({ length: QUEUE_ALERT_LIMITS.causeFailures }, (_, index) => `第${index}局`));
    for (const id of ids) await fail(id, 'memory-limit');
    const { alerts } = await desk();
    expect(alerts.find(({ code }) => code === 'one-cause')).toMatchObject({
      cause: 'memory-limit',
      failed: ids.length,
    });
    const { body } = await running.app.inject({ url: '/metrics' });
    expect(body).toContain('gouji_queue_alert{alert="one-cause"} 1');
    expect(body).toContain('gouji_queue_alert{alert="no-worker"} 0');
    await clear();
  });

  it('warns when something waits and no worker is there', async () => {
    await bring('申局');
    expect((await desk()).alerts).toContainEqual({ code: 'no-worker', waiting: 1 });
    expect((await get<QueueDesk>('/api/queue/alerts')).alerts).toContainEqual({ code: 'no-worker', waiting: 1 });
    await clear();
  });
});
