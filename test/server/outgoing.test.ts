import mammoth from 'mammoth';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import yauzl from 'yauzl';
import type { ReportJudgement } from '../../contracts/api.ts';
import { fromFile } from '../../office/sheet.ts';
import { CHAIN_START, type ChainEnd, followChain } from '../../office/trail.ts';
import { checkedReportSchema } from '../../pipeline/contracts/report.ts';
import { madePage } from '../../server/demo/made-report.ts';
import { convertAll, filingOf, openYear, rosterFile, takeRoster } from './office-year.ts';
import { type RunningApp, startApp } from './running-app.ts';
import { upload } from './upload-files.ts';

const YEAR = 2023;
const WRONG = { 'applications/newlyReceived/total': 9 };
const GOVERNMENT = '青石市人民政府';
/** A name that a program which calculates would run. */
const FORMULA = '=青石市水务局';

let running: RunningApp;
beforeAll(async () => {
  running = await startApp();
  await openYear(running, YEAR);
  const departments = [FORMULA, '青石市教育局', '青石市民政局'];
  const rows = [
    { agency: GOVERNMENT, kind: '政府', scope: '汇总' },
    ...departments.map((agency) => ({ agency, parent: GOVERNMENT, kind: '部门', phone: '0731-1' })),
  ];
  await takeRoster(running, YEAR, rosterFile(rows));
  const made = (agency: string, cells = {}) => ({
    name: `${agency.replace('=', '')}.html`,
    content: madePage({ agency, year: YEAR, applications: 5, cells }),
  });
  await upload(running.app, [made('青石市水务局', WRONG), made('青石市教育局')]);
  await convertAll(running);
  const { id } = await filingOf(running, YEAR, FORMULA);
  if ((await running.app.inject({ url: `/api/filings/${id}` })).json().version === 0) {
    const { items } = (await running.app.inject({ url: '/api/documents?waiting=true' })).json();
    const agencyId = (await filingOf(running, YEAR, FORMULA)).agency.id;
    const waiting = items.find((item: { fileName: string }) => item.fileName.includes('水务局'));
    const payload = { year: YEAR, agencyId, as: 'main' };
    await running.app.inject({ method: 'POST', url: `/api/documents/${waiting.id}/assign`, payload });
    await convertAll(running);
  }
  const payload = { dueOn: '2099-03-01', note: '请更正' };
  const returned = await running.app.inject({ method: 'POST', url: `/api/filings/${id}/return`, payload });
  expect(returned.statusCode).toBe(200);
});
afterAll(() => running.close());

async function file(path: string): Promise<Buffer> {
  const answer = await running.app.inject({ url: `/api/${path}` });
  expect(answer.statusCode).toBe(200);
  return answer.rawPayload;
}

async function unzip(bytes: Buffer): Promise<Map<string, Buffer>> {
  const entries = new Map<string, Buffer>();
  const zip = await yauzl.fromBufferPromise(bytes);
  for await (const entry of zip.eachEntry()) {
    const chunks: Buffer[] = [];
    for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(Buffer.from(chunk));
    entries.set(entry.fileName, Buffer.concat(chunks));
  }
  return entries;
}

