import { existsSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { RULES } from '../pipeline/validate/catalogue.ts';
import { contextOf, reportOf } from '../pipeline/validate/example.ts';
import { applyRules } from '../pipeline/validate/validate.ts';
import { judgeCauses } from './precision/causes.ts';
import { judgeComposed } from './precision/composed.ts';
import { judgeCorpus } from './precision/corpus.ts';
import { measuredModule, measuredRules, precisionPage } from './precision/page.ts';
import { precisionOf, type Tallies, type Tally, tallyOf } from './precision/tally.ts';

/**
 * Prints rule by rule what it finds of the faults that are there, and how much of what it calls an error is one, over
 * composed reports and, where it is there, a corpus with its truth. Ends with 1 where a bar is missed. With --write it
 * renews the record of the measurement and its page beside the pages of the rules.
 */

/** Errors of a rule that are so, of all that it calls errors; and injected faults that are found. */
const BAR = { precision: 0.95, recall: 0.99 } as const;

const { values: options } = parseArgs({
  options: {
    corpus: { type: 'string', default: '/work/shared/corpus' },
    scans: { type: 'boolean', default: false },
    seeds: { type: 'string', default: '6' },
    verbose: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
  },
});

const say = (line: string): boolean => process.stdout.write(`${line}\n`);
const percent = (share: number | null): string => (share === null ? '–' : `${(100 * share).toFixed(1)}%`);

/** Whether the rule does on its own examples what they say, for rules into whose field no fault is put. */
function keepsItsExamples(id: string): boolean {
  const rule = RULES.find((r) => r.id === id)!;
  const fails = (sketch: typeof rule.fails): boolean =>
    applyRules(reportOf(sketch), contextOf(sketch)).some(
      (o) => o.rule.id === id && o.instances.some((i) => i.result === 'fail'),
    );
  return fails(rule.fails) && !fails(rule.passes);
}

const tallies: Tallies = new Map();
const seeds = Array.from({ length: Number.parseInt(options.seeds, 10) }, (_, i) => i + 1);
const faultless = await judgeComposed(tallies, seeds);
const corpus = existsSync(options.corpus) ? await judgeCorpus(tallies, options.corpus, options.scans) : null;

say(
  `${faultless.reports} composed reports, ${faultless.sentences} right sentences, ${faultless.documents} documents; ${corpus === null ? 'no corpus' : `${corpus.documents} documents of ${options.corpus}`}`,
);
say(`${'rule'.padEnd(34)} ${'sev'.padEnd(8)} findings   true  false  precision  faults  found  recall`);
const isMissed = ({ trueErrors, falseErrors, injected, found }: Tally): boolean =>
  (precisionOf(trueErrors, falseErrors) ?? 1) < BAR.precision || (injected > 0 && found / injected < BAR.recall);

for (const { id, severity } of RULES) {
  const tally = tallyOf(tallies, id);
  const { true: right, false: wrong, injected, found } = tally;
  const judged = right + wrong + injected > 0;
  const columns = judged
    ? [
        String(right + wrong).padStart(8),
        String(right).padStart(6),
        String(wrong).padStart(6),
        percent(precisionOf(right, wrong)).padStart(10),
        String(injected).padStart(7),
        String(found).padStart(6),
        percent(injected === 0 ? null : found / injected).padStart(7),
      ].join(' ')
    : keepsItsExamples(id)
      ? 'by its examples'
      : 'FAILS ITS EXAMPLES';
  say(`${id.padEnd(34)} ${severity.padEnd(8)} ${columns}${isMissed(tally) ? '  MISSED' : ''}`);
  if (options.verbose)
    for (const line of [...tally.alarms, ...tally.missed].slice(0, 5)) say(`    ${line.slice(0, 200)}`);
}

const all = [...tallies.values()];
const sum = (of: (tally: Tally) => number): number => all.reduce((total, tally) => total + of(tally), 0);
const errors = precisionOf(
  sum((t) => t.trueErrors),
  sum((t) => t.falseErrors),
);
say(
  `errors: ${percent(errors)} of ${sum((t) => t.trueErrors + t.falseErrors)} are so; faults: ${percent(sum((t) => t.found) / sum((t) => t.injected))} of ${sum((t) => t.injected)} found; errors in what has no fault: ${faultless.errors}`,
);
const causes = await judgeCauses(seeds);
say(
  `one fault told by one error: ${percent(causes.toldOnce / causes.single)} of ${causes.single}; two faults by two at most: ${percent(causes.toldTwice / causes.double)} of ${causes.double}; by no error: ${causes.untold}`,
);
if (corpus !== null) {
  const { stated, right, wrong, wrongInError, missed } = corpus.bound;
  say(
    `numbers of the prose that repeat a table's: ${percent(right / stated)} of ${stated} bound to its cell; ${wrong} others bound, ${wrongInError} of them in an error`,
  );
  if (options.verbose) for (const line of missed) say(`    ${line}`);
}
if (options.verbose) for (const line of causes.missed) say(`    ${line.slice(0, 400)}`);
if (options.write) {
  const measured = measuredRules(tallies, faultless, corpus, causes, new Date().toISOString().slice(0, 10));
  writeFileSync('config/rule-precision.ts', measuredModule(measured));
  writeFileSync('docs/rules-precision.md', precisionPage(measured));
}
process.exit(all.some(isMissed) || faultless.errors > 0 ? 1 : 0);
