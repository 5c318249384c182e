import { EXTRACT_LIMITS, PDF_THRESHOLDS } from '../../../config/limits/extract.ts';
import { type Doubt, doubt } from '../../contracts/doubt.ts';
import { ConversionError } from '../../contracts/errors.ts';
import type { Box, Ruling } from '../../contracts/page.ts';
import { paintedBackgrounds } from './backgrounds.ts';
import { markCorrections } from './corrections.ts';
import { BLACK, type Ink, isTransparent, isWhite } from './drawing-state.ts';
import { isLost } from './eye/glyph-look.ts';
import { area, centreX, centreY, contains, intersection } from './matrix.ts';
import { type PathInk, rulingsOfBox, type Stroke, sidesOfBox } from './path-ink.ts';
import type { Mark, PlacedGlyph, SeenGlyph, SeenPage } from './seen-page.ts';
import { type StampRuling, withoutStamps } from './stamps.ts';
import { rememberStruck } from './struck-twice.ts';
import { withoutWatermarks } from './watermarks.ts';

export interface PageInk {
  /** `hidden`: by its rendering mode or its layer. */
  addText(glyphs: readonly PlacedGlyph[], ink: Ink, clip: Box, hidden: boolean, doubts?: readonly Doubt[]): void;
  /** `hidesBelow`: what is filled lets nothing through and no clip leaves anything of it out. */
  addPath(path: PathInk, ink: Ink, clip: Box, hidesBelow: boolean): void;
  /** `covers`: it is painted as it is; `isOpaque` tells whether it then lets nothing through, and is asked only if need be. */
  addImage(box: Box, clip: Box, covers: boolean, isOpaque: () => boolean): void;
  seen(): SeenPage;
}

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

const middleOf = ({ orientation, at, from, to }: Ruling): readonly [number, number] =>
  orientation === 'horizontal' ? [(from + to) / 2, at] : [at, (from + to) / 2];

const isInked = ({ text, belief }: PlacedGlyph): boolean => text.trim() !== '' || isLost(belief);

/** The characters of a page in the order of painting: those that are seen, and those that were and are no more. */
function collectText() {
  let seen: SeenGlyph[] = [];
  const gone = new Set<SeenGlyph>();
  const isStruckAgain = rememberStruck((glyph) => gone.has(glyph));
  let hidden = 0;
  return {
    add(glyph: SeenGlyph): void {
      if (!isInked(glyph) || !isStruckAgain(glyph)) seen.push(glyph);
    },
    /** `known`: it was cut off, so that the rest of its number can be told to be one. */
    hide(glyph: SeenGlyph, known: boolean): void {
      if (!isInked(glyph)) return;
      hidden++;
      if (known) gone.add(glyph);
    },
    isAnyIn: (box: Box): boolean => seen.some((g) => isInked(g) && contains(box, centreX(g.bbox), centreY(g.bbox))),
    /** Takes away the text that was painted before and now lies under something; gives what it was. */
    cover(box: Box): readonly SeenGlyph[] {
      const under = seen.filter((g) => contains(box, centreX(g.bbox), centreY(g.bbox)));
      if (under.length === 0) return [];
      for (const glyph of under) gone.add(glyph);
      hidden += under.filter(isInked).length;
      seen = seen.filter((g) => !gone.has(g));
      return under.filter(isInked);
    },
    glyphs: (): readonly SeenGlyph[] => seen,
    gone: (): readonly SeenGlyph[] => [...gone],
    hidden: (): number => hidden,
  };
}

/** Characters in the order in which they were drawn, with those that lie under pictures at their places. */
const inOrder = (glyphs: readonly SeenGlyph[], under: readonly SeenGlyph[]): readonly SeenGlyph[] =>
  under.length === 0 ? glyphs : [...glyphs, ...under].toSorted((a, b) => a.run - b.run);

