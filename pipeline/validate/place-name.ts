import {
  type CellPath,
  columnLabelsOfRows,
  columnsOf,
  rowsOf,
  TABLE_KEYS,
  type TableKey,
} from '../../config/catalogue/form.ts';

const TABLE_NAMES: Readonly<Record<TableKey, string>> = {
  proactiveDisclosure: '主动公开情况表',
  applications: '依申请公开情况表',
  remedies: '复议诉讼情况表',
};

const REMARK = /（区分处理的.*$/u;

const ROW_NAMES = new Map(
  TABLE_KEYS.flatMap((t) => rowsOf(t).map((r) => [`${t}/${r.key}`, r.label.replace(REMARK, '')] as const)),
);
const COLUMN_NAMES = new Map(TABLE_KEYS.flatMap((t) => columnsOf(t).map((c) => [`${t}/${c.key}`, c.label] as const)));

export const tableName = (table: TableKey): string => TABLE_NAMES[table];
export const rowName = (table: TableKey, row: string): string => ROW_NAMES.get(`${table}/${row}`) ?? row;
/** A column in the words of the form; those of a band where its header reads otherwise than that of the other form. */
export const columnName = (table: TableKey, column: string, row = ''): string =>
  columnLabelsOfRows[`${row}/${column}`] ?? COLUMN_NAMES.get(`${table}/${column}`) ?? column;

/** A cell in the words of the form: 依申请公开情况表“（一）予以公开”行“总计”列. */
export function cellName(path: CellPath): string {
  const [table] = path.split('/') as [TableKey];
  return `${tableName(table)}${cellNameWithin(path)}`;
}

/** A cell of a table that is named already: “（一）予以公开”行“总计”列. */
export function cellNameWithin(path: CellPath): string {
  const [table, row, column] = path.split('/') as [TableKey, string, string];
  return `“${rowName(table, row)}”行“${columnName(table, column, row)}”列`;
}

/** Cells that are named before the rest is counted. */
const SHOWN = 4;

const listed = (paths: readonly CellPath[], name: (path: CellPath) => string, limit: number): string =>
  `${paths.slice(0, limit).map(name).join('、')}${paths.length > limit ? `等${paths.length}处` : ''}`;

/** At most `limit` cells by name, then how many more. */
export const cellNames = (paths: readonly CellPath[], limit = SHOWN): string => listed(paths, cellName, limit);
/** The same of one table that is named already. */
export const cellNamesWithin = (paths: readonly CellPath[]): string => listed(paths, cellNameWithin, SHOWN);
