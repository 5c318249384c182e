import { readDelimitedRows } from './delimited-rows.ts';
import { inkedRange, isStatutory, type JudgedRow, judgeRows } from './delimited-table.ts';
import { learnStarts, rowInOrder } from './delimited-values.ts';
import { REMEDY_VALUES } from './form-row.ts';
import { readGeometric } from './geometric-table.ts';
import { separateRemedies, tableInOrder } from './printed-order.ts';
import { inSequence, type ReadTable, type RunPart, splitByTable } from './read-table.ts';
import type { RunLine } from './table-runs.ts';

/** Rows of several cells from which lines with delimiters are a table of their own, whatever it is about. */
const LEAST_ROWS = 2;

const prose = (rows: readonly JudgedRow[]): RunPart => ({ kind: 'prose', lines: rows.flatMap((r) => r.source.lines) });
const printedCells = (row: JudgedRow): number => row.cells.filter((cell) => cell.text !== '').length;

/** Cuts rows into stretches that are alike. */
function stretchesOf<K>(rows: readonly JudgedRow[], keyOf: (row: JudgedRow) => K): { key: K; rows: JudgedRow[] }[] {
  const stretches: { key: K; rows: JudgedRow[] }[] = [];
  for (const row of rows) {
    const key = keyOf(row);
    const last = stretches.at(-1);
    if (last && last.key === key) last.rows.push(row);
    else stretches.push({ key, rows: [row] });
  }
  return stretches;
}

const hasRows = (rows: readonly JudgedRow[]): boolean =>
  rows.filter((row) => printedCells(row) > 1).length >= LEAST_ROWS;

/** A row of fifteen values by itself: table four without its headers. */
const isLoneRemedies = (rows: readonly JudgedRow[]): boolean =>
  rows.length === 1 && rows[0]?.kind === 'data' && inkedRange(rows[0]).count === REMEDY_VALUES && rows[0].label < 0;

/** Rows that belong to no statutory table: a table of its own with all its cells, or lines of text. */
function readOther(rows: readonly JudgedRow[]): readonly RunPart[] {
  return stretchesOf(rows, (row) => row.source.isBare).flatMap((stretch): RunPart[] => {
    const isTable = !stretch.key && (hasRows(stretch.rows) || isLoneRemedies(stretch.rows));
    if (!isTable) return [prose(stretch.rows)];
    const tables = splitByTable(stretch.rows.map((row) => ({ table: null, row })));
    return tables.map((group) => ({
      kind: 'table',
      table: { layout: 'sequence', rows: group.map(({ row }) => inSequence(row.cells)) },
    }));
  });
}

/** What of a header shows its columns: how many cells it has, and which of them are labels of columns. */
const layoutOf = (header: readonly JudgedRow[]): string =>
  header.map((row) => `${row.cells.length}:${row.heads.join(',')}`).join(' ');

/** Cuts rows where a table begins anew below its rows of values, with other columns than before: that of another year. */
function cutByHeaders(rows: readonly JudgedRow[]): readonly (readonly JudgedRow[])[] {
  const parts: JudgedRow[][] = [];
  let layout = '';
  let header: JudgedRow[] = [];
  for (const row of rows) {
    if (row.kind === 'header' && row.table === 'applications') {
      header.push(row);
      continue;
    }
    const isHeaded = header.some((each) => each.heads.length > 0);
    const last = parts.at(-1);
    const isNew = !last || (isHeaded && layout !== '' && layoutOf(header) !== layout);
    if (isNew) parts.push([...header, row]);
    else last.push(...header, row);
    if (isHeaded) layout = layoutOf(header);
    header = [];
  }
  const last = parts.at(-1);
  if (last) last.push(...header);
  else if (header.length > 0) parts.push(header);
  return parts;
}

const readStatutory = (rows: readonly JudgedRow[]): readonly RunPart[] => cutByHeaders(rows).flatMap(readTables);

function readTables(rows: readonly JudgedRow[]): readonly RunPart[] {
  const habits = learnStarts(rows);
  return splitByTable(rows).flatMap((group): RunPart[] => {
    const geometric = readGeometric(group);
    const tables: readonly ReadTable[] = geometric
      ? [{ layout: 'geometric', rows: geometric }]
      : separateRemedies(group.map((row) => rowInOrder(row, habits))).map((part) => tableInOrder(part, true));
    return tables.map((table) => ({ kind: 'table', table }));
  });
}

/** Reads lines on which delimiters set the cells apart: one line is one row. */
export function readDelimitedRun(lines: readonly RunLine[]): readonly RunPart[] {
  const rows = readDelimitedRows(lines);
  const judged = judgeRows(rows);
  if (!isStatutory(rows)) return readOther(judged);
  const begin = judged.findIndex((row) => row.kind !== 'stray' && row.table !== null);
  const inTable = (row: JudgedRow): boolean => row.table !== null && !(row.kind === 'stray' && row.source.isBare);
  return [
    ...readOther(judged.slice(0, begin)),
    ...stretchesOf(judged.slice(begin), inTable).flatMap((stretch) =>
      stretch.key ? readStatutory(stretch.rows) : readOther(stretch.rows),
    ),
  ];
}
