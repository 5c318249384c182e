import { SCAN_SAG } from '../../../config/limits/scan.ts';
import { bytesFor } from './picture-memory.ts';
import type { Mask, Raster } from './raster.ts';

/**
 * How far the lines of a page lie below their place on a flat sheet: a curled page of a book, a sheet photographed from
 * the side. Pixels of the reduced picture in which it was measured, for strips of columns within bands of rows.
 */
export interface Sag {
  readonly strips: number;
  readonly bands: number;
  readonly stripWidth: number;
  readonly bandHeight: number;
  /** Band by band from the top, strip by strip from the left. */
  readonly shifts: Float32Array;
}

/** Ink of each row of one strip within one band, without what lies there evenly. */
function profileOf(mask: Mask, left: number, right: number, top: number, bottom: number): Float32Array {
  const { width, height, ink } = mask;
  const rows = new Float32Array(bottom - top);
  for (let y = Math.max(0, top); y < Math.min(height, bottom); y++) {
    let sum = 0;
    for (let i = y * width + left, end = y * width + right; i < end; i++) sum += ink[i]!;
    rows[y - top] = sum;
  }
  const reach = SCAN_SAG.evenRows;
  const out = new Float32Array(rows.length);
  let sum = 0;
  for (let y = -reach; y < rows.length; y++) {
    if (y + reach < rows.length) sum += rows[y + reach]!;
    if (y - reach - 1 >= 0) sum -= rows[y - reach - 1]!;
    if (y >= 0) out[y] = Math.max(0, rows[y]! - sum / (2 * reach + 1));
  }
  return out;
}

function likeness(reference: Float32Array, profile: Float32Array, shift: number): number {
  let sum = 0;
  const [from, to] = [Math.max(0, -shift), Math.min(reference.length, profile.length - shift)];
  for (let y = from; y < to; y++) sum += reference[y]! * profile[y + shift]!;
  return sum;
}

/** The shift around `near` at which a profile is most like the reference, to parts of a pixel. */
function bestShift(reference: Float32Array, profile: Float32Array, near: number): number {
  const reach = SCAN_SAG.step;
  const middle = Math.round(near);
  let best = middle;
  let most = Number.NEGATIVE_INFINITY;
  for (let shift = middle - reach; shift <= middle + reach; shift++) {
    // of shifts that are equally good the nearest counts
    const value = likeness(reference, profile, shift) * (1 - 0.002 * Math.abs(shift - near));
    if (value > most) [best, most] = [shift, value];
  }
  const [before, at, behind] = [-1, 0, 1].map((d) => likeness(reference, profile, best + d)) as [
    number,
    number,
    number,
  ];
  const curve = before - 2 * at + behind;
  return curve < 0 ? best + Math.max(-0.5, Math.min(0.5, (before - behind) / (2 * curve))) : best;
}

function addShifted(into: Float32Array, profile: Float32Array, shift: number): void {
  const d = Math.round(shift);
  const [from, to] = [Math.max(0, -d), Math.min(into.length, profile.length - d)];
  for (let y = from; y < to; y++) into[y]! += profile[y + d]!;
}

function sharpnessOf(profile: Float32Array): number {
  let sum = 0;
  for (let y = 0; y < profile.length; y++) sum += profile[y]! * profile[y]!;
  return sum;
}

function inkIn(profile: Float32Array): number {
  let sum = 0;
  for (let y = 0; y < profile.length; y++) sum += profile[y]!;
  return sum;
}

/** Between strips that have a value, a straight line; beyond them the last one. */
function filledIn(shifts: readonly (number | null)[]): Float32Array {
  const known = shifts.flatMap((shift, i) => (shift === null ? [] : [i]));
  return Float32Array.from(shifts, (shift, i) => {
    if (shift !== null) return shift;
    const before = known.findLast((k) => k < i);
    const behind = known.find((k) => k > i);
    if (before === undefined || behind === undefined) return shifts[before ?? behind ?? -1] ?? 0;
    const part = (i - before) / (behind - before);
    return shifts[before]! * (1 - part) + shifts[behind]! * part;
  });
}

const median3 = (a: number, b: number, c: number): number => Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));

function smoothed(values: Float32Array): Float32Array {
  const last = values.length - 1;
  const calm = values.map((v, i) => median3(values[Math.max(0, i - 1)]!, v, values[Math.min(last, i + 1)]!));
  return calm.map((v, i) => (calm[Math.max(0, i - 1)]! + 2 * v + calm[Math.min(last, i + 1)]!) / 4);
}

