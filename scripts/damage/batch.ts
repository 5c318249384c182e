import { readFile } from 'node:fs/promises';
import type { Source } from '../../pipeline/contracts/document.ts';
import { ConversionError } from '../../pipeline/contracts/errors.ts';
import { convert } from '../../pipeline/convert.ts';
import { isOwnRecovery } from '../../pipeline/extract/pdf/open-document.ts';
import { openEngines } from '../../pipeline/extract/scan/engines/engines.ts';
import { recognise } from '../../pipeline/intake/intake.ts';
import { damaged, damageOf } from './damages.ts';
import { cellsOf, outcomeOf } from './outcome.ts';

/** What the parent asks of one process: damages of one file by their seeds. */
export interface Batch {
  readonly path: string;
  readonly from: number;
  readonly to: number;
  readonly engines: boolean;
}

/** What it hears of each damage. */
export interface Told {
  readonly seed: number;
  readonly fault: string | null;
  readonly outcome: 'refused' | 'read';
  readonly rssMb: number;
}

const MB = 1024 * 1024;

async function sourceOf(path: string, bytes: Uint8Array): Promise<Source | null> {
  const recognised = await recognise(path, { bytes });
  return recognised.kind === 'document' ? recognised.source : null;
}

async function run({ path, from, to, engines: withEngines }: Batch): Promise<void> {
  const { engines } = openEngines(withEngines ? 'both' : 'none');
  const file = new Uint8Array(await readFile(path));
  const whole = await sourceOf(path, file);
  if (!whole) throw new Error(`${path} is no document`);
  const cells = cellsOf(await convert(whole, engines));
  for (let seed = from; seed < to; seed++) {
    const damage = damageOf(file.length, seed);
    const say = (outcome: Told['outcome'], fault: string | null): void => {
      process.send?.({ seed, fault, outcome, rssMb: process.memoryUsage().rss / MB } satisfies Told);
    };
    const where = `${damage.kind} at ${damage.at}`;
    try {
      const source = await sourceOf(path, damaged(file, damage));
      const outcome = source ? await outcomeOf(source, cells, engines) : null;
      if (outcome === null) {
        say('refused', null);
        continue;
      }
      const [first] = outcome.silent;
      const silent = first
        ? `${where}: ${outcome.silent.length} silent, ${first.path} want ${first.want} got ${first.got}`
        : null;
      say('read', outcome.passedBlank ? `${where}: passed with all cells blank` : silent);
    } catch (error) {
      if (error instanceof ConversionError && error.code !== 'internal') say('refused', null);
      else say('read', `${where}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}

process.on('unhandledRejection', (reason) => {
  if (!isOwnRecovery(reason)) throw reason;
});
process.on('message', (batch: Batch) => {
  run(batch).then(
    () => process.exit(0),
    (error: unknown) => {
      process.stderr.write(`${String(error)}\n`);
      process.exit(1);
    },
  );
});
