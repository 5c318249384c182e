import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { compose } from '../../test/composer/compose.ts';
import type { Format } from '../../test/composer/draft.ts';

export interface MadeFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/** Composed reports, each another: the same seeds give the same files. */
export async function composedFiles(format: Format, count: number, firstSeed: number): Promise<MadeFile[]> {
  const files: MadeFile[] = [];
  for (let seed = firstSeed; seed < firstSeed + count; seed++) {
    const { source } = await compose({ seed, format, kind: '2021', breakages: [] });
    files.push({ name: `${seed}-${source.fileName}`, bytes: Buffer.from(source.bytes) });
  }
  return files;
}

/** So many different files of a folder: each again and again with another comment behind its end. */
async function multiplied(folder: string, ending: string, count: number): Promise<MadeFile[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(ending)).toSorted();
  return Promise.all(
    Array.from({ length: count }, async (_, i) => {
      const name = names[i % names.length] ?? '';
      const bytes = await readFile(join(folder, name));
      const copy = Math.floor(i / names.length);
      return {
        name: `${copy}-${name}`,
        bytes: copy === 0 ? bytes : Buffer.concat([bytes, Buffer.from(`\n%${copy}\n`)]),
      };
    }),
  );
}

export const printedFiles = (count: number): Promise<MadeFile[]> => multiplied('samples/made', '.pdf', count);
export const scannedFiles = (count: number): Promise<MadeFile[]> => multiplied('samples/scans', '.pdf', count);

/** What an office gets: mostly Word files and pages of websites, some PDFs. */
export async function digitalFiles(count: number, firstSeed = 1): Promise<MadeFile[]> {
  const part = Math.floor(count * 0.3);
  return [
    ...(await composedFiles('docx', part, firstSeed)),
    ...(await composedFiles('html', part, firstSeed)),
    ...(await composedFiles('text', count - 2 * part - Math.floor(count * 0.1), firstSeed)),
    ...(await printedFiles(Math.floor(count * 0.1))),
  ];
}
