import type { CheckedReport } from '../../pipeline/contracts/report.ts';

/** A number of the prose that repeats a number of the tables. */
export interface TrueMention {
  readonly quantity: number;
  readonly refersTo: string | null;
}

/** How many numbers of the prose that repeat a table's number were bound to its cell. */
export interface Bound {
  stated: number;
  right: number;
  /** Numbers bound to a cell that the truth does not bind them to, and of these the ones that an error rests on. */
  wrong: number;
  wrongInError: number;
  readonly missed: string[];
}

export const nothingBound = (): Bound => ({ stated: 0, right: 0, wrong: 0, wrongInError: 0, missed: [] });

/** Compares the numbers of the prose that a report binds to cells with those that its truth does. */
export function judgeMentions(bound: Bound, file: string, truth: readonly TrueMention[], report: CheckedReport): void {
  const nameOf = ({ quantity, refersTo }: TrueMention): string => `${quantity} ${refersTo}`;
  const found = report.mentions.filter(({ refersTo }) => refersTo !== null);
  const left = found.map(nameOf);
  for (const mention of truth) {
    bound.stated++;
    const at = left.indexOf(nameOf(mention));
    if (at >= 0) {
      bound.right++;
      left.splice(at, 1);
    } else bound.missed.push(`${file}: ${nameOf(mention)}`);
  }
  // a number may be told twice, and of a report without tables the truth binds none
  const known = new Set(truth.map(nameOf));
  const hasTables = Object.values(report.tables).some((table) => table !== null);
  for (const { quantity, refersTo, text } of hasTables ? found : []) {
    if (refersTo === null || known.has(nameOf({ quantity, refersTo }))) continue;
    bound.wrong++;
    const inError = report.validation.findings.some(
      ({ severity, rule, cells, actual }) =>
        severity === 'error' && rule.startsWith('narrative.') && cells.includes(refersTo) && actual === quantity,
    );
    if (inError) bound.wrongInError++;
    bound.missed.push(`${file}: ${text} bound to ${refersTo}`);
  }
}
