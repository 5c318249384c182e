import type { Matrix, MatrixCell } from '../matrix.ts';
import { flatMark } from '../written.ts';
import type { PdfStyle } from './pdf-style.ts';
import type { SetCell, SetTable, SetText, Side } from './sheet.ts';
import { textWidth, wrapped } from './text-width.ts';

export const LEADING = 1.3;
const GAP = 2.5;

const printedText = (cell: MatrixCell): string => cell.text + flatMark(cell.mark);

/** Whether a column of labels holds nothing but labels that span rows. */
const isGroupColumn = (matrix: Matrix, column: number): boolean =>
  column < matrix.labelColumns &&
  matrix.cells
    .filter((c) => c.column === column && c.columnSpan === 1 && c.text !== '' && c.row >= matrix.headRows)
    .every((c) => c.rowSpan > 1);

function columnWidths(matrix: Matrix, style: PdfStyle, width: number): number[] {
  const longest = (column: number): number =>
    Math.max(
      1,
      ...matrix.cells
        .filter((c) => c.column === column && c.columnSpan === 1 && c.kind === 'value')
        .map((c) => textWidth(printedText(c).split('\n')[0]!)),
    );
  const weights = Array.from({ length: matrix.columns }, (_, column) => {
    if (column < matrix.labelColumns) {
      const single = matrix.cells.some((c) => c.column === column && c.columnSpan === 1 && c.row >= matrix.headRows);
      return isGroupColumn(matrix, column) && single ? 2.4 : 12;
    }
    if (style.columns === 'even') return 5;
    return style.columns === 'fitted' ? longest(column) + 0.6 : 1.6;
  });
  const total = weights.reduce((sum, w) => sum + w, 0);
  if (style.columns !== 'even') {
    const natural = weights.map((w) => w * style.cellSize + 2 * style.padding);
    const sum = natural.reduce((all, w) => all + w, 0);
    return sum <= width ? natural : natural.map((w) => (w * width) / sum);
  }
  return weights.map((w) => (w * width) / total);
}

/** Part of a row on one sheet. */
interface RowPart {
  readonly row: number;
  readonly page: number;
  readonly top: number;
  readonly bottom: number;
  /** A header printed again. */
  readonly again: boolean;
}

interface LinedCell {
  readonly cell: MatrixCell;
  readonly lines: readonly string[];
  readonly spaced: number;
  readonly direction: SetText['direction'];
  /** Height of its text, in points. */
  readonly height: number;
}

function linesOf(cell: MatrixCell, widths: readonly number[], style: PdfStyle, matrix: Matrix): LinedCell {
  const room = widths.slice(cell.column, cell.column + cell.columnSpan).reduce((sum, w) => sum + w, 0);
  const em = (room - 2 * style.padding) / style.cellSize;
  const text = printedText(cell);
  const isLabel = cell.kind === 'label' || cell.kind === 'header';
  const spaced = isLabel ? style.spaced : 0;
  const isGroup = isLabel && cell.rowSpan > 2 && em < 4 && isGroupColumn(matrix, cell.column);
  if (isGroup && style.groupLabels !== 'wrapped') {
    return { cell, lines: [text], spaced: 0, direction: style.groupLabels, height: textWidth(text) * style.cellSize };
  }
  const lines = text === '' ? [] : wrapped(text, Math.max(em, 0.5), spaced);
  return { cell, lines, spaced, direction: 'across', height: lines.length * LEADING * style.cellSize };
}

function rowHeights(matrix: Matrix, cells: readonly LinedCell[], style: PdfStyle): number[] {
  const least = LEADING * style.cellSize + 2 * GAP;
  const heights = Array.from({ length: matrix.rows }, () => least);
  const due = ({ height }: LinedCell): number => height + 2 * GAP;
  for (const c of cells) if (c.cell.rowSpan === 1) heights[c.cell.row] = Math.max(heights[c.cell.row]!, due(c));
  for (const c of cells.toSorted((a, b) => a.cell.rowSpan - b.cell.rowSpan)) {
    const { row, rowSpan } = c.cell;
    const have = heights.slice(row, row + rowSpan).reduce((sum, h) => sum + h, 0);
    const more = Math.max(0, due(c) - have) / rowSpan;
    for (let r = row; r < row + rowSpan; r++) heights[r]! += more;
  }
  return heights;
}

