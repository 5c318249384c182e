import { EXTRACT_LIMITS } from '../../../config/limits/extract.ts';
import { ConversionError } from '../../contracts/errors.ts';
import { parseWidth, type Width } from './cell-width.ts';
import type { Declarations } from './css/declarations.ts';

/** Widths of the columns of a grid container, null for a track without one; null where their number is not stated. */
export function gridTracks(declarations: Declarations): readonly (Width | null)[] | null {
  const template =
    declarations.get('grid-template-columns')?.value ?? declarations.get('grid-template')?.value.split('/')[1] ?? '';
  const expanded = template
    .trim()
    .replace(/repeat\(\s*(\d{1,3})\s*,\s*([^()]*(?:\([^()]*\)[^()]*)*)\)/g, (_, times: string, tracks: string) =>
      `${tracks} `.repeat(Number(times)),
    );
  if (expanded === '' || /^(?:none|auto|subgrid)$|repeat\(|^\[/.test(expanded)) return null;
  const tokens = expanded.match(/(?:[^\s()[\]]+(?:\([^()]*\))?)/g) ?? [];
  return tokens.map((token) => {
    const fraction = /^([\d.]+)fr$/.exec(token)?.[1] ?? /^minmax\([^,]*,\s*([\d.]+)fr\s*\)$/.exec(token)?.[1];
    return fraction === undefined ? parseWidth(token) : { value: Number(fraction), unit: 'share' };
  });
}

interface Lines {
  /** First line from 1, null where the item is placed automatically. */
  readonly start: number | null;
  readonly span: number;
}

/** Lines of an item on one axis from `grid-column` or `grid-row`; negative lines count from the end. */
function parseLines(declarations: Declarations, axis: 'column' | 'row', tracks: number): Lines {
  const area = (declarations.get('grid-area')?.value ?? '').split('/').map((part) => part.trim());
  const [areaStart, areaEnd] = area.length === 4 ? (axis === 'row' ? [area[0], area[2]] : [area[1], area[3]]) : [];
  const [first, second] = (declarations.get(`grid-${axis}`)?.value ?? '').split('/').map((part) => part.trim());
  const startText = declarations.get(`grid-${axis}-start`)?.value ?? (first || areaStart) ?? '';
  const endText = declarations.get(`grid-${axis}-end`)?.value ?? second ?? areaEnd ?? '';
  const spanOf = (text: string): number | null => Number(/^span\s+(\d{1,4})$/.exec(text)?.[1] ?? 0) || null;
  const lineOf = (text: string): number | null => {
    if (!/^-?\d{1,4}$/.test(text)) return null;
    const line = Number(text);
    return line > 0 ? line : line < 0 && axis === 'column' ? tracks + 2 + line : null;
  };
  const start = lineOf(startText);
  const end = lineOf(endText);
  const span = spanOf(startText) ?? spanOf(endText);
  if (start !== null && end !== null) return { start: Math.min(start, end), span: Math.abs(end - start) || 1 };
  if (end !== null && span !== null) return { start: Math.max(1, end - span), span };
  return { start, span: span ?? 1 };
}

export interface GridPlace {
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly columnSpan: number;
}

/**
 * Places of the items of a grid container, rows and columns from 0.
 * @source CSS Grid Layout 2, 8.5: items with both lines first, the others row by row without going back
 * @throws ConversionError too-complex when the grid has more than EXTRACT_LIMITS.tableCells positions
 */
export function placeGridItems(items: readonly Declarations[], columns: number): readonly GridPlace[] {
  const taken = new Set<number>();
  const isFree = (row: number, column: number, rowSpan: number, columnSpan: number): boolean => {
    for (let r = row; r < row + rowSpan; r++) {
      for (let c = column; c < column + columnSpan; c++) if (taken.has(r * columns + c)) return false;
    }
    return true;
  };
  const take = (row: number, column: number, rowSpan: number, columnSpan: number): GridPlace => {
    if ((row + rowSpan) * columns > EXTRACT_LIMITS.tableCells) {
      throw new ConversionError('too-complex', `a grid of more than ${EXTRACT_LIMITS.tableCells} positions`);
    }
    for (let r = row; r < row + rowSpan; r++)
      for (let c = column; c < column + columnSpan; c++) taken.add(r * columns + c);
    return { row, column, rowSpan, columnSpan };
  };
  const wanted = items.map((item) => {
    const column = parseLines(item, 'column', columns);
    const row = parseLines(item, 'row', columns);
    const columnSpan = Math.min(column.span, columns);
    const start = column.start === null ? null : Math.min(column.start - 1, columns - columnSpan);
    return { column: start, columnSpan, row: row.start === null ? null : row.start - 1, rowSpan: row.span };
  });
  const places = wanted.map((w) =>
    w.row !== null && w.column !== null ? take(w.row, w.column, w.rowSpan, w.columnSpan) : null,
  );
  let row = 0;
  let column = 0;
  return wanted.map((w, i) => {
    const fixed = places[i];
    if (fixed) return fixed;
    if (w.row !== null) {
      let c = 0;
      while (c + w.columnSpan < columns && !isFree(w.row, c, w.rowSpan, w.columnSpan)) c++;
      return take(w.row, c, w.rowSpan, w.columnSpan);
    }
    if (w.column !== null) {
      if (w.column < column) row++;
      column = w.column;
      while (!isFree(row, column, w.rowSpan, w.columnSpan)) row++;
    } else {
      while (column + w.columnSpan > columns || !isFree(row, column, w.rowSpan, w.columnSpan)) {
        column++;
        if (column + w.columnSpan > columns) {
          column = 0;
          row++;
        }
      }
    }
    const place = take(row, column, w.rowSpan, w.columnSpan);
    column += w.columnSpan;
    return place;
  });
}
