import { EXTRACT_LIMITS } from '../../../config/limits/extract.ts';
import { TABLE_TOLERANCES } from '../../../config/limits/pages.ts';
import type { Doubt } from '../../contracts/doubt.ts';
import type { Box } from '../../contracts/page.ts';
import { overlap } from './geometry.ts';
import { carried, IRREGULAR, RULE_INFERRED } from './glyph-doubts.ts';
import type { Rule, Rules } from './rules.ts';

/** A cell of a lattice: rows and columns count from 0 and are bounded by the lattice's lines. */
export interface LatticeCell {
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly columnSpan: number;
  /** Why its area is not sure; left out where rules stand all around it. */
  readonly doubts?: readonly Doubt[];
}

/** Cells between lines: row r lies between ys[r] and ys[r + 1], column c between xs[c] and xs[c + 1]. */
export interface Lattice {
  readonly xs: readonly number[];
  readonly ys: readonly number[];
  readonly cells: readonly LatticeCell[];
}

export const boxOfCell = (
  { xs, ys }: Pick<Lattice, 'xs' | 'ys'>,
  { row, column, rowSpan, columnSpan }: Omit<LatticeCell, 'doubts'>,
): Box => [xs[column]!, ys[row]!, xs[column + columnSpan]!, ys[row + rowSpan]!];

/** Between two atoms: nothing, a drawn rule or an inferred one. */
type Side = 0 | 1 | 2;
const DRAWN: Side = 1;
const INFERRED: Side = 2;

/** For each interval between lines, what of it a rule covers. */
function coverage(rule: Rule, lines: readonly number[]): readonly Side[] {
  const sides: Side[] = [];
  let first = 0;
  for (let i = 0; i + 1 < lines.length; i++) {
    const [from, to] = [lines[i]!, lines[i + 1]!];
    while (first < rule.segments.length && rule.segments[first]!.to <= from) first++;
    let drawn = 0;
    let inferred = 0;
    for (let s = first; s < rule.segments.length && rule.segments[s]!.from < to; s++) {
      const segment = rule.segments[s]!;
      const common = Math.max(0, overlap(from, to, segment.from, segment.to));
      if (segment.inferred) inferred += common;
      else drawn += common;
    }
    const due = TABLE_TOLERANCES.coveredShare * (to - from);
    sides.push(drawn >= due ? DRAWN : drawn + inferred >= due ? INFERRED : 0);
  }
  return sides;
}

/** Union-find over small integers. */
export function disjointSets(size: number): { find(i: number): number; unite(i: number, j: number): void } {
  const parent = Int32Array.from({ length: size }, (_, i) => i);
  const find = (i: number): number => {
    let root = i;
    while (parent[root] !== root) root = parent[root]!;
    for (let at = i; at !== root; ) {
      const next = parent[at]!;
      parent[at] = root;
      at = next;
    }
    return root;
  };
  return {
    find,
    unite(i, j) {
      parent[find(i)] = find(j);
    },
  };
}

interface Area {
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly columnSpan: number;
  /** False for a piece of an area that was no rectangle. */
  readonly whole: boolean;
}

/** Cuts the atoms of one set into rectangles: as they are when they form one, else row by row from the top left. */
function rectanglesOf(atoms: readonly number[], columns: number): readonly Area[] {
  const rows = atoms.map((atom) => Math.floor(atom / columns));
  const cols = atoms.map((atom) => atom % columns);
  const [top, left] = [Math.min(...rows), Math.min(...cols)];
  const [bottom, right] = [Math.max(...rows), Math.max(...cols)];
  const [height, width] = [bottom - top + 1, right - left + 1];
  if (height * width === atoms.length) {
    return [{ row: top, column: left, rowSpan: height, columnSpan: width, whole: true }];
  }
  const open = new Set(atoms);
  const pieces: Area[] = [];
  for (const atom of atoms) {
    if (!open.has(atom)) continue;
    let columnSpan = 1;
    while ((atom % columns) + columnSpan < columns && open.has(atom + columnSpan)) columnSpan++;
    let rowSpan = 1;
    const rowIsOpen = (r: number) =>
      Array.from({ length: columnSpan }, (_, c) => atom + r * columns + c).every((a) => open.has(a));
    while (rowIsOpen(rowSpan)) rowSpan++;
    for (let r = 0; r < rowSpan; r++) for (let c = 0; c < columnSpan; c++) open.delete(atom + r * columns + c);
    pieces.push({ row: Math.floor(atom / columns), column: atom % columns, rowSpan, columnSpan, whole: false });
  }
  return pieces;
}

