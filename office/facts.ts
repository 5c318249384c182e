import { type FactKey, factPath } from '../config/fact-keys.ts';
import { type CanonicalReport, type ReportFacts, reportFactsSchema } from '../pipeline/contracts/report.ts';

/** Facts of a report as people write them: one line of text each. */

const PERIOD = /^([\d-]{10})\/([\d-]{10})$/;
/** The first year with reports by the Regulations, and one that no report of ours has. */
const YEARS = { first: 2008, last: 2100 } as const;

function factValue(fact: FactKey, text: string): unknown {
  switch (fact) {
    case 'year': {
      const year = /^\d{4}$/.test(text) ? Number(text) : Number.NaN;
      return year >= YEARS.first && year <= YEARS.last ? year : undefined;
    }
    case 'period': {
      const [, start = '', end = ''] = PERIOD.exec(text) ?? [];
      return isValidDay(start) && isValidDay(end) && start <= end ? { start, end } : undefined;
    }
    case 'publishedOn':
    case 'signedOn':
      return isValidDay(text) ? text : undefined;
    default:
      return text;
  }
}

/** 2026-02-30 has the shape of a day and is none. */
function isValidDay(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** The facts with one of them put as the text says; null where the text is none for it. */
export function withFact(report: ReportFacts, fact: FactKey, text: string | null): ReportFacts | null {
  const value = text === null ? null : factValue(fact, text);
  const parsed = reportFactsSchema.safeParse({ ...report, [fact]: value });
  return value === undefined || !parsed.success ? null : parsed.data;
}

/** The doubts without those about facts that somebody has looked at. */
export function withoutDoubtsOf(
  doubts: CanonicalReport['doubts'],
  facts: readonly FactKey[],
): CanonicalReport['doubts'] {
  const looked = new Set(facts.map(factPath));
  return doubts.flatMap((doubt) => {
    const cells = doubt.cells.filter((path) => !looked.has(path));
    if (cells.length === doubt.cells.length) return [doubt];
    return cells.length === 0 ? [] : [{ ...doubt, cells }];
  });
}
