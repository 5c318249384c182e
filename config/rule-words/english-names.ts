import { failingFormula } from '../formula-words.ts';
import type { FoundFault } from './finding-words.ts';

/** Names of places in English. The keys of the form are English words already: they are only taken apart. */

const TABLES: Readonly<Record<string, string>> = {
  proactiveDisclosure: 'table of proactive disclosure',
  applications: 'table of applications',
  remedies: 'table of remedies',
  statistics2008: 'statistics table',
};

/** withheld.stateSecret → withheld: state secret */
const keyWords = (key: string): string =>
  key
    .split('.')
    .map((part) => part.replace(/(?<=[a-z0-9])(?=[A-Z])/gu, ' ').toLowerCase())
    .join(': ');

const placeOf = (path: string): readonly [table: string, row: string, column: string] => {
  const [table = '', row = '', column = ''] = path.split('/');
  return [table, row, column];
};

export const tableOf = ({ cells }: FoundFault): string => TABLES[placeOf(cells[0] ?? '')[0]] ?? 'tables';
export const rowOf = ({ cells }: FoundFault): string => `row “${keyWords(placeOf(cells[0] ?? '')[1])}”`;
export const columnOf = ({ cells }: FoundFault): string => `column “${keyWords(placeOf(cells[0] ?? '')[2])}”`;

const nameIn = (path: string): string => {
  const [, row, column] = placeOf(path);
  return column === 'count' ? `“${keyWords(row)}”` : `“${keyWords(row)} / ${keyWords(column)}”`;
};

/** A cell by its row and column, with its table. */
export const cellWords = (path: string): string => `${nameIn(path)} of the ${TABLES[placeOf(path)[0]] ?? 'tables'}`;

const SHOWN = 4;

/** The cells of one table: a whole row by its name, else at most four cells and how many more. */
function cellsOfTable(table: string, cells: readonly string[]): string {
  const rows = new Set(cells.map((path) => placeOf(path)[1]));
  const [row] = rows;
  const named =
    rows.size === 1 && row !== undefined && cells.length > SHOWN
      ? `the row “${keyWords(row)}”`
      : `${cells.slice(0, SHOWN).map(nameIn).join(', ')}${cells.length > SHOWN ? ` and ${cells.length - SHOWN} more` : ''}`;
  return `${named} of the ${TABLES[table] ?? 'tables'}`;
}

export function cellsWords({ cells }: FoundFault): string {
  const tables = [...new Set(cells.map((path) => placeOf(path)[0]))];
  return tables
    .map((table) =>
      cellsOfTable(
        table,
        cells.filter((path) => placeOf(path)[0] === table),
      ),
    )
    .join('; ');
}

/** 1 case, 2 cases */
export const counted = (number: number | string | null, one: string, many = `${one}s`): string =>
  `${number ?? 'some'} ${Number(number) === 1 ? one : many}`;

/** The cells in brackets behind a sentence; nothing where there are none. */
export const inCells = (found: FoundFault): string => (found.cells.length === 0 ? '' : ` (${cellsWords(found)})`);

/** Words of the document in quotation marks; nothing where none are kept. */
export const quoted = ({ quote }: FoundFault): string => (quote === null || quote === '' ? '' : ` “${quote}”`);
export const inSection = ({ section }: FoundFault): string => (section === null ? '' : ` in section ${section}`);
export const failing = ({ formula }: FoundFault): string =>
  formula === null
    ? ''
    : ` (${failingFormula(formula).replaceAll('空', 'blank').replaceAll('，', ', ').replaceAll('；', '; ')})`;

/** Alternatives that a suggestion shows. */
const WAYS = 2;

/** The changes that would set the sums right, as a question; what else to do where none is known. */
export function repairWords({ repairs = [] }: FoundFault, otherwise: string): string {
  if (repairs.length === 0) return otherwise;
  const ways = repairs
    .slice(0, WAYS)
    .map((changes) => changes.map((c) => `${cellWords(c.cell)}: ${c.actual} → ${c.repaired}`).join(' together with '));
  return `The sums hold if this is changed: ${ways.join('; or ')}. Please verify against the original.`;
}
