import type { FactKey } from '../config/fact-keys.ts';
import type { ReportFacts } from '../pipeline/contracts/report.ts';

/** What a fact says, as text; null where the report does not say it. */
export function factText(report: ReportFacts, fact: FactKey): string | null {
  const value = report[fact];
  if (value === null) return null;
  return typeof value === 'object' ? `${value.start}/${value.end}` : String(value);
}
