import { type CellPath, cellPath, columnsOf, rowsOf, TABLE_KEYS, type TableKey } from '../../config/catalogue/form.ts';

/** Path of every cell that any version of the form can have, made once: they are asked for thousands of times a report. */
const KNOWN: ReadonlyMap<TableKey, ReadonlyMap<string, ReadonlyMap<string, CellPath>>> = new Map(
  TABLE_KEYS.map((table) => [
    table,
    new Map(
      rowsOf(table).map((row) => [
        row.key,
        new Map(columnsOf(table).map((column) => [column.key, cellPath(table, row.key, column.key)])),
      ]),
    ),
  ]),
);

/** The same string for the same cell; paths of cells that no form has are made anew. */
export const pathOf = (table: TableKey, row: string, column: string): CellPath =>
  KNOWN.get(table)?.get(row)?.get(column) ?? cellPath(table, row, column);
