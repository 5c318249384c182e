import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Source } from '../pipeline/contracts/document.ts';
import { convert } from '../pipeline/convert.ts';
import { recognise } from '../pipeline/intake/intake.ts';
import { manyPages } from './bench/many-pages.ts';
import { memoryOverMany } from './bench/memory.ts';
import { scannedSheets, scanRatios } from './bench/scans.ts';
import { validationTimes } from './bench/validation.ts';

/**
 * Costs of converting as ratios of what the libraries alone cost on the same bytes in the same run.
 * Each pair is measured in turns; the least of its times counts, which other load on the machine disturbs least.
 */

const ROUNDS = 7;
const MADE = 'samples/made';

async function leastMs(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

/** Times of two pieces of work, measured in turns. */
async function compare(
  ours: () => Promise<unknown>,
  theirs: () => Promise<unknown>,
): Promise<readonly [number, number]> {
  await ours();
  await theirs();
  let [least, leastTheirs] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let round = 0; round < ROUNDS; round++) {
    least = Math.min(least, await leastMs(ours));
    leastTheirs = Math.min(leastTheirs, await leastMs(theirs));
  }
  return [least, leastTheirs];
}

const say = (name: string, ratio: number, bar: number, detail = ''): void => {
  process.stdout.write(
    `${name.padEnd(58)} ${ratio.toFixed(2)} (bar ${bar})${ratio <= bar ? '' : '  MISSED'} ${detail}\n`,
  );
};

async function sourceOf(path: string): Promise<Source> {
  const recognised = await recognise(path, { bytes: new Uint8Array(await readFile(path)) });
  if (recognised.kind !== 'document') throw new Error(`${path} is no document`);
  return recognised.source;
}

const sources = async (ending: string): Promise<readonly Source[]> => {
  const names = (await readdir(MADE)).filter((name) => name.endsWith(ending)).toSorted();
  return Promise.all(names.map((name) => sourceOf(join(MADE, name))));
};

const each = async (list: readonly Source[], work: (source: Source) => Promise<unknown>): Promise<void> => {
  for (const source of list) await work(source);
};

const pdfjsFolder = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));

/** What pdf.js alone takes to give the text and the operators of every page. */
async function pdfjsAlone({ bytes }: Source): Promise<void> {
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const task = getDocument({
    data: bytes.slice(),
    cMapUrl: join(pdfjsFolder, 'cmaps/'),
    cMapPacked: true,
    verbosity: 0,
  });
  const document = await task.promise;
  for (let n = 1; n <= document.numPages; n++) {
    const page = await document.getPage(n);
    await page.getTextContent();
    await page.getOperatorList();
    page.cleanup();
  }
  await task.destroy();
}

/** Unzipping a Word file, parsing its main part and reading it with mammoth. */
async function wordAlone({ bytes }: Source): Promise<void> {
  const [{ default: mammoth }, { SaxesParser }, yauzl] = await Promise.all([
    import('mammoth'),
    import('saxes'),
    import('yauzl'),
  ]);
  const buffer = Buffer.from(bytes);
  const xml = await new Promise<string>((resolve, reject) => {
    yauzl.fromBuffer(buffer, { lazyEntries: true }, (error, zip) => {
      if (error || !zip) return reject(error);
      zip.on('entry', (entry) => {
        if (entry.fileName !== 'word/document.xml') return zip.readEntry();
        zip.openReadStream(entry, (failure, stream) => {
          if (failure || !stream) return reject(failure);
          const chunks: Buffer[] = [];
          stream
            .on('data', (chunk: Buffer) => chunks.push(chunk))
            .on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
        });
      });
      zip.readEntry();
    });
  });
  new SaxesParser({ xmlns: true }).write(xml).close();
  await mammoth.extractRawText({ buffer });
}

const convertAll = (list: readonly Source[]) => () => each(list, (source) => convert(source, null));

const pdfs = await sources('.pdf');
const [pdf, pdfAlone] = await compare(convertAll(pdfs), () => each(pdfs, pdfjsAlone));
say(
  'digital PDF with its second witness : pdf.js text and operators',
  pdf / pdfAlone,
  1.4,
  `${(pdf / pdfs.length).toFixed(0)} ms a report`,
);

const words = await sources('.docx');
const [docx, docxAlone] = await compare(convertAll(words), () => each(words, wordAlone));
say('DOCX : unzip, parse and mammoth', docx / docxAlone, 1.5, `${(docx / words.length).toFixed(0)} ms a report`);

const [one, hundred] = await Promise.all([manyPages(1), manyPages(100)]);
const [long, short] = await compare(
  () => convert(hundred, null),
  () =>
    each(
      Array.from({ length: 10 }, () => one),
      (s) => convert(s, null),
    ),
);
say('a page of 100 : a page of 1', long / 100 / (short / 10), 1.1);

const { peakMb, slopeMb } = await memoryOverMany([...pdfs, ...words, ...(await sources('.html'))], 1_000, 'none');
say('peak memory over 1,000 documents, MB', peakMb, 300, `grows ${slopeMb.toFixed(1)} MB in the second half`);

const { alone, amongOthers } = await validationTimes();
say('ms to validate a report, over 10,000', alone, 2);
say('ms with its text compared to 10,000 others', amongOthers, 10);

const reader = await memoryOverMany(await scannedSheets(), 200, 'both');
say(
  'peak memory of reading 200 scans, MB',
  reader.peakMb,
  700,
  `grows ${reader.slopeMb.toFixed(1)} MB in the second half`,
);

for (const { name, ratio, bar, detail } of await scanRatios()) say(name, ratio, bar, detail);
process.exit(0);
