import { cellPath, columnsOf, type FormVersion, rowsOf, type TableKey } from '../../config/catalogue/form.ts';
import { IDENTITIES, type Identity } from '../../config/catalogue/identities.ts';
import type { DoubtCode } from '../contracts/doubt.ts';
import type { Cell, Table } from '../contracts/report.ts';
import { doubtedCell, withDoubts } from './doubted-cell.ts';
import { type InkReading, inkReadings } from './ink-readings.ts';

/** One sum with the cells it is made of; cells of the left count positive, those of the right negative. */
interface Sum {
  readonly terms: readonly { readonly path: string; readonly sign: 1 | -1 }[];
}

/** Sums through one cell that must hold to make it certain: a slip in it breaks each of them. */
const WITNESSES = 2;
/** Confidence of a value that two sums confirm. */
const CONFIRMED = 0.95;
/** Rounds in which readings are chosen; each settles cells that others wait for. */
const ROUNDS = 4;

/** Doubts about characters, which sums can settle; what they say nothing of is whether it is the right cell. */
const ABOUT_CHARACTERS: ReadonlySet<DoubtCode> = new Set<DoubtCode>([
  'low-confidence',
  'covered',
  'touched',
  'joined',
  'broken-number',
  'irregular-rules',
  'not-a-number',
  'several-numbers',
]);

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
const amountOf = (cell: Cell): number | null =>
  cell.value ?? (cell.status === 'illegible' || cell.needsReview ? null : 0);

type Cells = Map<string, Cell>;

const isScanned = (cell: Cell, scannedPages: readonly number[]): boolean =>
  cell.origin !== null && 'page' in cell.origin && scannedPages.includes(cell.origin.page);

/** What is missing for a sum to hold; null where one of its cells has no amount. */
function gapOf(sum: Sum, cells: Cells): number | null {
  let total = 0;
  for (const { path, sign } of sum.terms) {
    const cell = cells.get(path);
    const amount = cell ? amountOf(cell) : null;
    if (amount === null) return null;
    total += sign * amount;
  }
  return total;
}

/** The value that a cell needs for a sum to hold; null where another of its cells has no amount or is in doubt. */
function demandedBy(sum: Sum, path: string, cells: Cells, isOpen: (path: string) => boolean): number | null {
  let rest = 0;
  let own = 0;
  for (const term of sum.terms) {
    if (term.path === path) {
      own = term.sign;
      continue;
    }
    const cell = cells.get(term.path);
    const amount = cell && !isOpen(term.path) ? amountOf(cell) : null;
    if (amount === null) return null;
    rest += term.sign * amount;
  }
  return own === 0 ? null : 0 - rest * own;
}

/** The doubtful cells of the scanned pages with what their ink can be; each first has its likeliest reading as value. */
class OpenCells {
  readonly #cells: Cells;
  readonly #sums: ReadonlyMap<string, readonly Sum[]>;
  readonly readings = new Map<string, readonly InkReading[]>();
  readonly #chosen = new Set<string>();

  constructor(cells: Cells, sums: readonly Sum[], isDoubtful: (cell: Cell) => boolean) {
    this.#cells = cells;
    const through = new Map<string, Sum[]>();
    for (const sum of sums) for (const { path } of sum.terms) through.set(path, [...(through.get(path) ?? []), sum]);
    this.#sums = through;
    for (const [path, cell] of cells) {
      if (!isDoubtful(cell)) continue;
      const readings = inkReadings(cell);
      this.readings.set(path, readings);
      const [best] = readings;
      if (cell.value !== null || cell.raw.trim() === '') continue;
      if (best) cells.set(path, withValue(cell, best.value));
      else if (!WORDS.test(cell.raw)) cells.set(path, misread(cell));
    }
  }

  isOpen = (path: string): boolean => this.readings.has(path);

