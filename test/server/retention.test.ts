import { existsSync } from 'node:fs';
import { utimes } from 'node:fs/promises';
import { eq, sql } from 'drizzle-orm';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { USUAL_RETENTION } from '../../config/retention.ts';
import { madePage } from '../../server/demo/made-report.ts';
import { sweepRetained } from '../../server/retention.ts';
import { pathInFolder } from '../../store/blob-folder.ts';
import type { BlobKind } from '../../store/blob-place.ts';
import { documents, results, runEnds } from '../../store/schema.ts';
import { ALL_SEEING, GOUJI } from '../../store/viewer.ts';
import { convertAll, filingOf, openYear, rosterFile, takeRoster } from './office-year.ts';
import { type RunningApp, startApp } from './running-app.ts';
import { reportText, upload } from './upload-files.ts';

/** What has had its time goes, and nothing else. */

const YEAR = 2023;
const AGENCY = '石桥市水务局';
const LONG_AGO = new Date('2001-01-01');

let running: RunningApp;
beforeAll(async () => {
  running = await startApp();
  await openYear(running, YEAR);
  await takeRoster(running, YEAR, rosterFile([{ agency: AGENCY }]));
});
afterAll(() => running.close());

const sweep = () => sweepRetained({ ...running.parts, retention: USUAL_RETENTION, log: pino({ level: 'silent' }) });
const bring = async (name: string, content: string): Promise<{ readonly id: string; readonly sha256: string }> => {
  const [item] = (await upload(running.app, [{ name, content }])).items;
  await convertAll(running);
  return { id: item?.id ?? '', sha256: item?.sha256 ?? '' };
};
const pathOf = (kind: BlobKind, sha256: string): string => pathInFolder(running.parts.dataFolder, kind, sha256);
const isThere = (kind: BlobKind, sha256: string): boolean => existsSync(pathOf(kind, sha256));
const reportOf = async (id: string): Promise<string> => (await running.parts.store.find(id))?.reportSha256 ?? '';
const grewOld = (kind: BlobKind, sha256: string): Promise<void> => utimes(pathOf(kind, sha256), LONG_AGO, LONG_AGO);
const removedLongAgo = (id: string) =>
  running.tables.update(documents).set({ changedAt: LONG_AGO }).where(eq(documents.id, id));

describe('what has had its time', () => {
  it('goes with original and result where it was removed long ago, and says so; its row stays', async () => {
    const { id, sha256 } = await bring('旧.txt', reportText('无名甲局'));
    const report = await reportOf(id);
    await running.parts.store.removals.remove(id, GOUJI);
    await removedLongAgo(id);
    await grewOld('originals', sha256);
    await grewOld('reports', report);
    expect(await sweep()).toMatchObject({ documents: 1, originals: 1, reports: 1 });
    expect([isThere('originals', sha256), isThere('reports', report)]).toEqual([false, false]);
    const row = await running.parts.store.find(id);
    expect(row?.summary).toMatchObject({ state: 'removed', fileName: '旧.txt', sha256: null });
    await expect(running.parts.store.removals.restore(id, GOUJI)).rejects.toThrow('let-go');
    const original = await running.app.inject({ url: `/api/documents/${id}/original` });
    expect(original.statusCode).toBe(404);
    const { items } = await running.parts.store.trail.list({ page: 1, size: 1 }, ALL_SEEING);
    expect(items[0]).toMatchObject({ what: 'retention.sweep', who: '勾稽', after: { documents: 1 } });
  });

  it('is nothing of what was removed of late, of what is kept, and of a filing', async () => {
    const late = await bring('新.txt', reportText('无名乙局'));
    await running.parts.store.removals.remove(late.id, GOUJI);
    const kept = await bring(`${AGENCY}.html`, madePage({ agency: AGENCY, year: YEAR, applications: 3 }));
    expect((await filingOf(running, YEAR, AGENCY)).mainDocumentId).toBe(kept.id);
    const report = await reportOf(kept.id);
    for (const { sha256 } of [late, kept]) await grewOld('originals', sha256);
    await grewOld('reports', report);
    expect(await sweep()).toMatchObject({ documents: 0, originals: 0, reports: 0 });
    expect([isThere('originals', late.sha256), isThere('originals', kept.sha256)]).toEqual([true, true]);
    expect(isThere('reports', report)).toBe(true);
    await running.parts.store.removals.restore(late.id, GOUJI);
    expect((await running.parts.store.find(late.id))?.summary.state).toBe('converted');
  });

  it('is a result that a newer one replaced, once it is old, and none that is wanted again', async () => {
    const { blobs } = running.parts;
    const [left, again] = await Promise.all(['left', 'again'].map((text) => blobs.keep('reports', Buffer.from(text))));
    if (left === undefined || again === undefined) throw new Error('nothing was kept');
    expect(await sweep()).toMatchObject({ reports: 0 });
    await grewOld('reports', left.sha256);
    await grewOld('reports', again.sha256);
    await blobs.keep('reports', Buffer.from('again'));
    expect(await sweep()).toMatchObject({ reports: 1, bytes: 4 });
    expect([isThere('reports', left.sha256), isThere('reports', again.sha256)]).toEqual([false, true]);
  });

  it('is an original that came again only where it is old, for an upload that brings it touches it first', async () => {
    const { id, sha256 } = await bring('来过.txt', reportText('无名丙局'));
    await running.parts.store.removals.remove(id, GOUJI);
    await removedLongAgo(id);
    await grewOld('originals', sha256);
    const again = await bring('又来.txt', reportText('无名丙局'));
    await sweep();
    expect(isThere('originals', sha256)).toBe(true);
    expect((await running.parts.store.find(again.id))?.summary).toMatchObject({ state: 'converted', sha256 });
  });

  it('is how runs ended, after so long', async () => {
    await running.tables.update(runEnds).set({ at: LONG_AGO }).where(sql`id = (select min(id) from run_ends)`);
    expect(await sweep()).toMatchObject({ runs: 1, documents: 0 });
    expect((await running.tables.select().from(runEnds)).length).toBeGreaterThan(0);
    expect((await running.tables.select().from(results)).length).toBeGreaterThan(0);
  });
});