describe('what the office sends out', () => {
  it('lists who has not handed in, with whom to call', async () => {
    const [, ...rows] = await fromFile(await file(`campaigns/${YEAR}/late.xlsx`));
    expect(rows.map(([agency]) => agency)).toEqual([GOVERNMENT, '青石市民政局']);
    expect(rows[1]).toEqual(['青石市民政局', GOVERNMENT, '未报（未到期）', '2099-01-26', '', '', '', '0731-1']);
  });

  it('lists what was found, a name that begins with = as text', async () => {
    const [head, ...rows] = await fromFile(await file(`campaigns/${YEAR}/issue-list.xlsx`));
    const at = (name: string): number => head?.indexOf(name) ?? -1;
    const found = rows.find((row) => row[at('规则')]?.startsWith('applications.'));
    expect(found?.[at('单位名称')]).toBe(FORMULA);
    expect(found?.[at('处理')]).toBe('待处理');
  });

  it('writes a circular with what was found most', async () => {
    const query = `office=${encodeURIComponent('青石市政务公开办公室')}&date=2024-04-02`;
    const buffer = await file(`campaigns/${YEAR}/circular.docx?${query}`);
    const { value } = await mammoth.extractRawText({ buffer });
    expect(value).toContain('应报4个单位，已报2个，未报2个');
    expect(value).toContain('被退回过的单位1个，共退回1次');
    expect(value).toContain('青石市政务公开办公室');
    expect(value).toContain('2024年4月2日');
    expect(value).not.toContain('没有须由单位更正或说明的问题');
  });

  it('packs the notices of all that were returned', async () => {
    const entries = await unzip(await file(`campaigns/${YEAR}/notices.zip`));
    expect([...entries.keys()]).toEqual(['目录.csv', `0001 ${FORMULA}.docx`]);
    const { value } = await mammoth.extractRawText({ buffer: entries.get(`0001 ${FORMULA}.docx`) ?? Buffer.alloc(0) });
    expect(value).toContain('2099年3月1日');
    const none = await running.app.inject({ url: `/api/campaigns/${YEAR}/notices.zip?state=needsReview` });
    expect(none.statusCode === 409 || none.statusCode === 200).toBe(true);
  });

  it('packs them as they stood at the first byte, whatever is decided while they are sent', async () => {
    const { id } = await filingOf(running, YEAR, FORMULA);
    const { mainDocumentId } = (await running.app.inject({ url: `/api/filings/${id}` })).json();
    const decided = async (kind: 'waived' | 'withdrawn') => {
      const path = `/api/documents/${mainDocumentId}/decisions`;
      const judged = (await running.app.inject({ url: path })).json<ReportJudgement>();
      for (const { fingerprint, operandsDigest } of judged.findings) {
        const reason = kind === 'waived' ? { reason: '已核实' } : {};
        const payload = { kind, fingerprint, operandsDigest, reviewer: '甲', ...reason };
        await running.app.inject({ method: 'POST', url: path, payload });
      }
      return (await running.app.inject({ url: path })).json<ReportJudgement>().toReturn;
    };
    const { blobs, checker } = running.parts;
    // Nobody else reads meanwhile.
    await checker.idle();
    const read = vi.spyOn(blobs, 'read').mockImplementationOnce(async (kind, sha256) => {
      read.mockRestore();
      expect(await decided('waived')).toBe(0);
      return blobs.read(kind, sha256);
    });
    const entries = await unzip(await file(`campaigns/${YEAR}/notices.zip`));
    expect([...entries.keys()]).toEqual(['目录.csv', `0001 ${FORMULA}.docx`]);
    expect((await running.app.inject({ url: `/api/campaigns/${YEAR}/notices.zip` })).statusCode).toBe(409);
    expect(await decided('withdrawn')).toBeGreaterThan(0);
  });

  it('packs the canonical JSON of all with its schema', async () => {
    const entries = await unzip(await file(`campaigns/${YEAR}/reports.zip`));
    expect(JSON.parse(entries.get('canonical-report.schema.json')?.toString() ?? '')).toHaveProperty('$schema');
    const reports = [...entries.keys()].filter((name) => name.startsWith('reports/'));
    expect(reports).toHaveLength(2);
    for (const name of reports) checkedReportSchema.parse(JSON.parse(entries.get(name)?.toString() ?? ''));
  });

  it.each(['xlsx', 'docx', 'html'])('gives the form of one agency as %s', async (format) => {
    const { id } = await filingOf(running, YEAR, '青石市教育局');
    const bytes = await file(`filings/${id}/form.${format}`);
    if (format === 'html') expect(bytes.toString()).toContain('三、收到和处理政府信息公开申请情况');
    else expect(bytes.subarray(0, 2).toString()).toBe('PK');
    const none = await filingOf(running, YEAR, '青石市民政局');
    expect((await running.app.inject({ url: `/api/filings/${none.id}/form.${format}` })).statusCode).toBe(409);
  });

  it('gives the trail so that its chain can be followed from the file', async () => {
    const lines = (await file('audit.jsonl')).toString().trim().split('\n');
    const entries = lines.map((line) => JSON.parse(line));
    const followed = followChain(entries, CHAIN_START);
    expect(followed).toEqual({ end: { position: entries.length, hash: entries.at(-1).hash } satisfies ChainEnd });
    const rows = await fromFile(await file('audit.csv'));
    expect(rows.filter((row) => row.length > 1)).toHaveLength(entries.length + 1);
  });
});
