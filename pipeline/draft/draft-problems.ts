import { applications, cellPath, cellsOf, remedies, TABLE_KEYS } from '../../config/catalogue/form.ts';
import { ASPECTS, RESULTS, SAYS_NOTHING } from '../../config/catalogue/section-contents.ts';
import { SECTION_TITLES } from '../../config/catalogue/sections.ts';
import { DRAFT_LIMITS } from '../../config/limits/own-door.ts';
import type { Cell, Table } from '../contracts/report.ts';
import type { DraftAbout, ReportDraft } from '../contracts/report-draft.ts';
import { isBranchOffice } from '../validate/body-kind.ts';
import { reportsFee } from '../validate/fee-statement.ts';
import { evaluateIdentities, formulaOf } from '../validate/identity.ts';
import { type CellFault, readTyped } from './draft-cell.ts';

/** What of a report that is being filled in is not yet as it must be: asked for at every stroke, by page and server alike. */

export type DraftFault =
  | CellFault
  | 'sum-broken'
  | 'carried-differs'
  | 'no-authority'
  | 'in-force-differs'
  | 'in-force-small'
  | 'likely-yuan'
  | 'pending-lost'
  | 'jump'
  | 'section-empty'
  | 'section-short'
  | 'aspects-missing'
  | 'fee-missing'
  | 'heading-inside'
  | 'signer-missing'
  | 'day-missing'
  | 'day-early';

export interface DraftProblem {
  readonly code: DraftFault;
  /** An error keeps the report from being handed in; a warning asks for a look. */
  readonly severity: 'error' | 'warning';
  /** A cell path, `sections/<role>`, `signer` or `signedOn`. */
  readonly place: string;
  /** All cells concerned, `place` among them. */
  readonly cells: readonly string[];
  readonly expected: number | string | null;
  readonly actual: number | string | null;
  readonly formula: string | null;
  /** What could be typed there instead: offered, never put in. */
  readonly instead: string | null;
}

const problem = (
  code: DraftFault,
  place: string,
  more: Partial<Omit<DraftProblem, 'code' | 'place'>> = {},
): DraftProblem => ({
  ...{ code, place, severity: 'error', cells: place.includes('/') && !place.startsWith('sections/') ? [place] : [] },
  ...{ expected: null, actual: null, formula: null, instead: null },
  ...more,
});

type Values = ReadonlyMap<string, number>;

const pathsOf = (form: DraftAbout['form']): readonly string[] =>
  TABLE_KEYS.flatMap((table) => cellsOf(table, form).map(([row, column]) => cellPath(table, row, column)));

function valuesOf({ cells }: ReportDraft, form: DraftAbout['form']): Values {
  const values = new Map<string, number>();
  for (const path of pathsOf(form)) {
    const typed = readTyped(cells[path] ?? '', path);
    if ('value' in typed) values.set(path, typed.value);
  }
  return values;
}

/** The cells as the sums of the form look at them: what is no number yet is not read yet. */
function tablesOf(values: Values, form: DraftAbout['form']) {
  const cell = (value: number | undefined): Cell => ({
    ...{ value: value ?? null, raw: value === undefined ? '' : String(value), confidence: 1, needsReview: false },
    ...{ status: value === undefined ? 'illegible' : 'reported', doubts: [], reviewReasons: [], origin: null },
  });
  const table = (key: (typeof TABLE_KEYS)[number]): Table => {
    const rows: Record<string, Record<string, Cell>> = {};
    for (const [row, column] of cellsOf(key, form)) {
      const columns = rows[row] ?? {};
      columns[column] = cell(values.get(cellPath(key, row, column)));
      rows[row] = columns;
    }
    return { rows, regions: [], labels: [], anomalies: [] };
  };
  return {
    proactiveDisclosure: table('proactiveDisclosure'),
    applications: table('applications'),
    remedies: table('remedies'),
    statistics2008: null,
  };
}

const brokenSums = (values: Values, form: DraftAbout['form']): readonly DraftProblem[] =>
  evaluateIdentities(tablesOf(values, form), form).flatMap((evaluation) => {
    const { state, left, right, leftSum, rightSum } = evaluation;
    const [total] = right;
    if (state !== 'fail' || total === undefined) return [];
    return [
      problem('sum-broken', total.path, {
        cells: [...left, ...right].map(({ path }) => path),
        ...{ expected: leftSum, actual: rightSum, formula: formulaOf(evaluation) },
        instead: right.length === 1 ? String(leftSum) : null,
      }),
    ];
  });

