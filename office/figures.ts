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

/** All figures of one report as they are kept, one for each of `figurePaths`; of a report without tables none. */
export interface Figures {
  readonly kept: string;
  /** NaN: no number. */
  readonly values: Float64Array;
  /** Statuses, as places in STATUS_ORDER, and whether they are in doubt. */
  readonly codes: Uint8Array;
}

const STATUS_ORDER = [
  'none',
  'reported',
  'blank',
  'notApplicable',
  'illegible',
  'absent',
] as const satisfies Figure['status'][];
const IN_DOUBT = 8;
const NONE = STATUS_ORDER.indexOf('none');
const REPORTED = STATUS_ORDER.indexOf('reported');
/** Digits of which every whole number is a double of its own. */
const EXACT_DIGITS = 15;
const [COMMA, NOUGHT, NINE] = [...',09'].map((character) => character.charCodeAt(0)) as [number, number, number];

/** One pass over the characters: nearly all figures are plain whole numbers, and a year has 600,000 of them. */
export function readFigures(kept: string): Figures {
  const length = kept === '' ? 0 : figureCount(kept);
  const figures = { kept, values: new Float64Array(length).fill(Number.NaN), codes: new Uint8Array(length) };
  let [start, value, isPlain] = [0, 0, true];
  for (let at = 0, index = 0; index < length; at++) {
    const code = at < kept.length ? kept.charCodeAt(at) : COMMA;
    if (code !== COMMA) {
      value = value * 10 + code - NOUGHT;
      isPlain &&= code >= NOUGHT && code <= NINE && at - start < EXACT_DIGITS;
      continue;
    }
    if (at === start) figures.codes[index] = NONE;
    else if (isPlain) {
      figures.values[index] = value;
      figures.codes[index] = REPORTED;
    } else keep(figures, index, readFigure(kept.slice(start, at)));
    [start, value, isPlain] = [at + 1, 0, true];
    index += 1;
  }
  return figures;
}

function figureCount(kept: string): number {
  let count = 1;
  for (let at = 0; at < kept.length; at++) if (kept.charCodeAt(at) === COMMA) count += 1;
  return count;
}

function keep({ values, codes }: Figures, index: number, { status, value, doubtful }: Figure): void {
  values[index] = value ?? Number.NaN;
  codes[index] = STATUS_ORDER.indexOf(status) + (doubtful ? IN_DOUBT : 0);
}

/** One of them. */
export function figureAt({ values, codes }: Figures, index: number): Figure {
  const code = codes[index] ?? NONE;
  const value = values[index] ?? Number.NaN;
  return {
    status: STATUS_ORDER[code % IN_DOUBT] ?? 'none',
    value: Number.isNaN(value) ? null : value,
    doubtful: code >= IN_DOUBT,
  };
}

/** As what a figure is counted in a sum. */
export const FIGURE_KINDS = ['reported', 'doubtful', 'blank', 'notApplicable', 'unread'] as const;
type FigureKind = (typeof FIGURE_KINDS)[number];

function kindOf({ status, doubtful }: Pick<Figure, 'status' | 'doubtful'>): FigureKind {
  if (status === 'blank' || status === 'notApplicable') return doubtful ? 'doubtful' : status;
  if (status === 'reported') return doubtful ? 'doubtful' : status;
  return 'unread';
}
const KIND_OF_CODE = Uint8Array.from({ length: 2 * IN_DOUBT }, (_, code) => {
  const status = STATUS_ORDER[code % IN_DOUBT] ?? 'none';
  return FIGURE_KINDS.indexOf(kindOf({ status, doubtful: code >= IN_DOUBT }));
});

/** Its place in FIGURE_KINDS. */
export const kindAt = ({ codes }: Figures, index: number): number => KIND_OF_CODE[codes[index] ?? NONE] ?? 0;
/** Whether the report has such a row and column. */
export const hasFigure = ({ codes }: Figures, index: number): boolean => (codes[index] ?? NONE) !== NONE;

/** One of them, from its text. */
function readFigure(text: string): Figure {
  const doubtful = text.endsWith(DOUBT);
  const said = doubtful ? text.slice(0, -1) : text;
  const status = STATUSES[said];
  // A cell in doubt without a reading is there, and unread.
  if (said === '' && doubtful) return { status: 'illegible', value: null, doubtful };
  return status === undefined
    ? { status: 'reported', value: Number(said), doubtful }
    : { status, value: null, doubtful };
}
