import { PDF_THRESHOLDS } from '../../../config/limits/extract.ts';
import type { Box, Ruling } from '../../contracts/page.ts';
import type { Matrix } from './matrix.ts';

/** Codes of the path buffers of pdfjs-dist 5.5.207 (DrawOPS, not exported there; 3 and 4 differ between versions). */
export const DRAW = { move: 0, line: 1, curve: 2, quadratic: 3, close: 4 } as const;
/** Five points, a close, and a move without a line behind them. */
const LONGEST_BOX_PATH = 19;

/** Coordinates of four corners, and of the first one again. */
const RECTANGLE_NUMBERS = 10;

/** One run of connected points on the page. */
interface Subpath {
  readonly points: number[];
  curved: boolean;
  closed: boolean;
}

/** A straight stroke: x and y of both ends. */
export type Stroke = readonly [x0: number, y0: number, x1: number, y1: number];

/** What a painted path leaves on the page: rules, and areas that are no rules. */
export interface PathInk {
  readonly rulings: readonly Ruling[];
  readonly areas: readonly { readonly box: Box; readonly rectangle: boolean }[];
  /** Boxes of what may be characters drawn as outlines or by a pen. */
  readonly marks: readonly Box[];
  /** Strokes aslant, and pieces of curves. */
  readonly strokes: readonly Stroke[];
}

function subpathsOf(buffer: ArrayLike<number>, ctm: Matrix): readonly Subpath[] {
  const subpaths: Subpath[] = [];
  let current: Subpath | null = null;
  const add = (at: number): void => {
    const x = buffer[at] ?? 0;
    const y = buffer[at + 1] ?? 0;
    if (!current) {
      current = { points: [], curved: false, closed: false };
      subpaths.push(current);
    }
    current.points.push(ctm[0] * x + ctm[2] * y + ctm[4], ctm[1] * x + ctm[3] * y + ctm[5]);
  };
  for (let i = 0; i < buffer.length; ) {
    switch (buffer[i++]) {
      case DRAW.move:
        current = null;
        add(i);
        i += 2;
        break;
      case DRAW.line:
        add(i);
        i += 2;
        break;
      case DRAW.curve:
        add(i + 4);
        subpaths[subpaths.length - 1]!.curved = true;
        i += 6;
        break;
      case DRAW.quadratic:
        add(i + 2);
        subpaths[subpaths.length - 1]!.curved = true;
        i += 4;
        break;
      case DRAW.close:
        if (subpaths.length > 0) subpaths[subpaths.length - 1]!.closed = true;
        break;
      default:
        return subpaths;
    }
  }
  return subpaths;
}

function boxOf({ points }: Pick<Subpath, 'points'>): Box {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < points.length; i += 2) {
    const x = points[i]!;
    const y = points[i + 1]!;
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  return [left, top, right, bottom];
}

/** The smallest upright box around a path; null for one without points. */
export function boundsOf(buffer: ArrayLike<number>, ctm: Matrix): Box | null {
  const points = subpathsOf(buffer, ctm).flatMap((subpath) => subpath.points);
  return points.length === 0 ? null : boxOf({ points });
}

function isRectangle({ points, curved }: Subpath): boolean {
  if (curved || points.length < 8) return false;
  for (let i = 0; i < points.length; i += 2) {
    const next = (i + 2) % points.length;
    const dx = Math.abs(points[next]! - points[i]!);
    const dy = Math.abs(points[next + 1]! - points[i + 1]!);
    if (dx > PDF_THRESHOLDS.ruleSkew && dy > PDF_THRESHOLDS.ruleSkew) return false;
  }
  return true;
}

/** Whether a path is one rectangle along the axes. */
export function isBoxPath(buffer: ArrayLike<number>, ctm: Matrix): boolean {
  // A longer one has more points than a rectangle needs.
  if (buffer.length > LONGEST_BOX_PATH) return false;
  const [first, ...others] = subpathsOf(buffer, ctm).filter(({ points }) => points.length > 2);
  return first !== undefined && others.length === 0 && isRectangle(first);
}

/** A thin box as a rule along its longer side; null when it is no rule. A dot is a rule of both directions. */
export function rulingsOfBox([left, top, right, bottom]: Box): readonly Ruling[] {
  const width = right - left;
  const height = bottom - top;
  if (Math.min(width, height) > PDF_THRESHOLDS.ruleThickness) return [];
  const horizontal: Ruling = {
    orientation: 'horizontal',
    at: (top + bottom) / 2,
    from: left,
    to: right,
    thicknessPt: height,
  };
  const vertical: Ruling = {
    orientation: 'vertical',
    at: (left + right) / 2,
    from: top,
    to: bottom,
    thicknessPt: width,
  };
  if (Math.max(width, height) <= PDF_THRESHOLDS.ruleThickness) return [horizontal, vertical];
  return [width >= height ? horizontal : vertical];
}

/** The four sides of a box as rules. */
export const sidesOfBox = ([left, top, right, bottom]: Box, thicknessPt: number): readonly Ruling[] => [
  { orientation: 'horizontal', at: top, from: left, to: right, thicknessPt },
  { orientation: 'horizontal', at: bottom, from: left, to: right, thicknessPt },
  { orientation: 'vertical', at: left, from: top, to: bottom, thicknessPt },
  { orientation: 'vertical', at: right, from: top, to: bottom, thicknessPt },
];

