import type { DecisionRequest, ReportJudgement } from '../../contracts/api.ts';
import type { CheckedReport } from '../../pipeline/contracts/report.ts';
import { contextOf, type ReportSketch, reportOf } from '../../pipeline/validate/example.ts';
import { validate } from '../../pipeline/validate/validate.ts';
import { conversionOf } from '../../workers/conversion.ts';
import type { RunningApp } from './running-app.ts';
import { reportText, upload } from './upload-files.ts';

let counter = 0;

/** A document of this app that was converted to the sketched report; by default one of an agency of its own, wrong in one total. */
export async function convertSketch({ app, parts }: RunningApp, sketch: ReportSketch = {}): Promise<string> {
  const name = `${++counter}.txt`;
  const agency = `甲县第${counter}局`;
  const whole = { cells: { 'applications/newlyReceived/total': 14 }, facts: { agency }, ...sketch };
  const canonical = reportOf(whole);
  const report: CheckedReport = { ...canonical, validation: validate(canonical, contextOf(whole)) };
  const [item] = (await upload(app, [{ name, content: reportText(name) }])).items;
  const kept = await parts.blobs.keep('reports', Buffer.from(JSON.stringify(report)));
  const run = await parts.store.claim(item?.id ?? '');
  if (run === null) throw new Error('nothing was claimed');
  await parts.store.finish(run, conversionOf(report, kept.sha256, kept.bytes));
  return run.documentId;
}

export const decisionsPath = (id: string): string => `/api/documents/${id}/decisions`;

export const readJudgement = async ({ app }: RunningApp, id: string): Promise<ReportJudgement> =>
  (await app.inject({ url: decisionsPath(id) })).json();

/** As our own page sends it. */
export const sendDecision = (
  { app }: RunningApp,
  id: string,
  payload: object | string,
  headers: Readonly<Record<string, string>> = {},
) =>
  app.inject({
    method: 'POST',
    url: decisionsPath(id),
    payload,
    headers: {
      'content-type': 'application/json',
      host: '127.0.0.1:8080',
      origin: 'http://127.0.0.1:8080',
      ...headers,
    },
  });

/** What a page sends that has this document open: by default that its first finding is right. */
export async function decisionOn(
  running: RunningApp,
  id: string,
  changes: Partial<DecisionRequest> = {},
  place = 0,
): Promise<DecisionRequest> {
  const finding = (await readJudgement(running, id)).findings[place];
  if (finding === undefined) throw new Error('nothing was found');
  const { fingerprint, operandsDigest } = finding;
  return { kind: 'confirmed', fingerprint, operandsDigest, reviewer: '李审核', ...changes };
}
