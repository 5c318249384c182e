import { compose, type Matrix, matrixFrom } from '../matrix.ts';
import { DRAW } from '../path-ink.ts';
import { type GlyphLook, lookOf, type ShownGlyph } from './glyph-look.ts';
import { type GlyphShape, shapeOf } from './glyph-outline.ts';

/** A list of operators as pdf.js hands it on. */
export interface OperatorList {
  readonly fnArray: readonly number[];
  readonly argsArray: readonly unknown[];
}

/** Where the outlines of the characters of one font are found. */
export interface OutlineSource {
  /** The path of a character as pdf.js has built it, in parts of the font size; null where the font has none. */
  readonly pathOf: (fontChar: string) => ArrayLike<number> | null;
  /** The procedure that paints a character of a Type 3 font; null for other fonts. */
  readonly procedureOf: ((id: string) => OperatorList | null) | null;
  /** From the space of its procedures to parts of the font size; it may turn them upside down. */
  readonly matrix: Matrix;
  /** The file brings the font along, and it could not be read. */
  readonly broken: boolean;
}

/** Operators of a procedure that paint nothing but paths or nothing at all. */
const HARMLESS = [
  'save',
  'restore',
  'transform',
  'setCharWidth',
  'setCharWidthAndBounds',
  'setLineWidth',
  'setLineCap',
  'setLineJoin',
  'setMiterLimit',
  'setDash',
  'setFlatness',
  'setFillRGBColor',
  'setStrokeRGBColor',
  'setGState',
  'dependency',
] as const;

/** A path buffer with its points moved by a matrix. */
function moved(buffer: ArrayLike<number>, m: Matrix): readonly number[] {
  const out: number[] = [];
  const lengths: Readonly<Record<number, number>> = {
    [DRAW.move]: 1,
    [DRAW.line]: 1,
    [DRAW.curve]: 3,
    [DRAW.quadratic]: 2,
  };
  for (let i = 0; i < buffer.length; ) {
    const code = buffer[i++]!;
    out.push(code);
    for (let n = lengths[code] ?? 0; n > 0; n--, i += 2) {
      const [x, y] = [buffer[i] ?? 0, buffer[i + 1] ?? 0];
      out.push(m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]);
    }
  }
  return out;
}

/** The paths that a procedure fills, as one; null where it paints anything else. */
function filledPath(
  { fnArray, argsArray }: OperatorList,
  fontMatrix: Matrix,
  ops: Readonly<Record<string, number>>,
): readonly number[] | null {
  const harmless = new Set(HARMLESS.map((name) => ops[name]));
  const fills = new Set([ops.fill, ops.eoFill, ops.fillStroke, ops.eoFillStroke]);
  const path: number[] = [];
  const saved: Matrix[] = [];
  let matrix = fontMatrix;
  for (const [i, code] of fnArray.entries()) {
    const args = argsArray[i];
    if (code === ops.save) saved.push(matrix);
    else if (code === ops.restore) matrix = saved.pop() ?? matrix;
    else if (code === ops.transform) {
      const inner = Array.isArray(args) || args instanceof Float32Array ? matrixFrom(args) : null;
      if (inner) matrix = compose(matrix, inner);
    } else if (code === ops.constructPath && Array.isArray(args)) {
      const [paint, buffers] = args;
      const buffer: unknown = Array.isArray(buffers) ? buffers[0] : null;
      if (!fills.has(Number(paint)) || !(buffer instanceof Float32Array || Array.isArray(buffer))) return null;
      path.push(...moved(buffer, matrix));
    } else if (!harmless.has(code)) return null;
  }
  return path;
}

/** Tells how the characters of one font look; each is looked at once. */
export function looksOf(
  source: OutlineSource,
  ops: Readonly<Record<string, number>>,
): (glyph: ShownGlyph) => GlyphLook {
  const known = new Map<string, GlyphLook>();
  const kind = { procedural: source.procedureOf !== null, broken: source.broken };
  const outlineOf = ({ fontChar, operatorListId }: ShownGlyph): GlyphShape | null => {
    if (!source.procedureOf) {
      const path = source.pathOf(fontChar);
      return path && shapeOf(path);
    }
    const procedure = operatorListId ? source.procedureOf(operatorListId) : null;
    const path = procedure && filledPath(procedure, source.matrix, ops);
    return path && shapeOf(path);
  };
  return (glyph) => {
    const key = `${glyph.fontChar} ${glyph.unicode} ${glyph.operatorListId ?? ''}`;
    const before = known.get(key);
    if (before) return before;
    const look = lookOf(glyph, () => outlineOf(glyph), kind);
    known.set(key, look);
    return look;
  };
}
