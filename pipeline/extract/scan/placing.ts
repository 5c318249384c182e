import type { Page } from '../../contracts/page.ts';

/** What was read in a part of a page, at its place on the page, where it was laid there; runs are counted on from `firstRun`. */
export function movedBy(page: Page, x: number, y: number, firstRun: number): Page {
  const glyphs = page.glyphs.map((glyph) => {
    const [left, top, right, bottom] = glyph.bbox;
    return { ...glyph, bbox: [left + x, top + y, right + x, bottom + y] as const, run: glyph.run + firstRun };
  });
  const rulings = page.rulings.map((rule) => {
    const [along, across] = rule.orientation === 'horizontal' ? [x, y] : [y, x];
    return { ...rule, at: rule.at + across, from: rule.from + along, to: rule.to + along };
  });
  if (page.laid === undefined) return { ...page, glyphs, rulings };
  const laid = page.laid.map((net) => {
    const [left, top, right, bottom] = net.box;
    return { ...net, box: [left + x, top + y, right + x, bottom + y] as const };
  });
  return { ...page, glyphs, rulings, laid };
}

/** Sheets that one picture shows as one page, one below another in their order. */
export function stacked(sheets: readonly Page[], number: number): Page {
  const [only] = sheets;
  if (only && sheets.length === 1) return only;
  let top = 0;
  let runs = 0;
  const tops: number[] = [];
  const placed = sheets.map((sheet) => {
    const moved = movedBy(sheet, 0, top, runs);
    tops.push(top);
    top += sheet.heightPt;
    runs += sheet.glyphs.length;
    return moved;
  });
  return {
    number,
    widthPt: Math.max(...placed.map((sheet) => sheet.widthPt)),
    heightPt: top,
    textLayer: 'recognised',
    glyphs: placed.flatMap((sheet) => sheet.glyphs),
    rulings: placed.flatMap((sheet) => sheet.rulings),
    images: [],
    laid: placed.flatMap((sheet) => sheet.laid ?? []),
    sheets: tops,
  };
}