/** Totals that are still empty while all their parts are there: to be put in when somebody asks for it. */
export function computableTotals(draft: ReportDraft, form: DraftAbout['form']): Readonly<Record<string, string>> {
  const totals: Record<string, string> = {};
  const values = new Map(valuesOf(draft, form));
  for (let found = true; found; ) {
    found = false;
    for (const { left, right, leftSum } of evaluateIdentities(tablesOf(values, form), form)) {
      const [total] = right;
      if (right.length !== 1 || total === undefined || values.has(total.path)) continue;
      if ((draft.cells[total.path] ?? '').trim() !== '' || left.some(({ path }) => !values.has(path))) continue;
      values.set(total.path, leftSum);
      totals[total.path] = String(leftSum);
      found = true;
    }
  }
  return totals;
}

const CARRIED = applications.columns.map(({ key }) => ({
  now: cellPath('applications', 'carriedOver', key),
  past: cellPath('applications', 'carriedForward', key),
}));

/** Figures that the form takes over from the year before. @source 国办公开办函〔2021〕30号: 上年结转 is what was 结转下年度 */
export function carriedFigures({ lastYear }: Pick<DraftAbout, 'lastYear'>): Readonly<Record<string, number>> {
  if (lastYear === null) return {};
  return Object.fromEntries(
    CARRIED.flatMap(({ now, past }) => (lastYear[past] === undefined ? [] : [[now, lastYear[past]]])),
  );
}

function acrossYears(values: Values, about: DraftAbout): readonly DraftProblem[] {
  const { lastYear } = about;
  if (lastYear === null) return [];
  const found: DraftProblem[] = [];
  for (const [path, expected] of Object.entries(carriedFigures(about))) {
    const actual = values.get(path);
    if (actual === undefined || actual === expected) continue;
    found.push(problem('carried-differs', path, { expected, actual, instead: String(expected) }));
  }
  for (const { key } of remedies.rows) {
    const total = cellPath('remedies', key, 'total');
    const [actual, expected] = [values.get(total), lastYear[cellPath('remedies', key, 'pending')]];
    if (actual !== undefined && expected !== undefined && actual < expected)
      found.push(problem('pending-lost', total, { severity: 'warning', expected, actual }));
  }
  const { jumpBase, jumpRatio } = about.thresholds;
  for (const path of TELLING) {
    const [actual, expected] = [values.get(path) ?? 0, lastYear[path] ?? 0];
    if (Math.max(actual, expected) < jumpBase || actual === 0 || expected === 0) continue;
    const ratio = actual / expected;
    if (ratio > jumpRatio || ratio < 1 / jumpRatio)
      found.push(problem('jump', path, { severity: 'warning', expected, actual }));
  }
  return found;
}

/** Totals and decisions, whose jump means something. */
const TELLING: readonly string[] = [
  ...['newlyReceived', 'handledTotal', 'carriedForward'].map((row) => cellPath('applications', row, 'total')),
  ...['administrativeLicensing', 'administrativePenalty', 'administrativeCompulsion'].map((row) =>
    cellPath('proactiveDisclosure', row, 'decisions'),
  ),
];

function ofTableTwo(values: Values, about: DraftAbout): readonly DraftProblem[] {
  const found: DraftProblem[] = [];
  const at = (row: string, column: string): string => cellPath('proactiveDisclosure', row, column);
  if (!about.mayIssueRegulations) {
    const [path] = cellsOf('proactiveDisclosure', about.form)
      .filter(([row]) => row === 'regulations')
      .map(([row, column]) => at(row, column))
      .filter((each) => (values.get(each) ?? 0) > 0);
    if (path !== undefined) found.push(problem('no-authority', path, { expected: 0, actual: values.get(path) ?? 0 }));
  }
  const amount = at('administrativeFees', 'amount');
  const fee = values.get(amount) ?? 0;
  if (fee >= DRAFT_LIMITS.amountLikelyYuan && Number.isInteger(fee))
    found.push(problem('likely-yuan', amount, { severity: 'warning', actual: fee, expected: fee / 10_000 }));
  for (const row of ['regulations', 'normativeDocuments']) {
    const [issued, repealed, inForce] = ['issued', 'repealed', 'inForce'].map((column) => values.get(at(row, column)));
    if (issued === undefined || repealed === undefined || inForce === undefined) continue;
    const cells = ['issued', 'repealed', 'inForce'].map((column) => at(row, column));
    const before = about.lastYear?.[at(row, 'inForce')];
    if (before !== undefined && inForce !== before + issued - repealed) {
      const formula = `${inForce} = ${before} + ${issued} - ${repealed}`;
      const expected = before + issued - repealed;
      found.push(
        problem('in-force-differs', at(row, 'inForce'), {
          severity: 'warning',
          cells,
          formula,
          expected,
          actual: inForce,
        }),
      );
    } else if (inForce < issued - repealed) {
      const formula = `${inForce} ≥ ${issued} - ${repealed}`;
      const expected = issued - repealed;
      found.push(
        problem('in-force-small', at(row, 'inForce'), {
          severity: 'warning',
          cells,
          formula,
          expected,
          actual: inForce,
        }),
      );
    }
  }
  return found;
}

