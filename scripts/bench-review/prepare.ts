import { readdir, readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import type { DocumentPage, UploadReceipt } from '../../contracts/api.ts';
import { ROSTER_COLUMNS } from '../../office/roster.ts';
import { toXlsx } from '../../office/sheet.ts';
import { madePage } from '../../server/demo/made-report.ts';
import type { RunningServer } from '../../server/main.ts';
import { addProgram } from '../../server/people/commands.ts';
import { GOUJI } from '../../store/viewer.ts';
import { openChromium } from '../../test/chromium.ts';

const YEAR = 2023;
const SAMPLES = 'samples/made';
/** How often it is looked whether all is converted. */
const LOOK_MS = 500;

export interface Office {
  readonly browser: Browser;
  readonly page: Page;
  readonly url: string;
  /** Asks as a program that may review; reads JSON. */
  readonly ask: <T>(path: string, init?: RequestInit) => Promise<T>;
  /** Documents of filings that need a look. */
  readonly filings: readonly string[];
  /** Documents of PDFs of several pages, none of which was drawn. */
  readonly papers: readonly string[];
}

/** A year with so many filings, each with a number that does not add up, and PDFs that nobody has looked at. */
export async function prepareOffice(server: RunningServer, filings: number): Promise<Office> {
  const roles = ['administrator', 'clerk', 'reviewer'] as const;
  const program = { name: 'bench', roles: [...roles], agencyId: null, scopeAgencyId: null, expiresOn: null };
  const { token } = await addProgram(server.parts.store.people, program, GOUJI);
  const ask = async <T>(path: string, init: RequestInit = {}): Promise<T> => {
    const headers = { authorization: `Bearer ${token}`, ...init.headers };
    const answer = await fetch(`${server.url}/api${path}`, { ...init, headers });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${(await answer.text()).slice(0, 300)}`);
    // The program and the server are of one build.
    return (await answer.json()) as T;
  };
  const days = { submitBy: `${YEAR + 1}-01-26`, publishBy: `${YEAR + 1}-01-28`, statutoryBy: `${YEAR + 1}-01-31` };
  await ask('/campaigns', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ year: YEAR, ...days }),
  });
  const agencies = Array.from({ length: filings }, (_, index) => `青石市第${index + 1}水务站`);
  const roster = new FormData();
  const rows = agencies.map((agency) => Object.keys(ROSTER_COLUMNS).map((key) => (key === 'agency' ? agency : '')));
  roster.append(
    'file',
    new Blob([new Uint8Array(await toXlsx('roster', [Object.values(ROSTER_COLUMNS), ...rows]))]),
    'r.xlsx',
  );
  await ask(`/campaigns/${YEAR}/roster`, { method: 'PUT', body: roster });

  const form = new FormData();
  const wrong = { 'applications/newlyReceived/total': 9 };
  for (const [index, agency] of agencies.entries()) {
    const made = madePage({ agency, year: YEAR, applications: 3 + (index % 5), cells: wrong });
    form.append('files', new Blob([made]), `${index + 1}.html`);
  }
  for (const name of (await readdir(SAMPLES)).filter((each) => each.endsWith('.pdf')))
    form.append('files', new Blob([new Uint8Array(await readFile(`${SAMPLES}/${name}`))]), name);
  await ask<UploadReceipt>('/uploads', { method: 'POST', body: form });
  for (;;) {
    const { waiting, running } = await ask<{ readonly waiting: number; readonly running: number }>('/queue');
    if (waiting + running === 0) break;
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
  await server.parts.checker.idle();

  const documents: DocumentPage['items'][number][] = [];
  for (let page = 1; ; page++) {
    const list = await ask<DocumentPage>(`/documents?size=200&page=${page}`);
    documents.push(...list.items);
    if (page * 200 >= list.total) break;
  }
  const browser = await openChromium();
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 } });
  const page = await context.newPage();
  await page.goto(server.welcome ?? server.url);
  await page.getByText('实时更新').waitFor();
  return {
    ...{ browser, page, ask, url: server.url },
    filings: documents.filter(({ filingId }) => filingId !== null).map(({ id }) => id),
    papers: documents.filter(({ format }) => format === 'pdf').map(({ id }) => id),
  };
}
