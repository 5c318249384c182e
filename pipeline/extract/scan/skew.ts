import type { Mask } from './raster.ts';

/** Largest skew looked for, in radians: eight and a half degrees, as a sheet laid on the glass by hand may lie. */
const LARGEST = 0.148;
const COARSE = 0.0035;
const FINE = 0.0004;
/** Pixels of ink that are looked at. */
const SAMPLES = 40_000;

/** Bits behind the point of a sine: whole numbers are twice as fast as fractions. A picture of 40,000 rows still fits. */
const SINE_BITS = 14;

/** Every `step`-th ink pixel, as halves of a pixel from the middle: enough to see lines, few enough to try many angles. */
function samplesOf({ width, height, ink }: Mask, most: number): { xs: Int32Array; ys: Int32Array } {
  let count = 0;
  for (let i = 0; i < ink.length; i++) count += ink[i]!;
  const step = Math.max(1, Math.floor(count / most));
  const xs = new Int32Array(Math.ceil(count / step));
  const ys = new Int32Array(xs.length);
  let seen = 0;
  let n = 0;
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      if (ink[i] === 1 && seen++ % step === 0) {
        xs[n] = 2 * x - width;
        ys[n++] = 2 * y - height;
      }
    }
  }
  return { xs: xs.subarray(0, n), ys: ys.subarray(0, n) };
}

/** How sharply ink gathers in rows when the page is turned by an angle: the sum of squares of its profile. */
function sharpness(xs: Int32Array, ys: Int32Array, angle: number, profile: Int32Array): number {
  profile.fill(0);
  const middle = Math.round((profile.length + 1) * 2 ** SINE_BITS);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)].map((part) => Math.round(part * 2 ** SINE_BITS)) as [
    number,
    number,
  ];
  for (let i = 0; i < xs.length; i++) {
    const row = (Math.imul(ys[i]!, cos) - Math.imul(xs[i]!, sin) + middle) >> (SINE_BITS + 1);
    if (row >= 0 && row < profile.length) profile[row]!++;
  }
  let sum = 0;
  for (let i = 1; i < profile.length; i++) sum += (profile[i]! - profile[i - 1]!) ** 2;
  return sum;
}

export interface Skew {
  /** Radians by which the lines of the page fall to the right; 0 where there is nothing to see. */
  readonly angle: number;
  /** Sharpness of rows at that angle for each ink pixel: compares upright with sideways. */
  readonly sharpness: number;
}

/** Finds the angle at which text and rules of the page lie level. */
export function skewOf(mask: Mask): Skew {
  const { xs, ys } = samplesOf(mask, SAMPLES);
  if (xs.length === 0) return { angle: 0, sharpness: 0 };
  const profile = new Int32Array(mask.height * 2);
  const at = (angle: number): number => sharpness(xs, ys, angle, profile);
  const bestOf = (from: number, to: number, step: number): number => {
    let best = from;
    let value = Number.NEGATIVE_INFINITY;
    for (let angle = from; angle <= to + step / 2; angle += step) {
      const found = at(angle);
      if (found > value) [best, value] = [angle, found];
    }
    return best;
  };
  const coarse = bestOf(-LARGEST, LARGEST, COARSE);
  const angle = bestOf(coarse - COARSE, coarse + COARSE, FINE);
  return { angle, sharpness: at(angle) / (xs.length * xs.length) };
}