export interface Frame {
  readonly left: number;
  readonly width: number;
  readonly top: number;
  readonly bottom: number;
}

/** Places the rows on pages, from `page` and `y` on. */
function placeRows(matrix: Matrix, heights: readonly number[], style: PdfStyle, frame: Frame, page: number, y: number) {
  const parts: RowPart[] = [];
  const headHeight = heights.slice(0, matrix.headRows).reduce((sum, h) => sum + h, 0);
  const line = LEADING * style.cellSize;
  const nextPage = (row: number): void => {
    page++;
    y = frame.top;
    if (!style.headRepeated || row < matrix.headRows || matrix.headRows === 0) return;
    for (let r = 0; r < matrix.headRows; r++) {
      parts.push({ row: r, page, top: y, bottom: y + heights[r]!, again: true });
      y += heights[r]!;
    }
  };
  if (parts.length === 0 && y > frame.top && y + headHeight + 2 * line > frame.bottom) nextPage(0);
  heights.forEach((height, row) => {
    if (y + height <= frame.bottom) {
      parts.push({ row, page, top: y, bottom: y + height, again: false });
      y += height;
      return;
    }
    const fitting = Math.floor((frame.bottom - y - GAP) / line);
    const lines = Math.round((height - 2 * GAP) / line);
    if (style.breaks === 'lines' && fitting >= 1 && fitting < lines && row >= matrix.headRows) {
      const upper = GAP + fitting * line;
      parts.push({ row, page, top: y, bottom: y + upper, again: false });
      nextPage(row);
      parts.push({ row, page, top: y, bottom: y + height - upper, again: false });
      y += height - upper;
      return;
    }
    nextPage(row);
    parts.push({ row, page, top: y, bottom: y + height, again: false });
    y += height;
  });
  return { parts, page, y };
}

/** The stretches of pages that a cell takes; a header has one for each time it is printed. */
function stretchesOf(
  cell: MatrixCell,
  parts: readonly RowPart[],
): { page: number; top: number; bottom: number; again: boolean }[] {
  const stretches: { page: number; top: number; bottom: number; again: boolean }[] = [];
  for (const part of parts) {
    if (part.row < cell.row || part.row >= cell.row + cell.rowSpan) continue;
    const last = stretches.at(-1);
    if (last && last.page === part.page && last.again === part.again && Math.abs(last.bottom - part.top) < 0.01)
      last.bottom = part.bottom;
    else stretches.push({ page: part.page, top: part.top, bottom: part.bottom, again: part.again });
  }
  return stretches;
}

/** A table laid out over pages: the texts and the part of the table on each. */
export interface LaidTable {
  readonly texts: readonly { readonly page: number; readonly text: SetText }[];
  readonly tables: readonly { readonly page: number; readonly table: SetTable }[];
  readonly page: number;
  readonly y: number;
}

function setLines(
  lined: LinedCell,
  lines: readonly string[],
  box: { left: number; right: number; top: number; bottom: number },
  style: PdfStyle,
  row: string,
): SetText[] {
  const size = style.cellSize;
  const base = {
    kind: 'text',
    size,
    row,
    column: lined.cell.column,
    isNumber: /^[\d.,+-]+$/u.test(lined.cell.text),
  } as const;
  const room = box.bottom - box.top;
  if (lined.direction !== 'across') {
    const text = lines[0] ?? '';
    const length = textWidth(text) * size;
    const x = (box.left + box.right) / 2;
    const y = box.top + (room - length) / 2;
    const at = lined.direction === 'vertical' ? { x, y } : { x: x - 0.35 * size, y };
    return text === '' ? [] : [{ ...base, ...at, text, spaced: 0, direction: lined.direction }];
  }
  const height = lines.length * LEADING * size;
  const top =
    style.rise === 'top'
      ? box.top + GAP
      : style.rise === 'bottom'
        ? box.bottom - GAP - height
        : box.top + (room - height) / 2;
  return lines.map((text, i) => {
    const width = textWidth(text, lined.spaced) * size;
    const align = lined.cell.kind === 'label' && lined.cell.rowSpan === 1 ? 'left' : style.align;
    const x =
      align === 'left'
        ? box.left + style.padding
        : align === 'right'
          ? box.right - style.padding - width
          : (box.left + box.right - width) / 2;
    return { ...base, x, y: top + (i + 0.8) * LEADING * size, text, spaced: lined.spaced, direction: 'across' };
  });
}

