import { SCAN_RULES } from '../../../config/limits/scan.ts';
import { joinRuns } from './components.ts';
import { bytesFor } from './picture-memory.ts';
import { type Mask, wordsOf } from './raster.ts';

/** A rule in the raster, in pixels: its middle line, where it begins and ends, and its thickness. */
export interface RasterRule {
  readonly orientation: 'horizontal' | 'vertical';
  readonly at: number;
  readonly from: number;
  readonly to: number;
  readonly thickness: number;
  readonly runs: readonly { row: number; from: number; to: number }[];
}

/**
 * Long runs of ink in one row; a row borrows the ink of its neighbours, so that a rule that climbs is not cut. Each run
 * has ink in one at least of the places a little nearer to one another than it is long, and none goes over a place that
 * is wider than a gap and blank: pixels are looked at one by one only beside places with ink.
 */
export function longRuns({ width, height, ink }: Mask, row: number, shortest: number, gap: number): [number, number][] {
  const found: [number, number][] = [];
  const base = row * width;
  const up = row > 0 ? base - width : base;
  const down = row < height - 1 ? base + width : base;
  const blank = Math.floor(gap) + 1;
  const step = Math.max(1, Math.floor(shortest) - blank);
  let [begin, isNear] = [0, false];
  for (let place = 0; begin < width; place += step) {
    const isLast = place + blank > width;
    let any = 0;
    for (let x = place; !isLast && x < place + blank; x++) any |= ink[base + x]! | ink[up + x]! | ink[down + x]!;
    if (any !== 0) {
      isNear = true;
      continue;
    }
    const end = isLast ? width : place;
    let from = -1;
    let last = -1;
    for (let x = begin; isNear && x < end; x++) {
      if ((ink[base + x]! | ink[up + x]! | ink[down + x]!) === 0) continue;
      if (from < 0 || x - last > gap + 1) {
        if (from >= 0 && last + 1 - from >= shortest) found.push([from, last + 1]);
        from = x;
      }
      last = x;
    }
    if (from >= 0 && last + 1 - from >= shortest) found.push([from, last + 1]);
    [begin, isNear] = [isLast ? width : place + blank, false];
  }
  return found;
}

/** Long runs of ink down each column, found row by row: down the page each pixel would lie in another line of the cache. */
function longRunsDown({ width, height, ink }: Mask, shortest: number, gap: number): readonly [number, number][][] {
  const found = Array.from({ length: width }, (): [number, number][] => []);
  const from = new Int32Array(width).fill(-1);
  const last = new Int32Array(width);
  const keep = (x: number): void => {
    if (from[x]! >= 0 && last[x]! + 1 - from[x]! >= shortest) found[x]!.push([from[x]!, last[x]! + 1]);
  };
  const mark = (x: number, y: number): void => {
    if (from[x]! < 0 || y - last[x]! > gap + 1) {
      keep(x);
      from[x] = y;
    }
    last[x] = y;
  };
  const four = wordsOf(ink);
  for (let y = 0; y < height; y++) {
    const [base, end] = [y * width, (y + 1) * width];
    for (let i = base, next = base; i < end; i++) {
      // most of a page is blank
      if (four && (i & 3) === 0) while (i + 4 <= end && four[i >> 2] === 0) i += 4;
      if (i >= end || ink[i] === 0) continue;
      for (let at = Math.max(next, i - 1); at <= i + 1 && at < end; at++) mark(at - base, y);
      next = i + 2;
    }
  }
  for (let x = 0; x < width; x++) keep(x);
  return found;
}

function rulesAlong(mask: Mask, dpi: number, orientation: RasterRule['orientation']): RasterRule[] {
  const shortest = SCAN_RULES.shortestInches * dpi;
  const gap = SCAN_RULES.gapInches * dpi;
  const down = orientation === 'vertical' ? longRunsDown(mask, shortest, gap) : null;
  const runsOf = (row: number): readonly [number, number][] => down?.[row] ?? longRuns(mask, row, shortest, gap);
  const thickest = SCAN_RULES.thickestInches * dpi;
  return joinRuns(down?.length ?? mask.height, runsOf).flatMap(({ component, runs }) => {
    const length = component.right - component.left;
    const thickness = Math.max(1, component.area / length - 2);
    const drift = component.bottom - component.top - thickness - 2;
    if (thickness > thickest || drift > Math.max(thickest, length * SCAN_RULES.drift)) return [];
    const at = runs.reduce((sum, run) => sum + (run.row + 0.5) * (run.to - run.from), 0) / component.area;
    return [{ orientation, at, from: component.left, to: component.right, thickness, runs }];
  });
}

/** Of the ink only what lies in runs of that length along a row, as that of rules does. */
export function onlyLevelRuns({ width, height, ink }: Mask, shortest: number): Mask {
  const out = bytesFor(ink.length).fill(0);
  for (let y = 0; y < height; y++) {
    const base = y * width;
    for (let x = 0; x < width; x++) {
      if (ink[base + x] === 0) continue;
      const from = x;
      while (x < width && ink[base + x] === 1) x++;
      if (x - from >= shortest) out.fill(1, base + from, base + x);
    }
  }
  return { width, height, ink: out };
}