interface BandSag {
  readonly shifts: Float32Array;
  readonly before: number;
  readonly after: number;
}

/** Follows the lines of one band from strip to strip, from the fullest to both sides, then all of them against the whole. */
function followed(profiles: readonly Float32Array[]): BandSag | null {
  const inks = profiles.map(inkIn);
  const full = Math.max(...inks);
  if (full === 0) return null;
  const isUsed = inks.map((ink) => ink >= full * SCAN_SAG.leastInk);
  if (isUsed.filter(Boolean).length < SCAN_SAG.fewestStrips) return null;
  const start = inks.indexOf(full);
  const shifts: (number | null)[] = profiles.map(() => null);
  shifts[start] = 0;
  for (const direction of [1, -1]) {
    const reference = profiles[start]!.slice();
    let near = 0;
    for (let s = start + direction; s >= 0 && s < profiles.length; s += direction) {
      if (!isUsed[s]) continue;
      near = bestShift(reference, profiles[s]!, near);
      shifts[s] = near;
      for (let y = 0; y < reference.length; y++) reference[y]! *= SCAN_SAG.memory;
      addShifted(reference, profiles[s]!, near);
    }
  }
  const length = profiles[0]!.length;
  const whole = (of: readonly (number | null)[]): Float32Array => {
    const sum = new Float32Array(length);
    for (const [s, shift] of of.entries()) if (shift !== null) addShifted(sum, profiles[s]!, shift);
    return sum;
  };
  for (let round = 0; round < SCAN_SAG.rounds; round++) {
    const together = whole(shifts);
    for (const [s, shift] of shifts.entries()) if (shift !== null) shifts[s] = bestShift(together, profiles[s]!, shift);
  }
  const flat = smoothed(filledIn(shifts));
  const middle = flat[Math.floor(flat.length / 2)]!;
  return {
    shifts: flat.map((shift) => shift - middle),
    before: sharpnessOf(whole(shifts.map((shift) => (shift === null ? null : 0)))),
    after: sharpnessOf(whole(shifts.map((shift, s) => (shift === null ? null : flat[s]!)))),
  };
}

/**
 * Measures how the lines of a page sag; null where they are straight, or where straightening would not make them
 * sharper. The picture is level and reduced; ink of its margins is not to be in it.
 */
export function sagOf(mask: Mask): Sag | null {
  const { strips, bands } = SCAN_SAG;
  const stripWidth = mask.width / strips;
  const bandHeight = mask.height / bands;
  const margin = Math.round(bandHeight / 2);
  const found = Array.from({ length: bands }, (_, b) => {
    const [top, bottom] = [Math.round(b * bandHeight) - margin, Math.round((b + 1) * bandHeight) + margin];
    const profiles = Array.from({ length: strips }, (__, s) =>
      profileOf(mask, Math.round(s * stripWidth), Math.round((s + 1) * stripWidth), top, bottom),
    );
    return followed(profiles);
  });
  const sure = found.filter((band) => band !== null);
  const [before, after] = [sure, sure].map((all, i) => all.reduce((sum, b) => sum + (i ? b.after : b.before), 0));
  if (sure.length === 0 || after! < before! * SCAN_SAG.sharper) return null;
  const shifts = new Float32Array(strips * bands);
  for (let s = 0; s < strips; s++) {
    const down = filledIn(found.map((band) => band?.shifts[s] ?? null));
    for (let b = 0; b < bands; b++) shifts[b * strips + s] = down[b]!;
  }
  if (shifts.every((shift) => Math.abs(shift) < SCAN_SAG.leastPixels)) return null;
  return { strips, bands, stripWidth, bandHeight, shifts };
}

/** The shift at one point of a picture `factor` times as large as the one that was measured. */
export function sagAt(sag: Sag, x: number, y: number, factor: number): number {
  const { strips, bands, stripWidth, bandHeight, shifts } = sag;
  const v = Math.min(bands - 1, Math.max(0, y / factor / bandHeight - 0.5));
  const u = Math.min(strips - 1, Math.max(0, x / factor / stripWidth - 0.5));
  const [upper, left] = [Math.floor(v), Math.floor(u)];
  const [lower, right] = [Math.min(bands - 1, upper + 1), Math.min(strips - 1, left + 1)];
  const between = (band: number): number => {
    const [a, b] = [shifts[band * strips + left]!, shifts[band * strips + right]!];
    return a + (b - a) * (u - left);
  };
  return (between(upper) + (between(lower) - between(upper)) * (v - upper)) * factor;
}

