import type { CellStatus } from '../../../../pipeline/contracts/report.ts';

export const CELL_STATUS_WORDS = {
  reported: null,
  blank: 'blank',
  notApplicable: 'n/a',
  illegible: 'illegible',
  absent: 'absent',
} satisfies Readonly<Record<CellStatus, string | null>>;

export const CELL_STATUS_MEANING: Readonly<Record<CellStatus, string>> = {
  reported: 'Reported',
  blank: 'Blank: the cell is there, nothing is entered',
  notApplicable: 'Not applicable: a mark such as “/” or “—” is entered',
  illegible: 'Illegible: something is written that was not read',
  absent: 'Absent: the file has no such cell',
};

export const ORIGIN_WORDS = {
  none: 'no place in the original',
  page: (page: number, left: number, top: number): string =>
    `page ${page}, ${Math.round(left)} pt from the left, ${Math.round(top)} pt from the top`,
  table: (table: number, row: number, column: number): string =>
    `table ${table} of the file, row ${row}, column ${column}`,
  paragraph: (paragraph: number): string => `paragraph ${paragraph}`,
  line: (line: number): string => `line ${line}`,
};

export const CELL_WORDS = {
  raw: 'Original',
  emptyRaw: '(nothing)',
  value: 'Number',
  confidence: 'Confidence',
  reasons: 'Why review it',
  origin: 'Place',
  status: 'State',
  review: 'to review',
  confirmed: 'reviewed',
  corrected: 'corrected',
  was: 'Was read as',
  noCell: 'The report has no such cell',
};
