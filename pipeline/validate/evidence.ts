import { type CellPath, type FormVersion, TABLE_KEYS, type TableKey } from '../../config/catalogue/form.ts';
import { SECTION_TITLES, type SectionRole } from '../../config/catalogue/sections.ts';
import { ACCOUNT_LIMITS } from '../../config/limits/account.ts';
import { DEFAULT_RULE_SETTINGS, type RuleThresholds } from '../../config/rules.ts';
import type { Unplaced } from '../contracts/ink.ts';
import type { CanonicalReport, Cell, Section, Table } from '../contracts/report.ts';
import type { ValidationContext } from '../contracts/validation-context.ts';
import { quantitiesIn } from '../wording/quantities.ts';
import { type Breakdown, breakdownsOf } from './breakdown.ts';
import { causesOf, type SumCause } from './causes.ts';
import { type FeeStatement, feeStatementOf } from './fee-statement.ts';
import { type Evaluation, evaluateIdentities } from './identity.ts';
import { type Localisation, locate } from './locate.ts';
import { type LostDigits, lostDigitsIn } from './lost-digits.ts';
import { pathOf } from './paths.ts';
import type { Line, ReportLines, Sentence } from './report-lines.ts';
import { type Statement, statementsOf } from './statements.ts';

/** The report as the rules look at it; what several rules need is worked out once, when first asked for. */
export interface Evidence extends ReportLines {
  readonly context: ValidationContext;
  readonly thresholds: RuleThresholds;
  /** False where pages have not been read: what is not found may stand there. */
  readonly whole: boolean;
  readonly cell: (path: CellPath) => Cell | undefined;
  readonly cells: ReadonlyMap<CellPath, Cell>;
  /** Cells that are not simply a whole number read without doubt: the few that rules about single cells look at. */
  readonly oddCells: () => readonly (readonly [CellPath, Cell])[];
  /** Number in a cell, blank and n/a counted as zero; null where nothing was read. */
  readonly amount: (path: CellPath) => number | null;
  readonly table: (key: TableKey) => Table | null;
  /** The section of a role; one with a title of its own still counts by its ordinal. */
  readonly section: (role: SectionRole) => Section | undefined;
  /** Everything that the report says in prose, line by line. */
  readonly text: () => string;
  readonly evaluations: () => readonly Evaluation[];
  readonly localisation: () => Localisation;
  /** What explains the sums that fail, as few causes as do. */
  readonly causes: () => readonly SumCause[];
  /** Numbers of the prose that state numbers of the tables. */
  readonly statements: () => readonly Statement[];
  readonly breakdowns: () => readonly Breakdown[];
  readonly feeStatement: () => FeeStatement | null;
  /** Figures that lost what stood between them, in reading order. */
  readonly lostDigits: () => readonly { readonly line: Line; readonly lost: LostDigits }[];
}

const SENTENCE = /[^。！？\n]+[。！？]?/gu;

const sentencesIn = (text: string): readonly Sentence[] =>
  [...text.matchAll(SENTENCE)].map((m) => ({ text: m[0], start: m.index, end: m.index + m[0].length }));

const once = <T>(make: () => T): (() => T) => {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
};

function line(text: string, section: Section | null, role: string | null, kind: Line['kind']): Line {
  return {
    text,
    section: section?.number ?? null,
    role,
    kind,
    quantities: once(() => quantitiesIn(text)),
    sentences: once(() => sentencesIn(text)),
  };
}

function linesOfSection(section: Section, top: Section, role: string | null): Line[] {
  return [
    line(section.heading, top, role, section === top ? 'heading' : 'subheading'),
    ...section.paragraphs.map((p) => line(p, top, role, 'paragraph')),
    ...section.children.flatMap((child) => linesOfSection(child, top, role)),
  ];
}

const OF_TABLES: ReadonlySet<Unplaced['looksLike']> = new Set(['row', 'number', 'label']);

/** Lines of the prose. What is left of a table that was not read says nothing as prose. */
function linesOf(report: CanonicalReport, roles: ReadonlyMap<Section, string | null>): readonly Line[] {
  const remains = new Set(
    report.unplaced.flatMap(({ looksLike, text }) => (OF_TABLES.has(looksLike) ? text.split('\n') : [])),
  );
  const lines = [
    ...report.preface.map((p) => line(p, null, null, 'preface')),
    ...report.sections.flatMap((s) => linesOfSection(s, s, roles.get(s) ?? null)),
    ...report.closing.map((p) => line(p, null, null, 'closing')),
  ];
  return remains.size === 0
    ? lines
    : lines.filter(({ text }) => !remains.has(text.trim().slice(0, ACCOUNT_LIMITS.text)));
}

