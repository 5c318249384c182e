import { SCAN_BLACK, SCAN_TEXT } from '../../../config/limits/scan.ts';
import type { Component } from './components.ts';
import type { RasterRule } from './rules.ts';

/** A piece of text to be read: its ink-tight bounds in pixels, and whether rules enclose the place it stands in. */
export interface TextPiece extends Component {
  readonly enclosed: boolean;
  /** The area between rules that it stands in, 0 for that around all tables: pieces of one cell share it. */
  readonly place: number;
  /** Usual height of the characters around it, in pixels. */
  readonly usual: number;
  /** Something that is no print lies over it: a seal, a line of dirt. */
  readonly isTouched?: true;
}

/** Scale of the picture in which enclosed areas are told apart: a gap in a rule of fewer pixels than that is closed. */
const SCALE = 4;

interface Areas {
  readonly width: number;
  readonly labels: Int32Array;
  /** Label of the area around all tables. */
  readonly outside: number;
}

/** Labels the areas that rules enclose; rules are drawn a little longer than they are, to close corners. */
function areasOf(width: number, height: number, rules: readonly RasterRule[], reach: number): Areas {
  const w = Math.ceil(width / SCALE) + 2;
  const h = Math.ceil(height / SCALE) + 2;
  const labels = new Int32Array(w * h);
  const at = (pixel: number): number => Math.round(pixel / SCALE) + 1;
  for (const rule of rules) {
    const [from, to] = [at(rule.from - reach), at(rule.to + reach)];
    const line = at(rule.at);
    for (let i = Math.max(0, from); i <= to; i++) {
      const [x, y] = rule.orientation === 'horizontal' ? [i, line] : [line, i];
      if (x >= 0 && x < w && y >= 0 && y < h) labels[y * w + x] = -1;
    }
  }
  // each place takes the label of its neighbour above or to the left; labels that meet are one
  const same: number[] = [0];
  const rootOf = (label: number): number => {
    let root = label;
    while (same[root] !== root) root = same[root]!;
    same[label] = root;
    return root;
  };
  for (let i = 0, x = 0; i < labels.length; i++, x = x + 1 === w ? 0 : x + 1) {
    if (labels[i] !== 0) continue;
    const left = x > 0 ? Math.max(0, labels[i - 1]!) : 0;
    const above = i >= w ? Math.max(0, labels[i - w]!) : 0;
    if (left === 0 && above === 0) labels[i] = same.push(same.length) - 1;
    else if (left === 0 || above === 0 || left === above) labels[i] = left || above;
    else {
      const [a, b] = [rootOf(left), rootOf(above)];
      labels[i] = Math.min(a, b);
      same[Math.max(a, b)] = Math.min(a, b);
    }
  }
  const roots = Int32Array.from(same, (_, label) => rootOf(label));
  for (let i = 0; i < labels.length; i++) if (labels[i]! > 0) labels[i] = roots[labels[i]!]!;
  return { width: w, labels, outside: 1 };
}

function areaAt({ width, labels, outside }: Areas, component: Component): number {
  const x = Math.round((component.left + component.right) / 2 / SCALE) + 1;
  const y = Math.round((component.top + component.bottom) / 2 / SCALE) + 1;
  for (const [dx, dy] of [
    [0, 0],
    [1, 0],
    [-1, 0],
    [0, 1],
    [0, -1],
    [1, 1],
    [-1, -1],
  ] as const) {
    const label = labels[(y + dy) * width + x + dx];
    if (label !== undefined && label > 0) return label;
  }
  return outside;
}

/** Whether ink is a sliver along a rule, close by: where it lies across the rule, and along it. */
function liesAlong(rule: RasterRule, low: number, high: number, from: number, to: number, thin: number): boolean {
  const beside = rule.at > low - thin - rule.thickness && rule.at < high + thin + rule.thickness;
  return high - low <= thin && to - from >= high - low && beside && from >= rule.from - thin && to <= rule.to + thin;
}

/** Whether ink is what was left of a rule. */
function isRemnant({ left, top, right, bottom }: Component, rules: readonly RasterRule[], dpi: number): boolean {
  const thin = SCAN_TEXT.remnantInches * dpi;
  if (Math.min(right - left, bottom - top) > thin) return false;
  return rules.some((rule) =>
    rule.orientation === 'vertical'
      ? liesAlong(rule, left, right, top, bottom, thin)
      : liesAlong(rule, top, bottom, left, right, thin),
  );
}

/** Whether ink is the edge of the sheet, seen as a sliver along a side of the picture. */
function isEdge(
  { left, top, right, bottom }: Component,
  { width, height }: { readonly width: number; readonly height: number },
  dpi: number,
): boolean {
  const thin = SCAN_TEXT.remnantInches * dpi;
  const isBeside = left <= 1 || right >= width - 1 || top <= 1 || bottom >= height - 1;
  return isBeside && Math.min(right - left, bottom - top) <= thin;
}