/** Leaves out lines at which no cell begins or ends, so that rows and columns are those that a reader counts. */
function withoutIdleLines(lattice: Lattice): Lattice {
  const usedX = new Set<number>();
  const usedY = new Set<number>();
  for (const { row, column, rowSpan, columnSpan } of lattice.cells) {
    usedX.add(column).add(column + columnSpan);
    usedY.add(row).add(row + rowSpan);
  }
  const keptX = lattice.xs.map((_, i) => i).filter((i) => usedX.has(i));
  const keptY = lattice.ys.map((_, i) => i).filter((i) => usedY.has(i));
  const columnOf = new Map(keptX.map((i, position) => [i, position]));
  const rowOf = new Map(keptY.map((i, position) => [i, position]));
  return {
    xs: keptX.map((i) => lattice.xs[i]!),
    ys: keptY.map((i) => lattice.ys[i]!),
    cells: lattice.cells.map((cell) => {
      const row = rowOf.get(cell.row)!;
      const column = columnOf.get(cell.column)!;
      return {
        ...cell,
        row,
        column,
        rowSpan: rowOf.get(cell.row + cell.rowSpan)! - row,
        columnSpan: columnOf.get(cell.column + cell.columnSpan)! - column,
      };
    }),
  };
}

/**
 * Cells of the rules of one table: neighbours without a rule between them are one cell.
 * Null when the lines would make more positions than a table may have, or no cell at all.
 */
export function latticeOf(rules: Rules): Lattice | null {
  const xs = rules.vertical.map((rule) => rule.at);
  const ys = rules.horizontal.map((rule) => rule.at);
  const [rows, columns] = [ys.length - 1, xs.length - 1];
  if (rows < 1 || columns < 1 || rows * columns > EXTRACT_LIMITS.tableCells) return null;
  /** vertical[x][row]: the side at line x beside the row; horizontal[y][column] likewise. */
  const vertical = rules.vertical.map((rule) => coverage(rule, ys));
  const horizontal = rules.horizontal.map((rule) => coverage(rule, xs));
  const sets = disjointSets(rows * columns);
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) {
      if (c + 1 < columns && vertical[c + 1]![r] === 0) sets.unite(r * columns + c, r * columns + c + 1);
      if (r + 1 < rows && horizontal[r + 1]![c] === 0) sets.unite(r * columns + c, (r + 1) * columns + c);
    }
  }
  const members = new Map<number, number[]>();
  for (let atom = 0; atom < rows * columns; atom++) {
    const root = sets.find(atom);
    const list = members.get(root);
    if (list) list.push(atom);
    else members.set(root, [atom]);
  }
  const isInferred = ({ row, column, rowSpan, columnSpan }: Area): boolean => {
    for (let r = row; r < row + rowSpan; r++) {
      if (vertical[column]![r] !== DRAWN || vertical[column + columnSpan]![r] !== DRAWN) return true;
    }
    for (let c = column; c < column + columnSpan; c++) {
      if (horizontal[row]![c] !== DRAWN || horizontal[row + rowSpan]![c] !== DRAWN) return true;
    }
    return false;
  };
  const areas = [...members.values()].flatMap((atoms) => rectanglesOf(atoms, columns));
  const cells = areas.map(
    ({ whole, ...area }): LatticeCell => ({
      ...area,
      ...carried(whole ? (isInferred({ ...area, whole }) ? RULE_INFERRED : []) : IRREGULAR),
    }),
  );
  return withoutIdleLines({ xs, ys, cells: cells.toSorted((a, b) => a.row - b.row || a.column - b.column) });
}
