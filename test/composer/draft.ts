import type { CellPath, TableKey } from '../../config/catalogue/form.ts';
import type { CellStatus } from '../../pipeline/contracts/report.ts';
import type { Facts } from './facts.ts';
import type { Matrix, MatrixCell } from './matrix.ts';
import { stacked } from './matrix.ts';
import { composeNumbers, type Numbers } from './numbers.ts';
import { type PdfStyle, PLAIN_PDF } from './pdf/pdf-style.ts';
import { endingOf, type Line, line, openingOf, overviewOf, pageFacts, SECTION_HEADINGS } from './prose.ts';
import type { Random } from './random.ts';
import { applicationsTable, proactiveBands, remediesTable } from './tables.ts';

export type Format = 'html' | 'docx' | 'text' | 'pdf' | 'ofd';

export interface TablePart {
  readonly kind: 'table';
  /** Null for a table that is none of the form. */
  readonly table: TableKey | null;
  readonly matrix: Matrix;
  /** What the table stands in. */
  readonly frame?: 'textBox' | 'textBoxTwice' | 'layout' | 'hidden' | undefined;
}

/** Tables that stand side by side. */
export interface SidePart {
  readonly kind: 'side';
  readonly tables: readonly TablePart[];
}

export type Part = Line | TablePart | SidePart;

export interface TrueCell {
  readonly value: number | null;
  readonly status: CellStatus;
}

/** How the parts are written; each format uses what it knows. */
export interface Style {
  readonly html: 'table' | 'headCells' | 'divs' | 'cssTable' | 'cssGrid';
  readonly text:
    | 'cells'
    | 'spacedCells'
    | 'tabs'
    | 'pipes'
    | 'framedPipes'
    | 'commas'
    | 'semicolons'
    | 'spaces'
    | 'columns';
  /** In text: positions that merged cells cover stand empty rather than being left out. */
  readonly placeholders: boolean;
  /** The last two declare another encoding than they have. */
  readonly encoding: 'utf-8' | 'gb18030' | 'undeclared' | 'lyingUtf8' | 'lyingGb';
  /** Spans of merged cells reach beyond their table, and end tags are left out. */
  readonly carelessMarkup: boolean;
  /** Tables, rows and cells stand in content controls. */
  readonly contentControls: boolean;
  /** How Word tables leave out blank cells and join cells in ways of their own. */
  readonly legacyGrid: boolean;
  readonly entities: boolean;
  readonly wordPaste: boolean;
  readonly splitRuns: boolean;
  readonly numbered: boolean;
  readonly trackedChanges: boolean;
  readonly mirror: boolean;
  readonly chrome: boolean;
  readonly factsAs: 'table' | 'lines' | 'oneLine' | 'meta';
  readonly pdf: PdfStyle;
}

export const PLAIN_STYLE: Style = {
  html: 'table',
  text: 'tabs',
  placeholders: true,
  encoding: 'utf-8',
  carelessMarkup: false,
  contentControls: false,
  legacyGrid: false,
  entities: false,
  wordPaste: false,
  splitRuns: false,
  numbered: false,
  trackedChanges: false,
  mirror: false,
  chrome: false,
  factsAs: 'table',
  pdf: PLAIN_PDF,
};

/** A composed report before it is written as a file. */
export interface Draft {
  readonly format: Format;
  readonly facts: Facts;
  readonly numbers: Numbers;
  readonly pageFacts: readonly (readonly [string, string])[];
  readonly parts: readonly Part[];
  readonly truth: ReadonlyMap<CellPath, TrueCell>;
  readonly style: Style;
}

const bandsTogether = (bands: readonly Matrix[]): Matrix => bands.reduce((all, band) => stacked(all, band));

export const tablePart = (table: TableKey | null, matrix: Matrix): TablePart => ({ kind: 'table', table, matrix });

/** A report in its official form, with numbers that satisfy the sums. */
export function composeDraft(random: Random, format: Format, facts: Facts): Draft {
  const numbers = composeNumbers(random.fork('numbers'), facts);
  const words = random.fork('words');
  const truth = new Map(
    [...numbers].map(([path, text]) => [path, { value: Number(text), status: 'reported' as const }]),
  );
  return {
    format,
    facts,
    numbers,
    pageFacts: format === 'html' || format === 'text' ? pageFacts(words, facts) : [],
    parts: [
      ...openingOf(words, facts),
      ...overviewOf(words, facts, numbers),
      line('heading', SECTION_HEADINGS.proactiveDisclosure),
      tablePart('proactiveDisclosure', bandsTogether(proactiveBands(facts, numbers))),
      line('heading', SECTION_HEADINGS.applications),
      tablePart('applications', applicationsTable(facts, numbers)),
      line('heading', SECTION_HEADINGS.remedies),
      tablePart('remedies', remediesTable(numbers)),
      ...endingOf(words, facts),
    ],
    truth,
    style: PLAIN_STYLE,
  };
}

export const withStyle = (draft: Draft, style: Partial<Style>): Draft => ({
  ...draft,
  style: { ...draft.style, ...style },
});

/** Puts other parts in the place of every table of the given kind. */
export const replaceTables = (draft: Draft, table: TableKey, change: (part: TablePart) => readonly Part[]): Draft => ({
  ...draft,
  parts: draft.parts.flatMap((part) => (part.kind === 'table' && part.table === table ? change(part) : [part])),
});

/** Changes the tables of one kind, or all tables of the form, each by itself. */
export const changeTables = (
  draft: Draft,
  change: (matrix: Matrix, table: TableKey) => Matrix,
  only?: TableKey,
): Draft => ({
  ...draft,
  parts: draft.parts.map((part) =>
    part.kind === 'table' && part.table !== null && (only === undefined || part.table === only)
      ? { ...part, matrix: change(part.matrix, part.table) }
      : part,
  ),
});

export const changeCells = (draft: Draft, change: (cell: MatrixCell, table: TableKey) => MatrixCell): Draft =>
  changeTables(draft, (matrix, table) => ({ ...matrix, cells: matrix.cells.map((cell) => change(cell, table)) }));

export const withTruth = (draft: Draft, changes: readonly (readonly [CellPath, TrueCell])[]): Draft => ({
  ...draft,
  truth: new Map([...draft.truth, ...changes]),
});

/** Of how many tables the report makes one table of the form. */
export const piecesOf = (draft: Draft, table: TableKey | null): number =>
  draft.parts.filter((part) => part.kind === 'table' && part.table === table).length;