const union = (parts: readonly Component[]): Component => {
  let [left, top, right, bottom, area] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 0, 0, 0];
  for (const p of parts) {
    left = Math.min(left, p.left);
    top = Math.min(top, p.top);
    right = Math.max(right, p.right);
    bottom = Math.max(bottom, p.bottom);
    area += p.area;
  }
  return { left, top, right, bottom, area };
};

/** Usual height of a character: the upper quarter of the heights, so that dots and strokes do not count. */
function characterHeight(parts: readonly Component[]): number {
  const heights = parts.map((p) => p.bottom - p.top).toSorted((a, b) => a - b);
  return heights[Math.floor(heights.length * 0.75)] ?? 0;
}

/** Whether a patch is a thin line across more than one character: what is left of a seal, a stroke of a pen. */
function isSparse({ left, top, right, bottom, area }: Component, usual: number): boolean {
  const [width, height] = [right - left, bottom - top];
  return Math.min(width, height) > usual * SCAN_BLACK.sparseSize && area < width * height * SCAN_BLACK.sparseInk;
}

/**
 * Groups the ink of one area into bands that are lines of text, from top to bottom. `usual` and `onPage`: height of the
 * characters there and of most on the page.
 */
function linesOf(parts: readonly Component[], usual: number, onPage: number): Component[][] {
  const sorted = parts.toSorted((a, b) => a.top - b.top);
  const bands: { top: number; bottom: number; parts: Component[] }[] = [];
  for (const part of sorted) {
    const band = bands.at(-1);
    const shared = band ? Math.min(band.bottom, part.bottom) - part.top : 0;
    const low = Math.min(part.bottom - part.top, band ? band.bottom - band.top : 0);
    if (band && shared >= low * SCAN_TEXT.lineOverlap) {
      band.bottom = Math.max(band.bottom, part.bottom);
      band.parts.push(part);
    } else {
      bands.push({ top: part.top, bottom: part.bottom, parts: [part] });
    }
  }
  // strokes of one character that do not touch: 二, 三, 高, a dot below its line
  for (let i = 0; i + 1 < bands.length; ) {
    const [upper, lower] = [bands[i]!, bands[i + 1]!];
    const height = Math.max(upper.bottom, lower.bottom) - upper.top;
    const isPart = Math.min(upper.bottom - upper.top, lower.bottom - lower.top) < usual * SCAN_TEXT.partOfCharacter;
    // the bar of a 5 or a 7 whose thin stroke was lost: together no higher than one character
    if ((isPart && height <= usual * SCAN_TEXT.tallestLine) || height <= onPage) {
      upper.bottom = Math.max(upper.bottom, lower.bottom);
      upper.parts.push(...lower.parts);
      bands.splice(i + 1, 1);
      if (i > 0) i--;
    } else {
      i++;
    }
  }
  return bands.map((band) => band.parts);
}

/** Height of one line of print in the cells of a page: what broke into two bands is together no higher. */
function heightOfLines(lines: readonly (readonly Component[])[], pageHeight: number): number {
  const heights = lines
    .map(union)
    .map((line) => line.bottom - line.top)
    .filter((height) => height >= pageHeight * SCAN_TEXT.smallPrint)
    .toSorted((a, b) => a - b);
  const usual = heights[Math.floor(heights.length * SCAN_TEXT.usualLine)] ?? 0;
  return Math.min(usual, pageHeight * SCAN_TEXT.tallestLine) * SCAN_TEXT.slackLine;
}

/** Whether a vertical rule stands beside a line of text: over at least half of its height. */
const isBeside = (rule: RasterRule, { top, bottom }: Component): boolean =>
  Math.min(rule.to, bottom) - Math.max(rule.from, top) >= (bottom - top) / 2;

/** Cuts a line at vertical rules, and where a gap is wider than `widest`. */
function piecesOf(line: readonly Component[], widest: number, uprights: readonly RasterRule[]): Component[] {
  const whole = union(line);
  const cuts = uprights.filter((rule) => isBeside(rule, whole)).map((rule) => rule.at);
  const pieces: Component[][] = [];
  let right = Number.NEGATIVE_INFINITY;
  for (const part of line.toSorted((a, b) => a.left - b.left)) {
    const apart = part.left - right > widest || cuts.some((x) => x > right - 1 && x < part.left + 1);
    if (pieces.length === 0 || apart) pieces.push([]);
    pieces.at(-1)!.push(part);
    right = Math.max(right, part.right);
  }
  return pieces.map(union);
}

/**
 * Finds the pieces of text of a level page without its rules: the ink of each area that rules enclose, line by line.
 * Specks are left out: too small for a decimal point, or far from any character.
 */
