import type { Mask } from './raster.ts';

/** A connected patch of ink: its bounds in pixels (right and bottom exclusive) and how many pixels it has. */
export interface Component {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly area: number;
}

interface Run {
  readonly row: number;
  readonly from: number;
  readonly to: number;
  parent: number;
}

function rootOf(runs: readonly Run[], index: number): number {
  let root = index;
  while (runs[root]!.parent !== root) root = runs[root]!.parent;
  for (let at = index; at !== root; ) {
    const next = runs[at]!.parent;
    runs[at]!.parent = root;
    at = next;
  }
  return root;
}

/**
 * Patches of runs: runs of neighbouring rows that touch, corners included, belong together.
 * `runsOf` gives the runs [from, to) of one row, from left to right.
 */
export function joinRuns(
  height: number,
  runsOf: (row: number) => readonly (readonly [from: number, to: number])[],
): { readonly component: Component; readonly runs: readonly { row: number; from: number; to: number }[] }[] {
  const runs: Run[] = [];
  let previous = 0;
  let current = 0;
  for (let row = 0; row < height; row++) {
    const start = runs.length;
    let above = previous;
    for (const [from, to] of runsOf(row)) {
      const index = runs.length;
      runs.push({ row, from, to, parent: index });
      while (above < current && runs[above]!.to < from) above++;
      for (let i = above; i < current && runs[i]!.from <= to; i++) {
        const [a, b] = [rootOf(runs, i), rootOf(runs, index)];
        if (a !== b) runs[Math.max(a, b)]!.parent = Math.min(a, b);
      }
    }
    previous = start;
    current = runs.length;
  }
  const groups = new Map<number, Run[]>();
  for (let i = 0; i < runs.length; i++) {
    const root = rootOf(runs, i);
    const group = groups.get(root);
    if (group) group.push(runs[i]!);
    else groups.set(root, [runs[i]!]);
  }
  return [...groups.values()].map((group) => {
    let [left, right, area] = [Number.POSITIVE_INFINITY, 0, 0];
    for (const run of group) {
      left = Math.min(left, run.from);
      right = Math.max(right, run.to);
      area += run.to - run.from;
    }
    const component = { left, right, top: group[0]!.row, bottom: group.at(-1)!.row + 1, area };
    return { component, runs: group };
  });
}

/** Runs of ink of a mask, row by row from left to right: where each begins and ends in the mask as a whole. */
function inkRuns({ width, ink }: Mask): {
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly count: number;
} {
  let from = new Int32Array(1 << 14);
  let to = new Int32Array(from.length);
  let count = 0;
  for (let at = ink.indexOf(1); at >= 0; at = ink.indexOf(1, to[count - 1]!)) {
    const end = (Math.floor(at / width) + 1) * width;
    let last = at + 1;
    while (last < end && ink[last] === 1) last++;
    if (count === from.length) {
      const [longer, ends] = [new Int32Array(count * 2), new Int32Array(count * 2)];
      longer.set(from);
      ends.set(to);
      [from, to] = [longer, ends];
    }
    from[count] = at;
    to[count++] = last;
  }
  return { from, to, count };
}

/** Patches of ink of a mask: as `joinRuns`, in lists of numbers, for a page has a hundred thousand runs. */
export function componentsOf(mask: Mask): readonly Component[] {
  const { width } = mask;
  const { from, to, count } = inkRuns(mask);
  const parent = new Int32Array(count);
  const rootOfRun = (index: number): number => {
    let root = index;
    while (parent[root] !== root) root = parent[root]!;
    for (let at = index; at !== root; ) {
      const next = parent[at]!;
      parent[at] = root;
      at = next;
    }
    return root;
  };
  let [above, row] = [0, -1];
  let [rowStart, aboveEnd] = [0, 0];
  for (let i = 0; i < count; i++) {
    parent[i] = i;
    const own = Math.floor(from[i]! / width);
    if (own !== row) {
      above = own === row + 1 ? rowStart : i;
      aboveEnd = i;
      rowStart = i;
      row = own;
    }
    const first = from[i]! - width;
    const last = to[i]! - width;
    while (above < aboveEnd && to[above]! < first) above++;
    for (let up = above; up < aboveEnd && from[up]! <= last; up++) {
      const a = rootOfRun(up);
      const b = rootOfRun(i);
      if (a < b) parent[b] = a;
      else if (b < a) parent[a] = b;
    }
  }
  const found = new Map<number, { left: number; top: number; right: number; bottom: number; area: number }>();
  for (let i = 0; i < count; i++) {
    const root = rootOfRun(i);
    const y = Math.floor(from[i]! / width);
    const left = from[i]! - y * width;
    const right = to[i]! - y * width;
    const known = found.get(root);
    if (known) {
      known.left = Math.min(known.left, left);
      known.right = Math.max(known.right, right);
      known.bottom = y + 1;
      known.area += right - left;
    } else found.set(root, { left, top: y, right, bottom: y + 1, area: right - left });
  }
  return [...found.values()];
}