/** Role of each top section: by its title, or by its ordinal where no other section has that role. */
function rolesOf(report: CanonicalReport, form: FormVersion | null): ReadonlyMap<Section, string | null> {
  const taken = new Set(report.sections.map((s) => s.role));
  return new Map(
    report.sections.map((section) => {
      const byNumber = form === null ? undefined : SECTION_TITLES.find((t) => t.number === section.number);
      return [section, section.role ?? (byNumber && !taken.has(byNumber.role) ? byNumber.role : null)];
    }),
  );
}

function cellsByPath(report: CanonicalReport): ReadonlyMap<CellPath, Cell> {
  const cells = new Map<CellPath, Cell>();
  for (const table of TABLE_KEYS) {
    const rows = report.tables[table]?.rows;
    for (const row in rows) {
      const columns = rows[row]!;
      for (const column in columns) cells.set(pathOf(table, row, column), columns[column]!);
    }
  }
  return cells;
}

const PLAIN_NUMBER = /^(?:0|[1-9]\d{0,14})$/;

const isPlain = (cell: Cell, lowConfidence: number): boolean =>
  cell.status === 'reported' && !cell.needsReview && cell.confidence >= lowConfidence && PLAIN_NUMBER.test(cell.raw);

/** A number that no cell of its kind can hold. */
const isOdd = (path: CellPath, cell: Cell | undefined): boolean =>
  cell !== undefined &&
  cell.value !== null &&
  ((cell.value < 0 && !path.endsWith('/change')) || (!Number.isInteger(cell.value) && !path.endsWith('/amount')));

/** Prepares a report and what is known beside it for the rules. */
export function gather(report: CanonicalReport, context: ValidationContext): Evidence {
  const { template } = report.report;
  const form = template === '2021' || template === '2019' ? template : null;
  const cells = cellsByPath(report);
  const cell = (path: CellPath): Cell | undefined => cells.get(path);
  const { thresholds } = context.settings ?? DEFAULT_RULE_SETTINGS;
  const roles = rolesOf(report, form);
  const lines = once(() => linesOf(report, roles));
  const evaluations = once(() => (form === null ? [] : evaluateIdentities(report.tables, form)));
  const byRole = new Map<string, readonly Line[]>();
  const evidence: Evidence = {
    report,
    context,
    thresholds,
    form,
    year: report.report.year,
    whole:
      report.source.unreadPages.length === 0 &&
      (report.source.scannedPages.length === 0 || report.source.ocrEngines.length > 0),
    cell,
    cells,
    oddCells: once(() => {
      const odd: (readonly [CellPath, Cell])[] = [];
      for (const entry of cells) if (!isPlain(entry[1], thresholds.lowConfidence)) odd.push(entry);
      return odd;
    }),
    amount: (path) => {
      const found = cell(path);
      if (found === undefined || found.status === 'illegible' || found.status === 'absent') return null;
      return found.value ?? 0;
    },
    table: (key) => report.tables[key],
    lines,
    linesOf: (role) => {
      const known = byRole.get(role) ?? lines().filter((l) => l.role === role);
      byRole.set(role, known);
      return known;
    },
    section: (role) => report.sections.find((s) => roles.get(s) === role),
    text: once(() =>
      lines()
        .map((l) => l.text)
        .join('\n'),
    ),
    evaluations,
    localisation: once(() => locate(evaluations(), cell)),
    causes: once(() => causesOf(evaluations(), cell, (path) => isOdd(path, cell(path)))),
    statements: once(() => statementsOf(evidence)),
    breakdowns: once(() => breakdownsOf(evidence)),
    feeStatement: once(() => feeStatementOf(evidence)),
    lostDigits: once(() => lines().flatMap((l) => lostDigitsIn(l.text).map((lost) => ({ line: l, lost })))),
  };
  return evidence;
}

/** Paths of the cells of one table that satisfy a condition, in the order of the table. */
export function cellsWhere(
  evidence: Evidence,
  table: TableKey,
  condition: (cell: Cell, path: CellPath) => boolean,
): readonly CellPath[] {
  const found: CellPath[] = [];
  for (const [path, cell] of evidence.cells) if (path.startsWith(table) && condition(cell, path)) found.push(path);
  return found;
}

/** The lines of each top section without its heading, for rules about series that run through a section. */
export function linesBySection(evidence: Evidence): readonly (readonly Line[])[] {
  const groups: Line[][] = [];
  for (const each of evidence.lines()) {
    if (each.kind === 'heading') groups.push([]);
    else if (each.kind === 'paragraph' || each.kind === 'subheading') groups.at(-1)?.push(each);
  }
  return groups;
}
