import { SCAN_RING } from '../../../config/limits/scan.ts';
import type { LineImage } from '../../contracts/ocr.ts';

/** A ring as it is laid beside others: its size, and how dark each field of a grid over its ink is, 0…1. */
interface Print {
  readonly width: number;
  readonly height: number;
  readonly fields: Float32Array;
}

/** The ink of a crop as a print; null where it has none. */
function printOf({ width, height, grey }: LineImage): Print | null {
  let [left, top, right, bottom] = [width, height, 0, 0];
  for (let i = 0; i < grey.length; i++) {
    if (grey[i]! >= SCAN_RING.ink) continue;
    const [x, y] = [i % width, Math.floor(i / width)];
    [left, right, top, bottom] = [Math.min(left, x), Math.max(right, x + 1), Math.min(top, y), Math.max(bottom, y + 1)];
  }
  if (right <= left) return null;
  const { columns, rows } = SCAN_RING.grid;
  const [wide, high] = [right - left, bottom - top];
  const fields = new Float32Array(columns * rows);
  const counts = new Float32Array(fields.length);
  for (let y = 0; y < Math.max(high, rows); y++) {
    const row = Math.floor((y * rows) / Math.max(high, rows));
    const fromY = top + Math.floor((y * high) / Math.max(high, rows));
    for (let x = 0; x < Math.max(wide, columns); x++) {
      const field = row * columns + Math.floor((x * columns) / Math.max(wide, columns));
      const fromX = left + Math.floor((x * wide) / Math.max(wide, columns));
      fields[field]! += 1 - grey[fromY * width + fromX]! / 255;
      counts[field]!++;
    }
  }
  return { width: wide, height: high, fields: fields.map((sum, i) => sum / counts[i]!) };
}

const isNear = (a: number, b: number): boolean => Math.abs(a - b) <= Math.max(1, Math.max(a, b) * SCAN_RING.differs);

/** The largest difference between two prints in a square of four fields: one field alone is an edge that lies elsewhere. */
function apart(a: Print, b: Print): number {
  const { columns, rows } = SCAN_RING.grid;
  const field = (i: number): number => a.fields[i]! - b.fields[i]!;
  let most = 0;
  for (let i = 0; i < columns * (rows - 1); i++) {
    if (i % columns === columns - 1) continue;
    most = Math.max(most, Math.abs(field(i) + field(i + 1) + field(i + columns) + field(i + columns + 1)) / 4);
  }
  return most;
}

const isLike = (a: Print, b: Print, unlike: number): boolean =>
  isNear(a.width, b.width) && isNear(a.height, b.height) && apart(a, b) <= unlike;

/**
 * Puts rings together that were printed alike: nowhere is one darker or lighter than the first of its kind.
 * @returns for each kind the places of its rings in the list, in their order
 */
export function kindsOfRings(rings: readonly LineImage[]): readonly (readonly number[])[] {
  const kinds: { readonly first: Print; readonly members: number[] }[] = [];
  for (const [i, ring] of rings.entries()) {
    const print = printOf(ring);
    if (!print) continue;
    const known = kinds.find(({ first }) => isLike(first, print, SCAN_RING.unlike));
    if (known) known.members.push(i);
    else kinds.push({ first: print, members: [i] });
  }
  return kinds.map(({ members }) => members);
}

/**
 * Which of some prints look the same as a ring: noise broke them or left a speck in them, and they are no plain ring by themselves.
 * @returns their places in the list
 */
export function likeOneOf(rings: readonly LineImage[], others: readonly LineImage[]): readonly number[] {
  const known = rings.flatMap((ring) => printOf(ring) ?? []);
  return others.flatMap((other, i) => {
    const print = printOf(other);
    if (!print || print.height < SCAN_RING.leastHeight) return [];
    return known.some((ring) => isLike(ring, print, SCAN_RING.unlikeBroken)) ? [i] : [];
  });
}