function sidesOf(cells: readonly SetCell[], style: PdfStyle, goesOn: { above: boolean; below: boolean }): Side[] {
  const [left, right] = [Math.min(...cells.map((c) => c.left)), Math.max(...cells.map((c) => c.right))];
  const [top, bottom] = [Math.min(...cells.map((c) => c.top)), Math.max(...cells.map((c) => c.bottom))];
  const headEnd = Math.max(-Infinity, ...cells.filter((c) => c.isHead).map((c) => c.bottom));
  const sides = new Map<string, Side>();
  const add = (horizontal: boolean, at: number, from: number, to: number): void => {
    const edge = horizontal ? at === top || at === bottom : at === left || at === right;
    const role = edge ? 'outer' : horizontal && at === headEnd ? 'headEnd' : 'inner';
    const isOpen = style.openBreaks && horizontal && ((at === top && goesOn.above) || (at === bottom && goesOn.below));
    if (!isOpen) sides.set(`${horizontal} ${at} ${from} ${to}`, { kind: 'side', horizontal, at, from, to, role });
  };
  for (const c of cells) {
    add(true, c.top, c.left, c.right);
    add(true, c.bottom, c.left, c.right);
    add(false, c.left, c.top, c.bottom);
    add(false, c.right, c.top, c.bottom);
  }
  return [...sides.values()];
}

/** Lays a table out from `y` of a page on. Where a page ends, its rows go on at the top of the next. */
export function layOutTable(
  matrix: Matrix,
  style: PdfStyle,
  frame: Frame,
  page: number,
  y: number,
  name: string,
): LaidTable {
  const widths = columnWidths(matrix, style, frame.width);
  const xs = [frame.left];
  for (const w of widths) xs.push(xs.at(-1)! + w);
  const lined = matrix.cells.map((cell) => linesOf(cell, widths, style, matrix));
  const placed = placeRows(matrix, rowHeights(matrix, lined, style), style, frame, page, y);
  const texts: { page: number; text: SetText }[] = [];
  const cells = new Map<number, SetCell[]>();
  for (const entry of lined) {
    const { cell } = entry;
    const [left, right] = [xs[cell.column]!, xs[cell.column + cell.columnSpan]!];
    const stretches = stretchesOf(cell, placed.parts);
    const own = stretches.filter((s) => !s.again);
    let rest = entry.lines;
    for (const s of stretches) {
      const isHead = cell.row < matrix.headRows;
      cells.set(s.page, [
        ...(cells.get(s.page) ?? []),
        { left, right, top: s.top, bottom: s.bottom, isHead, isValue: cell.kind === 'value' },
      ]);
      const fits =
        s.again || s === own.at(-1) || entry.direction !== 'across'
          ? Infinity
          : Math.max(1, Math.floor((s.bottom - s.top - GAP) / (LEADING * style.cellSize)));
      const source = s.again ? entry.lines : rest;
      const lines = source.slice(0, fits);
      if (!s.again) rest = entry.direction === 'across' ? rest.slice(fits) : [];
      if (lines.length === 0) continue;
      const row = `${name} ${s.page} ${cell.row}`;
      texts.push(
        ...setLines(entry, lines, { left, right, top: s.top, bottom: s.bottom }, style, row).map((text) => ({
          page: s.page,
          text,
        })),
      );
    }
  }
  const pages = [...cells.keys()].toSorted((a, b) => a - b);
  const tables = pages.map((p, i) => {
    const here = cells.get(p)!;
    return {
      page: p,
      table: { cells: here, sides: sidesOf(here, style, { above: i > 0, below: i < pages.length - 1 }) },
    };
  });
  return { texts, tables, page: placed.page, y: placed.y };
}
