import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { canonicalise } from '../pipeline/canonicalise/canonicalise.ts';
import type { Source } from '../pipeline/contracts/document.ts';
import type { Block } from '../pipeline/contracts/grid.ts';
import type { CanonicalReport } from '../pipeline/contracts/report.ts';
import { extract } from '../pipeline/extract/extract.ts';
import { reconstruct } from '../pipeline/reconstruct/reconstruct.ts';
import { docxOf } from './samples/docx.ts';
import { htmlOf } from './samples/html.ts';
import { type Part, partsOf } from './samples/parts.ts';
import { printPdf, scanOf } from './samples/print.ts';

/**
 * Makes the renditions of the five seeds again: the form in which such reports are published, with merged header cells,
 * the vertical label of table three and, on paper, tables broken across pages; and scans of the printed pages.
 * Needs Chromium on this machine; the fonts are those of the tests.
 */

const SEEDS = 'samples/seeds';
const MADE = 'samples/made';
const SCANS = 'samples/scans';

async function read(path: string): Promise<{ readonly blocks: readonly Block[]; readonly report: CanonicalReport }> {
  const bytes = new Uint8Array(await readFile(path));
  const source: Source = {
    fileName: basename(path),
    format: 'text',
    mediaType: 'text/plain',
    bytes,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  };
  const reading = reconstruct(await extract(source, null));
  return { blocks: reading.blocks, report: canonicalise(reading, source) };
}

async function render(name: string, parts: readonly Part[]): Promise<void> {
  const html = htmlOf(parts);
  await writeFile(join(MADE, `${name}.html`), html);
  await writeFile(join(MADE, `${name}.docx`), await docxOf(parts));
  const pdf = await printPdf(html);
  await writeFile(join(MADE, `${name}.pdf`), pdf);
  for (const quality of ['clean', 'office', 'poor'] as const) {
    await writeFile(join(SCANS, `${name}-${quality}.pdf`), await scanOf(pdf, quality));
  }
}

await mkdir(MADE, { recursive: true });
await mkdir(SCANS, { recursive: true });
for (const file of (await readdir(SEEDS)).filter((name) => name.endsWith('.txt')).toSorted()) {
  const { blocks, report } = await read(join(SEEDS, file));
  await render(file.slice(0, 3), partsOf(blocks, report));
  process.stderr.write(`${file}\n`);
}
process.exit(0);
