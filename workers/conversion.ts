import { figuresOf } from '../office/figures.ts';
import { isOwnCause, operandsDigest, operandsOf } from '../pipeline/contracts/decision.ts';
import type { CheckedReport } from '../pipeline/contracts/report.ts';
import type { Conversion } from '../store/keep-result.ts';
import { countReviewCells } from './review-cells.ts';

/** What the store keeps of a checked report besides the report itself. */
export function conversionOf(
  report: CheckedReport,
  reportSha256: string,
  reportBytes: number,
  madeBy?: string,
): Conversion {
  return {
    reportSha256,
    reportBytes,
    ...(madeBy === undefined ? {} : { madeBy }),
    agency: report.report.agency,
    year: report.report.year,
    verdict: report.validation.status,
    reviewCells: countReviewCells(report),
    template: report.report.template,
    unreadPages: report.source.unreadPages.length,
    figures: figuresOf(report),
    // what another finding explains is decided with that one
    findings: report.validation.findings.filter(isOwnCause).map((finding) => ({
      rule: finding.rule,
      severity: finding.severity,
      cause: finding.cause,
      waits: finding.waits,
      message: finding.message,
      fingerprint: finding.fingerprint,
      operandsDigest: operandsDigest(operandsOf(finding, report)),
    })),
  };
}
