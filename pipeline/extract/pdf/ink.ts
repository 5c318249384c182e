import { EXTRACT_LIMITS, PDF_THRESHOLDS } from '../../../config/limits/extract.ts';
import { ConversionError } from '../../contracts/errors.ts';
import type { Box, Ruling } from '../../contracts/page.ts';
import { type Ink, isTransparent, isWhite } from './drawing-state.ts';
import { contains, intersection } from './matrix.ts';
import { type PathInk, rulingsOfBox, sidesOfBox } from './path-ink.ts';
import type { PlacedGlyph } from './show-text.ts';
import { withoutWatermarks } from './watermarks.ts';

/** A character that a reader sees, with the text-showing operation that it came from. */
export interface SeenGlyph extends PlacedGlyph {
  readonly run: number;
  /** Printed with little contrast to its ground. */
  readonly pale: boolean;
}

/** Everything that a reader sees on a page, and how much text there is that nobody sees. */
export interface SeenPage {
  readonly glyphs: readonly SeenGlyph[];
  readonly rulings: readonly Ruling[];
  readonly images: readonly Box[];
  readonly hiddenGlyphs: number;
  /** Characters laid across others. */
  readonly watermarkGlyphs: number;
  /** Coloured areas and shapes that are neither text nor rules nor images. */
  readonly shapes: number;
}

export interface PageInk {
  /** `hidden`: by its rendering mode or its layer. */
  addText(glyphs: readonly PlacedGlyph[], ink: Ink, clip: Box, hidden: boolean): void;
  /** `hidesBelow`: what is filled lets nothing through and no clip leaves anything of it out. */
  addPath(path: PathInk, ink: Ink, clip: Box, hidesBelow: boolean): void;
  addImage(box: Box, clip: Box, covers: boolean): void;
  seen(): SeenPage;
}

const centreX = (box: Box): number => (box[0] + box[2]) / 2;
const centreY = (box: Box): number => (box[1] + box[3]) / 2;
const area = (box: Box): number => Math.max(0, box[2] - box[0]) * Math.max(0, box[3] - box[1]);
/** Side of the squares in which characters drawn twice are looked for; any length above their distance will do. */
const SQUARE_PT = 4;

/** The part of a rule inside a box; null when nothing is left. */
function clippedRuling(ruling: Ruling, clip: Box): Ruling | null {
  const across = ruling.orientation === 'horizontal' ? 1 : 0;
  const along = 1 - across;
  const half = ruling.thicknessPt / 2 + PDF_THRESHOLDS.ruleSkew;
  if (ruling.at < clip[across]! - half || ruling.at > clip[across + 2]! + half) return null;
  const from = Math.max(ruling.from, clip[along]!);
  const to = Math.min(ruling.to, clip[along + 2]!);
  return to >= from ? { ...ruling, from, to } : null;
}

