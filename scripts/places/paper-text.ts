import { load } from 'cheerio';
import sharp from 'sharp';
import type { Source } from '../../pipeline/contracts/document.ts';
import type { OcrEngines } from '../../pipeline/contracts/ocr.ts';
import type { Origin } from '../../pipeline/contracts/origin.ts';
import type { Box } from '../../pipeline/contracts/page.ts';
import { hasPages, type Sheet, type TurnedPage } from '../../pipeline/contracts/paper.ts';
import { placeName } from '../../pipeline/contracts/place-name.ts';
import { withDocument } from '../../pipeline/extract/pdf/open-document.ts';
import { componentsOf } from '../../pipeline/extract/scan/components.ts';
import { cropLine } from '../../pipeline/extract/scan/crop.ts';
import { drawSheets, viewOf } from '../../pipeline/paper/paper.ts';

/** What the paper that a reviewer sees says at a place, found out by other means than those that read the report. */
export interface PaperText {
  /** Null where the paper has no such place of its own. */
  readonly at: (origin: Origin) => Promise<string | null>;
}

/** A paper whose text is known: a flow by its elements, a PDF by the text of pdf.js, a scan by reading the drawn page. */
export async function openPaperText(
  source: Source,
  scannedPages: readonly number[],
  turned: readonly TurnedPage[],
  engines: OcrEngines | null,
): Promise<PaperText> {
  if (!hasPages(source.format)) return flowText(await viewOf(source));
  const [texts, scans] = [await pdfTexts(source, turned), await scanTexts(source, turned, engines)];
  return {
    at: async (origin) => {
      if (!('page' in origin)) return null;
      return scannedPages.includes(origin.page)
        ? scans(origin.page, origin.bbox)
        : (texts(origin.page, origin.bbox) ?? null);
    },
  };
}

function flowText(html: string): PaperText {
  const $ = load(html);
  return {
    at: async (origin) => {
      const name = placeName(origin);
      const element = name === null ? [] : $(`[data-places~="${name}"]`).toArray();
      return element.length === 0 ? null : $(element).text();
    },
  };
}

interface PlacedText {
  readonly text: string;
  readonly x: number;
  readonly y: number;
}

type TextAt = (page: number, box: Box) => string | null;

const QUARTER = 90;

/** Characters of a PDF in the places where pdf.js puts them: its text layer, not its operators. */
async function pdfTexts(source: Source, turned: readonly TurnedPage[]): Promise<TextAt> {
  const pages = new Map<number, readonly PlacedText[]>();
  if (source.format === 'pdf')
    await withDocument(source.bytes, async (document) => {
      for (let number = 1; number <= document.numPages; number++) {
        const page = await document.getPage(number);
        const quarters = turned.find((turn) => turn.page === number)?.quarters ?? 0;
        const viewport = page.getViewport({ scale: 1, rotation: (page.rotate + quarters * QUARTER) % 360 });
        const { items } = await page.getTextContent();
        const placed = items.flatMap((item): readonly PlacedText[] => {
          if (!('str' in item) || item.str === '') return [];
          const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = item.transform as number[];
          const [along, up] = [Math.hypot(a, b), Math.hypot(c, d)];
          const characters = [...item.str];
          return characters.map((text, i) => {
            const far = ((i + 0.5) / characters.length) * item.width;
            const [ux, uy] = [e + (a / along) * far + (c / up) * up * 0.3, f + (b / along) * far + (d / up) * up * 0.3];
            const [x = 0, y = 0] = viewport.convertToViewportPoint(ux, uy) as number[];
            return { text, x, y };
          });
        });
        pages.set(number, placed);
      }
    });
  return (page, [left, top, right, bottom]) =>
    pages
      .get(page)
      ?.filter(({ x, y }) => x >= left && x <= right && y >= top && y <= bottom)
      .map(({ text }) => text)
      .join('') ?? null;
}

