import type { ReportJudgement } from '../contracts/api.ts';
import {
  applyDecisions,
  byFinding,
  type Decision,
  operandsDigest,
  operandsOf,
  verdictAfter,
} from '../pipeline/contracts/decision.ts';
import type { CheckedReport } from '../pipeline/contracts/report.ts';
import { putToAgency } from '../pipeline/notice/notice.ts';

/** How the findings of a report stand after these decisions, given in the order in which they were made. */
export function judge(report: CheckedReport, decisions: readonly Decision[]): ReportJudgement {
  const made = byFinding(decisions);
  const judged = applyDecisions(report, decisions);
  return {
    verdict: verdictAfter(report, judged),
    toReturn: putToAgency(judged).length,
    findings: judged.map(({ finding, state }) => ({
      fingerprint: finding.fingerprint,
      operandsDigest: operandsDigest(operandsOf(finding, report)),
      state,
      history: made.get(finding.fingerprint) ?? [],
    })),
  };
}
