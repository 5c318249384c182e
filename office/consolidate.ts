import { type FormVersion, rowsOf, TABLE_KEYS } from '../config/catalogue/form.ts';
import { CONSOLIDATION_LIMITS } from '../config/limits/office.ts';
import type {
  Consolidated,
  CrossFoot,
  Explanation,
  MissingReport,
  Share,
  Sum,
  SummedTables,
  SumState,
} from '../contracts/consolidated.ts';
import type { FilingState, ReportScope } from '../contracts/states.ts';
import { FIGURE_KINDS, type Figures, figureAt, figurePaths, hasFigure, kindAt } from './figures.ts';

/** The three official tables summed over the reports of a year. */

/** What one agency owes, with the figures of its report. */
export interface Summand {
  readonly filingId: string;
  readonly agencyId: string;
  readonly agency: string;
  /** Ids of all above it and its own: `/…/…/`. */
  readonly path: string;
  readonly scope: ReportScope;
  readonly state: FilingState;
  readonly documentId: string | null;
  readonly reportSha256: string | null;
  /** Form of its report; null: none that has tables, or not read. */
  readonly form: string | null;
  /** Null: not read. */
  readonly figures: Figures | null;
}

/**
 * The form of a year; null for the years whose reports are narrative.
 * @source 国办公开办函〔2019〕60号 for 2019 and 2020, 国办公开办函〔2021〕30号 from 2021 on
 */
export const formOfYear = (year: number): FormVersion | null => (year >= 2021 ? '2021' : year >= 2019 ? '2019' : null);

const isDue = ({ state }: Summand): boolean => state !== 'exempt' && state !== 'merged';
export const isAccepted = ({ state }: Pick<Summand, 'state'>): boolean => state === 'accepted' || state === 'published';

/** Who is summed, who is compared with the sum, and who is missing. */
export interface Gathered {
  readonly form: FormVersion | null;
  /** Every agency whose figures belong into the sum. */
  readonly due: readonly Summand[];
  /** Those of them whose figures are in it. */
  readonly included: readonly Summand[];
  readonly missing: readonly MissingReport[];
  /** Rolled-up reports of bodies that have others below them. */
  readonly rolledUp: readonly Summand[];
}

/** Whether a report repeats what others say that are asked of those below it too: then it is compared and never added. */
export function isRolledUp(
  owing: readonly Pick<Summand, 'path'>[],
): (filing: Pick<Summand, 'path' | 'scope'>) => boolean {
  const above = new Set(owing.flatMap(({ path }) => path.split('/').slice(1, -2)));
  return ({ path, scope }) => scope === 'rollup' && above.has(path.split('/').at(-2) ?? '');
}

/**
 * Tells who goes into the sum. A rolled-up report repeats what those below it say: where they file too it is compared, not
 * added. A report on the form of other years is never added.
 */
export function gather(filings: readonly Summand[], year: number, state: SumState): Gathered {
  const form = formOfYear(year);
  const owing = filings.filter(isDue);
  const isAbove = isRolledUp(owing);
  const due = owing.filter((filing) => !isAbove(filing));
  const missing: MissingReport[] = [];
  const included = due.filter((filing) => {
    const reason = reasonToMiss(filing, form, state);
    if (reason === null) return true;
    const { filingId, agencyId, agency } = filing;
    missing.push({ filingId, agency: { id: agencyId, name: agency }, state: filing.state, reason });
    return false;
  });
  return { form, due, included, missing, rolledUp: owing.filter(isAbove) };
}

export const isRead = ({ figures }: Summand): boolean => figures !== null;

function reasonToMiss(filing: Summand, form: FormVersion | null, state: SumState): MissingReport['reason'] | null {
  if (filing.documentId === null) return 'not-handed-in';
  if (!isRead(filing)) return 'not-read';
  if (state === 'accepted' && !isAccepted(filing)) return 'not-accepted';
  return filing.form === form && form !== null ? null : 'other-form';
}

/** Decimals of a number as it is written; of one with an exponent more than any report has. */
const decimalsOf = (text: string): number =>
  text.includes('e') ? 20 : text.includes('.') ? text.length - text.indexOf('.') - 1 : 0;

/** Numbers added without what binary fractions leave behind: to the decimals of the finest of them. */
function adder() {
  let total = 0;
  let decimals = 0;
  let any = false;
  return {
    add(value: number): void {
      total += value;
      any = true;
      if (!Number.isInteger(value)) decimals = Math.max(decimals, decimalsOf(String(value)));
    },
    get sum(): number | null {
      if (!any) return null;
      return decimals === 0 ? total : Number(total.toFixed(decimals));
    },
  };
}

const exactly = (first: number, second: number): number => {
  const both = adder();
  both.add(first);
  both.add(-second);
  return both.sum ?? 0;
};

/** Sums by cell path. */
export type Sums = ReadonlyMap<string, Sum>;

/** Rows that a form does not have count only where a report has them: there is nothing to read in the others. */
function isOfForm(path: string, form: FormVersion): boolean {
  return OF_FORM[form].has(path);
}
const OF_FORM = { '2021': ownPaths('2021', '2019'), '2019': ownPaths('2019', '2021') } as const;

