import type { PageViewport, PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { PAPER_LIMITS } from '../../config/limits/paper.ts';
import type { TextRun } from '../contracts/paper.ts';
import { hundredths } from './resolution.ts';

type TextContent = Awaited<ReturnType<PDFPageProxy['getTextContent']>>;

/** Share of the height of a line that stands above its base line: of the faces that reports are set in. */
const ABOVE_BASE_LINE = 0.85;
const DEGREES = 180 / Math.PI;

/** The text of a page where it stands on the page as it is drawn, points from its upper left corner. */
export function textRuns({ items, styles }: TextContent, viewport: PageViewport): readonly TextRun[] {
  const runs: TextRun[] = [];
  for (const item of items) {
    if (!('str' in item) || item.str.trim() === '') continue;
    const [a, b, c, d, e, f] = multiplied(viewport.transform, item.transform);
    const isVertical = styles[item.fontName]?.vertical === true;
    const height = Math.hypot(c, d);
    const angle = Math.atan2(b, a) + (isVertical ? Math.PI / 2 : 0);
    const rise = height * ABOVE_BASE_LINE;
    runs.push({
      text: item.str.slice(0, PAPER_LIMITS.runCharacters),
      left: hundredths(e + rise * Math.sin(angle)),
      top: hundredths(f - rise * Math.cos(angle)),
      length: hundredths(Math.abs(isVertical ? item.height : item.width)),
      height: hundredths(height),
      degrees: hundredths(angle * DEGREES),
    });
    if (runs.length === PAPER_LIMITS.runs) break;
  }
  return runs;
}

type Matrix = readonly [number, number, number, number, number, number];

/** @source PDF 32000-1, 8.3.3: what the second says, seen through the first */
function multiplied(first: readonly number[], second: readonly number[]): Matrix {
  const [a1 = 1, b1 = 0, c1 = 0, d1 = 1, e1 = 0, f1 = 0] = first;
  const [a2 = 1, b2 = 0, c2 = 0, d2 = 1, e2 = 0, f2 = 0] = second;
  return [
    a1 * a2 + c1 * b2,
    b1 * a2 + d1 * b2,
    a1 * c2 + c1 * d2,
    b1 * c2 + d1 * d2,
    a1 * e2 + c1 * f2 + e1,
    b1 * e2 + d1 * f2 + f1,
  ];
}