const DPI = 220;
const POINTS_PER_INCH = 72;
/** What a box of the report may lie beside its place, millimetres. */
const SLACK_MM = 1;
const MM_PER_INCH = 25.4;

/** Reads what stands in a box of a drawn page: ink that is no rule around it. */
async function scanTexts(
  source: Source,
  turned: readonly TurnedPage[],
  engines: OcrEngines | null,
): Promise<(page: number, box: Box) => Promise<string | null>> {
  const drawn = new Map<number, { readonly width: number; readonly height: number; readonly grey: Uint8Array }>();
  let sizes: readonly Sheet[] = [];
  const draw = async (page: number) => {
    const known = drawn.get(page);
    if (known !== undefined) return known;
    let webp: Uint8Array | null = null;
    await drawSheets(
      source,
      { pages: [page], dpi: DPI, turned: [...turned] },
      (sheets) => {
        sizes = sheets;
      },
      (sheet) => {
        webp ??= sheet.webp;
      },
    );
    if (webp === null) return null;
    const { data, info } = await sharp(webp).greyscale().raw().toBuffer({ resolveWithObject: true });
    const picture = { width: info.width, height: info.height, grey: new Uint8Array(data) };
    drawn.set(page, picture);
    return picture;
  };
  return async (page, box) => {
    const picture = await draw(page);
    const sheet = sizes[page - 1];
    if (picture === null || sheet === undefined || engines === null) return null;
    const quarters = turned.find((turn) => turn.page === page)?.quarters ?? 0;
    const scale = picture.width / (quarters % 2 === 0 ? sheet.widthPt : sheet.heightPt);
    const slack = (SLACK_MM / MM_PER_INCH) * POINTS_PER_INCH;
    const [left, top, right, bottom] = [box[0] - slack, box[1] - slack, box[2] + slack, box[3] + slack].map(
      (points, i) => Math.round(Math.max(0, Math.min(points * scale, i % 2 === 0 ? picture.width : picture.height))),
    ) as [number, number, number, number];
    const [width, height] = [right - left, bottom - top];
    if (width < 3 || height < 3) return null;
    const grey = new Uint8Array(width * height);
    for (let y = 0; y < height; y++)
      grey.set(picture.grey.subarray((top + y) * picture.width + left, (top + y) * picture.width + right), y * width);
    return readInk({ width, height, grey }, engines);
  };
}

/** Pixels of the smallest sign: a dash. */
const SPECK = 12;
/** Grey below which a point is ink, as a share of the paper around it. */
const INK = 0.62;

async function readInk(
  cut: { readonly width: number; readonly height: number; readonly grey: Uint8Array },
  engines: OcrEngines,
): Promise<string> {
  const paper = cut.grey.toSorted()[Math.floor(cut.grey.length * 0.7)] ?? 255;
  const ink = cut.grey.map((value) => (value < paper * INK ? 1 : 0));
  const print = componentsOf({ ...cut, ink }).filter(
    ({ left, top, right, bottom, area }) =>
      right - left < cut.width * 0.6 &&
      bottom - top < cut.height * 0.75 &&
      area >= SPECK &&
      // what reaches in from beside the cell
      left > 0 &&
      top > 0 &&
      right < cut.width &&
      bottom < cut.height,
  );
  if (print.length === 0) return '';
  const box = {
    left: Math.min(...print.map(({ left }) => left)),
    top: Math.min(...print.map(({ top }) => top)),
    right: Math.max(...print.map(({ right }) => right)),
    bottom: Math.max(...print.map(({ bottom }) => bottom)),
  };
  const lone = { ...cut, grey: cut.grey.slice() };
  const line = cropLine(lone, { ...box, usual: box.bottom - box.top });
  const readings = await Promise.all(engines.numbers.map((engine) => engine.read([line], 'number')));
  const texts = readings.flatMap(([reading]) => reading?.characters.map(({ text }) => text).join('') ?? []);
  // either engine may be the one that errs: what is asked is where the value stands, not who reads best
  return texts.join(' ');
}