/** Whether an end of a short rule lies at a rule of the other direction. */
const meets = (at: number, along: number, others: readonly RasterRule[], reach: number): boolean =>
  others.some((o) => Math.abs(o.at - at) <= reach && along >= o.from - reach && along <= o.to + reach);

/**
 * Whether a short rule goes on closely behind the end of another one of its direction: a seal over a table breaks its
 * rules. Strokes of characters are shorter.
 */
const goesOn = (rule: RasterRule, others: readonly RasterRule[], reach: number, dpi: number): boolean =>
  rule.to - rule.from >= SCAN_RULES.loneInches * dpi &&
  others.some(
    (o) =>
      o !== rule &&
      Math.abs(o.at - rule.at) <= reach &&
      Math.max(o.from - rule.to, rule.from - o.to) <= SCAN_RULES.sealGapInches * dpi &&
      o.to - o.from > rule.to - rule.from,
  );

/**
 * The rules of a level page: long straight runs of ink. Short ones count only where they meet rules of the other
 * direction or go on after a gap in one. For those higher than characters one end is enough: a table that goes on over
 * the page break is open there.
 */
export function rulesOf(mask: Mask, dpi: number): readonly RasterRule[] {
  const horizontal = rulesAlong(mask, dpi, 'horizontal');
  const vertical = rulesAlong(mask, dpi, 'vertical');
  const long = SCAN_RULES.longInches * dpi;
  const reach = SCAN_RULES.reachInches * dpi;
  const surely = (rules: readonly RasterRule[]) => rules.filter((r) => r.to - r.from >= long);
  let kept = [...surely(horizontal), ...surely(vertical)];
  for (let round = 0; round < 2; round++) {
    const of = (o: RasterRule['orientation']) => kept.filter((r) => r.orientation === o);
    const [h, v] = [of('horizontal'), of('vertical')];
    const tall = SCAN_RULES.loneInches * dpi;
    const joined = (r: RasterRule, across: readonly RasterRule[], along: readonly RasterRule[]): boolean => {
      if (r.to - r.from >= long) return true;
      const [begins, ends] = [meets(r.from, r.at, across, reach), meets(r.to, r.at, across, reach)];
      return (begins && ends) || ((begins || ends) && r.to - r.from >= tall) || goesOn(r, along, reach / 2, dpi);
    };
    kept = [...horizontal.filter((r) => joined(r, v, h)), ...vertical.filter((r) => joined(r, h, v))];
  }
  return kept.map((rule) => withoutPrint(rule, kept, reach, dpi));
}

/**
 * A rule without print that touches its end: where it goes on past the last rule across by less than the height of a
 * character, to where nothing else begins or ends, a stroke stands on it.
 */
function withoutPrint(rule: RasterRule, rules: readonly RasterRule[], reach: number, dpi: number): RasterRule {
  const across = rules.filter(
    (r) => r.orientation !== rule.orientation && r.from <= rule.at + reach && r.to >= rule.at - reach,
  );
  const along = rules.filter((r) => r.orientation === rule.orientation && r !== rule);
  const isFree = (end: 'from' | 'to'): boolean =>
    !across.some((r) => Math.abs(r.at - rule[end]) <= reach) &&
    !along.some((r) => Math.abs(r[end] - rule[end]) <= reach);
  const most = SCAN_RULES.overshootInches * dpi;
  const [from, to] = [
    isFree('from')
      ? Math.min(...across.map((r) => r.at).filter((at) => at > rule.from), Number.POSITIVE_INFINITY)
      : rule.from,
    isFree('to')
      ? Math.max(...across.map((r) => r.at).filter((at) => at < rule.to), Number.NEGATIVE_INFINITY)
      : rule.to,
  ];
  const begins = from - rule.from <= most ? from : rule.from;
  const ends = rule.to - to <= most ? to : rule.to;
  if ((begins === rule.from && ends === rule.to) || ends - begins < (rule.to - rule.from) / 2) return rule;
  const runs = rule.runs.flatMap((run) => {
    const part = { row: run.row, from: Math.max(run.from, begins), to: Math.min(run.to, ends) };
    return part.to > part.from ? [part] : [];
  });
  return { ...rule, from: begins, to: ends, runs };
}

/** Takes the rules out of the ink, and with them a fringe of `margin` pixels. */
export function eraseRules(mask: Mask, rules: readonly RasterRule[], margin: number): Mask {
  const { width, height } = mask;
  const ink = bytesFor(mask.ink.length);
  ink.set(mask.ink);
  for (const rule of rules) {
    for (const run of rule.runs) {
      const [x0, x1, y0, y1] =
        rule.orientation === 'horizontal'
          ? [run.from, run.to, run.row - margin, run.row + margin + 1]
          : [run.row - margin, run.row + margin + 1, run.from, run.to];
      for (let y = Math.max(0, y0); y < Math.min(height, y1); y++) {
        ink.fill(0, y * width + Math.max(0, x0), y * width + Math.min(width, x1));
      }
    }
  }
  return { width, height, ink };
}
