import { type CellPath, cellPath, type FormVersion, type TableKey } from '../../config/catalogue/form.ts';
import type { SectionRole } from '../../config/catalogue/sections.ts';
import { DEFAULT_RULE_SETTINGS, type RuleThresholds } from '../../config/rules.ts';
import type { CanonicalReport, Cell, Section, Table } from '../contracts/report.ts';
import type { ValidationContext } from '../contracts/validation-context.ts';
import { type Quantity, quantitiesIn } from '../wording/quantities.ts';
import { type Evaluation, evaluateIdentities } from './identity.ts';
import { type Localisation, locate } from './locate.ts';

/** One heading or paragraph of the report, in reading order. */
export interface Line {
  readonly text: string;
  /** Number of the top section that it stands in, null outside of sections. */
  readonly section: number | null;
  readonly role: string | null;
  readonly kind: 'preface' | 'heading' | 'subheading' | 'paragraph' | 'closing';
  readonly quantities: () => readonly Quantity[];
}

/** The report as the rules look at it; what several rules need is worked out once, when first asked for. */
export interface Evidence {
  readonly report: CanonicalReport;
  readonly context: ValidationContext;
  readonly thresholds: RuleThresholds;
  /** Version of the statutory form; null for a report without one. */
  readonly form: FormVersion | null;
  readonly year: number | null;
  /** False where pages have not been read: what is not found may stand there. */
  readonly whole: boolean;
  readonly cell: (path: CellPath) => Cell | undefined;
  /** Number in a cell, blank and n/a counted as zero; null where nothing was read. */
  readonly amount: (path: CellPath) => number | null;
  readonly table: (key: TableKey) => Table | null;
  readonly lines: () => readonly Line[];
  readonly linesOf: (role: SectionRole) => readonly Line[];
  readonly hasSection: (role: SectionRole) => boolean;
  /** Everything that the report says in prose, line by line. */
  readonly text: () => string;
  readonly evaluations: () => readonly Evaluation[];
  readonly localisation: () => Localisation;
}

const once = <T>(make: () => T): (() => T) => {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
};

function line(text: string, section: Section | null, kind: Line['kind']): Line {
  return {
    text,
    section: section?.number ?? null,
    role: section?.role ?? null,
    kind,
    quantities: once(() => quantitiesIn(text)),
  };
}

function linesOfSection(section: Section, top: Section): Line[] {
  return [
    line(section.heading, top, section === top ? 'heading' : 'subheading'),
    ...section.paragraphs.map((p) => line(p, top, 'paragraph')),
    ...section.children.flatMap((child) => linesOfSection(child, top)),
  ];
}

const linesOf = (report: CanonicalReport): readonly Line[] => [
  ...report.preface.map((p) => line(p, null, 'preface')),
  ...report.sections.flatMap((s) => linesOfSection(s, s)),
  ...report.closing.map((p) => line(p, null, 'closing')),
];

/** Prepares a report and what is known beside it for the rules. */
export function gather(report: CanonicalReport, context: ValidationContext): Evidence {
  const { template } = report.report;
  const form = template === '2021' || template === '2019' ? template : null;
  const cell = (path: CellPath): Cell | undefined => {
    const [table, row, column] = path.split('/');
    return report.tables[table as TableKey]?.rows[row!]?.[column!];
  };
  const lines = once(() => linesOf(report));
  const evaluations = once(() => (form === null ? [] : evaluateIdentities(report.tables, form)));
  const byRole = new Map<string, readonly Line[]>();
  return {
    report,
    context,
    thresholds: (context.settings ?? DEFAULT_RULE_SETTINGS).thresholds,
    form,
    year: report.report.year,
    whole: report.source.scannedPages.length === 0 || report.source.ocrEngines.length > 0,
    cell,
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
    hasSection: (role) => report.sections.some((s) => s.role === role),
    text: once(() =>
      lines()
        .map((l) => l.text)
        .join('\n'),
    ),
    evaluations,
    localisation: once(() => locate(evaluations(), cell)),
  };
}

/** Paths of the cells of one table that satisfy a condition, in the order of the table. */
export function cellsWhere(
  evidence: Evidence,
  table: TableKey,
  condition: (cell: Cell, path: CellPath) => boolean,
): readonly CellPath[] {
  const found: CellPath[] = [];
  const rows = evidence.report.tables[table]?.rows ?? {};
  for (const [row, columns] of Object.entries(rows)) {
    for (const [column, cell] of Object.entries(columns)) {
      const path = cellPath(table, row, column);
      if (condition(cell, path)) found.push(path);
    }
  }
  return found;
}
