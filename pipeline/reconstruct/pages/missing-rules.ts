import { OPEN_TABLE_TOLERANCES, TABLE_TOLERANCES } from '../../../config/limits/pages.ts';
import type { Box, Glyph } from '../../contracts/page.ts';
import { matchLabel } from '../../form/label.ts';
import { isCutNumber, startsWithOrdinal } from './cell-text.ts';
import { glyphsByCell } from './fill-cells.ts';
import { centreY } from './geometry.ts';
import { boxOfCell, type LatticeCell, latticeOf } from './lattice.ts';
import { type Piece, type PiecedLine, pieceLine } from './line-pieces.ts';
import type { FilledLattice } from './page-table.ts';
import { withInferred } from './rules.ts';
import { linesOf } from './text-lines.ts';

interface ReadCell {
  readonly cell: LatticeCell;
  readonly box: Box;
  readonly lines: readonly PiecedLine[];
}

interface InferredRule {
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

const isFormLabel = (text: string): boolean =>
  matchLabel(text).some(({ score }) => score >= OPEN_TABLE_TOLERANCES.labelScore);
const middle = (a: number, b: number): number => (a + b) / 2;
const hasOnlyValues = ({ lines }: ReadCell): boolean =>
  lines.length > 0 && lines.every((line) => line.values.length === line.pieces.length);

function readCells(table: FilledLattice): readonly ReadCell[] {
  const { glyphs } = glyphsByCell(table);
  return table.lattice.cells.map((cell, i) => {
    const upright = glyphs[i]!.filter((glyph: Glyph) => !glyph.vertical);
    return { cell, box: boxOfCell(table.lattice, cell), lines: linesOf(upright).map(pieceLine) };
  });
}

/** Values of one line with a gap between them. */
interface SideBySide {
  readonly read: ReadCell;
  readonly before: Piece;
  readonly after: Piece;
}

/** Pairs of neighbouring values that stand in one cell. */
const sideBySide = (cells: readonly ReadCell[]): readonly SideBySide[] =>
  cells
    .filter(hasOnlyValues)
    .flatMap((read) =>
      read.lines.flatMap(({ values }) =>
        values.slice(1).flatMap((after, i): SideBySide[] => [{ read, before: values[i]!, after }]),
      ),
    );

/**
 * Rules that are missing between columns: where values stand side by side in one cell, at the line that parts the
 * columns elsewhere, or, where no rule parts them at all, in the gap that several rows have in common.
 */
function missingVertical(cells: readonly ReadCell[], xs: readonly number[]): readonly InferredRule[] {
  const pairs = sideBySide(cells);
  const known = pairs.flatMap(({ read, before, after }): InferredRule[] => {
    const at = xs.find((x) => x > before.box[2] - 1 && x < after.box[0] + 1 && x > read.box[0] && x < read.box[2]);
    return at === undefined ? [] : [{ at, from: read.box[1], to: read.box[3] }];
  });
  // The digits of one number may be set apart, in all rows alike.
  const wide = pairs.filter(
    ({ before, after }) => after.box[0] - before.box[2] >= TABLE_TOLERANCES.columnGap * after.glyphs[0]!.fontSizePt,
  );
  const unknown = wide.filter(({ before, after }) => !xs.some((x) => x > before.box[2] - 1 && x < after.box[0] + 1));
  const groups: { from: number; to: number; members: SideBySide[] }[] = [];
  for (const pair of unknown) {
    const [from, to] = [pair.before.box[2], pair.after.box[0]];
    const group = groups.find((g) => Math.min(g.to, to) - Math.max(g.from, from) > 0);
    if (group) {
      group.from = Math.max(group.from, from);
      group.to = Math.min(group.to, to);
      group.members.push(pair);
    } else groups.push({ from, to, members: [pair] });
  }
  const common = groups.filter((group) => group.members.length >= TABLE_TOLERANCES.missingRuleRows);
  const made = common.flatMap(({ from, to }): InferredRule[] => {
    const at = middle(from, to);
    return cells.flatMap(({ box, lines }) => {
      const inside = at > box[0] && at < box[2];
      const pieces = lines.flatMap((line) => line.pieces);
      const crossed = pieces.some((piece) => piece.box[0] < at && piece.box[2] > at);
      const beside = pieces.some((piece) => piece.box[2] <= at) && pieces.some((piece) => piece.box[0] >= at);
      return inside && beside && !crossed ? [{ at, from: box[1], to: box[3] }] : [];
    });
  });
  return [...known, ...made];
}

/**
 * Rules that are missing beside labels: a cell reaches over a line between columns, and what stands before that line
 * is a label of the form, what stands behind it one too, or values.
 */
function missingBesideLabels(cells: readonly ReadCell[], xs: readonly number[]): readonly InferredRule[] {
  return cells.flatMap((read): InferredRule[] => {
    const [left, top, right, bottom] = read.box;
    const inner = xs.filter((x) => x > left + 1 && x < right - 1);
    const pieces = read.lines.flatMap((line) => line.pieces);
    if (inner.length === 0 || pieces.length < 2 || hasOnlyValues(read)) return [];
    const at = inner.find((x) => {
      const before = pieces.filter((piece) => piece.box[2] <= x);
      const after = pieces.filter((piece) => piece.box[0] >= x);
      if (before.length === 0 || after.length === 0 || before.length + after.length < pieces.length) return false;
      const gap = Math.min(...after.map((p) => p.box[0])) - Math.max(...before.map((p) => p.box[2]));
      if (gap < TABLE_TOLERANCES.columnGap * pieces[0]!.glyphs[0]!.fontSizePt) return false;
      const textOf = (list: readonly Piece[]): string => list.map((piece) => piece.text).join('');
      return isFormLabel(textOf(before)) && (after.every((piece) => piece.isValue) || isFormLabel(textOf(after)));
    });
    return at === undefined ? [] : [{ at, from: top, to: bottom }];
  });
}

/** Where the lines of a label of several rows part: before each ordinal. Empty for the label of one row. */
function labelBreaks({ lines }: ReadCell): readonly number[] {
  const starts = lines.flatMap(({ line }, i) => (startsWithOrdinal(line.text) ? [i] : []));
  if (starts[0] !== 0) return [];
  return starts.slice(1).map((i) => middle(lines[i - 1]!.line.box[3], lines[i]!.line.box[1]));
}

/** Whether what of a label stands between breaks is a label of the form by itself each time. */
const namesEachRow = ({ lines }: ReadCell, breaks: readonly number[]): boolean =>
  [-Infinity, ...breaks].every((from, i) => {
    const own = lines.filter(({ line }) => centreY(line.box) > from && centreY(line.box) < (breaks[i] ?? Infinity));
    return isFormLabel(own.map(({ line }) => line.text).join(''));
  });

/** Whether the lines of a cell are parts of a number that was too long for it. */
const hasCutNumber = ({ lines, box }: ReadCell): boolean =>
  lines.some(({ line, pieces }, i) => {
    const before = lines[i - 1];
    return before?.pieces.length === 1 && pieces.length === 1 && isCutNumber(before.line, line, box[0], box[2]);
  });

/** Where values that stand below one another at the same heights in several columns part; empty when they do not. */
function valueBreaks(values: readonly ReadCell[]): readonly number[] {
  const most = Math.max(0, ...values.map((read) => read.lines.length));
  const full = values.filter((read) => read.lines.length === most);
  if (most < 2 || full.length < 2 || values.some(hasCutNumber)) return [];
  const heights = full[0]!.lines.map(({ line }) => centreY(line.box));
  const reach = OPEN_TABLE_TOLERANCES.sameRow * full[0]!.lines[0]!.line.fontSizePt;
  const agree = full.every((read) =>
    read.lines.every(({ line }, i) => Math.abs(centreY(line.box) - heights[i]!) < reach),
  );
  // A value in the middle between the others' lines is one beside numbers of several lines.
  const apart = values.every(({ lines }) =>
    lines.every(({ line }) => heights.some((height) => Math.abs(centreY(line.box) - height) < reach)),
  );
  return agree && apart ? heights.slice(1).map((height, i) => middle(heights[i]!, height)) : [];
}

/**
 * Rules that are missing between rows: where one cell holds the labels of several rows beside their values, or values
 * of several columns stand below one another at the same heights. A cell with one label for all of them is not cut.
 */
function missingHorizontal(cells: readonly ReadCell[]): readonly InferredRule[] {
  const bands = new Map<string, ReadCell[]>();
  for (const read of cells) {
    const key = `${read.cell.row}+${read.cell.rowSpan}`;
    bands.set(key, [...(bands.get(key) ?? []), read]);
  }
  return [...bands.values()].flatMap((band): InferredRule[] => {
    const values = band.filter(hasOnlyValues);
    if (values.length < 2) return [];
    const labels = band.filter((read) => read.lines.length > 0 && !hasOnlyValues(read));
    // No row ends where a value stands.
    const isFree = (at: number): boolean =>
      values.every(({ lines }) =>
        lines.every(({ line }) => Math.abs(centreY(line.box) - at) > TABLE_TOLERANCES.besideBreak * line.fontSizePt),
      );
    const byLabel = labels.map(labelBreaks).find((breaks) => breaks.length > 0 && breaks.every(isFree)) ?? [];
    const byValues = byLabel.length > 0 ? [] : valueBreaks(values);
    const breaks = byLabel.length > 0 ? byLabel : labels.every((read) => namesEachRow(read, byValues)) ? byValues : [];
    const cut = band.filter(
      (read) =>
        !labels.includes(read) ||
        byLabel.length === 0 ||
        (labelBreaks(read).every(isFree) && labelBreaks(read).length > 0),
    );
    return cut.flatMap(({ box }) => breaks.map((at) => ({ at, from: box[0], to: box[2] })));
  });
}

/** Whether most cells with values hold whole columns of them, or headers above them: there are no rules between the rows. */
export function lacksRowRules(table: FilledLattice): boolean {
  const withValues = readCells(table).filter((read) => read.lines.some((line) => line.values.length > 0));
  const columns = withValues.filter((read) => read.lines.length >= TABLE_TOLERANCES.stackedRows && !hasCutNumber(read));
  if (columns.length > 0 && columns.length >= withValues.length / 2) return true;
  const headed = withValues.filter((read) => read.lines.length > 1 && read.lines[0]!.values.length === 0);
  return table.lattice.ys.length === 2 && headed.length >= TABLE_TOLERANCES.missingRuleRows;
}

/** Adds the rules between values that a table leaves out in places; its cells are then those that a reader sees. */
export function withMissingRules(table: FilledLattice): FilledLattice {
  const rowsAdded = withRules(table, missingHorizontal(readCells(table)), []);
  const { xs } = rowsAdded.lattice;
  const labelled = withRules(rowsAdded, [], missingBesideLabels(readCells(rowsAdded), xs));
  return withRules(labelled, [], missingVertical(readCells(labelled), labelled.lattice.xs));
}

function withRules(
  table: FilledLattice,
  horizontal: readonly InferredRule[],
  vertical: readonly InferredRule[],
): FilledLattice {
  if (horizontal.length === 0 && vertical.length === 0) return table;
  const rules = {
    horizontal: withInferred(table.rules.horizontal, horizontal),
    vertical: withInferred(table.rules.vertical, vertical),
  };
  const lattice = latticeOf(rules);
  return lattice ? { ...table, rules, lattice } : table;
}
