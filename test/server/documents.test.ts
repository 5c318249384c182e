import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DocumentSummary } from '../../contracts/api.ts';
import { ALL_SEEING } from '../../store/viewer.ts';
import { conversion } from '../store/handed-in.ts';
import { plainReport } from '../workers/plain-report.ts';
import { type RunningApp, startApp } from './running-app.ts';
import { reportText, upload } from './upload-files.ts';

let running: RunningApp;
beforeAll(async () => {
  running = await startApp();
});
afterAll(() => running.close());

const get = (url: string) => running.app.inject({ url });
const post = (url: string) => running.app.inject({ method: 'POST', url });

let counter = 0;
async function uploadOne(name = `${++counter}.txt`): Promise<DocumentSummary> {
  const [item] = (await upload(running.app, [{ name, content: reportText(name) }])).items;
  if (item === undefined) throw new Error('nothing was received');
  return item;
}

async function claim(id: string) {
  const run = await running.parts.store.claim(id);
  if (run === null) throw new Error('nothing was claimed');
  return run;
}

async function convertOne(name?: string): Promise<DocumentSummary> {
  const item = await uploadOne(name);
  const json = Buffer.from(JSON.stringify(plainReport(item.sha256 ?? '')));
  const kept = await running.parts.blobs.keep('reports', json);
  const facts = conversion({ reportSha256: kept.sha256, reportBytes: kept.bytes });
  await running.parts.store.finish(await claim(item.id), facts);
  return item;
}

async function convertNameless(): Promise<DocumentSummary> {
  const item = await uploadOne();
  const kept = await running.parts.blobs.keep('reports', Buffer.from(JSON.stringify(plainReport(item.sha256 ?? ''))));
  const facts = conversion({ reportSha256: kept.sha256, reportBytes: kept.bytes, agency: null, year: null });
  await running.parts.store.finish(await claim(item.id), facts);
  return item;
}

async function failOne(): Promise<DocumentSummary> {
  const item = await uploadOne();
  await running.parts.store.fail(await claim(item.id), 'time-limit');
  return item;
}

describe('a document that names no agency', () => {
  it('has its report all the same', async () => {
    const { id } = await convertNameless();
    const answer = (await get(`/api/documents/${id}`)).json();
    expect([answer.agency, answer.report === null]).toEqual([null, false]);
  });
});

describe('the list of documents', () => {
  it('is filtered by what the address says; an empty filter lets everything through', async () => {
    const { id } = await convertOne('可搜索.txt');
    const found = (await get(`/api/documents?query=${encodeURIComponent('可搜索')}&state=&verdict=failed`)).json();
    expect(found).toMatchObject({ total: 1, page: 1, size: 50, items: [{ id, verdict: 'failed', errorFindings: 1 }] });
  });

  it.each(['state=lost', 'page=0', 'size=100000', 'page=x', 'batch=1', 'query=%00'])(
    'cannot be asked for with %s',
    async (query) => {
      const answer = await get(`/api/documents?${query}`);
      expect([answer.statusCode, answer.json().error.code]).toEqual([400, 'bad-request']);
    },
  );
});

describe('one document', () => {
  it('comes with its report once it is converted, and without before', async () => {
    const { id } = await convertOne();
    expect((await get(`/api/documents/${id}`)).json()).toMatchObject({ id, report: { schemaVersion: '1.1' } });
    expect((await get(`/api/documents/${(await uploadOne()).id}`)).json().report).toBeNull();
  });

  it.each(['/api/documents/1', '/api/documents/00000000-0000-4000-8000-000000000000', '/api/nothing'])(
    'that is not there is not found: %s',
    async (url) => {
      const answer = await get(url);
      expect([answer.statusCode, answer.json().error.code]).toEqual([404, 'not-found']);
    },
  );

  it('gives its original and its report to be saved, never to be shown', async () => {
    const { id } = await convertOne("年报 '1'.html");
    for (const [file, name] of [
      ['original', "UTF-8''%E5%B9%B4%E6%8A%A5%20%271%27.html"],
      ['report.json', "UTF-8''%E5%B9%B4%E6%8A%A5%20%271%27.html.json"],
    ]) {
      const answer = await get(`/api/documents/${id}/${file}`);
      expect(answer.statusCode).toBe(200);
      expect(answer.headers['content-disposition']).toBe(`attachment; filename="download"; filename*=${name}`);
      expect(answer.headers['content-security-policy']).toBe("sandbox; default-src 'none'");
      expect(answer.headers['x-content-type-options']).toBe('nosniff');
      expect(answer.headers['content-type']).not.toContain('html');
    }
    expect((await get(`/api/documents/${id}/original`)).body).toBe(reportText("年报 '1'.html"));
  });

  it('has no report to save before it is converted', async () => {
    expect((await get(`/api/documents/${(await uploadOne()).id}/report.json`)).statusCode).toBe(404);
  });
});

describe('sending back', () => {
  it('takes a failed document back to waiting, and no other', async () => {
    const failed = await failOne();
    expect((await post(`/api/documents/${failed.id}/retry`)).json()).toEqual({ retried: 1 });
    expect((await get(`/api/documents/${failed.id}`)).json()).toMatchObject({ state: 'received', error: null });
    const again = await post(`/api/documents/${failed.id}/retry`);
    expect([again.statusCode, again.json().error.code]).toEqual([409, 'not-retryable']);
  });

  it('takes all failed documents back at once', async () => {
    await failOne();
    await failOne();
    expect((await post('/api/retries')).json()).toEqual({ retried: 2 });
    expect((await post('/api/retries')).json()).toEqual({ retried: 0 });
  });
});

describe('the queue', () => {
  it('tells how many documents are in each state', async () => {
    await failOne();
    const status = (await get('/api/queue')).json();
    const { states } = await running.parts.store.counts(ALL_SEEING);
    expect(status).toMatchObject({
      waiting: states.received,
      running: 0,
      converted: states.converted,
      failed: 1,
      workers: 0,
      healthy: true,
    });
  });

  it('says how long it will take at the present rate', async () => {
    await convertOne();
    const { waiting, filesPerMinute, secondsToGo } = (await get('/api/queue')).json();
    expect(Math.abs(secondsToGo - (waiting * 60) / filesPerMinute)).toBeLessThanOrEqual(1 + waiting / 10);
  });
});

describe('health', () => {
  it('is good while database, Redis and disk are', async () => {
    const answer = await get('/api/health');
    const good = { healthy: true, database: true, redis: true, disk: true };
    expect([answer.statusCode, answer.json()]).toMatchObject([200, good]);
  });
});
