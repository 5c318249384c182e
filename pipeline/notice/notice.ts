import { NOTICE_LIMITS } from '../../config/limits/office.ts';
import { CAUSE_NAMES, NOTICE_WORDS, PART_HEADINGS, WORKSHEET_WORDS } from '../../config/notice-words.ts';
import { formulaIn, RULE_THRESHOLDS, type RuleThresholds } from '../../config/rules.ts';
import { isOwnCause, type JudgedFinding } from '../contracts/decision.ts';
import { type Finding, SEVERITIES } from '../contracts/finding.ts';
import type { CanonicalReport, CheckedReport } from '../contracts/report.ts';
import { isAboutReading } from '../contracts/verdict.ts';
import { RULES } from '../validate/catalogue.ts';
import type { Rule } from '../validate/rule.ts';
import { placeOf } from './place.ts';

/** One place where a rule found something. */
export interface NoticeItem {
  readonly place: string;
  readonly found: string;
  readonly quote: string | null;
  /** What should stand there, or the sum with the numbers of the report. */
  readonly expected: string | null;
  readonly remedy: string | null;
}

/** What one rule found, with what it rests on. */
export interface NoticePoint {
  readonly title: string;
  readonly basis: string;
  /** Over named cells; null for rules about wording. */
  readonly formula: string | null;
  readonly items: readonly NoticeItem[];
  /** Items beyond those that are listed. */
  readonly more: number;
}

export interface NoticePart {
  readonly heading: string;
  readonly points: readonly NoticePoint[];
}

/** A letter about one report, before it is set as a Word file or a page. All texts are plain. */
export interface Notice {
  readonly title: string;
  /** Name and value. */
  readonly facts: readonly (readonly [string, string])[];
  /** Whom it is put to; null for a list of the office's own. */
  readonly addressee: string | null;
  readonly opening: string;
  readonly parts: readonly NoticePart[];
  readonly closing: string | null;
  /** Findings that it puts forward. */
  readonly count: number;
  readonly office: string | null;
  readonly date: string;
}

/** What the letter says beside its points. Days are ISO dates. */
export interface Letter {
  readonly office: string | null;
  /** As the office has the agency on its roster; left out: as the report names it. */
  readonly addressee?: string | undefined;
  readonly date: string;
  /** Day by which the corrected report is due. */
  readonly due: string | null;
  /** By which the report was judged; left out: the usual ones. */
  readonly thresholds?: RuleThresholds | undefined;
}

/** Rules that speak to the office: how the file was read, and what other agencies have to do. */
const FOR_THE_OFFICE: ReadonlySet<string> = new Set([
  'document.duplicate-file',
  'document.wrapper-noise',
  'document.traditional',
  'document.pinyin-noise',
  'template.detect',
  'cell.low-confidence',
  'cell.normalised',
  // the sums that fail say the same, with the suspect cell in their remedy
  'applications.grid-locate',
  'rollup.rollup-incomplete',
  'rollup.double-count',
  'rollup.court-register',
  'deadline.missing',
]);

/** What is put to the agency: its own faults, and what a reviewer has confirmed; a doubt about our reading never is. */
const isForAgency = ({ finding, state }: JudgedFinding): boolean =>
  isOwnCause(finding) &&
  !isAboutReading(finding) &&
  (state.kind === 'confirmed' ||
    (state.kind !== 'waived' && finding.cause === 'agency' && !FOR_THE_OFFICE.has(finding.rule)));

/** The findings that a letter to the agency puts forward. */
export const putToAgency = (judged: readonly JudgedFinding[]): readonly Finding[] =>
  judged.filter(isForAgency).map(({ finding }) => finding);

/** What a reviewer has to settle first; remarks on how the file was read need nobody. */
const isDoubt = ({ finding, state }: JudgedFinding): boolean =>
  isOwnCause(finding) &&
  (state.kind === 'open' || state.kind === 'void') &&
  finding.cause !== 'agency' &&
  finding.severity !== 'info';

const BY_ID = new Map<string, Rule>(RULES.map((rule) => [rule.id, rule]));

function expectedOf({ formula, expected, actual, message }: Finding): string | null {
  if (formula !== null) return NOTICE_WORDS.failing(formula);
  if (expected === null) return null;
  return actual === null || message.includes(String(actual))
    ? String(expected)
    : NOTICE_WORDS.instead(String(expected), String(actual));
}

