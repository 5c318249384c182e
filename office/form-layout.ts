import {
  APPLICATIONS_NOTE,
  applicationGroups,
  applications,
  type CellPath,
  type ColumnField,
  cellPath,
  cellsOf,
  FORM_HEADERS,
  type FormVersion,
  proactiveDisclosure,
  type RowField,
  remedies,
  rowsOf,
  TABLE_KEYS,
  type TableKey,
} from '../config/catalogue/form.ts';

import { SECTION_TITLES } from '../config/catalogue/sections.ts';

/** A place on the printed form; rows and columns count from 0. */
interface Area {
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly columnSpan: number;
}

export type FormCell = Area &
  (
    | {
        readonly kind: 'label';
        readonly text: string;
        readonly role: 'heading' | 'note' | 'column' | 'row';
        /** True for the label that the form writes from top to bottom. */
        readonly vertical: boolean;
      }
    | { readonly kind: 'value'; readonly path: CellPath }
  );

export interface FormLayout {
  readonly table: TableKey;
  readonly version: FormVersion;
  readonly columns: number;
  /** Every cell once, row by row, each row from left to right. */
  readonly rows: readonly (readonly FormCell[])[];
}

/** Keys of the rows and columns that a table of a report has. */
export type PresentCells = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

type Key = readonly [row: string, column: string];

const keysOf = (present: PresentCells): readonly Key[] =>
  Object.entries(present).flatMap(([row, cells]) => Object.keys(cells).map((column) => [row, column] as const));

/** The wording of one form version: a 2019 form prints the alias where the two versions differ. */
const wording = (field: RowField | ColumnField, version: FormVersion): string =>
  version === '2019' ? (field.aliases[0] ?? field.label) : field.label;

const fieldOf = <F extends RowField | ColumnField>(fields: readonly F[], key: string): F => {
  const field = fields.find((candidate) => candidate.key === key);
  if (field === undefined) throw new Error(`the form has no field ${key}`);
  return field;
};

/** The version whose form holds more of the cells; `preferred` where both hold as many. */
export function versionOf(table: TableKey, present: PresentCells, preferred: FormVersion): FormVersion {
  const keys = keysOf(present);
  const held = (version: FormVersion): number => {
    const form = new Set(cellsOf(table, version).map(([row, column]) => `${row}/${column}`));
    return keys.filter(([row, column]) => form.has(`${row}/${column}`)).length;
  };
  const other: FormVersion = preferred === '2021' ? '2019' : '2021';
  return held(other) > held(preferred) ? other : preferred;
}

/** Collects the cells of a form and gives them back in reading order. */
function sheet() {
  const cells: FormCell[] = [];
  return {
    label(text: string, role: 'heading' | 'note' | 'column' | 'row', area: Area, vertical = false): void {
      cells.push({ kind: 'label', text, role, vertical, ...area });
    },
    value(table: TableKey, row: string, column: string, area: Area): void {
      cells.push({ kind: 'value', path: cellPath(table, row, column), ...area });
    },
    rows(): readonly (readonly FormCell[])[] {
      const rows: FormCell[][] = [];
      for (const cell of cells.toSorted((a, b) => a.row - b.row || a.column - b.column)) {
        rows[cell.row] ??= [];
        rows[cell.row]?.push(cell);
      }
      return rows;
    },
  };
}

const at = (row: number, column: number, rowSpan = 1, columnSpan = 1): Area => ({ row, column, rowSpan, columnSpan });

/** Table two: bands one below the other, each with its heading, its header row and its rows. Columns share the width of the widest band. */
function layOutProactive(version: FormVersion) {
  const form = sheet();
  const bands = proactiveDisclosure.blocks[version];
  const width = Math.max(...bands.map((band) => band.columns.length));
  let row = 0;
  for (const band of bands) {
    const spanOf = (column: number): number =>
      column === band.columns.length - 1 ? width - band.columns.length + 1 : 1;
    form.label(band.heading, 'heading', at(row++, 0, 1, width + 1));
    form.label(FORM_HEADERS.content, 'column', at(row, 0));
    band.columns.forEach((key, index) => {
      form.label(wording(fieldOf(proactiveDisclosure.columns, key), version), 'column', {
        ...at(row, index + 1),
        columnSpan: spanOf(index),
      });
    });
    row++;
    for (const key of band.rows) {
      form.label(wording(fieldOf(proactiveDisclosure.rows, key), version), 'row', at(row, 0));
      band.columns.forEach((column, index) => {
        form.value('proactiveDisclosure', key, column, { ...at(row, index + 1), columnSpan: spanOf(index) });
      });
      row++;
    }
  }
  return { columns: width + 1, rows: form.rows() };
}