/** Collects the marks of one page in the order of painting and keeps what is seen. */
export function collectInk(pageBox: Box): PageInk {
  const text = collectText();
  const backgrounds = paintedBackgrounds();
  const rulings: StampRuling[] = [];
  const images: Box[] = [];
  const marks: Mark[] = [];
  const strokes: Stroke[] = [];
  const underPictures: SeenGlyph[] = [];
  let shapes = 0;
  let runs = 0;
  let paths = 0;
  let covers = 0;

  const addRulings = (added: readonly Ruling[], ink: Ink, clip: Box): void => {
    for (const ruling of added) {
      if (!backgrounds.isSeenAt(ink, ...middleOf(ruling))) continue;
      const inside = clippedRuling(ruling, clip);
      if (inside) rulings.push({ ...inside, path: paths, coloured: ink.coloured });
    }
    if (rulings.length > EXTRACT_LIMITS.rulingsPerPage) {
      throw new ConversionError('too-complex', `a page with more than ${EXTRACT_LIMITS.rulingsPerPage} rules`);
    }
  };

  const addMark = (kind: Mark['kind'], box: Box): void => {
    if (area(box) > 0 && marks.length < PDF_THRESHOLDS.marks) marks.push({ kind, box });
  };

  const addArea = (box: Box, rectangle: boolean, ink: Ink): void => {
    if (isTransparent(ink) || area(box) === 0) return;
    const { luminance, below } = backgrounds.add(box, rectangle, ink);
    if (!isWhite(luminance)) shapes++;
    // Light cells on a dark table: what shows between them are its rules.
    if (rectangle && luminance - below >= PDF_THRESHOLDS.contrast) {
      rulings.push(...sidesOfBox(box, 0).map((side) => ({ ...side, path: paths, coloured: false })));
    }
  };

  return {
    addText(placed, ink, clip, hidden, doubts) {
      const run = runs++;
      for (const glyph of placed) {
        const blank = !isInked(glyph);
        const [x, y] = [centreX(glyph.bbox), centreY(glyph.bbox)];
        const contrast = ink.opacity * Math.abs(ink.luminance - backgrounds.luminanceAt(x, y));
        const pale = !blank && contrast < PDF_THRESHOLDS.paleContrast;
        const drawn: SeenGlyph = { ...glyph, run, pale, coloured: ink.coloured, ...(doubts ? { doubts } : {}) };
        const shown =
          !hidden &&
          glyph.fontSizePt >= PDF_THRESHOLDS.smallestText &&
          (blank ? !isTransparent(ink) : backgrounds.isSeenAt(ink, x, y));
        const inside = contains(clip, x, y, PDF_THRESHOLDS.ruleSkew);
        if (shown && inside) text.add(drawn);
        else text.hide(drawn, shown);
      }
      if (text.glyphs().length + text.hidden() > EXTRACT_LIMITS.glyphsPerPage) {
        throw new ConversionError('too-complex', `a page with more than ${EXTRACT_LIMITS.glyphsPerPage} characters`);
      }
    },
    addPath(path, ink, clip, hidesBelow) {
      paths++;
      addRulings(path.rulings, ink, clip);
      const [only, ...others] = path.areas;
      const isPatch = only?.rectangle && others.length === 0 && hidesBelow && ink.opacity >= PDF_THRESHOLDS.covering;
      if (isPatch && covers++ < PDF_THRESHOLDS.backgrounds) text.cover(intersection(only.box, clip));
      for (const box of path.marks) {
        const visible = intersection(box, clip);
        if (backgrounds.isSeenAt(ink, centreX(visible), centreY(visible))) addMark('shape', visible);
      }
      for (const stroke of path.strokes) {
        const [x, y] = [(stroke[0] + stroke[2]) / 2, (stroke[1] + stroke[3]) / 2];
        const isSeen = contains(clip, x, y) && backgrounds.isSeenAt(ink, x, y);
        if (isSeen && strokes.length < PDF_THRESHOLDS.marks) strokes.push(stroke);
      }
      for (const { box, rectangle } of path.areas) addArea(intersection(box, clip), rectangle, ink);
    },
    addImage(box, clip, covers, isOpaque) {
      const visible = intersection(box, clip);
      if (area(visible) === 0) return;
      const thin = rulingsOfBox(visible);
      if (thin.length > 0) {
        paths++;
        addRulings(thin, BLACK, clip);
        return;
      }
      images.push(visible);
      addMark('picture', visible);
      const fillsPage = area(visible) >= PDF_THRESHOLDS.pictureShare * area(pageBox);
      if (!covers || !text.isAnyIn(visible) || !(fillsPage || isOpaque())) return;
      const under = text.cover(visible);
      if (fillsPage) return;
      const covered = doubt('covered', { seen: under.map((glyph) => glyph.text).join('') });
      underPictures.push(...under.map((glyph) => ({ ...glyph, under: visible, doubts: [covered] })));
    },
    seen: () => {
      const all = text.glyphs();
      const kept = withoutWatermarks(all, rulings);
      const real = withoutStamps(kept, rulings);
      return {
        glyphs: inOrder(markCorrections(real.glyphs, text.gone(), real.rulings, strokes), underPictures),
        rulings: real.rulings,
        images,
        marks,
        hiddenGlyphs: text.hidden(),
        watermarkGlyphs: all.length - real.glyphs.length,
        shapes,
      };
    },
  };
}
