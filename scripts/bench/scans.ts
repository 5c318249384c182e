import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import type { Source } from '../../pipeline/contracts/document.ts';
import type { OcrEngines } from '../../pipeline/contracts/ocr.ts';
import { withDocument } from '../../pipeline/extract/pdf/open-document.ts';
import { pictureOf } from '../../pipeline/extract/pdf/page-picture.ts';
import { openEngines } from '../../pipeline/extract/scan/engines/engines.ts';
import { greyOf, type Samples } from '../../pipeline/extract/scan/raster.ts';
import { readScan } from '../../pipeline/extract/scan/scan.ts';
import { recognise } from '../../pipeline/intake/intake.ts';

const SAMPLE = 'samples/scans/002-clean.pdf';
const require = createRequire(import.meta.url);

interface Ratio {
  readonly name: string;
  readonly ratio: number;
  readonly bar: number;
  readonly detail: string;
}

const pagesOf = async (path: string): Promise<readonly { samples: Samples; dpi: number }[]> =>
  withDocument(new Uint8Array(await readFile(path)), async (document, pdfjs) => {
    const pages = [];
    for (let n = 1; n <= document.numPages; n++) {
      const page = await document.getPage(n);
      pages.push(await pictureOf(page, document, pdfjs));
      page.cleanup();
    }
    return pages;
  });

const asPng = ({ samples }: { readonly samples: Samples }): Promise<Buffer> => {
  const { width, height, grey } = greyOf(samples);
  return sharp(grey, { raw: { width, height, channels: 1 } })
    .png({ compressionLevel: 1 })
    .toBuffer();
};

/** Each page of a scanned report as a document of its own. */
export async function scannedSheets(): Promise<readonly Source[]> {
  const pages = await pagesOf(SAMPLE);
  return Promise.all(
    pages.map(async (page, i) => {
      const recognised = await recognise(`sheet-${i + 1}.png`, { bytes: new Uint8Array(await asPng(page)) });
      if (recognised.kind !== 'document') throw new Error('a sheet is no document');
      return recognised.source;
    }),
  );
}

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const from = performance.now();
  await work();
  return performance.now() - from;
};

/** Reading the pages of a scanned report, against tesseract.js reading the same pages whole with its Chinese data. */
export async function scanRatios(): Promise<readonly Ratio[]> {
  const pages = await pagesOf(SAMPLE);
  const { engines, close } = openEngines('both');
  const readAll = async (with_: OcrEngines): Promise<void> => {
    for (const [i, { samples, dpi }] of pages.entries()) await readScan(samples, dpi, i + 1, with_);
  };
  await readAll(engines!);
  const ours = await timed(() => readAll(engines!));
  await close();

  const { createWorker } = await import('tesseract.js');
  const data = dirname(require.resolve('@tesseract.js-data/chi_sim/package.json'));
  const worker = await createWorker('chi_sim', 1, {
    langPath: join(data, '4.0.0_best_int'),
    gzip: true,
    cacheMethod: 'none',
  });
  const pictures = await Promise.all(pages.map(asPng));
  const theirs = await timed(async () => {
    for (const picture of pictures) await worker.recognize(picture);
  });
  await worker.terminate();
  const seconds = ours / pages.length / 1000;
  return [
    { name: 'scanned page : tesseract.js on the whole page, 300 dpi', ratio: ours / theirs, bar: 1, detail: '' },
    { name: 'seconds for a scanned page', ratio: seconds, bar: 2.5, detail: `${pages.length} pages` },
  ];
}
