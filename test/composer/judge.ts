import type { CellPath } from '../../config/catalogue/form.ts';
import type { CanonicalReport, Cell } from '../../pipeline/contracts/report.ts';
import { compact } from '../../pipeline/wording/fold.ts';
import type { TrueCell } from './draft.ts';
import type { Facts } from './facts.ts';

export interface WrongCell {
  readonly path: string;
  readonly want: number | null | undefined;
  readonly got: number | null | undefined;
  readonly raw: string;
}

export interface Verdict {
  readonly cells: number;
  readonly right: number;
  /** Wrong or invented values that nobody is asked to look at. */
  readonly silent: readonly WrongCell[];
  readonly flagged: readonly WrongCell[];
  /** The document has them and the result says that it does not. */
  readonly missing: readonly WrongCell[];
  /** Right values that a person is asked to look at. */
  readonly reviewed: readonly string[];
  readonly wrongStatus: readonly string[];
  readonly wrongFacts: readonly string[];
}

function cellsIn(report: CanonicalReport): ReadonlyMap<string, Cell> {
  const cells = new Map<string, Cell>();
  for (const [table, content] of Object.entries(report.tables)) {
    for (const [row, columns] of Object.entries(content?.rows ?? {})) {
      for (const [column, cell] of Object.entries(columns)) cells.set(`${table}/${row}/${column}`, cell);
    }
  }
  return cells;
}

const sameNumber = (a: number | null, b: number | null): boolean =>
  a === null || b === null ? a === b : Math.abs(a - b) < 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));

const sameText = (a: string | null, b: string | null): boolean =>
  a === null || b === null ? a === b : compact(a) === compact(b);

function factsWrong(facts: Facts, { report }: CanonicalReport): string[] {
  const wrong: string[] = [];
  const hold = (name: string, ok: boolean, want: unknown, got: unknown): void => {
    if (!ok) wrong.push(`${name}: ${JSON.stringify(want)} read as ${JSON.stringify(got)}`);
  };
  hold('title', sameText(facts.title, report.title), facts.title, report.title);
  hold(
    'agency',
    [facts.agency, ...facts.agencyVariants].some((a) => sameText(a, report.agency)),
    facts.agency,
    report.agency,
  );
  hold('year', facts.year === report.year, facts.year, report.year);
  const template = facts.kind === '2019' ? '2019' : '2021';
  hold('template', report.template === template, template, report.template);
  hold('period', JSON.stringify(report.period) === JSON.stringify(facts.period), facts.period, report.period);
  for (const name of ['publishedOn', 'signedOn', 'indexNumber', 'documentNumber'] as const)
    if (facts[name] !== null || name.endsWith('On'))
      hold(name, sameText(facts[name], report[name]), facts[name], report[name]);
  for (const name of ['address', 'postcode', 'phone', 'fax', 'email'] as const)
    if (facts.contact[name] !== null)
      hold(
        `contact.${name}`,
        sameText(facts.contact[name], report.contact[name]),
        facts.contact[name],
        report.contact[name],
      );
  return wrong;
}

/** Compares what was read with what was composed: a value is right, wrong, missing or invented, and looked at or not. */
export function judge(truth: ReadonlyMap<CellPath, TrueCell>, facts: Facts, report: CanonicalReport): Verdict {
  const got = cellsIn(report);
  const silent: WrongCell[] = [];
  const flagged: WrongCell[] = [];
  const missing: WrongCell[] = [];
  const reviewed: string[] = [];
  const wrongStatus: string[] = [];
  let right = 0;
  const wrong = (path: string, want: number | null | undefined, cell: Cell): void => {
    (cell.needsReview ? flagged : silent).push({ path, want, got: cell.value, raw: cell.raw });
  };
  for (const [path, want] of truth) {
    const cell = got.get(path);
    if (want.status === 'absent') {
      if (cell && cell.value !== null) wrong(path, undefined, cell);
      continue;
    }
    if (!cell || cell.status === 'absent') {
      missing.push({ path, want: want.value, got: undefined, raw: '' });
      continue;
    }
    if (!sameNumber(want.value, cell.value)) {
      wrong(path, want.value, cell);
      continue;
    }
    right++;
    if (cell.needsReview) reviewed.push(`${path} (${cell.doubts.join(' ')})`);
    else if (cell.status !== want.status) wrongStatus.push(`${path}: ${want.status} read as ${cell.status}`);
  }
  for (const [path, cell] of got) if (!truth.has(path as CellPath) && cell.value !== null) wrong(path, undefined, cell);
  const cells = [...truth.values()].filter((c) => c.status !== 'absent').length;
  return { cells, right, silent, flagged, missing, reviewed, wrongStatus, wrongFacts: factsWrong(facts, report) };
}
