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

/** Patches of ink of a mask. */
export function componentsOf({ width, height, ink }: Mask): readonly Component[] {
  const inkRuns = (row: number): [number, number][] => {
    const found: [number, number][] = [];
    const base = row * width;
    for (let x = 0; x < width; x++) {
      if (ink[base + x] === 0) continue;
      const from = x;
      while (x < width && ink[base + x] === 1) x++;
      found.push([from, x]);
    }
    return found;
  };
  return joinRuns(height, inkRuns).map(({ component }) => component);
}
