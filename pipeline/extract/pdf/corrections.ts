import { CORRECTIONS } from '../../../config/limits/eye.ts';
import { type Doubt, doubt } from '../../contracts/doubt.ts';
import type { Box, Ruling } from '../../contracts/page.ts';
import { centreX, centreY } from './matrix.ts';
import type { Stroke } from './path-ink.ts';
import type { SeenGlyph } from './seen-page.ts';
import { isNext, maybeNumeric, numberTokens } from './tokens.ts';

const textOf = (glyphs: readonly SeenGlyph[]): string => glyphs.map((glyph) => glyph.text).join('');

const withDoubt = (glyph: SeenGlyph, more: Doubt): SeenGlyph => ({ ...glyph, doubts: [...(glyph.doubts ?? []), more] });

/** The band across the middle of the digits of a number: a line under them or over them lies outside. */
function middleOf(token: readonly SeenGlyph[]): Box {
  const { fontSizePt, bbox } = token[0]!;
  const baseLine = bbox[3] - CORRECTIONS.descent * fontSizePt;
  return [
    Math.min(...token.map((glyph) => glyph.bbox[0])),
    baseLine - CORRECTIONS.bandTop * fontSizePt,
    Math.max(...token.map((glyph) => glyph.bbox[2])),
    baseLine - CORRECTIONS.bandBottom * fontSizePt,
  ];
}

/** From where to where along a band a stroke runs through it; null where it does not. */
function throughBand([x0, y0, x1, y1]: Stroke, [left, top, right, bottom]: Box): readonly [number, number] | null {
  const [dx, dy] = [x1 - x0, y1 - y0];
  let [from, to] = [0, 1];
  for (const [start, step, low, high] of [
    [x0, dx, left, right],
    [y0, dy, top, bottom],
  ] as const) {
    if (step === 0) {
      if (start < low || start > high) return null;
      continue;
    }
    const [a, b] = [(low - start) / step, (high - start) / step];
    from = Math.max(from, Math.min(a, b));
    to = Math.min(to, Math.max(a, b));
  }
  if (from >= to) return null;
  const ends = [x0 + from * dx, x0 + to * dx];
  return [Math.min(...ends), Math.max(...ends)];
}

/** Share of the width of a band that strokes run through. */
function struckShare(band: Box, strokes: readonly Stroke[]): number {
  const spans = strokes
    .map((stroke) => throughBand(stroke, band))
    .filter((span) => span !== null)
    .toSorted((a, b) => a[0] - b[0]);
  let [covered, end] = [0, band[0]];
  for (const [from, to] of spans) {
    covered += Math.max(0, to - Math.max(from, end));
    end = Math.max(end, to);
  }
  return covered / Math.max(Number.EPSILON, band[2] - band[0]);
}

/** Strokes by the height at which they run, to find those of one line of text. */
function strokesByHeight(strokes: readonly Stroke[]): (band: Box) => readonly Stroke[] {
  const rows = new Map<number, Stroke[]>();
  for (const stroke of strokes) {
    const [low, high] = [Math.min(stroke[1], stroke[3]), Math.max(stroke[1], stroke[3])];
    if (high - low > CORRECTIONS.highestStroke) continue;
    for (let row = Math.floor(low / CORRECTIONS.rowPt); row <= Math.floor(high / CORRECTIONS.rowPt); row++) {
      const here = rows.get(row);
      if (here) here.push(stroke);
      else rows.set(row, [stroke]);
    }
  }
  return ([, top, , bottom]) => {
    const found = new Set<Stroke>();
    for (let row = Math.floor(top / CORRECTIONS.rowPt); row <= Math.floor(bottom / CORRECTIONS.rowPt); row++) {
      for (const stroke of rows.get(row) ?? []) found.add(stroke);
    }
    return [...found];
  };
}

/** Numbers that a line, a pen or an annotation strikes through. */
function struckThrough(
  tokens: readonly (readonly SeenGlyph[])[],
  rulings: readonly Ruling[],
  strokes: readonly Stroke[],
): ReadonlyMap<SeenGlyph, Doubt> {
  const level = rulings.flatMap(({ orientation, at, from, to }): Stroke[] =>
    orientation === 'horizontal' ? [[from, at, to, at]] : [],
  );
  const near = strokesByHeight([...level, ...strokes]);
  const struck = new Map<SeenGlyph, Doubt>();
  for (const token of tokens) {
    const band = middleOf(token);
    if (struckShare(band, near(band)) < CORRECTIONS.struckShare) continue;
    for (const glyph of token) struck.set(glyph, doubt('covered', { seen: textOf(token) }));
  }
  return struck;
}

/** Whether a character that is still seen takes the place of one that is not. */
const takesPlaceOf = (gone: SeenGlyph, glyph: SeenGlyph): boolean =>
  maybeNumeric(glyph) &&
  Math.abs(centreY(glyph.bbox) - centreY(gone.bbox)) <= CORRECTIONS.sameLine * gone.fontSizePt &&
  Math.abs(centreX(glyph.bbox) - centreX(gone.bbox)) <= (gone.bbox[2] - gone.bbox[0]) / 2;

/** Numbers of which a part was painted over or lies outside of the clip. */
function cutNumbers(
  tokens: readonly (readonly SeenGlyph[])[],
  gone: readonly SeenGlyph[],
): ReadonlyMap<SeenGlyph, Doubt> {
  const cut = new Map<SeenGlyph, Doubt>();
  const lost = gone.filter((glyph) => maybeNumeric(glyph) && glyph.text.trim() !== '');
  if (lost.length === 0) return cut;
  const byRun = new Map<number, (readonly SeenGlyph[])[]>();
  for (const token of tokens) byRun.set(token[0]!.run, [...(byRun.get(token[0]!.run) ?? []), token]);
  const touched = new Map<readonly SeenGlyph[], SeenGlyph[]>();
  for (const part of numberTokens(lost)) {
    for (const token of byRun.get(part[0]!.run) ?? []) {
      const beside = isNext(token.at(-1)!, part[0]!) || isNext(part.at(-1)!, token[0]!);
      const replaced = tokens.some((other) => other !== token && other.some((g) => takesPlaceOf(part[0]!, g)));
      if (beside && !replaced) touched.set(token, [...(touched.get(token) ?? []), ...part]);
    }
  }
  for (const [token, parts] of touched) {
    const whole = textOf([...token, ...parts].toSorted((a, b) => a.bbox[0] - b.bbox[0]));
    for (const glyph of token) cut.set(glyph, doubt('covered', { seen: textOf(token), couldMean: [whole] }));
  }
  return cut;
}

/**
 * Marks the numbers that are struck through, and those of which only a part is seen.
 * `gone` are characters that were drawn and are not seen, of the same runs as those that are.
 */
export function markCorrections(
  glyphs: readonly SeenGlyph[],
  gone: readonly SeenGlyph[],
  rulings: readonly Ruling[],
  strokes: readonly Stroke[],
): readonly SeenGlyph[] {
  const tokens = numberTokens(glyphs);
  const doubts = new Map([...cutNumbers(tokens, gone), ...struckThrough(tokens, rulings, strokes)]);
  if (doubts.size === 0) return glyphs;
  return glyphs.map((glyph) => {
    const found = doubts.get(glyph);
    return found ? withDoubt(glyph, found) : glyph;
  });
}
