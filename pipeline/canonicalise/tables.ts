import { cellsOf, columnsOf, type FormVersion, rowsOf, type TableKey } from '../../config/catalogue/form.ts';
import { ALIGNMENT_LIMITS } from '../../config/limits/form.ts';
import type { DoubtCode } from '../contracts/doubt.ts';
import type { Origin, Region } from '../contracts/origin.ts';
import type { Anomaly, Cell, Label, Table } from '../contracts/report.ts';
import type { AlignedApplications, AlignedRow } from './align/applications.ts';
import type { ExtraRow } from './align/extra-rows.ts';
import type { AlignedProactive } from './align/proactive.ts';
import type { AlignedRemedies } from './align/remedies.ts';
import type { FoldedCell, FoldedGrid, TableRow } from './align/table-row.ts';
import type { PlacedValue } from './align/values.ts';
import { doubtedCell } from './doubted-cell.ts';
import { COUNTED, type FormUnit, moneyIn, readCell } from './number.ts';

/** A cell of the form that the document does not have. A gap in an expected row is for a person to look at. */
const absentCell = (doubt: DoubtCode | null): Cell =>
  doubtedCell({ value: null, raw: '', status: 'absent', origin: null }, doubt ? [doubt] : []);

/** A cell on a page that was not read. */
const unreadCell = (): Cell => doubtedCell({ value: null, raw: '', status: 'illegible', origin: null }, ['not-read']);

const ILLEGIBLE = { value: null, status: 'illegible', doubts: [] } as const;

/** Doubts that say of a cell without text that something is drawn in it: it is not blank. */
const isInkUnread = (code: DoubtCode): boolean =>
  code === 'ink-without-text' || code === 'characters-lost' || code === 'not-read' || code === 'covered';

/** Doubts under which no number can be told, whatever stands in the cell. */
const hasNoNumber = (code: DoubtCode): boolean =>
  code === 'not-a-number' || code === 'several-numbers' || code === 'ink-without-text';

function cellFrom(
  { source, text, doubts }: PlacedValue,
  unit: FormUnit = COUNTED,
  more: readonly DoubtCode[] = [],
): Cell {
  if (!source) return absentCell('value-count');
  const ofSource = (source.doubts ?? []).map(({ code }) => code);
  const isUnreadable = [...doubts, ...ofSource].some(hasNoNumber) || (text.trim() === '' && ofSource.some(isInkUnread));
  const reading = isUnreadable ? ILLEGIBLE : readCell(text, unit);
  const otherReadings = source.otherReadings ?? [];
  return doubtedCell(
    {
      value: reading.value,
      raw: text,
      status: reading.status,
      origin: source.origin,
      ...(otherReadings.length > 0 ? { otherReadings: [...otherReadings] } : {}),
    },
    [...doubts, ...more, ...reading.doubts, ...ofSource],
    source.confidence,
  );
}

const label = (axis: Label['axis'], key: string | null, block: string | null, cell: FoldedCell): Label => ({
  axis,
  key,
  block,
  text: cell.folded.replace(/\s*\n\s*/g, ''),
  origin: cell.origin,
});

const regionsOf = (grids: readonly FoldedGrid[], indexes: readonly number[]): Region[] =>
  [...indexes].toSorted((a, b) => a - b).flatMap((i) => [...(grids[i]?.regions ?? [])]);

/** What the building of a table needs to know of its document. */
export interface TableContext {
  readonly grids: readonly FoldedGrid[];
  /** Some pages were not read. */
  readonly unread: boolean;
  /** The year of the report. */
  readonly year: number | null;
}

/** Why every value of a row must be looked at: the row comes again, or a caption dates it to another year. */
function rowDoubts(key: string, row: TableRow, conflicting: ReadonlySet<string>, context: TableContext): DoubtCode[] {
  const dated = context.grids[row.gridIndex]?.year ?? null;
  return [
    ...(conflicting.has(key) ? (['duplicate-row'] as const) : []),
    ...(dated !== null && context.year !== null && dated !== context.year ? (['other-year'] as const) : []),
  ];
}

type Rows = Record<string, Record<string, Cell>>;

const setCell = (rows: Rows, row: string, column: string, cell: Cell): void => {
  rows[row] ??= {};
  rows[row][column] = cell;
};