export function textPieces(
  size: { readonly width: number; readonly height: number },
  components: readonly Component[],
  rules: readonly RasterRule[],
  dpi: number,
): readonly TextPiece[] {
  const smallest = (SCAN_TEXT.speckInches * dpi) ** 2;
  const largest = SCAN_TEXT.largestInches * dpi;
  const print = components.filter(
    (c) =>
      !isRemnant(c, rules, dpi) &&
      !isEdge(c, size, dpi) &&
      c.bottom - c.top <= largest &&
      c.right - c.left <= largest * 2,
  );
  const usualOfAll = characterHeight(print.filter((c) => c.area >= smallest));
  const ink = print.filter((c) => c.area >= smallest && !isSparse(c, usualOfAll));
  const specks = print.filter((c) => c.area < smallest);
  const areas = areasOf(size.width, size.height, rules, SCAN_TEXT.cornerInches * dpi);
  const byArea = new Map<number, Component[]>();
  for (const component of ink) {
    const area = areaAt(areas, component);
    const parts = byArea.get(area);
    if (parts) parts.push(component);
    else byArea.set(area, [component]);
  }
  const uprights = rules.filter((rule) => rule.orientation === 'vertical');
  const levels = rules.filter((rule) => rule.orientation === 'horizontal');
  const nextRule = SCAN_TEXT.nextRuleInches * dpi;
  /**
   * Where a table goes on over the page break its cells are open above or below, and some tables are open at their
   * sides: rules on both sides are enough, or one closely above and one closely below.
   */
  const isBetweenRules = (piece: Component): boolean => {
    const beside = uprights.filter((rule) => isBeside(rule, piece));
    if (beside.some((rule) => rule.at <= piece.left) && beside.some((rule) => rule.at >= piece.right)) return true;
    const over = levels.filter((rule) => rule.from <= piece.left && rule.to >= piece.right);
    return (
      over.some((rule) => rule.at <= piece.top && piece.top - rule.at <= nextRule) &&
      over.some((rule) => rule.at >= piece.bottom && rule.at - piece.bottom <= nextRule)
    );
  };
  const pageHeight = characterHeight(ink);
  const isPrint = new Set(ink);
  /** Ink that is no print: patches too large or too sparse for characters, and what is left of them. */
  const foreign = components.filter((c) => !isPrint.has(c) && c.area >= smallest && !isRemnant(c, rules, dpi));
  const usualOf = (parts: readonly Component[]): number => {
    const widest = Math.max(...parts.map((p) => p.right - p.left));
    // 三 has no tall stroke, but a wide one
    return Math.max(characterHeight(parts), pageHeight * SCAN_TEXT.smallPrint, Math.min(pageHeight, widest));
  };
  const lineHeight = heightOfLines(
    [...byArea].filter(([area]) => area !== areas.outside).flatMap(([, parts]) => linesOf(parts, usualOf(parts), 0)),
    pageHeight,
  );
  return [...byArea].flatMap(([area, parts]) => {
    const usual = usualOf(parts);
    const gap = usual * (area === areas.outside ? SCAN_TEXT.widestOutsideGap : SCAN_TEXT.widestGap);
    return linesOf(parts, usual, area === areas.outside ? 0 : lineHeight)
      .flatMap((line) => piecesOf(line, gap, uprights))
      .filter((piece) => isText(piece, usual, smallest))
      .map((piece): TextPiece => {
        const enclosed = area !== areas.outside || isBetweenRules(piece);
        const whole = withSpecks(piece, specks, usual * SCAN_TEXT.brokenGap);
        const own = isLevelStroke(piece, usual) ? piece : whole;
        const reach = usual * SCAN_TEXT.foreignGap;
        const isTouched =
          enclosed &&
          (foreign.some((c) => isNear(c, piece, reach)) ||
            specks.filter((c) => isNear(c, piece, reach)).length >= SCAN_TEXT.specksAround);
        return {
          ...own,
          enclosed,
          place: area === areas.outside ? 0 : area,
          usual,
          ...(isTouched ? { isTouched } : {}),
        };
      });
  });
}

/** A piece with less ink than the thinnest character is a speck; a hyphen is the smallest. */
const isText = (piece: Component, usual: number, smallest: number): boolean =>
  Math.max(piece.bottom - piece.top, piece.right - piece.left) >= usual * SCAN_TEXT.smallestText &&
  piece.area >= smallest * 2;

const isNear = (a: Component, b: Component, reach: number): boolean =>
  a.right > b.left - reach && a.left < b.right + reach && a.bottom > b.top - reach && a.top < b.bottom + reach;

/** A piece with the specks close to it: faint strokes break up into them, and without them a 3 is a bar. */
function withSpecks(piece: Component, specks: readonly Component[], reach: number): Component {
  const near = specks.filter((speck) => isNear(speck, piece, reach));
  return near.length > 0 ? union([piece, ...near]) : piece;
}

const isLevelStroke = ({ left, top, right, bottom }: Component, usual: number): boolean =>
  bottom - top <= usual * SCAN_TEXT.dashHeight &&
  right - left >= (bottom - top) * 1.5 &&
  right - left <= usual * SCAN_TEXT.dashWidth;

/** Whether a piece is one level stroke: a hyphen or a dash. No recogniser is asked what that is. */
export const isDash = (piece: TextPiece): boolean => isLevelStroke(piece, piece.usual);
