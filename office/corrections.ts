import { type FactKey, factOf } from '../config/fact-keys.ts';
import { isOfReading } from '../pipeline/contracts/doubt.ts';
import type {
  CanonicalReport,
  Cell,
  CellStatus,
  Correction,
  CorrectionReason,
  ReportFacts,
  Table,
} from '../pipeline/contracts/report.ts';
import { factText } from './fact-text.ts';
import { withFact, withoutDoubtsOf } from './facts.ts';

/** What people say of single cells and facts, put to a report as it was read. Nothing of what was read is changed or lost by it. */

/** One correction as it is kept, with what was read when it was made: for another reading it does not hold. */
export interface KeptCorrection {
  /** `<table>/<row>/<column>`, or `report/<fact>`. */
  readonly path: string;
  readonly readValue: number | null;
  readonly readStatus: CellStatus;
  readonly value: number | null;
  readonly status: CellStatus;
  /** Of a fact: what was read and what it says, as text; null where nothing is said, and for a cell. */
  readonly readText: string | null;
  readonly text: string | null;
  readonly reason: CorrectionReason;
  readonly by: string;
  /** ISO 8601 */
  readonly at: string;
  readonly note: string;
}

/** What somebody says of a cell. */
export type CellWord =
  | { readonly kind: 'confirm' }
  | {
      readonly kind: 'correct';
      readonly value: number | null;
      readonly status: CellStatus;
      readonly reason: Exclude<CorrectionReason, 'confirmed'>;
    };

/** What somebody says of a fact. */
export type FactWord =
  | { readonly kind: 'confirm' }
  | {
      readonly kind: 'correct';
      readonly text: string | null;
      readonly reason: Exclude<CorrectionReason, 'confirmed'>;
    };

type Tables = CanonicalReport['tables'];
type Said = Omit<KeptCorrection, 'path' | 'by' | 'at' | 'note'>;

/** The cell of a path; null where the report has none. */
export function cellAt(tables: Tables, path: string): Cell | null {
  const [key = '', row = '', column = ''] = path.split('/');
  const table = tableOf(tables, key);
  if (table === null || !Object.hasOwn(table.rows, row)) return null;
  const cells = table.rows[row] ?? {};
  return Object.hasOwn(cells, column) ? (cells[column] ?? null) : null;
}

const tableOf = (tables: Tables, key: string): Table | null =>
  Object.entries(tables).find(([name]) => name === key)?.[1] ?? null;

/** What is to be kept of a word about a cell, given as it was read. */
export function correctionOf(read: Cell, word: CellWord): Said {
  const was = { readValue: read.value, readStatus: read.status, readText: null, text: null };
  return word.kind === 'confirm'
    ? { ...was, value: read.value, status: read.status, reason: 'confirmed' }
    : { ...was, value: word.value, status: word.status, reason: word.reason };
}

const statusOf = (text: string | null): CellStatus => (text === null ? 'absent' : 'reported');

/** What is to be kept of a word about a fact, given as it was read; null where the text is none for it. */
export function factCorrectionOf(read: ReportFacts, fact: FactKey, word: FactWord): Said | null {
  const readText = factText(read, fact);
  const text = word.kind === 'confirm' ? readText : word.text;
  const facts = withFact(read, fact, text);
  if (facts === null) return null;
  return {
    ...{ readValue: null, readStatus: statusOf(readText), readText },
    ...{ value: null, status: statusOf(text), text: factText(facts, fact) },
    reason: word.kind === 'confirm' ? 'confirmed' : word.reason,
  };
}

/**
 * The report as people say it is: of the corrections of a cell the last one counts. Its `corrections` name what was read.
 * @param read the report as it was read
 * @param kept in the order in which they were made; those about cells that now read otherwise say nothing
 */
export function applyCorrections<R extends CanonicalReport>(read: R, kept: readonly KeptCorrection[]): R {
  const counting = new Map<string, Correction>();
  for (const { readText, text, ...correction } of kept) {
    const fact = factOf(correction.path);
    if (fact !== null) {
      if (factText(read.report, fact) === readText)
        counting.set(correction.path, { ...correction, text, readRaw: readText ?? '' });
      continue;
    }
    const cell = cellAt(read.tables, correction.path);
    if (cell === null || cell.value !== correction.readValue || cell.status !== correction.readStatus) continue;
    counting.set(correction.path, { ...correction, readRaw: cell.raw });
  }
  const { corrections: _, ...rest } = read;
  // The rest has every part of a report but the one that it can be without.
  const report = { ...rest } as R;
  if (counting.size === 0) return report;
  const tables = Object.fromEntries(
    Object.entries(read.tables).map(([key, table]) => [
      key,
      table === null ? null : correctedTable(key, table, counting),
    ]),
  ) as Tables;
  const facts = correctedFacts(read.report, [...counting.values()]);
  const doubts = withoutDoubtsOf(
    read.doubts,
    [...counting.keys()].map(factOf).filter((fact) => fact !== null),
  );
  return { ...report, report: facts, tables, doubts, corrections: [...counting.values()] };
}

function correctedFacts(read: ReportFacts, corrections: readonly Correction[]): ReportFacts {
  let facts = read;
  for (const { path, text = null } of corrections) {
    const fact = factOf(path);
    if (fact !== null) facts = withFact(facts, fact, text) ?? facts;
  }
  return facts;
}

function correctedTable(key: string, table: Table, counting: ReadonlyMap<string, Correction>): Table {
  const rows = Object.entries(table.rows).map(([row, cells]) => {
    const corrected = Object.entries(cells).map(([column, cell]) => {
      const correction = counting.get(`${key}/${row}/${column}`);
      return [column, correction === undefined ? cell : correctedCell(cell, correction)];
    });
    return [row, Object.fromEntries(corrected)];
  });
  return { ...table, rows: Object.fromEntries(rows) };
}

/** A person has looked: no doubt about our reading is left, what the paper itself leaves open stays where it was confirmed. */
function correctedCell(cell: Cell, { value, status, reason }: Correction): Cell {
  const looked = { ...cell, confidence: 1, needsReview: false };
  if (reason === 'confirmed') {
    const doubts = cell.doubts.filter((code) => !isOfReading(code));
    return { ...looked, doubts, reviewReasons: doubts };
  }
  return { ...looked, value, status, raw: printed(cell, value, status), doubts: [], reviewReasons: [] };
}

/** As the paper has it, as far as that can be said: a sign for "none" is kept where one was read. */
function printed({ raw, status: before }: Cell, value: number | null, status: CellStatus): string {
  if (value !== null) return String(value);
  if (status === 'notApplicable') return before === 'notApplicable' ? raw : '/';
  return status === 'illegible' ? raw : '';
}
