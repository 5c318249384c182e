import { OUTLINE } from '../../../../config/limits/eye.ts';
import { DRAW } from '../path-ink.ts';

/** What the outline of one character says about its look. Lengths in parts of the font size, y upwards from the base line. */
export interface GlyphShape {
  /** Whether anything is drawn at all. */
  readonly inked: boolean;
  /** A box with or without a cross: what fonts draw for characters that they do not have. */
  readonly frame: boolean;
  readonly width: number;
  readonly bottom: number;
  readonly top: number;
  /** Share of ink, 0…1, in each square of a grid laid over the ink, row by row from the top. */
  readonly coverage: Float32Array;
}

type Polygon = readonly number[];

function pushCurve(points: number[], p: readonly number[]): void {
  const [x0, y0] = [points.at(-2)!, points.at(-1)!];
  const [x1, y1, x2, y2, x3, y3] = p as [number, number, number, number, number, number];
  for (let step = 1; step <= OUTLINE.curveSteps; step++) {
    const t = step / OUTLINE.curveSteps;
    const u = 1 - t;
    const [a, b, c, d] = [u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t];
    points.push(a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3);
  }
}

/** Straight pieces of a path buffer of pdf.js; null where its codes are not those of this version. */
export function polygonsOf(buffer: ArrayLike<number>): readonly Polygon[] | null {
  const polygons: number[][] = [];
  let points: number[] = [];
  const n = (at: number): number => buffer[at] ?? 0;
  for (let i = 0; i < buffer.length; ) {
    switch (buffer[i++]) {
      case DRAW.move:
        points = [n(i), n(i + 1)];
        polygons.push(points);
        i += 2;
        break;
      case DRAW.line:
        points.push(n(i), n(i + 1));
        i += 2;
        break;
      case DRAW.curve:
        if (points.length < 2) points.push(n(i), n(i + 1));
        pushCurve(points, [n(i), n(i + 1), n(i + 2), n(i + 3), n(i + 4), n(i + 5)]);
        i += 6;
        break;
      case DRAW.quadratic: {
        if (points.length < 2) points.push(n(i), n(i + 1));
        const [x0, y0] = [points.at(-2)!, points.at(-1)!];
        const [cx, cy, x, y] = [n(i), n(i + 1), n(i + 2), n(i + 3)];
        pushCurve(points, [
          x0 + (2 / 3) * (cx - x0),
          y0 + (2 / 3) * (cy - y0),
          x + (2 / 3) * (cx - x),
          y + (2 / 3) * (cy - y),
          x,
          y,
        ]);
        i += 4;
        break;
      }
      case DRAW.close:
        break;
      default:
        return null;
    }
  }
  return polygons.filter((polygon) => polygon.length >= 6);
}

interface Bounds {
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
  readonly top: number;
}

function boundsOf(polygons: readonly Polygon[]): Bounds {
  let [left, bottom, right, top] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const polygon of polygons) {
    for (let i = 0; i < polygon.length; i += 2) {
      left = Math.min(left, polygon[i]!);
      right = Math.max(right, polygon[i]!);
      bottom = Math.min(bottom, polygon[i + 1]!);
      top = Math.max(top, polygon[i + 1]!);
    }
  }
  return { left, bottom, right, top };
}

/** Whether the outermost contour is a rectangle along the axes around all others. */
function isFrame(polygons: readonly Polygon[], { left, bottom, right, top }: Bounds): boolean {
  const slack = OUTLINE.cornerSlack * Math.max(right - left, top - bottom);
  const isCorner = (x: number, y: number): boolean =>
    Math.min(Math.abs(x - left), Math.abs(x - right)) <= slack &&
    Math.min(Math.abs(y - bottom), Math.abs(y - top)) <= slack;
  const isOuter = (polygon: Polygon): boolean => {
    const own = boundsOf([polygon]);
    if (own.right - own.left < right - left - slack || own.top - own.bottom < top - bottom - slack) return false;
    for (let i = 0; i < polygon.length; i += 2) if (!isCorner(polygon[i]!, polygon[i + 1]!)) return false;
    return true;
  };
  return polygons.length > 1 && polygons.some(isOuter);
}

/** Adds the part of a span to the squares of one row that it covers. */
function addSpan(row: Float32Array, from: number, to: number, weight: number): void {
  for (let c = Math.max(0, Math.floor(from)); c < Math.min(row.length, Math.ceil(to)); c++) {
    row[c]! += weight * Math.max(0, Math.min(to, c + 1) - Math.max(from, c));
  }
}

/** Shares of ink by scan lines, with the non-zero winding rule that fonts are filled by. */
function coverageOf(polygons: readonly Polygon[], { left, bottom, right, top }: Bounds): Float32Array {
  const { columns, rows, scans } = OUTLINE;
  const coverage = new Float32Array(columns * rows);
  const scaleX = columns / Math.max(right - left, Number.EPSILON);
  for (let line = 0; line < rows * scans; line++) {
    const y = top - ((line + 0.5) * (top - bottom)) / (rows * scans);
    const crossings: [number, number][] = [];
    for (const p of polygons) {
      for (let i = 0; i < p.length; i += 2) {
        const j = (i + 2) % p.length;
        const [y0, y1] = [p[i + 1]!, p[j + 1]!];
        if (y0 <= y === y1 <= y) continue;
        const x = p[i]! + ((y - y0) / (y1 - y0)) * (p[j]! - p[i]!);
        crossings.push([(x - left) * scaleX, y1 > y0 ? 1 : -1]);
      }
    }
    crossings.sort((a, b) => a[0] - b[0]);
    const first = Math.floor(line / scans) * columns;
    const row = coverage.subarray(first, first + columns);
    let winding = 0;
    crossings.forEach(([x, turn], i) => {
      if (winding !== 0) addSpan(row, crossings[i - 1]![0], x, 1 / scans);
      winding += turn;
    });
  }
  return coverage;
}

const NO_INK: GlyphShape = { inked: false, frame: false, width: 0, bottom: 0, top: 0, coverage: new Float32Array(0) };

/**
 * The look of a filled path in parts of the font size.
 * @returns null where the path cannot be followed
 */
export function shapeOf(buffer: ArrayLike<number>): GlyphShape | null {
  const polygons = buffer.length > OUTLINE.longest ? null : polygonsOf(buffer);
  if (!polygons) return null;
  const bounds = boundsOf(polygons);
  if (polygons.length === 0 || !(bounds.right > bounds.left && bounds.top > bounds.bottom)) return NO_INK;
  return {
    inked: true,
    frame: isFrame(polygons, bounds),
    width: bounds.right - bounds.left,
    bottom: bounds.bottom,
    top: bounds.top,
    coverage: coverageOf(polygons, bounds),
  };
}