/** What is wrong, and what else is only so because of it. */
function foundBy(finding: Finding, { validation }: CheckedReport): string {
  const follows = validation.findings.filter(({ explainedBy }) => explainedBy === finding.fingerprint);
  return follows.length === 0
    ? finding.message
    : `${finding.message}${NOTICE_WORDS.follows(follows.map(({ message }) => message))}`;
}

const itemOf = (finding: Finding, report: CheckedReport): NoticeItem => ({
  place: placeOf(finding, report),
  found: foundBy(finding, report),
  quote: finding.quote !== null && !finding.message.includes(finding.quote) ? finding.quote : null,
  expected: expectedOf(finding),
  remedy: finding.suggestion,
});

/** Findings of one severity as points, one for each rule in the order of the findings. */
function pointsOf(
  findings: readonly Finding[],
  report: CheckedReport,
  titled: (finding: Finding) => string,
  thresholds: RuleThresholds = RULE_THRESHOLDS,
) {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) groups.set(titled(finding), [...(groups.get(titled(finding)) ?? []), finding]);
  return [...groups].map(([title, group]): NoticePoint => {
    const rule = BY_ID.get(group[0]!.rule);
    const listed = group.slice(0, NOTICE_LIMITS.itemsPerPoint);
    return {
      title,
      basis: rule?.basis ?? '',
      formula: formulaIn(rule?.formula ?? null, thresholds),
      items: listed.map((finding) => itemOf(finding, report)),
      more: group.length - listed.length,
    };
  });
}

const partsOf = (
  findings: readonly Finding[],
  report: CheckedReport,
  headings: Readonly<Record<Finding['severity'], string>>,
  titled: (finding: Finding) => string,
  thresholds: RuleThresholds | undefined,
): readonly NoticePart[] =>
  SEVERITIES.flatMap((severity) => {
    const of = findings.filter((finding) => finding.severity === severity);
    return of.length === 0 ? [] : [{ heading: headings[severity], points: pointsOf(of, report, titled, thresholds) }];
  }).map((part, i) => ({ ...part, heading: `${'一二三'[i]}、${part.heading}` }));

const titleOf = ({ rule }: Finding): string => BY_ID.get(rule)?.title ?? rule;

function factsOf({ report, source }: CanonicalReport, agency: string | null): Notice['facts'] {
  return [
    [NOTICE_WORDS.agency, agency ?? NOTICE_WORDS.unknown],
    [NOTICE_WORDS.year, report.year === null ? NOTICE_WORDS.unknown : `${report.year}`],
    [NOTICE_WORDS.file, source.fileName],
    [NOTICE_WORDS.sha256, source.sha256.slice(0, NOTICE_LIMITS.shownHash)],
  ];
}

/**
 * The letter that returns a report to its agency: what is the agency's own fault or was confirmed by a reviewer, by
 * severity and rule. Null where there is nothing to put to the agency.
 */
export function returnNotice(
  report: CheckedReport,
  judged: readonly JudgedFinding[],
  { office, date, due, addressee, thresholds }: Letter,
): Notice | null {
  const findings = putToAgency(judged);
  if (findings.length === 0) return null;
  const count = (severity: Finding['severity']): number => findings.filter((f) => f.severity === severity).length;
  const { year } = report.report;
  const agency = addressee ?? report.report.agency;
  return {
    title: NOTICE_WORDS.title,
    facts: factsOf(report, agency),
    addressee: agency,
    opening: NOTICE_WORDS.opening(year, count('error'), count('warning'), count('info')),
    parts: partsOf(findings, report, PART_HEADINGS, titleOf, thresholds),
    closing: NOTICE_WORDS.closing(count('error') > 0, due),
    count: findings.length,
    office,
    date,
  };
}

/** The list of what the office has to look at itself before any of it is put to the agency. Null where there is nothing. */
export function doubtsSheet(
  report: CheckedReport,
  judged: readonly JudgedFinding[],
  { office, date, thresholds }: Letter,
): Notice | null {
  const findings = judged.filter(isDoubt).map(({ finding }) => finding);
  if (findings.length === 0) return null;
  return {
    title: WORKSHEET_WORDS.title,
    facts: factsOf(report, report.report.agency),
    addressee: null,
    opening: WORKSHEET_WORDS.opening(findings.length),
    parts: partsOf(
      findings,
      report,
      WORKSHEET_WORDS.headings,
      (f) => `${titleOf(f)}（${CAUSE_NAMES[f.cause]}）`,
      thresholds,
    ),
    closing: null,
    count: findings.length,
    office,
    date,
  };
}
