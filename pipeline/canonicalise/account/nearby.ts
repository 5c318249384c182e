import { TABLE_KEYS, type TableKey } from '../../../config/catalogue/form.ts';
import type { Unplaced } from '../../contracts/ink.ts';
import type { Origin, Region } from '../../contracts/origin.ts';
import type { Cell, Table } from '../../contracts/report.ts';
import { withDoubts } from '../doubted-cell.ts';

type Tables = Readonly<Record<TableKey, Table | null>>;

const isInRegion = (origin: Origin, region: Region): boolean => {
  if ('page' in origin && 'page' in region) {
    const [left, top, right, bottom] = region.bbox;
    const [x, y] = [(origin.bbox[0] + origin.bbox[2]) / 2, (origin.bbox[1] + origin.bbox[3]) / 2];
    return origin.page === region.page && x >= left && x <= right && y >= top && y <= bottom;
  }
  return 'table' in origin && 'table' in region && origin.table === region.table;
};

/** Whether two things stand in the same row of the same table, or at the same height of a page. */
const isInRow = (a: Origin, b: Origin): boolean => {
  if ('page' in a && 'page' in b) {
    const middle = (b.bbox[1] + b.bbox[3]) / 2;
    return a.page === b.page && middle >= a.bbox[1] && middle <= a.bbox[3];
  }
  return 'table' in a && 'table' in b && a.table === b.table && a.row === b.row;
};

const isEmpty = (cell: Cell): boolean => cell.value === null && cell.status !== 'notApplicable';

/** What an empty cell may have lost: a number beside it, or a row of its table that nobody knows. */
const mayHold = (cell: Cell, { origin, looksLike }: Unplaced): boolean =>
  origin !== null && (cell.origin === null ? looksLike !== 'number' : isInRow(origin, cell.origin));

/** Doubts every empty cell that something without a place may belong to: nobody is to blame for it but the reader. */
export function withUnplacedNearby(tables: Tables, unplaced: readonly Unplaced[]): Record<TableKey, Table | null> {
  const doubted = (table: Table): Table => {
    const inside = unplaced.filter(
      ({ origin }) => origin !== null && table.regions.some((region) => isInRegion(origin, region)),
    );
    if (inside.length === 0) return table;
    const rows = Object.entries(table.rows).map(([row, columns]) => [
      row,
      Object.fromEntries(
        Object.entries(columns).map(([column, cell]) => [
          column,
          isEmpty(cell) && inside.some((each) => mayHold(cell, each)) ? withDoubts(cell, ['unplaced-nearby']) : cell,
        ]),
      ),
    ]);
    return { ...table, rows: Object.fromEntries(rows) };
  };
  const entries = TABLE_KEYS.map((key) => [key, tables[key] && doubted(tables[key])] as const);
  return Object.fromEntries(entries) as Record<TableKey, Table | null>;
}
