import type { Finding } from '../pipeline/contracts/finding.ts';
import type { CheckedReport } from '../pipeline/contracts/report.ts';
import type { Store } from '../store/store.ts';
import type { Viewer } from '../store/viewer.ts';

/** What of a report somebody is shown: its findings do not name agencies that he may not see. */

type Names = Pick<Store, 'agenciesSeen'>;
/** In the text of a report that names one. */
const NAMES_ONE = '"otherAgency"';

export async function shownFindings<F extends Finding>(
  findings: readonly F[],
  store: Names,
  viewer: Viewer,
): Promise<F[]> {
  const named = [...new Set(findings.flatMap(({ otherAgency }) => otherAgency ?? []))];
  if (named.length === 0 || viewer.sight.kind === 'everything') return [...findings];
  const seen = await store.agenciesSeen(named, viewer);
  return findings.map((finding) => {
    const { otherAgency, ...rest } = finding;
    // What is left is the same finding without the one part that may be missing.
    return otherAgency === undefined || seen.has(otherAgency) ? finding : (rest as F);
  });
}

/** The same of a report as it is kept. Only one that names somebody, for somebody who may not see all, is read. */
export async function shownReport(kept: Buffer, store: Names, viewer: Viewer): Promise<Buffer> {
  if (viewer.sight.kind === 'everything' || !kept.includes(NAMES_ONE)) return kept;
  // It was checked when it was kept.
  const report: CheckedReport = JSON.parse(kept.toString());
  const findings = await shownFindings(report.validation.findings, store, viewer);
  return Buffer.from(`${JSON.stringify({ ...report, validation: { ...report.validation, findings } }, null, 2)}\n`);
}
