import { OPEN_TABLE_TOLERANCES } from '../../../config/limits/pages.ts';
import { matchLabel } from '../../form/label.ts';
import { glyphsByCell } from './fill-cells.ts';
import { centreY, isBlank } from './geometry.ts';
import { IRREGULAR, joinDoubts } from './glyph-doubts.ts';
import { boxOfCell, type LatticeCell, latticeOf } from './lattice.ts';
import { pieceLine } from './line-pieces.ts';
import type { FilledLattice } from './page-table.ts';
import { withInferred } from './rules.ts';
import { linesOf, type TextLine } from './text-lines.ts';

/** A label beside the values of several rows, with its lines. */
interface SpanningLabel {
  readonly cell: LatticeCell;
  readonly lines: readonly TextLine[];
  /** The values beside it. */
  readonly values: readonly LatticeCell[];
}

const isFormLabel = (text: string): boolean =>
  matchLabel(text).some(({ score }) => score >= OPEN_TABLE_TOLERANCES.labelScore);

function spanningLabels(table: FilledLattice): readonly SpanningLabel[] {
  const { cells } = table.lattice;
  const tall = cells.some((cell) => cell.rowSpan > 1);
  if (!tall) return [];
  const { glyphs } = glyphsByCell(table);
  const linesIn = cells.map((_, i) => linesOf(glyphs[i]!.filter((g) => !g.vertical && !isBlank(g))));
  const isValue = (i: number): boolean => {
    const pieced = linesIn[i]!.map(pieceLine);
    return pieced.length > 0 && pieced.every((line) => line.values.length === line.pieces.length);
  };
  return cells.flatMap((cell, i): SpanningLabel[] => {
    if (cell.rowSpan < 2 || linesIn[i]!.length === 0 || isValue(i)) return [];
    const right = cell.column + cell.columnSpan;
    const end = cell.row + cell.rowSpan;
    const behind = cells.flatMap((other, j) =>
      other.column >= right && other.row >= cell.row && other.row < end
        ? [{ other, value: isValue(j), blank: linesIn[j]!.length === 0 }]
        : [],
    );
    const next = behind.filter(({ other }) => other.column === right);
    const rows = new Set(behind.flatMap(({ other, value }) => (value && other.rowSpan === 1 ? [other.row] : [])));
    const besideValues = next.every(({ value, blank }) => value || blank) && rows.size === cell.rowSpan;
    return besideValues ? [{ cell, lines: linesIn[i]!, values: behind.map(({ other }) => other) }] : [];
  });
}

/** Whether the lines of a label beside each row of values are a label of the form by themselves. */
const namesEachRow = ({ cell, lines }: SpanningLabel, ys: readonly number[]): boolean =>
  Array.from({ length: cell.rowSpan }, (_, r) => {
    const [top, bottom] = [ys[cell.row + r]!, ys[cell.row + r + 1]!];
    return lines.filter(({ box }) => centreY(box) > top && centreY(box) < bottom);
  }).every((own) => isFormLabel(own.map((line) => line.text).join('')));

/**
 * Parts labels that lack the rule between two rows of values. Where the text does not tell which part belongs to which
 * row, the values beside it are doubtful.
 */
export function withPartedLabels(table: FilledLattice): FilledLattice {
  const labels = spanningLabels(table);
  if (labels.length === 0) return table;
  const { ys } = table.lattice;
  const parted = labels.filter((label) => namesEachRow(label, ys));
  const added = parted.flatMap(({ cell }) => {
    const [left, , right] = boxOfCell(table.lattice, cell);
    return ys.slice(cell.row + 1, cell.row + cell.rowSpan).map((at) => ({ at, from: left, to: right }));
  });
  const doubtful = new Set(labels.flatMap((label) => (parted.includes(label) ? [] : label.values)));
  const cells = table.lattice.cells.map((cell) =>
    doubtful.has(cell) ? { ...cell, doubts: joinDoubts(cell.doubts, IRREGULAR) } : cell,
  );
  if (added.length === 0) return { ...table, lattice: { ...table.lattice, cells } };
  const rules = { ...table.rules, horizontal: withInferred(table.rules.horizontal, added) };
  const lattice = latticeOf(rules);
  return lattice ? { ...table, rules, lattice } : table;
}
