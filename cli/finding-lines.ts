import { failingFormula } from '../config/formula-words.ts';
import { englishTitle, findingIn, type Language } from '../config/rule-words/words-of.ts';
import { formulaIn, RULE_THRESHOLDS, type RuleThresholds } from '../config/rules.ts';
import type { Finding } from '../pipeline/contracts/finding.ts';
import type { ValidationStatus } from '../pipeline/contracts/report.ts';
import { shownName } from '../pipeline/intake/intake.ts';
import { RULES } from '../pipeline/validate/catalogue.ts';
import { TOLD } from './told/told.ts';

/** Characters of a quote or message that a line shows. */
const LONGEST = 200;

/** One line of text that a terminal can show: no control characters, whatever the document held. */
const shown = (text: string): string => {
  const line = shownName(text.replace(/\s+/gu, ' '));
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
};

const BY_ID = new Map<string, (typeof RULES)[number]>(RULES.map((rule) => [rule.id, rule]));

function linesOf(finding: Finding, lang: Language, thresholds: RuleThresholds): readonly string[] {
  const { rule: id, severity, cause, formula, quote, section, explainedBy } = finding;
  const words = TOLD[lang];
  const { message, suggestion } = findingIn(lang, finding);
  const rule = BY_ID.get(id);
  const title = lang === 'en' ? englishTitle(id) : (rule?.title ?? null);
  const numbers = formula === null ? null : shown(failingFormula(formula));
  const relation = numbers === null ? '' : words.relation(formulaIn(rule?.formula ?? null, thresholds), numbers);
  const where = section === null ? '' : words.section(section);
  return [
    `  [${words.severities[severity]}·${words.causes[cause]}] ${title ?? ''} ${id}`,
    `      ${where}${shown(message)}`,
    ...(relation === '' ? [] : [`      ${relation}`]),
    ...(quote === null ? [] : [`      ${words.quote}${shown(quote)}`]),
    ...(suggestion === null ? [] : [`      ${words.suggestion}${shown(suggestion)}`]),
    ...(explainedBy === null ? [] : [`      ${words.follows}`]),
  ];
}

/** The findings of one report for people: a line of what it comes to, then each finding with its reasons. */
export const reportLines = (
  name: string,
  { status, findings }: { readonly status: ValidationStatus; readonly findings: readonly Finding[] },
  lang: Language,
  thresholds: RuleThresholds = RULE_THRESHOLDS,
): string => {
  const words = TOLD[lang];
  const [errors, warnings, infos] = (['error', 'warning', 'info'] as const).map(
    (severity) => findings.filter((f) => f.severity === severity).length,
  ) as [number, number, number];
  const head = words.checked(shownName(name), words.verdicts[status], errors, warnings, infos);
  return `${[head, ...findings.flatMap((f) => linesOf(f, lang, thresholds))].join('\n')}\n`;
};
