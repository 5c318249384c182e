import { type FormVersion, TABLE_KEYS, type TableKey } from '../../config/catalogue/form.ts';
import { STATUS_TEXTS, SUM_WORDS } from '../../config/consolidation-words.ts';
import type { Consolidated } from '../../contracts/consolidated.ts';
import type { CanonicalReport } from '../../pipeline/contracts/report.ts';
import { type FormLayout, layOutForm, tableTitle } from '../form-layout.ts';

/** The official form with its numbers, before it is set as a workbook, a Word file or a page. */

export interface FilledCell {
  /** Null: the cell says no number. */
  readonly value: number | null;
  /** As it is printed. */
  readonly text: string;
  /** It may say something else; with what is to be known of it. */
  readonly uncertain: boolean;
  readonly note: string;
}

export interface FilledTable {
  readonly table: TableKey;
  readonly heading: string;
  readonly layout: FormLayout;
  readonly cells: ReadonlyMap<string, FilledCell>;
}

export interface FilledForm {
  readonly title: string;
  /** What the numbers are of, a line each. */
  readonly about: readonly string[];
  readonly tables: readonly FilledTable[];
  readonly notes: readonly string[];
}

const NOTHING: FilledCell = { value: null, text: '', uncertain: false, note: '' };

/** The cell of a path as it is printed; empty where nothing is known. */
export const filledCell = (table: FilledTable, path: string): FilledCell => table.cells.get(path) ?? NOTHING;

/** A number as the form prints it: no groups, its own decimals. */
const printed = (value: number): string => String(value);

function tableOf(
  key: TableKey,
  form: FormVersion,
  rows: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
  cellOf: (row: string, column: string) => FilledCell,
): FilledTable {
  const cells = new Map<string, FilledCell>();
  for (const [row, columns] of Object.entries(rows)) {
    for (const column of Object.keys(columns)) cells.set(`${key}/${row}/${column}`, cellOf(row, column));
  }
  return { table: key, heading: tableTitle(key), layout: layOutForm(key, rows, form), cells };
}

/** The tables summed over reports; a number that may be another is marked. */
export function consolidatedForm(consolidated: Consolidated): FilledForm {
  const { year, scope, state, form, tables, completeness, unbalanced } = consolidated;
  const { included, due, rolledUp } = completeness;
  const about = [
    SUM_WORDS.scope(scope?.name ?? null),
    SUM_WORDS.state(state),
    SUM_WORDS.complete(included, due),
    ...(rolledUp > 0 ? [SUM_WORDS.rolledUp(rolledUp)] : []),
    ...(unbalanced.length > 0 ? [SUM_WORDS.unbalanced(unbalanced.length)] : []),
  ];
  if (form === null || tables === null) {
    return { title: SUM_WORDS.title(year), about, tables: [], notes: [SUM_WORDS.noTables] };
  }
  const filled = TABLE_KEYS.map((key) => {
    const { rows } = tables[key];
    return tableOf(key, form, rows, (row, column) => {
      const sum = rows[row]?.[column];
      if (sum === undefined) return NOTHING;
      const text = sum.value === null ? '' : printed(sum.value);
      const mark = sum.certain ? '' : SUM_WORDS.uncertainMark;
      return { value: sum.value, text: `${text}${mark}`, uncertain: !sum.certain, note: SUM_WORDS.cellNote(sum) };
    });
  });
  const isUncertain = filled.some(({ cells }) => [...cells.values()].some(({ uncertain }) => uncertain));
  return { title: SUM_WORDS.title(year), about, tables: filled, notes: isUncertain ? [SUM_WORDS.uncertain] : [] };
}

/** The tables of one agency as its report says them, on the form that it used. */
export function reportForm(report: CanonicalReport, agency: string, year: number | null): FilledForm {
  const { template } = report.report;
  const title = SUM_WORDS.reportTitle(agency, year);
  if (template === null || template === 'narrative')
    return { title, about: [], tables: [], notes: [SUM_WORDS.noTables] };
  const tables = TABLE_KEYS.flatMap((key) => {
    const rows = report.tables[key]?.rows;
    if (rows === undefined) return [];
    return tableOf(key, template, rows, (row, column) => {
      const cell = rows[row]?.[column];
      if (cell === undefined) return NOTHING;
      const { value, status, needsReview } = cell;
      const text = value === null ? (status === 'reported' ? '' : STATUS_TEXTS[status]) : printed(value);
      const mark = needsReview ? SUM_WORDS.uncertainMark : '';
      return { value, text: `${text}${mark}`, uncertain: needsReview, note: '' };
    });
  });
  const isUncertain = tables.some(({ cells }) => [...cells.values()].some(({ uncertain }) => uncertain));
  return { title, about: [], tables, notes: isUncertain ? [SUM_WORDS.uncertain] : [] };
}
