import type { FormVersion, TableKey } from '../../../../config/catalogue/form.ts';
import { counted } from './counted.ts';

export const VERSION_WORDS: Readonly<Record<FormVersion, string>> = {
  '2021': 'Form of 2021',
  '2019': 'Form of 2019',
};

export const FORM_WORDS = {
  beyond: 'These cells are not in the form; they are listed as the file has them:',
  missing: 'This table was not found in the file.',
  allRight: 'No cells of this table need review.',
  toReview: (cells: number): string => `${counted(cells, 'cell')} of this table to review`,
  keys: 'Move between cells with the arrow keys',
  anomalies: (n: number): string => `${counted(n, 'difference')} from the form`,
  legendReview: 'to review',
  legendError: 'in an error',
  legendWarning: 'in a warning',
};

export const SECTION_WORDS = {
  section: (number: number): string => `Section ${number}`,
  table: (number: number): string => `Table ${number}`,
  tableTitle: {
    proactiveDisclosure: 'II. Government information disclosed on the agency’s own initiative',
    applications: 'III. Applications for government information received and handled',
    remedies: 'IV. Administrative reconsideration and litigation over disclosure of government information',
  } satisfies Record<TableKey, string>,
};

export const ANOMALY_WORDS = {
  rowExtra: (text: string, values: readonly string[]): string =>
    `A row that the form does not have, “${text}”, with: ${values.join(', ') || '(nothing)'}.`,
  rowMissing: (row: string): string => `The row “${row}” is missing.`,
  columnCount: (row: string, expected: number, actual: number): string =>
    `The row “${row}” should have ${counted(expected, 'number')}, the file has ${actual}.`,
  rowShift: (row: string): string => `The row “${row}” is not where the form has it.`,
  columnMissing: (column: string): string => `The column “${column}” is missing.`,
};

export const PLACE_WORDS = {
  within: (table: string, row: string, cells: string): string => `${table} “${row}”: ${cells}`,
  countOf: (names: readonly string[], all: number): string => `${names.join(', ')} and ${all - names.length} more`,
  rows: (table: string, rows: readonly string[], all: number): string =>
    `${table}: ${rows.join(', ')} (${counted(all, 'cell')} in all)`,
};