/** Between which strips each column of a picture lies that is `factor` times as large, and how far from the left one. */
interface Between {
  readonly left: Int32Array;
  readonly right: Int32Array;
  readonly part: Float64Array;
}

function betweenStrips({ strips, stripWidth }: Sag, width: number, factor: number): Between {
  const [left, right, part] = [new Int32Array(width), new Int32Array(width), new Float64Array(width)];
  for (let x = 0; x < width; x++) {
    const u = Math.min(strips - 1, Math.max(0, x / factor / stripWidth - 0.5));
    left[x] = Math.floor(u);
    right[x] = Math.min(strips - 1, left[x]! + 1);
    part[x] = u - left[x]!;
  }
  return { left, right, part };
}

/** Shifts of all strips at one row, drawn out to every column of a picture `factor` times as large. */
function shiftsAt(sag: Sag, y: number, { left, right, part }: Between, factor: number, into: Float32Array): void {
  const { strips, bands, bandHeight, shifts } = sag;
  const v = Math.min(bands - 1, Math.max(0, y / factor / bandHeight - 0.5));
  const upper = Math.floor(v);
  const above = shifts.subarray(upper * strips, (upper + 1) * strips);
  const below = shifts.subarray(Math.min(bands - 1, upper + 1) * strips);
  for (let x = 0; x < into.length; x++) {
    // no lists in here: half a million of them a page were a quarter of what the collector had to clear away
    const a = above[left[x]!]!;
    const c = below[left[x]!]!;
    const top = a + (above[right[x]!]! - a) * part[x]!;
    const bottom = c + (below[right[x]!]! - c) * part[x]!;
    into[x] = (top + (bottom - top) * (v - upper)) * factor;
  }
}

/** Rows between which shifts are not computed anew, pixels: a sag is smooth. */
const ROWS_ALIKE = 8;

/** The page with its lines drawn straight; `factor`: how many times larger it is than the picture that was measured. */
export function straightened({ width, height, grey }: Raster, sag: Sag, factor: number): Raster {
  const out = bytesFor(grey.length).fill(255);
  const shifts = new Float32Array(width);
  const between = betweenStrips(sag, width, factor);
  const whole = new Int32Array(width);
  const part = new Float64Array(width);
  for (let y0 = 0; y0 < height; y0 += ROWS_ALIKE) {
    shiftsAt(sag, y0 + ROWS_ALIKE / 2, between, factor, shifts);
    for (let x = 0; x < width; x++) {
      whole[x] = Math.floor(shifts[x]!);
      part[x] = shifts[x]! - whole[x]!;
    }
    for (let y = y0, y1 = Math.min(height, y0 + ROWS_ALIKE); y < y1; y++) {
      for (let x = 0, i = y * width; x < width; x++, i++) {
        const row = y + whole[x]!;
        if (row < 0 || row >= height - 1) continue;
        const at = row * width + x;
        const above = grey[at]!;
        out[i] = above + (grey[at + width]! - above) * part[x]!;
      }
    }
  }
  return { width, height, grey: out };
}

/**
 * The page with what leans drawn upright: as if it were laid on its side, straightened and turned back. The sag is that of
 * the page on its side.
 */
export function uprighted({ width, height, grey }: Raster, lean: Sag, factor: number): Raster {
  const out = bytesFor(grey.length).fill(255);
  const shifts = new Float32Array(height);
  const between = betweenStrips(lean, height, factor);
  for (let x0 = 0; x0 < width; x0 += ROWS_ALIKE) {
    shiftsAt(lean, x0 + ROWS_ALIKE / 2, between, factor, shifts);
    const x1 = Math.min(width, x0 + ROWS_ALIKE);
    for (let y = 0; y < height; y++) {
      const base = y * width;
      const shift = shifts[height - 1 - y]!;
      const whole = Math.floor(shift);
      const part = shift - whole;
      const first = Math.max(x0, -whole);
      const end = Math.min(x1, width - 1 - whole);
      if (first >= end) continue;
      let left = grey[base + first + whole]!;
      for (let i = base + first, to = base + end; i < to; i++) {
        const right = grey[i + whole + 1]!;
        out[i] = left + (right - left) * part;
        left = right;
      }
    }
  }
  return { width, height, grey: out };
}