  #through(path: string): readonly Sum[] {
    return this.#sums.get(path) ?? [];
  }

  demandsOn(path: string): readonly number[] {
    return this.#through(path).flatMap((sum) => demandedBy(sum, path, this.#cells, this.isOpen) ?? []);
  }

  /** Sums through a cell that hold as the cells stand, and those that do not. */
  #balance(path: string): { readonly hold: number; readonly fail: number } {
    const gaps = this.#through(path).map((sum) => gapOf(sum, this.#cells));
    return {
      hold: gaps.filter((gap) => gap === 0).length,
      fail: gaps.filter((gap) => gap !== null && gap !== 0).length,
    };
  }

  /** Takes for each open cell the reading with which most of its sums hold; of equal ones the likelier. */
  choose(): boolean {
    let changed = false;
    for (const [path, readings] of this.readings) {
      const cell = this.#cells.get(path)!;
      const demands = this.demandsOn(path);
      const agreed = new Set(demands).size === 1 ? readings.find((r) => r.value === demands[0]) : undefined;
      const before = this.#balance(path);
      let best: { readonly value: number; readonly hold: number } | null = null;
      for (const { value } of agreed ? [agreed] : readings) {
        this.#cells.set(path, withValue(cell, value));
        const { hold } = this.#balance(path);
        if (hold > (best?.hold ?? before.hold)) best = { value, hold };
      }
      const taken = best && best.value !== cell.value ? withValue(cell, best.value) : cell;
      this.#cells.set(path, taken);
      if (taken !== cell) {
        this.#chosen.add(path);
        changed = true;
      }
    }
    return changed;
  }

  /**
   * Makes cells certain through which at least two sums hold and none fails. What the engines read first needs no more,
   * for sums that hold by chance want as many other slips; another reading needs sums of cells that are all certain.
   */
  confirm(): boolean {
    const sure = [...this.readings.keys()].filter((path) => {
      const cell = this.#cells.get(path)!;
      if (cell.value === null || !cell.doubts.every((code) => ABOUT_CHARACTERS.has(code))) return false;
      if (this.#chosen.has(path)) {
        const demands = this.demandsOn(path);
        return demands.length >= WITNESSES && demands.every((demanded) => demanded === cell.value);
      }
      const { hold, fail } = this.#balance(path);
      return hold >= WITNESSES && fail === 0;
    });
    for (const path of sure) {
      this.#cells.set(path, doubtedCell(this.#cells.get(path)!, [], CONFIRMED));
      this.readings.delete(path);
    }
    return sure.length > 0;
  }

  /**
   * Cells that sums speak against: two that fail, or one where none holds. Of the table of remedies, with one sum for each
   * cell, only sums without a cell that is in doubt anyway.
   */
  contradicted(scannedPages: readonly number[]): readonly string[] {
    return [...this.#cells].flatMap(([path, cell]) => {
      if (!isScanned(cell, scannedPages)) return [];
      const { hold, fail } = this.#balance(path);
      const isExplained = (sum: Sum): boolean => sum.terms.some((t) => t.path !== path && this.isOpen(t.path));
      const isAlone = this.#through(path).length < WITNESSES;
      if (isAlone && this.#through(path).some(isExplained)) return [];
      return fail >= WITNESSES || (fail > 0 && hold === 0) ? [path] : [];
    });
  }

  /** Says of each cell that stays open what it was read as, and what the sums say to it. */
  name(): void {
    for (const [path, ofInk] of this.readings) {
      const cell = this.#cells.get(path)!;
      const demands = [...new Set(this.demandsOn(path))];
      const bySums = demands.map((value) => ({ value, by: 'sums', confidence: CONFIRMED / demands.length }));
      const readings = [...ofInk, ...bySums];
      const named = readings.length > 0 ? { ...cell, readings } : cell;
      const isChosen =
        cell.value !== null &&
        ofInk.some((r) => r.value === cell.value) &&
        (this.#chosen.has(path) || (demands.length > 0 && demands.every((demanded) => demanded === cell.value)));
      this.#cells.set(path, isChosen ? withDoubts(named, ['chosen-by-sums']) : named);
    }
  }
}

/** What is surely meant as words: less may be dirt, or a number that the engines could not make out. */
const WORDS = /\p{Script=Han}{2}/u;

/** That no number was made out says something of our reading, not that the agency wrote none. */
const misread = (cell: Cell): Cell =>
  withDoubts({ ...cell, doubts: cell.doubts.filter((code) => code !== 'not-a-number') }, ['low-confidence']);

/** The cell with one reading of its ink as its value; that it is one of several stays said. */
const withValue = (cell: Cell, value: number): Cell => ({ ...misread(cell), value, status: 'reported' });

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
  const open = new OpenCells(
    cells,
    sums,
    (cell) => cell.needsReview && cell.status !== 'absent' && isScanned(cell, scannedPages),
  );
  for (let round = 0, goesOn = true; goesOn && round < ROUNDS; round++) {
    const [chose, confirmed] = [open.choose(), open.confirm()];
    goesOn = chose || confirmed;
  }
  open.name();
  for (const path of open.contradicted(scannedPages)) cells.set(path, withDoubts(cells.get(path)!, ['sums-disagree']));
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
