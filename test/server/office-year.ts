import type { RosterChange } from '../../contracts/campaigns.ts';
import type { Filing, FilingPage } from '../../contracts/filings.ts';
import { ROSTER_COLUMNS } from '../../office/roster.ts';
import { toCsv } from '../../office/sheet.ts';
import type { Source } from '../../pipeline/contracts/document.ts';
import { convert } from '../../pipeline/convert.ts';
import { conversionOf } from '../../workers/conversion.ts';
import type { RunningApp } from './running-app.ts';
import { MULTIPART, multipartBody } from './upload-files.ts';

/** An office's year in a test: campaign, roster, and documents that are converted on the spot instead of by a worker. */

type Row = Partial<Record<keyof typeof ROSTER_COLUMNS, string>>;

export const rosterFile = (rows: readonly Row[]): Buffer =>
  toCsv([
    Object.values(ROSTER_COLUMNS),
    ...rows.map((row) => (Object.keys(ROSTER_COLUMNS) as (keyof typeof ROSTER_COLUMNS)[]).map((key) => row[key] ?? '')),
  ]);

export async function openYear({ app }: RunningApp, year: number): Promise<void> {
  const payload = { year, submitBy: '2099-01-26', publishBy: '2099-01-28', statutoryBy: '2099-01-31' };
  const answer = await app.inject({ method: 'POST', url: '/api/campaigns', payload });
  if (answer.statusCode !== 201) throw new Error(answer.body);
}

export async function takeRoster({ app }: RunningApp, year: number, file: Buffer, query = ''): Promise<RosterChange> {
  const answer = await app.inject({
    method: 'PUT',
    url: `/api/campaigns/${year}/roster${query}`,
    headers: MULTIPART,
    payload: multipartBody([{ name: 'roster.csv', content: file }]),
  });
  if (answer.statusCode !== 200) throw new Error(answer.body);
  return answer.json();
}

/** Converts everything that waits, as a worker would, and lets the office look at it. */
export async function convertAll({ parts }: RunningApp): Promise<void> {
  const { store, blobs, checker } = parts;
  for (const { documentId } of await store.nextInTurn('digital', 10_000)) {
    const run = await store.claim(documentId);
    if (run === null) continue;
    const source: Source = { ...run, bytes: await blobs.read('originals', run.sha256) };
    const report = await convert(source, null);
    const kept = await blobs.keep('reports', Buffer.from(`${JSON.stringify(report, null, 2)}\n`));
    await store.finish(run, conversionOf(report, kept.sha256, kept.bytes));
  }
  await checker.idle();
}

export async function filingsOf({ app }: RunningApp, year: number, query = ''): Promise<FilingPage> {
  const answer = await app.inject({ url: `/api/campaigns/${year}/filings?size=200${query}` });
  if (answer.statusCode !== 200) throw new Error(answer.body);
  return answer.json();
}

export async function filingOf(running: RunningApp, year: number, agency: string): Promise<Filing> {
  const found = (await filingsOf(running, year)).items.find((filing) => filing.agency.name === agency);
  if (found === undefined) throw new Error(`${agency} owes nothing in ${year}`);
  return found;
}
