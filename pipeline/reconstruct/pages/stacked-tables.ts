import { TABLE_TOLERANCES } from '../../../config/limits/pages.ts';
import type { Lattice } from './lattice.ts';
import type { Rule, Rules } from './rules.ts';

/** Rows between two lines that no cell crosses, and the inner lines at which their cells begin. */
interface Band {
  readonly from: number;
  readonly to: number;
  readonly lines: ReadonlySet<number>;
}

function bandsOf({ ys, cells }: Lattice): readonly Band[] {
  const crossed = new Set<number>();
  for (const cell of cells) for (let r = cell.row + 1; r < cell.row + cell.rowSpan; r++) crossed.add(r);
  const bands: { from: number; to: number; lines: Set<number> }[] = [];
  for (let row = 0; row < ys.length - 1; row++) {
    const last = bands.at(-1);
    if (last && crossed.has(row)) last.to = row + 1;
    else bands.push({ from: row, to: row + 1, lines: new Set() });
  }
  let at = 0;
  for (const cell of cells) {
    while (bands[at]!.to <= cell.row) at++;
    if (cell.column > 0) bands[at]!.lines.add(cell.column);
  }
  return bands;
}

/** Whether two sets of columns cannot be those of one table: both are many, and most of the smaller are in neither place of the other. */
function areForeign(a: ReadonlySet<number>, b: ReadonlySet<number>): boolean {
  const fewer = Math.min(a.size, b.size);
  if (fewer < TABLE_TOLERANCES.foreignColumns) return false;
  const common = [...a].filter((line) => b.has(line)).length;
  return common <= fewer / 2;
}

const within = (rule: Rule, from: number, to: number): readonly Rule[] => {
  const segments = rule.segments
    .map((s) => ({ ...s, from: Math.max(s.from, from), to: Math.min(s.to, to) }))
    .filter((s) => s.to - s.from >= TABLE_TOLERANCES.shortestRule);
  return segments.length > 0 ? [{ ...rule, segments }] : [];
};

/**
 * Rules of each of the tables that stand directly upon one another in a lattice: web pages print a header, or the parts
 * of a table, as tables of their own, with columns that do not meet.
 */
export function stackedTables(lattice: Lattice, rules: Rules): readonly Rules[] {
  const starts = [0];
  let lines = new Set<number>();
  for (const band of bandsOf(lattice)) {
    if (areForeign(lines, band.lines)) {
      starts.push(band.from);
      lines = new Set(band.lines);
    } else for (const line of band.lines) lines.add(line);
  }
  if (starts.length === 1) return [rules];
  return starts.map((row, i) => {
    const [from, to] = [lattice.ys[row]!, lattice.ys[starts[i + 1] ?? lattice.ys.length - 1]!];
    return {
      horizontal: rules.horizontal.filter((rule) => rule.at >= from && rule.at <= to),
      vertical: rules.vertical.flatMap((rule) => within(rule, from, to)),
    };
  });
}
