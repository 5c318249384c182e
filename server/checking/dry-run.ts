import { setImmediate as breathe } from 'node:timers/promises';
import { findingIn } from '../../config/rule-words/words-of.ts';
import { DEFAULT_RULE_SETTINGS, type RuleSettings } from '../../config/rules.ts';
import type { DryRunAnswer } from '../../contracts/rules.ts';
import { dayOf } from '../../office/deadlines.ts';
import type { CanonicalReport } from '../../pipeline/contracts/report.ts';
import { validate } from '../../pipeline/validate/validate.ts';
import type { Blobs } from '../../store/blobs.ts';
import type { Store } from '../../store/store.ts';
import type { Viewer } from '../../store/viewer.ts';
import { contextOf } from './context.ts';

/** Findings that are shown. */
const SHOWN = 20;

/**
 * Puts one rule to every stored report of a year as if it were set otherwise, and changes nothing. What the office knows
 * is given to it as in a check, but for the texts of other agencies: rules on likeness say nothing.
 */
export async function dryRun(
  { store, blobs }: { readonly store: Store; readonly blobs: Blobs },
  rule: string,
  year: number,
  change: (settings: RuleSettings) => RuleSettings,
  viewer: Viewer,
): Promise<DryRunAnswer> {
  const readReport = async (sha256: string): Promise<CanonicalReport> =>
    // It was checked when it was kept and is named by its hash.
    JSON.parse((await blobs.read('reports', sha256)).toString());
  const reports = await store.ruleCounts.reports(year, viewer);
  const examples: DryRunAnswer['examples'][number][] = [];
  let fires = 0;
  let findings = 0;
  for (const { documentId, agency, reportSha256 } of reports) {
    const known = await store.checking.knowledge(documentId, dayOf(new Date()));
    const report = await readReport(reportSha256);
    const context = known === null ? {} : await contextOf(known, report, readReport, []);
    const settings = change(context.settings ?? DEFAULT_RULE_SETTINGS);
    const found = validate(report, { ...context, settings }).findings.filter((finding) => finding.rule === rule);
    if (found.length > 0) fires++;
    findings += found.length;
    for (const finding of found.slice(0, SHOWN - examples.length)) {
      const { severity, message } = finding;
      examples.push({ documentId, agency, severity, message, messageEn: findingIn('en', finding).message });
    }
    await breathe();
  }
  return { year, reports: reports.length, fires, findings, examples };
}
