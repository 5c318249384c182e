import type { Finding } from '../../pipeline/contracts/finding.ts';
import { convert } from '../../pipeline/convert.ts';
import { validate } from '../../pipeline/validate/validate.ts';
import { breakagesFor, compose } from '../../test/composer/compose.ts';
import type { Format } from '../../test/composer/draft.ts';
import type { Kind } from '../../test/composer/facts.ts';
import { randomFrom } from '../../test/composer/random.ts';
import { BESIDE } from './beside.ts';
import type { Fault } from './fault.ts';
import { NARRATIVES } from './narratives.ts';
import { PROSE_REPORTS } from './prose-reports.ts';
import { type ComposedReport, composeReport, quieted, readBack, readText, withNarrative } from './reports.ts';
import { TABLE_FAULTS } from './table-faults.ts';
import { type Tallies, tallyOf } from './tally.ts';
import { TEXT_FAULTS } from './text-faults.ts';

export const FAULTS: readonly Fault[] = [...TABLE_FAULTS, ...TEXT_FAULTS];
const KINDS: readonly Kind[] = ['2021', '2019', 'hybrid'];

/** What is so of every composed report, whatever was put into it: a hybrid one has the old form of a row. */
const isSoOfAll = (finding: Finding, kind: Kind): boolean =>
  kind === 'hybrid' && finding.rule === 'template.wrong-version';

function judge(tallies: Tallies, finding: Finding, right: boolean, where: string): void {
  const tally = tallyOf(tallies, finding.rule);
  const error = finding.severity === 'error';
  if (right) {
    tally.true++;
    if (error) tally.trueErrors++;
  } else {
    tally.false++;
    if (error) tally.falseErrors++;
    tally.alarms.push(`${where}: ${finding.message}`);
  }
}

/** What tells a finding from what was found in the report before it was changed; a remark only by its rule. */
const nameOf = ({ rule, severity, message }: Finding): string => (severity === 'error' ? `${rule} ${message}` : rule);

/** What faultless reports were looked at, and the errors that were called in them all the same. */
export interface Faultless {
  reports: number;
  sentences: number;
  documents: number;
  errors: number;
}

/** The faultless report itself: an error is a false one. Remarks on its random numbers are left aside. */
async function judgeFaultless(
  tallies: Tallies,
  { draft }: ComposedReport,
  seen: Faultless,
): Promise<ReadonlySet<string>> {
  const { findings } = (await readBack(draft)).validation;
  seen.reports++;
  for (const finding of findings.filter((f) => f.severity === 'error')) {
    const right = isSoOfAll(finding, draft.facts.kind);
    judge(tallies, finding, right, 'faultless');
    if (!right) seen.errors++;
  }
  return new Set(findings.map(nameOf));
}

async function judgeSentences(tallies: Tallies, report: ComposedReport, known: ReadonlySet<string>, seen: Faultless) {
  for (const narrative of NARRATIVES) {
    const text = narrative.say(report.figures);
    if (text === null) continue;
    seen.sentences++;
    const { findings } = (await readBack(withNarrative(report.draft, narrative.section, text))).validation;
    for (const finding of findings) {
      if (known.has(nameOf(finding)) || narrative.remarks?.includes(finding.rule)) continue;
      judge(tallies, finding, false, text);
      if (finding.severity === 'error') seen.errors++;
    }
  }
}

/** What is known beside the report: findings that it brings are judged, those of the report alone are left aside. */
async function judgeBeside(tallies: Tallies, { draft }: ComposedReport, known: ReadonlySet<string>, seen: Faultless) {
  const report = await readBack(draft);
  for (const [i, { rule, also = [], context }] of BESIDE.entries()) {
    const given = context(report);
    if (given === null) continue;
    const { findings } = validate(report, given);
    const where = `beside ${i} ${rule ?? 'nothing wrong'}, ${draft.facts.kind}`;
    if (rule !== null) {
      const tally = tallyOf(tallies, rule);
      tally.injected++;
      if (findings.some((f) => f.rule === rule)) tally.found++;
      else tally.missed.push(where);
    }
    for (const finding of findings) {
      if (known.has(nameOf(finding))) continue;
      const right = finding.rule === rule || also.includes(finding.rule);
      // other numbers of last year's make other remarks on the change from year to year
      if (right || finding.severity === 'error') judge(tallies, finding, right, where);
      if (!right && rule === null && finding.severity === 'error') seen.errors++;
    }
  }
}

