import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { PDF_THRESHOLDS } from '../../../config/limits/extract.ts';
import { EYE_LOOK } from '../../../config/limits/eye.ts';
import { doubt } from '../../contracts/doubt.ts';
import type { OcrEngines } from '../../contracts/ocr.ts';
import type { Box, Page, TextLayer } from '../../contracts/page.ts';
import { movedBy } from '../scan/placing.ts';
import { readScan } from '../scan/scan.ts';
import { partAt } from '../scan/sheet-frame.ts';
import { lookAt } from './eye/look.ts';
import { type Place, placesOf } from './eye/places.ts';
import { withSights } from './eye/second-witness.ts';
import type { Pdfjs } from './open-document.ts';
import { cutOut, embeddedPicture, type PagePicture, pictureOf, renderedPage } from './page-picture.ts';
import type { UprightPage } from './upright.ts';

/** A page as its operators draw it, before anybody has looked at it. */
export interface DrawnPage {
  readonly number: number;
  readonly textLayer: TextLayer;
  readonly upright: UprightPage;
  /** Images that may hold a table. */
  readonly tables: readonly Box[];
  /** Where the text and what is drawn may differ. */
  readonly places: readonly Place[];
}

/** An image wide and high enough to hold a table, with no text on it. */
function isTableImage([left, top, right, bottom]: Box, page: UprightPage): boolean {
  const large =
    right - left >= PDF_THRESHOLDS.tableImageWidth * page.widthPt &&
    bottom - top >= PDF_THRESHOLDS.tableImageHeight * page.heightPt;
  if (!large) return false;
  const onIt = page.glyphs.filter(({ bbox, text }) => {
    const x = (bbox[0] + bbox[2]) / 2;
    const y = (bbox[1] + bbox[3]) / 2;
    return text.trim() !== '' && x > left && x < right && y > top && y < bottom;
  });
  return onIt.length <= PDF_THRESHOLDS.tableImageGlyphs;
}

/** A page of text that can be trusted, with all that has to be looked at; nothing of it where the whole page has to be. */
export function drawnPage(number: number, textLayer: TextLayer, upright: UprightPage): DrawnPage {
  if (textLayer !== 'trusted') return { number, textLayer, upright, tables: [], places: [] };
  const tables = upright.images.filter((image) => isTableImage(image, upright));
  return { number, textLayer, upright, tables, places: placesOf(upright).slice(0, EYE_LOOK.places) };
}

export const isToBeLookedAt = ({ textLayer, tables, places }: DrawnPage): boolean =>
  textLayer !== 'trusted' || tables.length > 0 || places.length > 0;

const pageOf = ({ number, textLayer, upright }: DrawnPage, glyphs: Page['glyphs']): Page => {
  const { widthPt, heightPt, rulings, images, turns } = upright;
  // the text was turned anticlockwise by so many quarters to stand upright: so is the page
  const clockwise = (4 - turns) % 4;
  const lying = clockwise === 1 || clockwise === 2 || clockwise === 3 ? ({ turns: clockwise } as const) : {};
  return { number, textLayer, widthPt, heightPt, glyphs, rulings, images, ...lying };
};

/** The page where nobody can look: what cannot be believed is in doubt. */
export const unlookedPage = (drawn: DrawnPage): Page =>
  pageOf(drawn, withSights(drawn.upright.glyphs, drawn.places, null));

/** Reads a page as a scan. */
async function readAsScan(drawn: DrawnPage, picture: PagePicture, engines: OcrEngines): Promise<Page> {
  const page = await readScan(picture.samples, picture.dpi, drawn.number, engines, picture.frame);
  // The picture of it lacks what cannot be drawn: where it is blank, a number may stand.
  const isWhole = drawn.upright.glyphs.every(({ belief }) => belief !== 'unseen');
  return isWhole ? page : { ...page, doubts: [...(page.doubts ?? []), doubt('characters-lost')] };
}

/** Reads a page that is nothing but an image; null where it is more, or the image is damaged. */
export async function readEmbeddedPicture(
  drawn: DrawnPage,
  proxy: PDFPageProxy,
  pdfjs: Pdfjs,
  engines: OcrEngines,
): Promise<Page | null> {
  const picture = await embeddedPicture(proxy, pdfjs);
  return picture && readAsScan(drawn, picture, engines);
}

/**
 * Reads what a page shows and its text does not say: the whole page where its text is not to be trusted, else its large
 * images and the places where the eye may differ.
 */
export async function readPictures(
  drawn: DrawnPage,
  proxy: PDFPageProxy,
  document: PDFDocumentProxy,
  pdfjs: Pdfjs,
  engines: OcrEngines,
): Promise<Page> {
  if (drawn.textLayer !== 'trusted') return readAsScan(drawn, await pictureOf(proxy, document, pdfjs), engines);
  const picture = await renderedPage(proxy, document);
  const sights = await lookAt(drawn.places, picture, drawn.upright.turns, engines);
  const page = pageOf(drawn, withSights(drawn.upright.glyphs, drawn.places, sights));
  const regions: Page[] = [];
  for (const image of drawn.tables) {
    const frame = partAt(picture.frame, image[0], image[1]);
    const read = await readScan(cutOut(picture, image), picture.dpi, page.number, engines, frame);
    regions.push(movedBy(read, image[0], image[1], page.glyphs.length));
  }
  return {
    ...page,
    glyphs: [...page.glyphs, ...regions.flatMap((region) => region.glyphs)],
    rulings: [...page.rulings, ...regions.flatMap((region) => region.rulings)],
    ...(regions.length > 0 ? { laid: regions.flatMap((region) => region.laid ?? []) } : {}),
  };
}