/**
 * Rows of table three as this report has them: those of the form, save that a report which leaves （六）其他处理
 * unsplit has that one row in place of its parts, and a report that has both keeps both.
 */
function applicationRows(version: FormVersion, present: PresentCells): readonly RowField[] {
  const has = (key: string): boolean => present[key] !== undefined;
  const splits = applications.rows.filter((field) => field.group === 'otherHandling');
  const whole = has('otherHandling');
  const split = splits.some((field) => has(field.key));
  return applications.rows.filter((field) => {
    if (has(field.key)) return true;
    if (!field.versions.includes(version)) return false;
    if (field.key === 'otherHandling') return !split;
    if (field.group === 'otherHandling') return !whole || split;
    return true;
  });
}

/** Table three: the note and the applicants above, the outcomes under one vertical label with their groups. */
function layOutApplications(version: FormVersion, present: PresentCells) {
  const form = sheet();
  const labelColumns = 3;
  const columns = applications.columns;
  const grouped = columns.filter((column) => column.group !== null);
  form.label(`（${APPLICATIONS_NOTE}）`, 'note', at(0, 0, 3, labelColumns));
  form.label(FORM_HEADERS.applicants, 'column', at(0, labelColumns, 1, columns.length));
  columns.forEach((column, index) => {
    if (column.group === null) form.label(column.label, 'column', at(1, labelColumns + index, 2));
    else form.label(column.label, 'column', at(2, labelColumns + index));
  });
  const firstGrouped = columns.findIndex((column) => column.group !== null);
  form.label(grouped[0]?.group ?? '', 'column', at(1, labelColumns + firstGrouped, 1, grouped.length));

  const fields = applicationRows(version, present);
  const headerRows = 3;
  const spansFrom = (predicate: (field: RowField) => boolean): Readonly<{ first: number; count: number }> => ({
    first: headerRows + fields.findIndex(predicate),
    count: fields.filter(predicate).length,
  });
  const outcome = spansFrom((field) => field.group !== null);
  form.label(applicationGroups.outcome ?? '', 'row', at(outcome.first, 0, outcome.count), true);
  for (const [key, text] of Object.entries(applicationGroups)) {
    if (key === 'outcome') continue;
    const group = spansFrom((field) => field.group === key);
    if (group.count > 0) form.label(text, 'row', at(group.first, 1, group.count));
  }
  fields.forEach((field, index) => {
    const row = headerRows + index;
    if (field.group === null) form.label(field.label, 'row', at(row, 0, 1, labelColumns));
    else if (field.group === 'outcome') form.label(field.label, 'row', at(row, 1, 1, labelColumns - 1));
    else form.label(field.label, 'row', at(row, 2));
    columns.forEach((column, c) => {
      form.value('applications', field.key, column.key, at(row, labelColumns + c));
    });
  });
  return { columns: labelColumns + columns.length, rows: form.rows() };
}

/** Table four: one row of values under reconsideration and the two kinds of litigation. */
function layOutRemedies() {
  const form = sheet();
  const width = remedies.columns.length;
  const litigation = remedies.rows.filter((field) => field.group === 'litigation');
  const valueRow = 3;
  let column = 0;
  form.label(
    remedies.litigationLabel,
    'column',
    at(0, width * (remedies.rows.length - litigation.length), 1, width * litigation.length),
  );
  for (const field of remedies.rows) {
    const grouped = field.group === 'litigation';
    form.label(field.label, 'column', at(grouped ? 1 : 0, column, 1, width));
    for (const result of remedies.columns) {
      form.label(result.label, 'column', grouped ? at(2, column) : at(1, column, 2));
      form.value('remedies', field.key, result.key, at(valueRow, column));
      column++;
    }
  }
  return { columns: column, rows: form.rows() };
}