/** Ways of writing a report that change what it says. */
const CHANGES_WHAT_IS_SAID: ReadonlySet<string> = new Set([
  'blank cells',
  'marks for nothing',
  'a row of subtotals',
  'the tables left out',
]);
const FORMATS: readonly Format[] = ['html', 'docx', 'text', 'pdf'];

/** Faultless reports in every format, written in one of the ways that leave their numbers plain. */
async function judgeDocuments(tallies: Tallies, seed: number, kind: Kind, seen: Faultless): Promise<void> {
  for (const format of FORMATS) {
    const ways = breakagesFor(format).filter((b) => b.plain && !CHANGES_WHAT_IS_SAID.has(b.name));
    const way = randomFrom(seed).fork(`${kind} ${format}`).pick(ways).name;
    const { source } = await compose({ seed, kind, format, breakages: [way] });
    const { findings } = (await convert(source, null)).validation;
    seen.documents++;
    for (const finding of findings.filter((f) => f.severity === 'error')) {
      const right = isSoOfAll(finding, kind);
      judge(tallies, finding, right, `${kind} ${format}, ${way}`);
      if (!right) seen.errors++;
    }
  }
}

async function judgeFaults(tallies: Tallies, report: ComposedReport, known: ReadonlySet<string>, seed: number) {
  for (const [i, fault] of FAULTS.entries()) {
    const draft = fault.put(report.draft, report.figures, randomFrom(seed).fork(`${fault.rule} ${i}`));
    if (draft === null) continue;
    const { findings } = (await readBack(draft)).validation;
    const tally = tallyOf(tallies, fault.rule);
    tally.injected++;
    const where = `seed ${seed} ${draft.facts.kind}, fault ${i} ${fault.rule}`;
    if (findings.some((f) => f.rule === fault.rule)) tally.found++;
    else tally.missed.push(`${where}: ${findings.map((f) => f.rule).join(' ')}`);
    for (const finding of findings) {
      if (known.has(nameOf(finding))) continue;
      const right = finding.rule === fault.rule || fault.also.includes(finding.rule);
      // what else may be remarked on changed numbers is no matter of precision
      if (right || finding.severity === 'error') judge(tallies, finding, right, where);
    }
  }
}

async function judgeProse(tallies: Tallies, seen: Faultless): Promise<void> {
  for (const [i, text] of PROSE_REPORTS.entries()) {
    seen.documents++;
    for (const finding of (await readText(Buffer.from(text))).validation.findings) {
      if (finding.severity !== 'error') continue;
      judge(tallies, finding, false, `prose ${i + 1}`);
      seen.errors++;
    }
  }
}

/** Composes reports of each form, faultless, in other words and with one fault each, and says what each rule made of them. */
export async function judgeComposed(tallies: Tallies, seeds: readonly number[]): Promise<Faultless> {
  const seen: Faultless = { reports: 0, sentences: 0, documents: 0, errors: 0 };
  await judgeProse(tallies, seen);
  for (const seed of seeds) {
    for (const kind of KINDS) {
      const composed = composeReport(seed, kind);
      for (const report of seed % 4 === 1 ? [composed, quieted(composed)] : [composed]) {
        const known = await judgeFaultless(tallies, report, seen);
        await judgeSentences(tallies, report, known, seen);
        await judgeFaults(tallies, report, known, seed);
        await judgeBeside(tallies, report, known, seen);
      }
      await judgeDocuments(tallies, seed, kind, seen);
    }
  }
  return seen;
}
