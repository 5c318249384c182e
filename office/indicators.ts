import { applications, cellPath, columnsOf, rowsOf } from '../config/catalogue/form.ts';
import type { Sum } from '../contracts/consolidated.ts';
import type { Sums } from './consolidate.ts';

/** Rates over the official tables, each with what it is of: two sums of named cells. */

export interface Indicator {
  readonly id: string;
  readonly name: string;
  /** As it stands beside the number. */
  readonly definition: string;
  readonly numerator: readonly string[];
  readonly denominator: readonly string[];
}

const total = (row: string): string => cellPath('applications', row, 'total');
const inGroup = (group: string): readonly string[] =>
  rowsOf('applications')
    .filter((row) => row.group === group)
    .map(({ key }) => total(key));

const COURT_ROWS = ['litigationDirect', 'litigationAfterReconsideration'] as const;
/** What was concluded: every result but the one that is open. */
const RESULTS = columnsOf('remedies')
  .map(({ key }) => key)
  .filter((key) => key !== 'total' && key !== 'pending');
const concluded = (rows: readonly string[]): readonly string[] =>
  rows.flatMap((row) => RESULTS.map((result) => cellPath('remedies', row, result)));
const corrected = (rows: readonly string[]): readonly string[] =>
  rows.map((row) => cellPath('remedies', row, 'corrected'));

const HANDLED = [total('handledTotal')];
const TO_HANDLE = [total('newlyReceived'), total('carriedOver')];

/** @source 国办公开办函〔2021〕30号: the cells; what is divided by what is this office's, and stands in the definition */
export const INDICATORS: readonly Indicator[] = [
  {
    id: 'disclosed',
    name: '予以公开率',
    definition: '（予以公开＋部分公开）÷ 本年度办理结果总计',
    numerator: [total('disclosed'), total('partiallyDisclosed')],
    denominator: HANDLED,
  },
  {
    id: 'withheld',
    name: '不予公开率',
    definition: '不予公开各项之和 ÷ 本年度办理结果总计',
    numerator: inGroup('withheld'),
    denominator: HANDLED,
  },
  {
    id: 'notHeld',
    name: '不掌握率',
    definition: '本机关不掌握相关政府信息 ÷ 本年度办理结果总计',
    numerator: [total('unavailable.notHeld')],
    denominator: HANDLED,
  },
  {
    id: 'notProcessed',
    name: '不予处理率',
    definition: '不予处理各项之和 ÷ 本年度办理结果总计',
    numerator: inGroup('notProcessed'),
    denominator: HANDLED,
  },
  {
    id: 'carriedForward',
    name: '结转率',
    definition: '结转下年度继续办理 ÷（本年新收＋上年结转）',
    numerator: [total('carriedForward')],
    denominator: TO_HANDLE,
  },
  {
    id: 'correctedOnReview',
    name: '复议纠正率',
    definition: '行政复议结果纠正 ÷ 行政复议已审结（维持＋纠正＋其他结果）',
    numerator: corrected(['reconsideration']),
    denominator: concluded(['reconsideration']),
  },
  {
    id: 'correctedInCourt',
    name: '诉讼纠正率',
    definition: '行政诉讼结果纠正 ÷ 行政诉讼已审结（维持＋纠正＋其他结果）',
    numerator: corrected(COURT_ROWS),
    denominator: concluded(COURT_ROWS),
  },
];

/** Every cell that some rate rests on. */
export const RATED_CELLS: ReadonlySet<string> = new Set(
  INDICATORS.flatMap(({ numerator, denominator }) => [...numerator, ...denominator]),
);

export interface Rate {
  /** 0…1; null where there is nothing to divide by, or a number is not known. */
  readonly rate: number | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  /** False where a cell that it rests on is in doubt or unread in some report. */
  readonly certain: boolean;
}

/** The sum of cells; null where none of them says a number. */
export function sumOfCells(
  sums: Pick<Sums, 'get'>,
  paths: readonly string[],
): { value: number | null; certain: boolean } {
  const found = paths.flatMap((path): Sum[] => {
    const sum = sums.get(path);
    return sum === undefined ? [] : [sum];
  });
  const values = found.flatMap(({ value }) => (value === null ? [] : [value]));
  const value = values.length === 0 ? null : values.reduce((sum, each) => sum + each, 0);
  return { value, certain: found.length > 0 && found.every(({ certain }) => certain) };
}

export function rateOf({ numerator, denominator }: Indicator, sums: Pick<Sums, 'get'>): Rate {
  const above = sumOfCells(sums, numerator);
  const below = sumOfCells(sums, denominator);
  const rate = above.value === null || below.value === null || below.value === 0 ? null : above.value / below.value;
  return { rate, numerator: above.value, denominator: below.value, certain: above.certain && below.certain };
}

export const ratesOf = (sums: Pick<Sums, 'get'>): Readonly<Record<string, Rate>> =>
  Object.fromEntries(INDICATORS.map((indicator) => [indicator.id, rateOf(indicator, sums)]));

/** Columns of table three by applicant, in the order of the form. */
export const APPLICANTS = applications.columns.filter(({ key }) => key !== 'total');