function ownPaths(form: FormVersion, other: FormVersion): ReadonlySet<string> {
  const rowOf = (path: string): string => path.slice(0, path.lastIndexOf('/'));
  const others = new Set(rowsOnlyOf(other));
  return new Set(figurePaths(form).filter((path) => !others.has(rowOf(path))));
}

function rowsOnlyOf(form: FormVersion): readonly string[] {
  return rowsOf('applications')
    .filter(({ versions }) => versions.length === 1 && versions[0] === form)
    .map(({ key }) => `applications/${key}`);
}

/** Adds up one cell. */
function summing() {
  const counts = new Uint32Array(FIGURE_KINDS.length);
  const total = adder();
  return {
    add(figures: Figures, index: number): void {
      counts[kindAt(figures, index)]! += 1;
      const value = figures.values[index] ?? Number.NaN;
      if (!Number.isNaN(value)) total.add(value);
    },
    get sum(): Sum {
      const [reported = 0, doubtful = 0, blank = 0, notApplicable = 0, unread = 0] = counts;
      const certain = doubtful === 0 && unread === 0;
      return { value: total.sum, certain, reported, doubtful, blank, notApplicable, unread };
    },
  };
}

/**
 * Every cell of the form, and those of other rows that some report has.
 * @param wanted only these cells; left out: all
 */
export function sumUp(included: readonly Summand[], form: FormVersion, wanted?: ReadonlySet<string>): Sums {
  const cells = figurePaths(form)
    .map((path, index) => ({ path, index, own: isOfForm(path, form), total: summing() }))
    .filter(({ path }) => wanted === undefined || wanted.has(path));
  const seen = new Set(cells.filter(({ own }) => own).map(({ path }) => path));
  for (const { figures } of included) {
    if (figures === null) continue;
    for (const { path, index, own, total } of cells) {
      if (!own) {
        if (!hasFigure(figures, index)) continue;
        seen.add(path);
      }
      total.add(figures, index);
    }
  }
  return new Map(cells.flatMap(({ path, total }) => (seen.has(path) ? [[path, total.sum]] : [])));
}

/** The sums as the tables of a report are written. */
export function asTables(sums: Sums): SummedTables {
  const tables = Object.fromEntries(TABLE_KEYS.map((key) => [key, { rows: {} }])) as SummedTables;
  for (const [path, sum] of sums) {
    const [table, row = '', column = ''] = path.split('/');
    const key = TABLE_KEYS.find((each) => each === table);
    if (key === undefined) continue;
    const rows = tables[key].rows;
    rows[row] = { ...rows[row], [column]: sum };
  }
  return tables;
}

/** What each report adds to a cell, the greatest first; null for a cell that the form has not. */
export function behind(included: readonly Summand[], form: FormVersion, path: string): readonly Share[] | null {
  const index = figurePaths(form).indexOf(path);
  if (index < 0) return null;
  const total = sumUp(included, form).get(path)?.value ?? 0;
  return included
    .flatMap((summand): readonly Share[] => {
      const { filingId, documentId, agencyId, agency, figures } = summand;
      if (figures === null) return [];
      const figure = figureAt(figures, index);
      const share = figure.value === null || total === 0 ? null : figure.value / total;
      return [{ filingId, documentId, agency: { id: agencyId, name: agency }, ...figure, share }];
    })
    .toSorted((a, b) => Math.abs(b.value ?? 0) - Math.abs(a.value ?? 0));
}

type Placed = Pick<Summand, 'agencyId' | 'agency' | 'path'>;

/**
 * The bodies next below a place of the tree that have others below them.
 * @param scopeAgencyId null: the whole tree; one body above all others is taken as the place itself
 */
export function bodiesBelow<F extends Placed>(filings: readonly F[], scopeAgencyId: string | null): readonly F[] {
  const top = filings.find(({ agencyId, path }) =>
    scopeAgencyId === null ? filings.every((each) => each.path.startsWith(path)) : agencyId === scopeAgencyId,
  );
  const topPath = top?.path ?? '/';
  const above = new Set<string>();
  for (const { path } of filings) {
    const [next, ...below] = path.startsWith(topPath) ? path.slice(topPath.length).split('/') : [];
    // What follows the last stroke is empty.
    if (next !== undefined && below.length > 1) above.add(next);
  }
  return filings.filter(({ agencyId }) => above.has(agencyId));
}

/** The same with how far each of them is. */
export function partsBelow(
  filings: readonly Summand[],
  { due, included }: Gathered,
  scopeAgencyId: string | null,
): Consolidated['parts'] {
  const [ofDue, ofIncluded] = [belowEach(due), belowEach(included)];
  return bodiesBelow(filings, scopeAgencyId).map(({ agencyId, agency }) => ({
    agency: { id: agencyId, name: agency },
    due: ofDue.get(agencyId)?.length ?? 0,
    included: ofIncluded.get(agencyId)?.length ?? 0,
  }));
}

