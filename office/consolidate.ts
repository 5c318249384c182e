import { type FormVersion, rowsOf, TABLE_KEYS } from '../config/catalogue/form.ts';
import { CONSOLIDATION_LIMITS } from '../config/limits/office.ts';
import type {
  CrossFoot,
  Explanation,
  MissingReport,
  Share,
  Sum,
  SummedTables,
  SumState,
} from '../contracts/consolidated.ts';
import type { FilingState, ReportScope } from '../contracts/states.ts';
import { type Figure, figurePaths, readFigure } from './figures.ts';

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
  /** Its figures, each as office/figures.ts writes it; null: not read. */
  readonly figures: readonly string[] | null;
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

type Counts = Record<'reported' | 'doubtful' | 'blank' | 'notApplicable' | 'unread', number>;

/** As what a figure is counted. */
function kindOf({ status, value, doubtful }: Figure): keyof Counts {
  if (doubtful) return value === null && status !== 'blank' && status !== 'notApplicable' ? 'unread' : 'doubtful';
  if (status === 'reported' || status === 'blank' || status === 'notApplicable') return status;
  return 'unread';
}

/** Adds up one cell. */
function summing() {
  const counts: Counts = { reported: 0, doubtful: 0, blank: 0, notApplicable: 0, unread: 0 };
  const total = adder();
  return {
    add(figure: Figure): void {
      counts[kindOf(figure)] += 1;
      if (figure.value !== null) total.add(figure.value);
    },
    get sum(): Sum {
      return { value: total.sum, certain: counts.doubtful === 0 && counts.unread === 0, ...counts };
    },
  };
}

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

/**
 * Every cell of the form, and those of other rows that some report has.
 * @param wanted only these cells; left out: all
 */
export function sumUp(included: readonly Summand[], form: FormVersion, wanted?: ReadonlySet<string>): Sums {
  const cells = figurePaths(form)
    .map((path, index) => ({ path, index, own: isOfForm(path, form), total: summing() }))
    .filter(({ path }) => wanted === undefined || wanted.has(path));
  const seen = new Set(cells.filter(({ own }) => own).map(({ path }) => path));
  const read = figureReader();
  for (const { figures } of included) {
    if (figures === null) continue;
    for (const { path, index, own, total } of cells) {
      const figure = read(figures[index] ?? '');
      if (!own) {
        if (figure.status === 'none') continue;
        seen.add(path);
      }
      total.add(figure);
    }
  }
  return new Map(cells.flatMap(({ path, total }) => (seen.has(path) ? [[path, total.sum]] : [])));
}

/** Most figures are written alike, so that each writing is read once. */
function figureReader(): Read {
  const known = new Map<string, Figure>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const figure = readFigure(text);
    known.set(text, figure);
    return figure;
  };
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

type Read = (text: string) => Figure;
const figureAt = (read: Read, index: number, { figures }: Summand): Figure => read(figures?.[index] ?? '');

