import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import { ocrChoiceSchema } from '../config/ocr.ts';
import type { Source, SourceFormat } from '../pipeline/contracts/document.ts';
import { checkedReportSchema } from '../pipeline/contracts/report.ts';
import { convert } from '../pipeline/convert.ts';
import { openEngines } from '../pipeline/extract/scan/engines/engines.ts';
import { checkPlaces, type Printed } from './places/check-document.ts';

/**
 * Goes to the place of every cell of every document of a corpus on the paper that a reviewer is shown, and prints in how
 * many of them the printed value stands there, by format: npm run places -- --corpus ../shared/corpus.
 */

interface Options {
  readonly corpus: string;
  readonly reports?: string;
  readonly only: string;
  readonly verbose: boolean;
}

const options = new Command('places')
  .option('--corpus <folder>', 'documents, with truth/<file>.json beside them', '../shared/corpus')
  .option('--reports <folder>', 'canonical JSON that was made of them; converted anew where it is left out')
  .option('--only <text>', 'documents whose name holds it', '')
  .option('--verbose', 'prints each cell that stands elsewhere', false)
  .parse()
  .opts<Options>();

const FORMATS: readonly (readonly [RegExp, SourceFormat])[] = [
  [/\.docx$/i, 'docx'],
  [/\.html?$/i, 'html'],
  [/\.pdf$/i, 'pdf'],
  [/\.txt$/i, 'text'],
  [/\.(?:png|jpe?g|tiff?)$/i, 'image'],
];
const { engines, close } = openEngines(ocrChoiceSchema.parse('both'));

interface Truth {
  readonly cells: Readonly<Record<string, { readonly raw: string; readonly status: string }>>;
}

async function printedIn(name: string): Promise<Printed> {
  const { cells }: Truth = JSON.parse(await readFile(join(options.corpus, 'truth', `${name}.json`), 'utf8'));
  return Object.entries(cells).flatMap(([path, { raw, status }]) =>
    status === 'absent' ? [] : [{ path, printed: raw }],
  );
}

const sums = new Map<string, { cells: number; shown: number; together: number }>();
for (const name of (await readdir(options.corpus)).toSorted()) {
  const format = FORMATS.find(([ending]) => ending.test(name))?.[1];
  if (format === undefined || !name.includes(options.only)) continue;
  const bytes = await readFile(join(options.corpus, name));
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const source: Source = { fileName: name, format, mediaType: 'application/octet-stream', bytes, sha256 };
  const report =
    options.reports === undefined
      ? await convert(source, engines)
      : checkedReportSchema.parse(JSON.parse(await readFile(join(options.reports, `${name}.json`), 'utf8')));
  const checked = await checkPlaces(source, report, await printedIn(name), engines);
  const kind = report.source.scannedPages.length > 0 ? 'scan' : format;
  const sum = sums.get(kind) ?? { cells: 0, shown: 0, together: 0 };
  sums.set(kind, sum);
  sum.cells += checked.cells;
  sum.shown += checked.shown;
  sum.together += checked.together;
  if (checked.astray.length > 0 || checked.together > 0)
    process.stdout.write(`${name}: ${checked.shown} of ${checked.cells}, ${checked.together} together\n`);
  if (options.verbose)
    for (const { path, printed, says } of checked.astray)
      process.stdout.write(`  ${path} printed ${JSON.stringify(printed)}, there ${JSON.stringify(says)}\n`);
}
for (const [kind, { cells, shown, together }] of sums) {
  const share = cells === 0 ? 100 : (shown / cells) * 100;
  process.stdout.write(`${kind.padEnd(6)} ${shown} of ${cells} (${share.toFixed(2)} %), ${together} together\n`);
}
await close();