/** 一、 and so on: it would begin another section. */
const SECTION_HEADING = /^\s*[一二三四五六七八九十]+\s*[、.．]/mu;
const plain = (text: string): string => text.replace(/\s/gu, '');

function ofSections({ sections }: ReportDraft, about: DraftAbout): readonly DraftProblem[] {
  const found: DraftProblem[] = [];
  const at = (role: string): string => `sections/${role}`;
  for (const { role } of SECTION_TITLES) {
    const inside = SECTION_HEADING.exec(sections[role])?.[0].trim();
    if (inside !== undefined) found.push(problem('heading-inside', at(role), { actual: inside }));
  }
  const overview = plain(sections.overview);
  if (overview === '') found.push(problem('section-empty', at('overview')));
  else {
    if (overview.length < DRAFT_LIMITS.overviewShort) {
      const lengths = { actual: overview.length, expected: DRAFT_LIMITS.overviewShort };
      found.push(problem('section-short', at('overview'), { severity: 'warning', ...lengths }));
    }
    const isGovernment = about.kind === 'government' && !isBranchOffice(about.agency);
    const due = about.form === '2019' ? [] : isGovernment ? [...ASPECTS, ...RESULTS] : ASPECTS;
    const missing = due.filter(([, words]) => !words.test(sections.overview)).map(([name]) => name);
    if (missing.length > 0) {
      const words = { expected: due.map(([name]) => name).join('、'), actual: missing.join('、') };
      found.push(problem('aspects-missing', at('overview'), { severity: 'warning', ...words }));
    }
  }
  const problems = plain(sections.problems);
  if (problems === '') found.push(problem('section-empty', at('problems')));
  else if (problems.length < about.thresholds.problemsShort || SAYS_NOTHING.test(problems)) {
    const lengths = { actual: problems.length, expected: about.thresholds.problemsShort };
    found.push(problem('section-short', at('problems'), lengths));
  }
  if (plain(sections.other) === '') found.push(problem('section-empty', at('other')));
  else if (about.form === '2021' && !reportsFee(sections.other)) found.push(problem('fee-missing', at('other')));
  return found;
}

function ofSignature({ signer, signedOn }: ReportDraft, { year }: DraftAbout): readonly DraftProblem[] {
  const found: DraftProblem[] = [];
  if (signer.trim() === '') found.push(problem('signer-missing', 'signer'));
  if (signedOn === '') found.push(problem('day-missing', 'signedOn'));
  else if (signedOn <= `${year}-12-31`) found.push(problem('day-early', 'signedOn', { actual: signedOn }));
  return found;
}

/** In the order of the report. A cell that is no number yet is told of alone; sums are judged where all their cells are. */
export function draftProblems(draft: ReportDraft, about: DraftAbout): readonly DraftProblem[] {
  const values = valuesOf(draft, about.form);
  const cells = pathsOf(about.form).flatMap((path) => {
    const typed = readTyped(draft.cells[path] ?? '', path);
    return 'value' in typed
      ? []
      : [problem(typed.fault, path, { actual: draft.cells[path] ?? '', instead: typed.instead })];
  });
  const judged = [
    ...cells,
    ...ofTableTwo(values, about),
    ...brokenSums(values, about.form),
    ...acrossYears(values, about),
  ];
  return [...judged, ...ofSections(draft, about), ...ofSignature(draft, about)];
}

export const mayBeHandedIn = (problems: readonly DraftProblem[]): boolean =>
  problems.every(({ severity }) => severity !== 'error');

/** A report with nothing in it but what is taken over from the year before. */
export const emptyDraft = (about: DraftAbout): ReportDraft => ({
  cells: Object.fromEntries(Object.entries(carriedFigures(about)).map(([path, value]) => [path, String(value)])),
  sections: { overview: '', proactiveDisclosure: '', applications: '', remedies: '', problems: '', other: '' },
  signer: about.agency,
  signedOn: '',
});
