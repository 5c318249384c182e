import { applications, cellPath, cellsOf, type FormVersion, rowsOf, TABLE_KEYS } from '../config/catalogue/form.ts';
import type { CanonicalReport, Cell, CellStatus } from '../pipeline/contracts/report.ts';

/**
 * The figures of a report in the order of its form, as one short text: what is kept beside a report so that thousands are
 * summed without a look at any of them.
 */

/** One figure as it is kept. `none`: the report has no such row or column. */
export interface Figure {
  readonly status: CellStatus | 'none';
  /** What the document says; in doubt the best reading of it. */
  readonly value: number | null;
  /** A person has to look at it yet. */
  readonly doubtful: boolean;
}

/**
 * The cells that the figures of a form stand for, in their order: those of the form, and in table three also the rows of
 * the other form, because reports leave 其他处理 unsplit, or split it, whatever their form says.
 */
export const figurePaths = (form: FormVersion): readonly string[] => PATHS[form];

const pathsOf = (form: FormVersion): readonly string[] =>
  TABLE_KEYS.flatMap((table) =>
    table === 'applications'
      ? rowsOf(table).flatMap((row) => applications.columns.map((column) => cellPath(table, row.key, column.key)))
      : cellsOf(table, form).map(([row, column]) => cellPath(table, row, column)),
  );
const PATHS: Readonly<Record<FormVersion, readonly string[]>> = { '2021': pathsOf('2021'), '2019': pathsOf('2019') };

const LETTERS: Readonly<Record<Exclude<CellStatus, 'reported'>, string>> = {
  blank: 'b',
  notApplicable: 'n',
  illegible: 'i',
  absent: 'a',
};
const STATUSES: Readonly<Record<string, Figure['status']>> = {
  '': 'none',
  ...Object.fromEntries(Object.entries(LETTERS).map(([status, letter]) => [letter, status as CellStatus])),
};
const DOUBT = '?';

/** `12`, `12?` in doubt, a letter for what says no number, nothing for what the report has not. */
const written = (cell: Cell | undefined): string =>
  cell === undefined
    ? ''
    : `${cell.value ?? (cell.status === 'reported' ? '' : LETTERS[cell.status])}${cell.needsReview ? DOUBT : ''}`;

/** @returns one text a cell of `figurePaths`, with commas between; empty for a report on no form that has tables */
export function figuresOf({ report, tables }: Pick<CanonicalReport, 'report' | 'tables'>): string {
  const { template } = report;
  if (template === null || template === 'narrative') return '';
  return PATHS[template]
    .map((path) => {
      const [table, row = '', column = ''] = path.split('/');
      const found = TABLE_KEYS.find((key) => key === table);
      const cells = found === undefined ? undefined : tables[found]?.rows[row];
      return written(cells?.[column]);
    })
    .join(',');
}

/** The texts of the figures, one a cell; none for a report that has no tables. */
export const splitFigures = (kept: string): readonly string[] => (kept === '' ? [] : kept.split(','));

/** One of them read again. */
export function readFigure(text: string): Figure {
  const doubtful = text.endsWith(DOUBT);
  const said = doubtful ? text.slice(0, -1) : text;
  const status = STATUSES[said];
  // A cell in doubt without a reading is there, and unread.
  if (said === '' && doubtful) return { status: 'illegible', value: null, doubtful };
  return status === undefined
    ? { status: 'reported', value: Number(said), doubtful }
    : { status, value: null, doubtful };
}
