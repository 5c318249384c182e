import { chmod, rm, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { checkStorage } from '../../server/check-storage.ts';
import { pathInFolder } from '../../store/blob-folder.ts';
import { ALL_SEEING, GOUJI } from '../../store/viewer.ts';
import { convertAll } from './office-year.ts';
import { type RunningApp, startApp } from './running-app.ts';
import { reportText, upload } from './upload-files.ts';

let running: RunningApp;
beforeAll(async () => {
  running = await startApp();
});
afterAll(() => running.close());

let counter = 0;
let name: string;
let id: string;
beforeEach(async () => {
  name = `第${++counter}局`;
  id = (await upload(running.app, [{ name: 'a.txt', content: reportText(name) }])).items[0]?.id ?? '';
  await convertAll(running);
});

const check = () => checkStorage(running.parts.store, running.parts.blobs, GOUJI);
const found = async () => {
  const document = await running.parts.store.find(id, ALL_SEEING);
  if (document === null) throw new Error('the document is gone');
  return document;
};

async function damage(kind: 'originals' | 'reports', sha256: string): Promise<void> {
  const path = pathInFolder(running.parts.dataFolder, kind, sha256);
  const bytes = await running.parts.blobs.read(kind, sha256);
  bytes[0] = (bytes[0] ?? 0) ^ 1;
  await chmod(path, 0o600);
  await writeFile(path, bytes);
}

describe('storage', () => {
  it('that is whole has no faults', async () => {
    expect(await check()).toMatchObject({ faults: [], anew: 0 });
  });

  it('makes a report anew that is damaged without another size, or gone', async () => {
    const { reportSha256 } = await found();
    for (const harm of ['damage', 'remove'] as const) {
      if (harm === 'damage') await damage('reports', reportSha256 ?? '');
      else await rm(pathInFolder(running.parts.dataFolder, 'reports', reportSha256 ?? ''));
      const fault = harm === 'damage' ? 'damaged' : 'missing';
      expect(await check()).toMatchObject({ faults: [{ documentId: id, kind: 'reports', fault }], anew: 1 });
      await convertAll(running);
      expect(await check()).toMatchObject({ faults: [], anew: 0 });
      expect((await found()).reportSha256).toBe(reportSha256);
    }
  });

  it('tells of a damaged original, which the next upload of it replaces', async () => {
    const { summary } = await found();
    await damage('originals', summary.sha256 ?? '');
    expect(await check()).toMatchObject({ faults: [{ documentId: id, kind: 'originals', fault: 'damaged' }], anew: 0 });
    expect(await upload(running.app, [{ name: 'a.txt', content: reportText(name) }])).toMatchObject({
      duplicate: 1,
      mended: 1,
    });
    expect(await check()).toMatchObject({ faults: [] });
  });

  it('converts a document anew that failed because its original was damaged, once it is whole', async () => {
    const { summary } = await found();
    await running.parts.store.convertAnew({ documentIds: [id] }, ALL_SEEING, GOUJI);
    const run = await running.parts.store.claim(id);
    if (run !== null) await running.parts.store.fail(run, 'unreadable');
    await damage('originals', summary.sha256 ?? '');
    await upload(running.app, [{ name: 'a.txt', content: reportText(name) }]);
    expect((await found()).summary.state).toBe('received');
    await convertAll(running);
    expect((await found()).summary.state).toBe('converted');
  });
});

describe('converting anew', () => {
  it('is asked for one document, and keeps one result', async () => {
    const answer = await running.app.inject({ method: 'POST', url: `/api/documents/${id}/convert` });
    expect(answer.json()).toEqual({ retried: 1 });
    await convertAll(running);
    expect((await found()).summary.state).toBe('converted');
  });

  it('is asked for all that a text names', async () => {
    const answer = await running.app.inject({ method: 'POST', url: '/api/conversions', payload: { query: 'a.txt' } });
    expect(answer.json().retried).toBeGreaterThan(1);
    await convertAll(running);
    expect(await check()).toMatchObject({ faults: [] });
  });
});
