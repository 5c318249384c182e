import type { Finding } from '../pipeline/contracts/finding.ts';
import type { ValidationStatus } from '../pipeline/contracts/report.ts';
import { shownName } from '../pipeline/intake/intake.ts';
import { CAUSE_WORDS, SEVERITY_WORDS, VALIDATE_WORDS, VERDICT_WORDS } from './words.ts';

/** Characters of a quote or message that a line shows. */
const LONGEST = 200;

/** One line of text that a terminal can show: no control characters, whatever the document held. */
const shown = (text: string): string => {
  const line = shownName(text.replace(/\s+/gu, ' '));
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
};

function linesOf(finding: Finding, titles: ReadonlyMap<string, string>): readonly string[] {
  const { rule, severity, cause, message, formula, quote, suggestion, section } = finding;
  const where = section === null ? '' : VALIDATE_WORDS.section(section);
  return [
    `  [${SEVERITY_WORDS[severity]}·${CAUSE_WORDS[cause]}] ${titles.get(rule) ?? ''} ${rule}`,
    `      ${where}${shown(message)}`,
    ...(formula === null ? [] : [`      ${VALIDATE_WORDS.formula}${shown(formula)}`]),
    ...(quote === null ? [] : [`      ${VALIDATE_WORDS.quote}${shown(quote)}`]),
    ...(suggestion === null ? [] : [`      ${VALIDATE_WORDS.suggestion}${shown(suggestion)}`]),
  ];
}

/** The findings of one report for people: a line of what it comes to, then each finding with its reasons. */
export const reportLines = (
  name: string,
  { status, findings }: { readonly status: ValidationStatus; readonly findings: readonly Finding[] },
  titles: ReadonlyMap<string, string>,
): string => {
  const [errors, warnings, infos] = (['error', 'warning', 'info'] as const).map(
    (severity) => findings.filter((f) => f.severity === severity).length,
  ) as [number, number, number];
  const head = VALIDATE_WORDS.checked(shownName(name), VERDICT_WORDS[status], errors, warnings, infos);
  return `${[head, ...findings.flatMap((f) => linesOf(f, titles))].join('\n')}\n`;
};
