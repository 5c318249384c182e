import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Finding } from '../../pipeline/contracts/finding.ts';
import type { CheckedReport } from '../../pipeline/contracts/report.ts';
import { openEngines } from '../../pipeline/extract/scan/engines/engines.ts';
import { convertSample } from '../samples/golden.ts';
import { type Bound, judgeMentions, nothingBound } from './mentions.ts';
import { type Tallies, tallyOf } from './tally.ts';

/** Which rules name a fault of the kind; a kind that is a rule's id stands for itself. */
const RULES_OF_KIND: Readonly<Record<string, readonly string[]>> = {
  'column-balance': ['applications.balance'],
  'outcome-total': ['applications.result-total', 'applications.result-total-19'],
  'row-total': ['applications.row-sum'],
  'remedies-total': ['remedies.sum'],
  blank: ['cell.blank'],
  'not-applicable': ['cell.placeholder'],
  'narrative-mismatch': [
    'narrative.newly-received',
    'narrative.carried-over',
    'narrative.handled',
    'narrative.carried-forward',
    'narrative.outcome-group',
    'narrative.no-applications',
    'narrative.no-remedies',
    'narrative.remedies-count',
    'narrative.normative-documents',
    'narrative.regulations',
    'narrative.licensing',
    'narrative.penalty',
    'narrative.fees',
    'narrative.repeat-conflict',
  ],
  'breakdown-sum': ['narrative.sum'],
  'label-typo': ['structure.label', 'structure.label-inverts', 'remedies.total-label'],
  'year-mismatch': ['identity.year-conflict', 'narrative.period', 'narrative.year-stale'],
  'missing-section': ['structure.section-missing', 'structure.table-missing'],
  'missing-row': ['structure.row-missing'],
  'fee-statement': ['narrative.other-fee-statement'],
};

const truthSchema = z.object({
  file: z.string(),
  faults: z.array(z.object({ kind: z.string(), cells: z.array(z.string()).default([]) })).default([]),
  mentions: z.array(z.object({ quantity: z.number(), refersTo: z.string().nullable() })).default([]),
  tolerated: z.array(z.string()).default([]),
  /** How it was scanned; null for a digital document. */
  scan: z.looseObject({}).nullable().default(null),
});
type Truth = z.infer<typeof truthSchema>;
type TrueFault = Truth['faults'][number];

const rulesOf = (fault: TrueFault): readonly string[] => RULES_OF_KIND[fault.kind] ?? [fault.kind];

/** A finding speaks of a fault by its rule, and by a cell where the fault names some. */
const speaksOf = (finding: Finding, fault: TrueFault): boolean =>
  fault.cells.length > 0
    ? finding.cells.some((cell) => fault.cells.includes(cell))
    : rulesOf(fault).includes(finding.rule);

function judge(tallies: Tallies, { file, faults, tolerated }: Truth, report: CheckedReport): void {
  const findings = report.validation.findings.filter((f) => f.severity !== 'info');
  for (const fault of faults) {
    const rules = rulesOf(fault);
    const exact = findings.find((f) => rules.includes(f.rule) && speaksOf(f, fault));
    const found = exact ?? findings.find((f) => speaksOf(f, fault));
    const tally = tallyOf(tallies, exact?.rule ?? rules[0]!);
    tally.injected++;
    if (found) tally.found++;
    else tally.missed.push(`${file}: ${fault.kind} ${fault.cells.slice(0, 3).join(' ')}`);
  }
  for (const finding of findings.filter((f) => f.severity === 'error')) {
    const right = tolerated.includes(finding.rule) || faults.some((fault) => speaksOf(finding, fault));
    // a sentence may be wrong for the number that the fault put into it
    if (!right && finding.cells.length === 0 && faults.length > 0) continue;
    const tally = tallyOf(tallies, finding.rule);
    if (right) tally.trueErrors++;
    else tally.falseErrors++;
    if (right) tally.true++;
    else tally.false++;
    if (!right) tally.alarms.push(`${file}: ${finding.message}`);
  }
}

/** What a corpus comes to. */
export interface JudgedCorpus {
  readonly documents: number;
  readonly bound: Bound;
}

/**
 * Converts the documents of a corpus (`truth/<file>.json` beside its files) and judges every error and every number of
 * the prose against the truth. Pictures take minutes and are left out unless asked for.
 */
export async function judgeCorpus(tallies: Tallies, folder: string, scans: boolean): Promise<JudgedCorpus> {
  const { engines, close } = openEngines(scans ? 'both' : 'none');
  const bound = nothingBound();
  let documents = 0;
  for (const name of (await readdir(join(folder, 'truth'))).toSorted()) {
    const truth = truthSchema.parse(JSON.parse(await readFile(join(folder, 'truth', name), 'utf8')));
    if (truth.scan !== null && !scans) continue;
    documents++;
    const report = await convertSample({ name: truth.file, path: join(folder, truth.file) }, engines);
    judge(tallies, truth, report);
    judgeMentions(bound, truth.file, truth.mentions, report);
  }
  await close();
  return { documents, bound };
}
