import { PDF_THRESHOLDS } from '../../../config/limits/extract.ts';
import { centreX, centreY } from './matrix.ts';
import type { SeenGlyph } from './seen-page.ts';

/** Side of the squares in which characters drawn twice are looked for; any length above their distance will do. */
const SQUARE_PT = 4;

/** Tells whether a character was drawn at nearly the same place before: so some programs print bold. */
export function rememberStruck(isGone: (glyph: SeenGlyph) => boolean): (glyph: SeenGlyph) => boolean {
  const struck = new Map<string, SeenGlyph[]>();
  return (glyph) => {
    const reach = PDF_THRESHOLDS.doubleStrike * glyph.fontSizePt;
    const [x, y] = [centreX(glyph.bbox), centreY(glyph.bbox)];
    const isHere = (g: SeenGlyph): boolean =>
      !isGone(g) && Math.abs(centreX(g.bbox) - x) <= reach && Math.abs(centreY(g.bbox) - y) <= reach;
    for (let i = Math.floor((x - reach) / SQUARE_PT); i <= Math.floor((x + reach) / SQUARE_PT); i++) {
      for (let j = Math.floor((y - reach) / SQUARE_PT); j <= Math.floor((y + reach) / SQUARE_PT); j++) {
        if (struck.get(`${i},${j},${glyph.text}`)?.some(isHere)) return true;
      }
    }
    const key = `${Math.floor(x / SQUARE_PT)},${Math.floor(y / SQUARE_PT)},${glyph.text}`;
    const here = struck.get(key);
    if (here) here.push(glyph);
    else struck.set(key, [glyph]);
    return false;
  };
}
