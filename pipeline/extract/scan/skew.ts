import { SCAN_ORIENTATION } from '../../../config/limits/scan.ts';
import type { Mask } from './raster.ts';

/** Largest skew looked for, in radians: eight and a half degrees, as a sheet laid on the glass by hand may lie. */
const LARGEST = 0.148;
const COARSE = 0.0035;
const FINE = 0.0004;
/** Pixels of ink that are looked at. */
const SAMPLES = 40_000;
/**
 * One in so many of them says which angles are looked at with all, and how many of the 85 these are. Of twelve pages of
 * three scans the best angle was among the first three of these eleven times, and once the seventh.
 */
const ONE_IN = 4;
const LIKELY = 16;

/** Every `step`-th ink pixel as coordinates: enough to see lines, few enough to try many angles. */
function samplesOf({ width, height, ink }: Mask, most: number): { xs: Float32Array; ys: Float32Array } {
  let count = 0;
  for (let i = 0; i < ink.length; i++) count += ink[i]!;
  const step = Math.max(1, Math.floor(count / most));
  const xs = new Float32Array(Math.ceil(count / step));
  const ys = new Float32Array(xs.length);
  let seen = 0;
  let n = 0;
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      if (ink[i] === 1 && seen++ % step === 0) {
        xs[n] = x - width / 2;
        ys[n++] = y - height / 2;
      }
    }
  }
  return { xs: xs.subarray(0, n), ys: ys.subarray(0, n) };
}

/** How sharply ink gathers in rows when the page is turned by an angle: the sum of squares of its profile. */
function sharpness(xs: Float32Array, ys: Float32Array, angle: number, profile: Int32Array, step = 1): number {
  profile.fill(0);
  const middle = profile.length / 2 + 0.5;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  for (let i = 0; i < xs.length; i += step) {
    const row = (ys[i]! * cos - xs[i]! * sin + middle) | 0;
    if (row >= 0 && row < profile.length) profile[row]!++;
  }
  let sum = 0;
  for (let i = 1; i < profile.length; i++) sum += (profile[i]! - profile[i - 1]!) ** 2;
  return sum;
}

function anglesFrom(from: number, to: number, step: number): readonly number[] {
  const angles: number[] = [];
  for (let angle = from; angle <= to + step / 2; angle += step) angles.push(angle);
  return angles;
}

export interface Skew {
  /** Radians by which the lines of the page fall to the right; 0 where there is nothing to see. */
  readonly angle: number;
  /** Sharpness of rows at that angle for each ink pixel: compares upright with sideways. */
  readonly sharpness: number;
}

/** What a look at some of the ink says of the way that the lines of a page run. */
export interface RoughSkew {
  /** As that of `Skew`, less exactly. */
  readonly sharpness: number;
  /** Looks at all samples: worked out when it is first asked for. */
  readonly exactly: () => Skew;
}

/** Finds roughly the angle at which text and rules of the page lie level. */
export function roughSkewOf(mask: Mask): RoughSkew {
  const { xs, ys } = samplesOf(mask, SAMPLES);
  if (xs.length === 0) return { sharpness: 0, exactly: () => ({ angle: 0, sharpness: 0 }) };
  const profile = new Int32Array(mask.height * 2);
  const angles = anglesFrom(-LARGEST, LARGEST, COARSE);
  const roughly = angles.map((angle) => sharpness(xs, ys, angle, profile, ONE_IN));
  let known: Skew | null = null;
  return {
    sharpness: Math.max(...roughly) / Math.ceil(xs.length / ONE_IN) ** 2,
    exactly: () => {
      known ??= exactSkew(xs, ys, profile, angles, roughly);
      return known;
    },
  };
}

function exactSkew(
  xs: Float32Array,
  ys: Float32Array,
  profile: Int32Array,
  angles: readonly number[],
  roughly: readonly number[],
): Skew {
  const at = (angle: number): number => sharpness(xs, ys, angle, profile);
  const bestOf = (some: readonly number[]): number => {
    let best = some[0]!;
    let value = Number.NEGATIVE_INFINITY;
    for (const angle of some) {
      const found = at(angle);
      if (found > value) [best, value] = [angle, found];
    }
    return best;
  };
  const least = roughly.toSorted((a, b) => b - a)[LIKELY - 1]!;
  const coarse = bestOf(angles.filter((_, i) => roughly[i]! >= least));
  const angle = bestOf(anglesFrom(coarse - COARSE, coarse + COARSE, FINE));
  return { angle, sharpness: at(angle) / (xs.length * xs.length) };
}

/** Whether the lines of a page run down it, on its side, and not along it. */
export function runSideways(along: RoughSkew, down: RoughSkew): boolean {
  const [more, less] = along.sharpness > down.sharpness ? [along, down] : [down, along];
  if (more.sharpness >= less.sharpness * SCAN_ORIENTATION.clearly) return more === down;
  return down.exactly().sharpness > along.exactly().sharpness;
}
