import { cellPath, columnsOf, type FormVersion, rowsOf, type TableKey } from '../../config/catalogue/form.ts';
import { IDENTITIES, type Identity } from '../../config/catalogue/identities.ts';
import type { Cell, Table } from '../contracts/report.ts';
import { doubtedCell, withDoubts } from './doubted-cell.ts';
import { readCell } from './number.ts';

/** One sum with the cells it is made of; cells of the left count positive, those of the right negative. */
interface Sum {
  readonly terms: readonly { readonly path: string; readonly sign: 1 | -1 }[];
}

const WITNESSES = 2;
/** Confidence of a value that two sums of other, certain cells confirm. */
const CONFIRMED = 0.95;

function sumsOf(identity: Identity): readonly Sum[] {
  const across = identity.along === 'column' ? columnsOf(identity.table) : rowsOf(identity.table);
  return across.map(({ key }) => {
    const path = (part: string): string =>
      identity.along === 'column' ? cellPath(identity.table, part, key) : cellPath(identity.table, key, part);
    return {
      terms: [
        ...identity.left.map((part) => ({ path: path(part), sign: 1 as const })),
        ...identity.right.map((part) => ({ path: path(part), sign: -1 as const })),
      ],
    };
  });
}

/** Blank and not applicable count as nothing; what could not be read has no amount. */
const amountOf = (cell: Cell): number | null => (cell.status === 'illegible' ? null : (cell.value ?? 0));

const isScanned = (cell: Cell, scannedPages: readonly number[]): boolean =>
  cell.origin !== null && 'page' in cell.origin && scannedPages.includes(cell.origin.page);

type Cells = Map<string, Cell>;

/** The value that the cell needs for a sum to hold; null when another of its cells is missing, doubtful or unread. */
function demandedBy(sum: Sum, path: string, cells: Cells): number | null {
  let rest = 0;
  let own = 0;
  for (const term of sum.terms) {
    const cell = cells.get(term.path);
    if (term.path === path) {
      own = term.sign;
      continue;
    }
    const amount = cell && !cell.needsReview ? amountOf(cell) : null;
    if (amount === null) return null;
    rest += term.sign * amount;
  }
  return own === 0 ? null : 0 - rest * own;
}

/** What the ink of a doubtful cell was read as, by any engine at any look. */
const readingsOf = (cell: Cell): readonly number[] =>
  [cell.raw, ...(cell.otherReadings ?? [])].flatMap((text) => readCell(text).value ?? []);

/**
 * Sums as witnesses for one doubtful cell: a reading of its own ink that every sum through it demands is taken.
 * Two sums of certain cells make it certain; one leaves it for a person.
 */
function heardFor(path: string, cell: Cell, sums: readonly Sum[], cells: Cells): Cell {
  const demands = sums
    .filter((s) => s.terms.some((t) => t.path === path))
    .flatMap((s) => demandedBy(s, path, cells) ?? []);
  const [demanded] = demands;
  if (demanded === undefined || demands.some((d) => d !== demanded) || !readingsOf(cell).includes(demanded))
    return cell;
  const chosen = { ...cell, value: demanded, status: 'reported' as const };
  return demands.length >= WITNESSES ? doubtedCell(chosen, [], CONFIRMED) : withDoubts(chosen, ['chosen-by-sums']);
}

const fails = (sum: Sum, cells: Cells): boolean => {
  let total = 0;
  for (const { path, sign } of sum.terms) {
    const cell = cells.get(path);
    const amount = cell ? amountOf(cell) : null;
    if (amount === null) return false;
    total += sign * amount;
  }
  return total !== 0;
};

/**
 * Lets the sums of the form speak about values that were read from pictures, and about nothing else. They choose among
 * readings of the same ink and point at a cell where two sums fail; a number that nobody read is never put in, and an
 * agency's own mistake stays as it is.
 * @source docs/decisions/0004-scans.md; every misread cell of table three breaks at least two of its sums
 */
export function heardBySums(
  tables: Readonly<Record<TableKey, Table | null>>,
  version: FormVersion,
  scannedPages: readonly number[],
): Record<TableKey, Table | null> {
  if (scannedPages.length === 0) return { ...tables };
  const cells: Cells = new Map();
  for (const [table, found] of Object.entries(tables)) {
    for (const [row, columns] of Object.entries(found?.rows ?? {})) {
      for (const [column, cell] of Object.entries(columns)) cells.set(`${table}/${row}/${column}`, cell);
    }
  }
  const sums = IDENTITIES.filter((identity) => identity.versions.includes(version)).flatMap(sumsOf);
  for (const [path, cell] of cells) {
    if (cell.needsReview && cell.status !== 'absent' && isScanned(cell, scannedPages))
      cells.set(path, heardFor(path, cell, sums, cells));
  }
  const failing = sums.filter((sum) => fails(sum, cells));
  for (const [path, cell] of cells) {
    const against = failing.filter((sum) => sum.terms.some((term) => term.path === path)).length;
    const most = path.startsWith('applications/') ? WITNESSES : 1;
    if (against < most || !isScanned(cell, scannedPages)) continue;
    cells.set(path, withDoubts(cell, ['sums-disagree']));
  }
  const withCells = (key: TableKey): Table | null => {
    const table = tables[key];
    if (!table) return null;
    const rows = Object.fromEntries(
      Object.entries(table.rows).map(([row, columns]) => [
        row,
        Object.fromEntries(Object.keys(columns).map((column) => [column, cells.get(cellPath(key, row, column))!])),
      ]),
    );
    return { ...table, rows };
  };
  return {
    proactiveDisclosure: withCells('proactiveDisclosure'),
    applications: withCells('applications'),
    remedies: withCells('remedies'),
  };
}
