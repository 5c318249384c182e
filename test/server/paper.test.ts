import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { madePage } from '../../server/demo/made-report.ts';
import { smallPdf } from '../pipeline/extract/pdf/small-pdf.ts';
import { convertAll, filingOf, openYear, rosterFile, takeRoster } from './office-year.ts';
import { type RunningApp, startApp, tokenFor } from './running-app.ts';
import { upload } from './upload-files.ts';

/** The paper as it was sent in: pages as pictures, flows as documents for a frame, each to whom may see it. */

const YEAR = 2023;
const AGENCY = '青石市水务局';

let running: RunningApp;
const ids = new Map<string, string>();
const uploads = new Map<string, string>();

beforeAll(async () => {
  running = await startApp();
  await openYear(running, YEAR);
  await takeRoster(running, YEAR, rosterFile([{ agency: AGENCY }, { agency: '赤岭县教育局' }]));
  const image = await sharp({ create: { width: 400, height: 600, channels: 3, background: '#ddeeff' } })
    .withMetadata({ density: 100 })
    .png()
    .toBuffer();
  const page = { content: 'BT /L 12 Tf 1 0 0 -1 72 72 Tm (12) Tj ET' };
  const files = [
    { name: 'report.html', content: madePage({ agency: AGENCY, year: YEAR, applications: 3 }) },
    { name: 'paper.pdf', content: Buffer.from(smallPdf([page, { ...page, width: 842, height: 595 }])) },
    { name: 'picture.png', content: image },
    { name: 'lines.txt', content: `${AGENCY}${YEAR}年政府信息公开工作年度报告\n<b>一</b>、总体情况\n` },
  ];
  for (const file of files) {
    const receipt = await upload(running.app, [file]);
    ids.set(file.name, receipt.items[0]?.id ?? '');
    uploads.set(file.name, receipt.batchId);
  }
  await convertAll(running);
});
afterAll(() => running.close());

const get = (name: string, path: string, headers: Readonly<Record<string, string>> = {}) =>
  running.app.inject({ url: `/api/documents/${ids.get(name)}/${path}`, headers });

describe('pages', () => {
  it('are told with their sizes in points, in their order', async () => {
    expect((await get('paper.pdf', 'pages')).json()).toEqual([
      { page: 1, widthPt: 595, heightPt: 842 },
      { page: 2, widthPt: 842, heightPt: 595 },
    ]);
    expect((await get('picture.png', 'pages')).json()).toEqual([{ page: 1, widthPt: 288, heightPt: 432 }]);
  });

  it('are none of a document that is a flow', async () => {
    expect((await get('report.html', 'pages')).json()).toEqual([]);
    expect((await get('report.html', 'pages/1.webp')).statusCode).toBe(404);
  });

  it.each([
    ['paper.pdf', 2, 72, [842, 595]],
    ['paper.pdf', 1, 100, [909, 1286]],
    ['picture.png', 1, 72, [288, 432]],
  ] as const)('are drawn as WebP: of %s page %i asked for in %i dpi', async (name, page, dpi, size) => {
    const answer = await get(name, `pages/${page}.webp?dpi=${dpi}`);
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'image/webp']);
    const { width, height, format } = await sharp(answer.rawPayload).metadata();
    expect([format, width, height]).toEqual(['webp', ...size]);
  });

  it('name the text that stands on them where the file does, and none where it is a picture', async () => {
    const text = await get('paper.pdf', 'pages/2/text');
    expect(text.headers['content-type']).toContain('application/json');
    const [run, ...others] = text.json();
    expect(others).toEqual([]);
    expect(run).toMatchObject({ text: '12', left: 72, height: 12, degrees: 0 });
    // It stands on a base line 72 points below the upper edge.
    expect(run.top).toBeGreaterThan(58);
    expect(run.top).toBeLessThan(66);
    expect((await get('picture.png', 'pages/1/text')).json()).toEqual([]);
    expect((await get('report.html', 'pages/1/text')).statusCode).toBe(404);
    expect((await get('paper.pdf', 'pages/3/text')).statusCode).toBe(404);
  });

  it('are sent once to whoever has them', async () => {
    const first = await get('paper.pdf', 'pages/1.webp');
    expect(first.headers['cache-control']).toBe('private, no-cache');
    const again = await get('paper.pdf', 'pages/1.webp', { 'if-none-match': String(first.headers.etag) });
    expect([again.statusCode, again.rawPayload.length]).toEqual([304, 0]);
    const other = await get('paper.pdf', 'pages/2.webp');
    expect(other.headers.etag).not.toBe(first.headers.etag);
  });

  it.each(['pages/3.webp', 'pages/0.webp', 'pages/501.webp', 'pages/x.webp', 'pages/1.webp?dpi=0'])(
    'are not given for %s',
    async (path) => {
      expect([400, 404]).toContain((await get('paper.pdf', path)).statusCode);
    },
  );
});

describe('a flow', () => {
  it('names the place of every cell that the report has', async () => {
    const html = (await get('report.html', 'view')).body;
    const { report } = (await running.app.inject({ url: `/api/documents/${ids.get('report.html')}` })).json();
    const { origin } = report.tables.applications.rows.newlyReceived.total;
    expect(html).toContain(`data-places="t${origin.table}r${origin.row}c${origin.column}"`);
  });

  it('shows the lines of a text file as text', async () => {
    const html = (await get('lines.txt', 'view')).body;
    expect(html).toContain('<span id="l2" data-places="l2">&lt;b&gt;一&lt;/b&gt;、总体情况</span>');
  });

  it('comes under a policy in which nothing runs and nothing is asked for', async () => {
    const { headers } = await get('report.html', 'view');
    const policy = String(headers['content-security-policy']);
    expect(policy).toMatch(/^default-src 'none';/);
    expect(policy).toMatch(/; sandbox allow-same-origin$/);
    expect(policy).not.toMatch(/script-src|connect-src|allow-scripts/);
    expect(headers['x-frame-options']).toBe('SAMEORIGIN');
  });

  it('is none of a document with pages', async () => {
    expect((await get('paper.pdf', 'view')).statusCode).toBe(404);
  });
});

describe('who may see a paper', () => {
  it('is who may see its document; others are told that there is none', async () => {
    const other = (await filingOf(running, YEAR, '赤岭县教育局')).agency.id;
    const authorization = await tokenFor(running.parts, 'other', ['viewer'], { scopeAgencyId: other });
    for (const path of ['pages', 'pages/1.webp', 'view'])
      expect((await get('report.html', path, { authorization })).statusCode).toBe(404);
  });
});

describe('what was drawn', () => {
  it('goes with the upload that brought the document', async () => {
    await get('paper.pdf', 'pages/1.webp');
    const papers = join(running.parts.dataFolder, 'papers');
    const sha256 = (await running.parts.store.find(ids.get('paper.pdf') ?? ''))?.summary.sha256 ?? '';
    const kept = async () => readdir(join(papers, sha256.slice(0, 2))).catch(() => []);
    expect(await kept()).toEqual([sha256]);
    await running.app.inject({ method: 'DELETE', url: `/api/uploads/${uploads.get('paper.pdf')}` });
    expect(await kept()).toEqual([]);
  });

  it('is nothing where a file cannot be drawn: that is said in words', async () => {
    const receipt = await upload(running.app, [{ name: 'cut.pdf', content: '%PDF-1.7\nnothing follows\n' }]);
    ids.set('cut.pdf', receipt.items[0]?.id ?? '');
    const answer = await get('cut.pdf', 'pages');
    expect([answer.statusCode, answer.json().error.code]).toEqual([422, 'paper-unreadable']);
  });
});
