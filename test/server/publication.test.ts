import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DocumentDetail, UploadReceipt } from '../../contracts/api.ts';
import type { FilingDetail, Publication } from '../../contracts/filings.ts';
import { type MadeReport, madePage } from '../../server/demo/made-report.ts';
import { convertAll, filingOf, openYear, rosterFile, takeRoster } from './office-year.ts';
import { type RunningApp, startApp, tokenFor } from './running-app.ts';
import { upload } from './upload-files.ts';

const YEAR = 2023;
const [SAME, CHANGED] = ['青塘市水务局', '青塘市教育局'];

let running: RunningApp;
let approver = '';
beforeAll(async () => {
  running = await startApp();
  await openYear(running, YEAR);
  await takeRoster(running, YEAR, rosterFile([SAME, CHANGED].map((agency) => ({ agency, kind: '部门' }))));
  approver = await tokenFor(running.parts, 'approver', ['approver']);
  await upload(
    running.app,
    [SAME, CHANGED].map((agency) => ({ name: `${agency}.html`, content: madePage(made(agency)) })),
  );
  await convertAll(running);
});
afterAll(() => running.close());

const made = (agency: string, more: Partial<MadeReport> = {}): MadeReport => ({
  agency,
  year: YEAR,
  applications: 5,
  ...more,
});

/** The page of the agency around the report, with the day on which it says that it was published. */
const page = (report: MadeReport, publishedOn: string): string =>
  madePage(report).replace(/<body[^>]*>/, (body) => `${body}<p>发布日期：${publishedOn}</p>`);

async function bring(report: MadeReport, publishedOn: string): Promise<string> {
  const receipt = await upload(running.app, [{ name: '网页.html', content: page(report, publishedOn) }]);
  await convertAll(running);
  return receipt.items[0]?.id ?? '';
}
const assign = async (documentId: string, agency: string) => {
  const filing = await filingOf(running, YEAR, agency);
  const answer = await running.app.inject({
    method: 'POST',
    url: `/api/documents/${documentId}/assign`,
    payload: { year: YEAR, agencyId: filing.agency.id, as: 'published' },
  });
  await running.parts.checker.idle();
  return answer;
};
const publication = async (agency: string): Promise<Publication> => {
  const { id } = await filingOf(running, YEAR, agency);
  return (await running.app.inject({ url: `/api/filings/${id}/publication` })).json();
};
const rulesOf = async (agency: string): Promise<string[]> => {
  const { mainDocumentId } = await filingOf(running, YEAR, agency);
  const detail: DocumentDetail = (await running.app.inject({ url: `/api/documents/${mainDocumentId}` })).json();
  return detail.report?.validation.findings.map(({ rule }) => rule) ?? [];
};

describe('what was published of a report', () => {
  it('cannot be compared before a report has passed', async () => {
    const documentId = await bring(made(SAME, { title: '另一份' }), '2024-01-20');
    expect((await assign(documentId, SAME)).json()).toMatchObject({ code: 'not-accepted' });
    await running.app.inject({ method: 'DELETE', url: `/api/documents/${documentId}/assign` });
  });

  it('waits for a person once it has, who says that it is the published text', async () => {
    for (const agency of [SAME, CHANGED]) {
      const { id } = await filingOf(running, YEAR, agency);
      const moved = await running.app.inject({
        method: 'POST',
        url: `/api/filings/${id}/accept`,
        headers: { authorization: approver },
      });
      expect([agency, moved.json<FilingDetail>().state]).toEqual([agency, 'accepted']);
    }
    const same = await bring(made(SAME), '2024-01-20');
    expect((await publication(SAME)).seen).toBeNull();
    expect((await assign(same, SAME)).statusCode).toBe(200);
    expect(await filingOf(running, YEAR, SAME)).toMatchObject({ state: 'published', version: 1 });
  });

  it('that is the same is told so, whatever page is around it', async () => {
    expect((await publication(SAME)).seen).toMatchObject({ cells: [], paragraphs: [], isPicture: false });
    expect(await rulesOf(SAME)).not.toContain('publication.changed');
  });

  it('that has another number is told with both, and against the report that was accepted', async () => {
    const cells = { 'applications/newlyReceived/naturalPerson': 7, 'applications/newlyReceived/total': 7 };
    const documentId = await bring(made(CHANGED, { cells }), '2099-03-01');
    expect((await assign(documentId, CHANGED)).statusCode).toBe(200);
    const { seen } = await publication(CHANGED);
    expect(seen?.documentId).toBe(documentId);
    expect(seen?.cells).toContainEqual({
      path: 'applications/newlyReceived/total',
      from: { value: 5, status: 'reported' },
      to: { value: 7, status: 'reported' },
    });
    expect(await rulesOf(CHANGED)).toEqual(expect.arrayContaining(['publication.changed', 'deadline.publish-late']));
    expect(await rulesOf(CHANGED)).not.toContain('publication.versions-differ');
  });

  it('and is taken back leaves the report as it had passed', async () => {
    const { seen } = await publication(CHANGED);
    const answer = await running.app.inject({ method: 'DELETE', url: `/api/documents/${seen?.documentId}/assign` });
    expect(answer.statusCode).toBe(204);
    await running.parts.checker.idle();
    expect(await filingOf(running, YEAR, CHANGED)).toMatchObject({ state: 'accepted', version: 1 });
    expect((await publication(CHANGED)).seen).toBeNull();
    expect(await rulesOf(CHANGED)).not.toContain('publication.changed');
  });

  it('is fetched from its address, and stands in the list under that', async () => {
    const pages = createServer((_, response) => response.end(page(made(SAME), '2024-01-21')));
    await new Promise<void>((resolve) => pages.listen(0, '127.0.0.1', resolve));
    const { port } = pages.address() as AddressInfo;
    const { id } = await filingOf(running, YEAR, SAME);
    const answer = await running.app.inject({
      method: 'POST',
      url: `/api/filings/${id}/publication`,
      payload: { address: `http://localhost:${port}/zwgk/2024/nb.html` },
    });
    pages.close();
    const receipt: UploadReceipt = answer.json();
    expect([answer.statusCode, receipt.received]).toEqual([202, 1]);
    expect(receipt.items[0]?.fileName).toBe(`localhost:${port} zwgk 2024 nb.html`);
    await convertAll(running);
    expect((await assign(receipt.items[0]?.id ?? '', SAME)).statusCode).toBe(200);
    expect((await publication(SAME)).seen).toMatchObject({ publishedOn: '2024-01-21', cells: [], paragraphs: [] });
  });
});
