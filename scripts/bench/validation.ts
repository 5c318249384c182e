import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type CanonicalReport, canonicalReportSchema } from '../../pipeline/contracts/report.ts';
import type { TextSketch, ValidationContext } from '../../pipeline/contracts/validation-context.ts';
import { textSketch } from '../../pipeline/validate/similarity.ts';
import { validate } from '../../pipeline/validate/validate.ts';
import { randomFrom } from '../../test/composer/random.ts';
import { composeReport, readBack } from '../precision/reports.ts';
import { EXPECTED } from '../samples/golden.ts';

/** Reports of one campaign. */
const REPORTS = 10_000;
const OTHERS = 10_000;
const COMPOSED = 60;

async function reportsOfAllForms(): Promise<readonly CanonicalReport[]> {
  const reports: CanonicalReport[] = [];
  for (const name of await readdir(EXPECTED))
    reports.push(canonicalReportSchema.parse(JSON.parse(await readFile(join(EXPECTED, name), 'utf8'))));
  for (let seed = 1; seed <= COMPOSED; seed++)
    reports.push(await readBack(composeReport(seed, (['2021', '2019', 'hybrid'] as const)[seed % 3]!).draft));
  return reports;
}

/** Sketches of other agencies' texts that share up to half of their values with those of real ones. */
function sketchesLike(reports: readonly CanonicalReport[]): readonly TextSketch[] {
  const real = reports.map(textSketch);
  const random = randomFrom(10);
  return Array.from({ length: OTHERS }, (_, i): TextSketch => {
    const model = real[i % real.length]!;
    const shared = random.integer(0, 50) / 100;
    const signature = model.signature.map((value) => (random.chance(shared) ? value : random.integer(0, 0xffffffff)));
    return { agency: `另一机关${i}`, year: model.year, signature, shingles: 500 };
  });
}

/** Time of the processor, which other work on the machine does not stretch. */
const cpuMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

function msEach(reports: readonly CanonicalReport[], count: number, context: ValidationContext): number {
  const from = cpuMs();
  for (let i = 0; i < count; i++) validate(reports[i % reports.length]!, context);
  return (cpuMs() - from) / count;
}

/** Milliseconds a report on one core: every rule, without and with its text compared to 10,000 others. */
export async function validationTimes(): Promise<{ readonly alone: number; readonly amongOthers: number }> {
  const reports = await reportsOfAllForms();
  const otherTexts = sketchesLike(reports);
  msEach(reports, reports.length, {});
  return { alone: msEach(reports, REPORTS, {}), amongOthers: msEach(reports, REPORTS / 10, { otherTexts }) };
}