/** Fills what the form has and the document has not: unread where pages were not read, absent otherwise. */
function fillMissing(rows: Rows, expected: readonly (readonly [string, string])[], unread: boolean): Anomaly[] {
  const missing = new Set<string>();
  for (const [row, column] of expected) {
    if (rows[row]?.[column]) continue;
    setCell(rows, row, column, unread ? unreadCell() : absentCell('row-missing'));
    missing.add(row);
  }
  return unread ? [] : [...missing].map((row) => ({ kind: 'row-missing', row }));
}

/** The unit of a column of table two, as its header names it. */
function unitOf(row: string, column: string, { headers }: AlignedProactive): FormUnit {
  if (column !== 'amount') return COUNTED;
  const header = headers.find(({ key, block }) => key === column && block === row);
  return { unit: '万元', printed: header ? moneyIn(header.cell.folded) : null };
}

export function proactiveTable(aligned: AlignedProactive, context: TableContext): Table {
  const { grids, unread } = context;
  const rows: Rows = {};
  const anomalies: Anomaly[] = [];
  for (const row of aligned.rows) {
    const more: DoubtCode[] = [
      ...(row.inferred ? (['column-inferred'] as const) : []),
      ...(row.isPart ? (['row-inferred'] as const) : []),
      ...rowDoubts(row.key, row.row, aligned.conflicting, context),
    ];
    for (const [i, column] of row.columns.entries()) {
      setCell(rows, row.key, column, cellFrom(row.placed.values[i]!, unitOf(row.key, column, aligned), more));
    }
    if (row.placed.count !== row.columns.length) {
      anomalies.push(columnCount(row.key, row.columns.length, row.placed.count, row.label));
    }
  }
  const expected = cellsOf('proactiveDisclosure', aligned.version).filter(
    ([row, column]) => !rows[row] || rows[row][column],
  );
  anomalies.push(...fillMissing(rows, expected, unread));
  anomalies.push(...aligned.extra.map(rowExtra));
  const known = new Set(rowsOf('proactiveDisclosure', aligned.version).map((r) => r.key));
  for (const row of aligned.rows.filter((r) => !known.has(r.key))) {
    const values = row.placed.values.map((v) => v.text);
    anomalies.push({ kind: 'row-extra', text: row.label.folded, values, origin: row.label.origin });
  }
  return {
    rows,
    regions: regionsOf(grids, aligned.gridIndexes),
    labels: [
      ...aligned.blockHeadings.map((cell) => label('blockHeading', null, null, cell)),
      ...aligned.headers.map(({ key, block, cell }) => label('column', key, block, cell)),
      ...aligned.rows.map((row) => label('row', row.key, null, row.label)),
    ],
    anomalies,
  };
}

const rowExtra = ({ text, label, values }: ExtraRow): Anomaly => ({
  kind: 'row-extra',
  text,
  values: values.map((value) => value.text.trim()),
  origin: label.origin,
});

const columnCount = (row: string, expected: number, actual: number, cell: FoldedCell): Anomaly => ({
  kind: 'column-count',
  row,
  expected,
  actual,
  origin: cell.origin,
});

/** Whether a report keeps the one row 其他处理 of the form of 2019. */
export const keepsUnsplitRow = (aligned: AlignedApplications): boolean => {
  const keys = aligned.rows.map((r) => r.key);
  return keys.includes('otherHandling') && !keys.some((key) => key.startsWith('otherHandling.'));
};

function rowReasons(row: AlignedRow, aligned: AlignedApplications, context: TableContext): DoubtCode[] {
  const reasons = rowDoubts(row.key, row.row, aligned.conflicting, context);
  if (row.inferred) reasons.push('row-inferred');
  if (aligned.headers.size === 0) reasons.push('column-inferred');
  return reasons;
}