/**
 * One statutory table as the form prints it: every cell of the form, and in table three of the rows that the report has.
 * @param present the cells of the report; what the form has and the report has not is laid out all the same
 * @source 国办公开办函〔2021〕30号, 国办公开办函〔2019〕60号: merged cells as in the annexes
 */
export function layOutForm(table: TableKey, present: PresentCells, preferred: FormVersion): FormLayout {
  const version = versionOf(table, present, preferred);
  const layOut = {
    proactiveDisclosure: layOutProactive,
    applications: layOutApplications,
    remedies: layOutRemedies,
  }[table];
  return { table, version, ...layOut(version, present) };
}

/** Cells of the report that its form has no place for. */
export function cellsBeyondForm(layout: FormLayout, present: PresentCells): readonly CellPath[] {
  const placed = new Set(layout.rows.flat().map((cell) => (cell.kind === 'value' ? cell.path : null)));
  return keysOf(present)
    .map(([row, column]) => cellPath(layout.table, row, column))
    .filter((path) => !placed.has(path));
}

export type Direction = 'left' | 'right' | 'up' | 'down';

type ValueCell = Extract<FormCell, { kind: 'value' }>;

/** The value cell that an arrow key leads to, or null at the edge of the form. */
export function neighbour(layout: FormLayout, from: string, direction: Direction): CellPath | null {
  const values = layout.rows.flat().filter((cell): cell is ValueCell => cell.kind === 'value');
  const start = values.find((cell) => cell.path === from);
  if (start === undefined) return null;
  const middle = (cell: ValueCell): number => cell.column + cell.columnSpan / 2;
  const ahead = values.filter(
    (cell) =>
      ({
        left: cell.row === start.row && cell.column < start.column,
        right: cell.row === start.row && cell.column > start.column,
        up: cell.row < start.row,
        down: cell.row > start.row,
      })[direction],
  );
  const distance = (cell: ValueCell): number =>
    Math.abs(cell.row - start.row) * layout.columns * 2 + Math.abs(middle(cell) - middle(start));
  return ahead.toSorted((a, b) => distance(a) - distance(b))[0]?.path ?? null;
}

const FORMS = { proactiveDisclosure, applications, remedies };

/** Official wording of a row with the group that it stands in: （三）不予公开 › 1.属于国家秘密; the key itself for an unknown row. */
export function rowWords(table: TableKey, key: string, version: FormVersion): string {
  const row = rowsOf(table).find((field) => field.key === key);
  if (row === undefined) return key;
  const groups: Readonly<Record<string, string>> = { ...applicationGroups, litigation: remedies.litigationLabel };
  const group = row.group === null || row.group === 'outcome' ? undefined : groups[row.group];
  return group === undefined ? wording(row, version) : `${group} › ${wording(row, version)}`;
}

/** Official wording of a column; the key itself for an unknown column. */
export function columnWords(table: TableKey, key: string, version: FormVersion): string {
  const columns: readonly ColumnField[] = FORMS[table].columns;
  const column = columns.find((field) => field.key === key);
  return column === undefined ? key : wording(column, version);
}

/** The parts of a cell path, or null when it names no table of the form. */
export function partsOf(path: string): Readonly<{ table: TableKey; row: string; column: string }> | null {
  const [table, row, column] = path.split('/');
  const key = TABLE_KEYS.find((candidate) => candidate === table);
  return key === undefined || row === undefined || column === undefined ? null : { table: key, row, column };
}

/** A cell in words: （三）不予公开 › 1.属于国家秘密 · 自然人; the path itself where the form has no such table. */
export function cellWords(path: string, version: FormVersion): string {
  const parts = partsOf(path);
  if (parts === null) return path;
  return `${rowWords(parts.table, parts.row, version)} · ${columnWords(parts.table, parts.column, version)}`;
}

const ORDINALS = '一二三四五六七八九十';

/** 三 for 3. */
export const ordinalOf = (number: number): string => ORDINALS[number - 1] ?? String(number);

/** 三、收到和处理政府信息公开申请情况 */
export function tableTitle(table: TableKey): string {
  const section = SECTION_TITLES.find((title) => title.role === table);
  return section === undefined ? table : `${ordinalOf(section.number)}、${section.title}`;
}