/** Who stands below each agency, itself among them. */
function belowEach(filings: readonly Summand[]): ReadonlyMap<string, readonly Summand[]> {
  const below = new Map<string, Summand[]>();
  for (const filing of filings) {
    for (const id of filing.path.split('/').filter((part) => part !== '')) {
      const known = below.get(id);
      if (known) known.push(filing);
      else below.set(id, [filing]);
    }
  }
  return below;
}

/** The rolled-up report at the top of what was asked for: that of the scope, or the one above all others. */
export function headOf(gathered: Gathered, scopeAgencyId: string | null): Summand | null {
  const { rolledUp, due } = gathered;
  if (scopeAgencyId !== null) return rolledUp.find(({ agencyId }) => agencyId === scopeAgencyId) ?? null;
  return rolledUp.find(({ path }) => due.every((each) => each.path.startsWith(path))) ?? null;
}

/** The report of a government against the sum of those below it, cell by cell, with what may explain a difference. */
export function crossFoot(gathered: Gathered, head: Summand, sums: Sums): CrossFoot | null {
  const { form, included } = gathered;
  if (form === null || head.form !== form || head.figures === null) return null;
  const { figures } = head;
  const differing: Differing[] = [];
  let compared = 0;
  figurePaths(form).forEach((path, index) => {
    const own = figureAt(figures, index);
    const sum = sums.get(path);
    if (own.value === null || sum === undefined) return;
    compared += 1;
    const total = sum.value ?? 0;
    const difference = exactly(own.value, total);
    if (difference === 0) return;
    const { certain } = sum;
    const cell = { cell: path, own: own.value, ownDoubtful: own.doubtful, sum: total, certain, difference };
    differing.push({ cell, index, exact: [], unknown: [] });
  });
  if (differing.length > 0) {
    for (const summand of included) explainBy(summand, differing);
    const below = belowEach(included);
    const wanted = new Set(differing.map(({ cell }) => cell.cell));
    for (const rolled of gathered.rolledUp) {
      if (rolled === head || rolled.form !== form) continue;
      explainByBody(rolled, sumUp(below.get(rolled.agencyId) ?? [], form, wanted), differing);
    }
  }
  const { filingId, documentId, agencyId, agency, state } = head;
  return {
    ...{ filingId, documentId, agency: { id: agencyId, name: agency }, state, compared },
    differs: listed(
      differing,
      gathered.missing.map(({ agency: absent }) => ({ agency: absent, reason: 'missing', value: null })),
    ),
  };
}

/** A cell that differs, with what explains it to the number, and whose figures are not known. */
interface Differing {
  readonly cell: Omit<CrossFoot['differs'][number], 'explanations' | 'more'>;
  /** Its place among the figures. */
  readonly index: number;
  readonly exact: Explanation[];
  readonly unknown: Explanation[];
}

/** Who explains many cells stands before who happens to fit one. */
function listed(found: readonly Differing[], missing: readonly Explanation[]): CrossFoot['differs'] {
  const fits = new Map<string, number>();
  for (const { exact } of found) for (const { agency } of exact) fits.set(agency.id, (fits.get(agency.id) ?? 0) + 1);
  const fitting = ({ agency }: Explanation): number => fits.get(agency.id) ?? 0;
  return found.map(({ cell, exact, unknown }) => {
    const all = [...exact.toSorted((a, b) => fitting(b) - fitting(a)), ...unknown, ...missing];
    const explanations = all.slice(0, CONSOLIDATION_LIMITS.explanations);
    return { ...cell, explanations, more: all.length - explanations.length };
  });
}

const named = ({ agencyId, agency }: Summand): Explanation['agency'] => ({ id: agencyId, name: agency });

/** What one of the summed reports says of the differences. */
function explainBy(summand: Summand, differing: readonly Differing[]): void {
  const { figures } = summand;
  if (figures === null) return;
  for (const { cell, index, exact, unknown } of differing) {
    const kind = FIGURE_KINDS[kindAt(figures, index)];
    const value = figures.values[index] ?? Number.NaN;
    if (kind === 'unread' || kind === 'doubtful')
      unknown.push({ agency: named(summand), reason: kind, value: Number.isNaN(value) ? null : value });
    else if (value === -cell.difference) exact.push({ agency: named(summand), reason: 'left-out', value });
    else if (value === cell.difference) exact.push({ agency: named(summand), reason: 'counted-twice', value });
  }
}

/** What another rolled-up report says of them: all that it rolls up was left out or counted twice, or it was added itself. */
function explainByBody(rolled: Summand, below: Sums, differing: readonly Differing[]): void {
  for (const { cell, index, exact } of differing) {
    const own = rolled.figures?.values[index] ?? Number.NaN;
    if (Number.isNaN(own)) continue;
    const value = below.get(cell.cell)?.value ?? 0;
    if (value === -cell.difference) exact.push({ agency: named(rolled), reason: 'left-out', value });
    else if (value === cell.difference) exact.push({ agency: named(rolled), reason: 'counted-twice', value });
    else if (exactly(own, value) === cell.difference)
      exact.push({ agency: named(rolled), reason: 'own-report', value: own });
  }
}