export function applicationsTable(aligned: AlignedApplications, version: FormVersion, context: TableContext): Table {
  const { grids, unread } = context;
  const rows: Rows = {};
  const anomalies: Anomaly[] = [];
  const columns = columnsOf('applications').map((c) => c.key);
  for (const row of aligned.rows) {
    for (const [i, column] of columns.entries()) {
      setCell(rows, row.key, column, cellFrom(row.placed.values[i]!, COUNTED, rowReasons(row, aligned, context)));
    }
    if (row.placed.count !== columns.length)
      anomalies.push(columnCount(row.key, columns.length, row.placed.count, row.label));
  }
  const expected = cellsOf('applications', version);
  if (version === '2021' && keepsUnsplitRow(aligned)) {
    for (const [row, column] of expected) {
      if (row.startsWith('otherHandling.')) setCell(rows, row, column, absentCell(null));
    }
  }
  anomalies.push(...fillMissing(rows, expected, unread));
  anomalies.push(...aligned.extra.map(rowExtra));
  for (const column of columns) {
    if (aligned.headers.size > 0 && !aligned.headers.has(column)) anomalies.push({ kind: 'column-missing', column });
  }
  anomalies.push(...shiftedRows(aligned));
  return {
    rows,
    regions: regionsOf(grids, aligned.gridIndexes),
    labels: [
      ...[...aligned.headers].map(([key, cell]) => label('column', key, null, cell)),
      ...aligned.rows.filter((r) => !r.inferred).map((row) => label('row', row.key, null, row.label)),
    ],
    anomalies,
  };
}

type RowLevel = 'top' | 'outcome' | 'reason';

const levelOf = (key: string): RowLevel =>
  key.includes('.')
    ? 'reason'
    : rowsOf('applications').some((r) => r.key === key && r.group !== null)
      ? 'outcome'
      : 'top';

const columnOf = (origin: Origin | undefined): number | null => (origin && 'column' in origin ? origin.column : null);

/** The column that most of some rows share; null where less than ALIGNMENT_LIMITS.usualShare do. */
function usualColumn(columns: readonly (number | null)[]): number | null {
  const counts = new Map<number, number>();
  for (const column of columns) if (column !== null) counts.set(column, (counts.get(column) ?? 0) + 1);
  const [column, count] = [...counts].toSorted((a, b) => b[1] - a[1])[0] ?? [0, 0];
  return count >= columns.length * ALIGNMENT_LIMITS.usualShare ? column : null;
}

/**
 * Rows that have slipped out of their place: a label further left than those of the rows on its level of the form,
 * or, on the top level, values that begin in another column.
 */
function shiftedRows(aligned: AlignedApplications): Anomaly[] {
  const shifted = (['top', 'outcome', 'reason'] as const).flatMap((level) => {
    const rows = aligned.rows.filter((row) => levelOf(row.key) === level);
    const labelColumn = (row: AlignedRow) => columnOf(row.label.origin);
    const valueColumn = (row: AlignedRow) => columnOf(row.placed.values[0]?.source?.origin);
    const [usualLabel, usualValue] = [usualColumn(rows.map(labelColumn)), usualColumn(rows.map(valueColumn))];
    return rows.filter((row) => {
      const further = usualLabel !== null && (labelColumn(row) ?? usualLabel) < usualLabel;
      const beside = level === 'top' && usualValue !== null && (valueColumn(row) ?? usualValue) !== usualValue;
      return further || beside;
    });
  });
  return shifted.map((row) => ({ kind: 'row-shift', row: row.key, origin: row.label.origin }));
}

export function remediesTable(aligned: AlignedRemedies, context: TableContext): Table {
  const { grids, unread } = context;
  const rows: Rows = {};
  const anomalies: Anomaly[] = [];
  const columns = columnsOf('remedies').map((c) => c.key);
  for (const row of aligned.rows) {
    const more = rowDoubts(row.key, row.row, aligned.conflicting, context);
    for (const [i, column] of columns.entries())
      setCell(rows, row.key, column, cellFrom(row.placed.values[i]!, COUNTED, more));
    if (row.placed.count !== columns.length) {
      const [first] = row.row.cells;
      if (first) anomalies.push(columnCount(row.key, columns.length, row.placed.count, first));
    }
  }
  anomalies.push(...fillMissing(rows, cellsOf('remedies', '2021'), unread), ...aligned.extra.map(rowExtra));
  return {
    rows,
    regions: regionsOf(grids, aligned.gridIndexes),
    labels: [
      ...aligned.rowLabels.map(({ key, cell }) => label('row', key, null, cell)),
      ...(aligned.litigation ? [label('group', 'litigation', null, aligned.litigation)] : []),
      ...aligned.headers.map(({ key, block, cell }) => label('column', key, block, cell)),
    ],
    anomalies,
  };
}

/** A statutory table on pages that were not read: every cell is there and none is legible. */
export function unreadTable(table: TableKey, version: FormVersion): Table {
  const rows: Rows = {};
  for (const [row, column] of cellsOf(table, version)) setCell(rows, row, column, unreadCell());
  return { rows, regions: [], labels: [], anomalies: [] };
}