/** A frame filled between two rectangles, the one just inside the other. */
function frames(boxes: readonly Box[]): readonly Ruling[] {
  const rulings: Ruling[] = [];
  for (let i = 0; i + 1 < boxes.length; i++) {
    const [a, b] = [boxes[i]!, boxes[i + 1]!];
    const [outer, inner] = a[2] - a[0] >= b[2] - b[0] ? [a, b] : [b, a];
    const insets = [inner[0] - outer[0], inner[1] - outer[1], outer[2] - inner[2], outer[3] - inner[3]];
    if (insets.every((inset) => inset >= 0 && inset <= PDF_THRESHOLDS.ruleThickness)) {
      const thickness = Math.max(...insets);
      const middle = outer.map((v, side) => (v + inner[side]!) / 2) as unknown as Box;
      rulings.push(...sidesOfBox(middle, thickness));
    }
  }
  return rulings;
}

/** Whether a shape may be a character: neither larger than the largest print nor a speck. */
function maybeCharacter([left, top, right, bottom]: Box): boolean {
  const longest = Math.max(right - left, bottom - top);
  return longest <= PDF_THRESHOLDS.largestMark && longest >= PDF_THRESHOLDS.smallestMark;
}

/** Rules and areas that filling a path paints. Boxes in points of the page. */
export function filledInk(buffer: ArrayLike<number>, ctm: Matrix): PathInk {
  const rulings: Ruling[] = [];
  const areas: { box: Box; rectangle: boolean }[] = [];
  const marks: Box[] = [];
  const rectangles: Box[] = [];
  for (const subpath of subpathsOf(buffer, ctm)) {
    if (subpath.points.length < 4) continue;
    const box = boxOf(subpath);
    const length = Math.max(box[2] - box[0], box[3] - box[1]);
    const thin = rulingsOfBox(box);
    // A character is small enough to be taken for a rectangle, but it has more corners.
    const isLong = length >= PDF_THRESHOLDS.curvedRuleLength;
    const rectangle = isRectangle(subpath) && (isLong || subpath.points.length <= RECTANGLE_NUMBERS);
    const straight = rectangle || subpath.points.length <= 6;
    if (thin.length > 0 && (straight || isLong)) rulings.push(...thin);
    else {
      if (rectangle) rectangles.push(box);
      else if (maybeCharacter(box)) marks.push(box);
      areas.push({ box, rectangle });
    }
  }
  const framed = frames(rectangles);
  return framed.length > 0
    ? { rulings: [...rulings, ...framed], areas: [], marks: [], strokes: [] }
    : { rulings, areas, marks, strokes: [] };
}

/** Rules and areas that stroking a path paints; a very wide stroke paints an area. */
export function strokedInk(buffer: ArrayLike<number>, ctm: Matrix, lineWidth: number): PathInk {
  const thickness = lineWidth * Math.sqrt(Math.abs(ctm[0] * ctm[3] - ctm[1] * ctm[2]));
  const rulings: Ruling[] = [];
  const areas: { box: Box; rectangle: boolean }[] = [];
  const marks: Box[] = [];
  const strokes: Stroke[] = [];
  for (const subpath of subpathsOf(buffer, ctm)) {
    const { points, closed, curved } = subpath;
    const ends = closed && points.length > 4 ? [...points, points[0]!, points[1]!] : points;
    let aslant = curved;
    for (let i = 0; i + 3 < ends.length; i += 2) {
      const [x0, y0, x1, y1] = [ends[i]!, ends[i + 1]!, ends[i + 2]!, ends[i + 3]!];
      const width = Math.abs(x1 - x0);
      const height = Math.abs(y1 - y0);
      if (Math.max(width, height) === 0) continue;
      const isShort = curved && Math.max(width, height) < PDF_THRESHOLDS.curvedRuleLength;
      if (Math.min(width, height) > PDF_THRESHOLDS.ruleSkew || isShort) {
        aslant = true;
        strokes.push([x0, y0, x1, y1]);
        continue;
      }
      const half = thickness / 2;
      const horizontal = width >= height;
      const box: Box = horizontal
        ? [Math.min(x0, x1), (y0 + y1) / 2 - half, Math.max(x0, x1), (y0 + y1) / 2 + half]
        : [(x0 + x1) / 2 - half, Math.min(y0, y1), (x0 + x1) / 2 + half, Math.max(y0, y1)];
      if (thickness > PDF_THRESHOLDS.ruleThickness) {
        areas.push({ box, rectangle: true });
        continue;
      }
      rulings.push({
        orientation: horizontal ? 'horizontal' : 'vertical',
        at: horizontal ? (y0 + y1) / 2 : (x0 + x1) / 2,
        from: horizontal ? box[0] : box[1],
        to: horizontal ? box[2] : box[3],
        thicknessPt: thickness,
      });
    }
    if (aslant && points.length > 4 && maybeCharacter(boxOf(subpath))) marks.push(boxOf(subpath));
  }
  return { rulings, areas, marks, strokes };
}