/** What each report adds to a cell, the greatest first; null for a cell that the form has not. */
export function behind(included: readonly Summand[], form: FormVersion, path: string): readonly Share[] | null {
  const index = figurePaths(form).indexOf(path);
  if (index < 0) return null;
  const total = sumUp(included, form).get(path)?.value ?? 0;
  return included
    .map((summand): Share => {
      const figure = figureAt(readFigure, index, summand);
      const { filingId, documentId, agencyId, agency } = summand;
      const share = figure.value === null || total === 0 ? null : figure.value / total;
      return { filingId, documentId, agency: { id: agencyId, name: agency }, ...figure, share };
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
export const partsBelow = (filings: readonly Summand[], { due, included }: Gathered, scopeAgencyId: string | null) =>
  bodiesBelow(filings, scopeAgencyId).map(({ agencyId, agency, path }) => ({
    agency: { id: agencyId, name: agency },
    due: due.filter((each) => each.path.startsWith(path)).length,
    included: included.filter((each) => each.path.startsWith(path)).length,
  }));

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
  const found: Found[] = [];
  const read = figureReader();
  const others = gathered.rolledUp.flatMap((rolled) =>
    rolled === head || rolled.form !== form
      ? []
      : [{ rolled, below: included.flatMap(({ path }, place) => (path.startsWith(rolled.path) ? [place] : [])) }],
  );
  let compared = 0;
  figurePaths(form).forEach((path, index) => {
    const own = figureAt(read, index, head);
    const sum = sums.get(path);
    if (own.value === null || sum === undefined) return;
    compared += 1;
    const total = sum.value ?? 0;
    const difference = exactly(own.value, total);
    if (difference === 0) return;
    const cell = {
      cell: path,
      own: own.value,
      ownDoubtful: own.doubtful,
      sum: total,
      certain: sum.certain,
      difference,
    };
    found.push({ cell, ...explain(gathered, others, (summand) => figureAt(read, index, summand), difference) });
  });
  const { filingId, documentId, agencyId, agency, state } = head;
  return {
    ...{ filingId, documentId, agency: { id: agencyId, name: agency }, state, compared },
    differs: listed(
      found,
      gathered.missing.map(({ agency: absent }) => ({ agency: absent, reason: 'missing', value: null })),
    ),
  };
}

/** Another rolled-up report with what it rolls up. */
interface Below {
  readonly rolled: Summand;
  /** Places among those that are summed. */
  readonly below: readonly number[];
}

/** A cell that differs with what explains it to the number, and whose figures are not known. */
interface Found {
  readonly cell: Omit<CrossFoot['differs'][number], 'explanations' | 'more'>;
  readonly exact: readonly Explanation[];
  readonly unknown: readonly Explanation[];
}

/** Who explains many cells stands before who happens to fit one. */
function listed(found: readonly Found[], missing: readonly Explanation[]): CrossFoot['differs'] {
  const fits = new Map<string, number>();
  for (const { exact } of found) for (const { agency } of exact) fits.set(agency.id, (fits.get(agency.id) ?? 0) + 1);
  const fitting = ({ agency }: Explanation): number => fits.get(agency.id) ?? 0;
  return found.map(({ cell, exact, unknown }) => {
    const all = [...exact.toSorted((a, b) => fitting(b) - fitting(a)), ...unknown, ...missing];
    const explanations = all.slice(0, CONSOLIDATION_LIMITS.explanations);
    return { ...cell, explanations, more: all.length - explanations.length };
  });
}

/** What explains the difference to the number first, then what is not known. */
function explain(
  gathered: Gathered,
  others: readonly Below[],
  figureOf: (summand: Summand) => Figure,
  difference: number,
): Omit<Found, 'cell'> {
  const { included } = gathered;
  const named = ({ agencyId, agency }: Summand) => ({ id: agencyId, name: agency });
  const exact: Explanation[] = [];
  const unknown: Explanation[] = [];
  const figures = included.map(figureOf);
  included.forEach((summand, place) => {
    const figure = figures[place];
    if (figure === undefined) return;
    const { value } = figure;
    const kind = kindOf(figure);
    if (kind === 'unread' || kind === 'doubtful') unknown.push({ agency: named(summand), reason: kind, value });
    else if (value !== null && value !== 0 && value === -difference)
      exact.push({ agency: named(summand), reason: 'left-out', value });
    else if (value !== null && value !== 0 && value === difference)
      exact.push({ agency: named(summand), reason: 'counted-twice', value });
  });
  for (const { rolled, below } of others) {
    const own = figureOf(rolled).value;
    if (own === null) continue;
    const sum = adder();
    for (const place of below) sum.add(figures[place]?.value ?? 0);
    const subtotal = sum.sum ?? 0;
    if (subtotal !== 0 && subtotal === -difference)
      exact.push({ agency: named(rolled), reason: 'left-out', value: subtotal });
    else if (subtotal !== 0 && subtotal === difference)
      exact.push({ agency: named(rolled), reason: 'counted-twice', value: subtotal });
    else if (exactly(own, subtotal) === difference)
      exact.push({ agency: named(rolled), reason: 'own-report', value: own });
  }
  return { exact, unknown };
}