/** Collects the marks of one page in the order of painting and keeps what is seen. */
export function collectInk(pageBox: Box): PageInk {
  let glyphs: SeenGlyph[] = [];
  const struck = new Map<string, SeenGlyph[]>();
  const covered = new Set<SeenGlyph>();
  const rulings: Ruling[] = [];
  const images: Box[] = [];
  const backgrounds: { readonly box: Box; readonly luminance: number }[] = [];
  let hiddenGlyphs = 0;
  let shapes = 0;
  let runs = 0;
  let covers = 0;

  const luminanceAt = (x: number, y: number): number => {
    for (let i = backgrounds.length - 1; i >= 0; i--) {
      if (contains(backgrounds[i]!.box, x, y)) return backgrounds[i]!.luminance;
    }
    return 1;
  };
  const isSeenAt = (ink: Ink, x: number, y: number): boolean =>
    !isTransparent(ink) && (!isWhite(ink.luminance) || ink.luminance - luminanceAt(x, y) >= PDF_THRESHOLDS.contrast);

  const isStruckAgain = (glyph: SeenGlyph): boolean => {
    const reach = PDF_THRESHOLDS.doubleStrike * glyph.fontSizePt;
    const [x, y] = [centreX(glyph.bbox), centreY(glyph.bbox)];
    for (let i = Math.floor((x - reach) / SQUARE_PT); i <= Math.floor((x + reach) / SQUARE_PT); i++) {
      for (let j = Math.floor((y - reach) / SQUARE_PT); j <= Math.floor((y + reach) / SQUARE_PT); j++) {
        const near = struck.get(`${i},${j},${glyph.text}`);
        if (
          near?.some(
            (g) => !covered.has(g) && Math.abs(centreX(g.bbox) - x) <= reach && Math.abs(centreY(g.bbox) - y) <= reach,
          )
        ) {
          return true;
        }
      }
    }
    const key = `${Math.floor(x / SQUARE_PT)},${Math.floor(y / SQUARE_PT)},${glyph.text}`;
    const here = struck.get(key);
    if (here) here.push(glyph);
    else struck.set(key, [glyph]);
    return false;
  };

  const addRulings = (added: readonly Ruling[], ink: Ink, clip: Box): void => {
    for (const ruling of added) {
      const middle = (ruling.from + ruling.to) / 2;
      const [x, y] = ruling.orientation === 'horizontal' ? [middle, ruling.at] : [ruling.at, middle];
      if (!isSeenAt(ink, x, y)) continue;
      const inside = clippedRuling(ruling, clip);
      if (inside) rulings.push(inside);
    }
    if (rulings.length > EXTRACT_LIMITS.rulingsPerPage) {
      throw new ConversionError('too-complex', `a page with more than ${EXTRACT_LIMITS.rulingsPerPage} rules`);
    }
  };

  /** Takes away the text that was painted before and now lies under something. */
  const cover = (box: Box): void => {
    const under = glyphs.filter((g) => contains(box, centreX(g.bbox), centreY(g.bbox)));
    if (under.length === 0) return;
    for (const glyph of under) covered.add(glyph);
    hiddenGlyphs += under.filter((g) => g.text.trim() !== '').length;
    glyphs = glyphs.filter((g) => !covered.has(g));
  };

  const addArea = (box: Box, rectangle: boolean, ink: Ink): void => {
    if (isTransparent(ink) || area(box) === 0) return;
    const below = luminanceAt(centreX(box), centreY(box));
    const luminance = below + (ink.luminance - below) * ink.opacity;
    if (!isWhite(luminance)) shapes++;
    if (!rectangle) return;
    // Light cells on a dark table: what shows between them are its rules.
    if (luminance - below >= PDF_THRESHOLDS.contrast) rulings.push(...sidesOfBox(box, 0));
    if ((luminance < below || backgrounds.length > 0) && backgrounds.length < PDF_THRESHOLDS.backgrounds) {
      backgrounds.push({ box, luminance });
    }
  };

  return {
    addText(placed, ink, clip, hidden) {
      const run = runs++;
      for (const glyph of placed) {
        const blank = glyph.text.trim() === '';
        const [x, y] = [centreX(glyph.bbox), centreY(glyph.bbox)];
        const seen =
          !hidden &&
          glyph.fontSizePt >= PDF_THRESHOLDS.smallestText &&
          contains(clip, x, y, PDF_THRESHOLDS.ruleSkew) &&
          (blank ? !isTransparent(ink) : isSeenAt(ink, x, y));
        if (!seen) {
          if (!blank) hiddenGlyphs++;
          continue;
        }
        const pale = !blank && ink.opacity * Math.abs(ink.luminance - luminanceAt(x, y)) < PDF_THRESHOLDS.paleContrast;
        const drawn: SeenGlyph = { ...glyph, run, pale };
        if (blank || !isStruckAgain(drawn)) glyphs.push(drawn);
      }
      if (glyphs.length + hiddenGlyphs > EXTRACT_LIMITS.glyphsPerPage) {
        throw new ConversionError('too-complex', `a page with more than ${EXTRACT_LIMITS.glyphsPerPage} characters`);
      }
    },
    addPath(path, ink, clip, hidesBelow) {
      addRulings(path.rulings, ink, clip);
      const [only, ...others] = path.areas;
      const isPatch = only?.rectangle && others.length === 0 && hidesBelow && ink.opacity >= PDF_THRESHOLDS.covering;
      if (isPatch && glyphs.length > 0 && covers++ < PDF_THRESHOLDS.backgrounds) cover(intersection(only.box, clip));
      for (const { box, rectangle } of path.areas) addArea(intersection(box, clip), rectangle, ink);
    },
    addImage(box, clip, covers) {
      const visible = intersection(box, clip);
      if (area(visible) === 0) return;
      const thin = rulingsOfBox(visible);
      if (thin.length > 0) {
        addRulings(thin, { luminance: 0, opacity: 1, solid: true }, clip);
        return;
      }
      images.push(visible);
      if (covers && area(visible) >= PDF_THRESHOLDS.pictureShare * area(pageBox)) {
        cover(visible);
      }
    },
    seen: () => {
      const kept = withoutWatermarks(glyphs, rulings);
      return { glyphs: kept, rulings, images, hiddenGlyphs, watermarkGlyphs: glyphs.length - kept.length, shapes };
    },
  };
}
