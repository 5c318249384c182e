import {
  applications,
  type CellPath,
  cellPath,
  cellsOf,
  proactiveDisclosure,
  remedies,
  TABLE_KEYS,
  type TableKey,
} from '../../../config/catalogue/form.ts';
import type { CanonicalReport } from '../../contracts/report.ts';
import { causeOf } from '../cause.ts';
import type { Evidence } from '../evidence.ts';
import { cellName, rowName } from '../place-name.ts';
import {
  BOTH_FORMS,
  type Fault,
  FORM_2019,
  FORM_2021,
  fail,
  failEach,
  type Instance,
  NA,
  PASS,
  type Rule,
  UNSURE,
} from '../rule.ts';

const CARRY_BASIS = '国办公开办函〔2021〕30号所附报告格式：上年结转即上年报告的“结转下年度继续办理”';

/** Number of a cell of last year's report; blank counts as zero, what was not read or is not there is null. */
function before(lastYear: CanonicalReport, path: CellPath): number | null {
  const [table, row, column] = path.split('/');
  const cell = lastYear.tables[table as TableKey]?.rows[row!]?.[column!];
  return cell === undefined || cell.status === 'illegible' || cell.status === 'absent' ? null : (cell.value ?? 0);
}

/** Only a report of the very year before can be compared. */
function lastYearOf(evidence: Evidence): CanonicalReport | null {
  const { lastYear } = evidence.context;
  if (!lastYear) return null;
  const years = [evidence.year, lastYear.report.year];
  return years.some((y) => y === null) || years[0] === years[1]! + 1 ? lastYear : null;
}

interface Comparison {
  readonly now: readonly CellPath[];
  readonly past: readonly CellPath[];
  readonly judge: (now: readonly number[], past: readonly number[]) => Fault | null;
}

const compared =
  (comparisons: readonly Comparison[]) =>
  (evidence: Evidence): readonly Instance[] => {
    const lastYear = lastYearOf(evidence);
    if (!lastYear) return [NA];
    return comparisons.map(({ now, past, judge }): Instance => {
      if (now.some((p) => evidence.cell(p) === undefined) || past.some((p) => before(lastYear, p) === null)) return NA;
      const numbers = now.map((p) => evidence.amount(p));
      if (numbers.some((n) => n === null)) return UNSURE;
      const fault = judge(
        numbers.map((n) => n!),
        past.map((p) => before(lastYear, p)!),
      );
      if (fault === null) return PASS;
      const cause = causeOf(now.map(evidence.cell), evidence.thresholds.lowConfidence);
      return fail({ cells: now, cause, ...(cause === 'extraction' ? { severity: 'warning' as const } : {}), ...fault });
    });
  };

const carry: readonly Comparison[] = applications.columns.map(({ key, label }) => ({
  now: [cellPath('applications', 'carriedOver', key)],
  past: [cellPath('applications', 'carriedForward', key)],
  judge: ([now = 0], [past = 0]) =>
    now === past
      ? null
      : {
          message: `“${label}”列上年结转${now}件，上年报告的结转下年度是${past}件。`,
          formula: `${now} = ${past}`,
          expected: past,
          actual: now,
          suggestion: '核对两年报告；上年数有更正的，请说明。',
        },
}));

const DOCUMENT_ROWS = ['regulations', 'normativeDocuments'] as const;
const at = (row: string, column: string): CellPath => cellPath('proactiveDisclosure', row, column);

const valid: readonly Comparison[] = DOCUMENT_ROWS.map((row) => ({
  now: [at(row, 'inForce'), at(row, 'issued'), at(row, 'repealed')],
  past: [at(row, 'inForce')],
  judge: ([inForce = 0, issued = 0, repealed = 0], [past = 0]) =>
    inForce === past + issued - repealed
      ? null
      : {
          message: `${rowName('proactiveDisclosure', row)}现行有效${inForce}件，按上年${past}件加制发${issued}件减废止${repealed}件应为${past + issued - repealed}件。`,
          formula: `${inForce} = ${past} + ${issued} - ${repealed}`,
          expected: past + issued - repealed,
          actual: inForce,
          suggestion: '核对三个数；因清理等原因变化的，请在文字中说明。',
        },
}));

const ITEM_ROWS = [
  'administrativeLicensing',
  'otherPublicServices',
  'administrativePenalty',
  'administrativeCompulsion',
  'administrativeFees',
];

const items: readonly Comparison[] = ITEM_ROWS.map((row) => ({
  now: [at(row, 'previousItems')],
  past: [at(row, 'previousItems'), at(row, 'change')],
  judge: ([now = 0], [previous = 0, change = 0]) =>
    now === previous + change
      ? null
      : {
          message: `${rowName('proactiveDisclosure', row)}上一年项目数量${now}，按上年报告应为${previous + change}。`,
          formula: `${now} = ${previous} + ${change}`,
          expected: previous + change,
          actual: now,
          suggestion: '核对两年报告的项目数量和增减。',
        },
}));

const publicTotal: readonly Comparison[] = DOCUMENT_ROWS.map((row) => ({
  now: [at(row, 'disclosedTotal'), at(row, 'disclosed')],
  past: [at(row, 'disclosedTotal')],
  judge: ([total = 0, disclosed = 0], [past = 0]) =>
    total >= past + disclosed
      ? null
      : {
          message: `${rowName('proactiveDisclosure', row)}对外公开总数${total}件，少于上年${past}件加本年新公开${disclosed}件。`,
          formula: `${total} ≥ ${past} + ${disclosed}`,
          expected: past + disclosed,
          actual: total,
          suggestion: '核对总数；因废止等减少的，请说明。',
        },
}));

const pending: readonly Comparison[] = remedies.rows.map(({ key, label }) => ({
  now: [cellPath('remedies', key, 'total')],
  past: [cellPath('remedies', key, 'pending')],
  judge: ([now = 0], [past = 0]) =>
    now >= past
      ? null
      : {
          message: `${label}上年尚未审结${past}件，本年总计只有${now}件。`,
          formula: `${now} ≥ ${past}`,
          expected: past,
          actual: now,
          suggestion: '上年未审结的案件应在本年列为某种结果或仍列为尚未审结。',
        },
}));

/** Figures whose jump from year to year means something: totals, decisions, documents. */
const TELLING: readonly CellPath[] = [
  ...['newlyReceived', 'carriedOver', 'handledTotal', 'carriedForward'].map((r) =>
    cellPath('applications', r, 'total'),
  ),
  ...remedies.rows.map((r) => cellPath('remedies', r.key, 'total')),
  ...proactiveDisclosure.blocks['2021'].flatMap((b) => b.rows.flatMap((r) => b.columns.map((c) => at(r, c)))),
];

function jump(evidence: Evidence): readonly Instance[] {
  const { jumpRatio, jumpBase } = evidence.thresholds;
  return compared(
    TELLING.map((path) => ({
      now: [path],
      past: [path],
      judge: ([now = 0], [past = 0]) => {
        if (Math.max(now, past) < jumpBase || past === 0 || now === 0) return null;
        const ratio = now / past;
        if (ratio <= jumpRatio && ratio >= 1 / jumpRatio) return null;
        return {
          message: `${cellName(path)}为${now}，上年为${past}，变化很大。`,
          formula: `1/${jumpRatio} ≤ ${now} ÷ ${past} ≤ ${jumpRatio}`,
          expected: past,
          actual: now,
          cause: 'unknown' as const,
          suggestion: '核对数字；属实的，建议在文字中说明原因。',
        };
      },
    })),
  )(evidence);
}

/** Non-zero numbers from which two equal tables can be no coincidence. */
const TELLING_NUMBERS = 4;

function sameNumbers(evidence: Evidence): readonly Instance[] {
  const lastYear = lastYearOf(evidence);
  const { form } = evidence;
  if (!lastYear || form === null) return [NA];
  const equal: TableKey[] = [];
  let told = 0;
  for (const table of TABLE_KEYS) {
    const paths = cellsOf(table, form).map(([r, c]) => cellPath(table, r, c));
    const pairs = paths.map((p) => [evidence.amount(p), before(lastYear, p)] as const);
    if (pairs.some(([a, b]) => a === null || b === null)) continue;
    const nonZero = pairs.filter(([a]) => a !== 0).length;
    if (nonZero >= TELLING_NUMBERS && pairs.every(([a, b]) => a === b)) {
      equal.push(table);
      told += nonZero;
    }
  }
  const tables = equal.filter((t) => t !== 'proactiveDisclosure');
  if (tables.length === 0) return [PASS];
  return [
    fail({
      message: `有${equal.length}张表的${told}个非零数字与上年报告完全相同。`,
      cells: tables.flatMap((t) =>
        t === 'applications' ? [cellPath(t, 'newlyReceived', 'total')] : [cellPath(t, 'reconsideration', 'total')],
      ),
      key: equal.join(' '),
      suggestion: '请确认不是沿用上年表格。',
    }),
  ];
}

const PAST_WORDS = /(?:上一?年度?|去年)(?:共|全年|新)*(?:收到|受理|新收)[^，。；]{0,12}申请(?:共)?$/u;

function restated(evidence: Evidence): readonly Instance[] {
  const lastYear = lastYearOf(evidence);
  if (!lastYear) return [NA];
  const past = before(lastYear, 'applications/newlyReceived/total');
  if (past === null) return [UNSURE];
  const faults = evidence.lines().flatMap((line) =>
    line.quantities().flatMap((q): Fault[] => {
      if (q.approximate || q.unit === null || q.unit === '%') return [];
      const words = line.text.slice(Math.max(0, q.start - 30), q.start).replace(/\s/gu, '');
      if (!PAST_WORDS.test(words) || q.value === past) return [];
      return [
        {
          message: `文字说上年收到申请${q.text}，上年核定的报告是${past}件。`,
          formula: `${q.value} = ${past}`,
          expected: past,
          actual: q.value,
          section: line.section,
          quote: q.clause,
          suggestion: '核对上年数；有更正的，请说明。',
        },
      ];
    }),
  );
  return failEach(faults);
}

function carryFrom2018(evidence: Evidence): readonly Instance[] {
  const past = evidence.context.lastYearStatistics;
  if (!past || past.received === undefined || past.done === undefined) return [NA];
  const path = cellPath('applications', 'carriedOver', 'total');
  const now = evidence.amount(path);
  if (now === null) return [UNSURE];
  const open = past.received - past.done;
  if (now === open) return [PASS];
  return [
    fail({
      message: `上年结转${now}件，按2018年统计表（收到${past.received}件，办结${past.done}件）应为${open}件。`,
      formula: `${now} = ${past.received} - ${past.done}`,
      cells: [path],
      expected: open,
      actual: now,
      cause: 'unknown',
      suggestion: '核对两年数据。',
    }),
  ];
}

const last = (cells: Record<string, number>, form: '2021' | '2019' = '2021') => ({
  form,
  facts: { year: form === '2021' ? 2021 : 2019 },
  cells,
});
const LEFT = 'applications/carriedForward';

export const YEARS_RULES: readonly Rule[] = [
  {
    id: 'years.carry',
    severity: 'error',
    versions: BOTH_FORMS,
    title: '上年结转与上年报告不符',
    explanation: '每一列的上年结转，应等于上年报告同一列的结转下年度。',
    basis: CARRY_BASIS,
    formula: '上年结转(本年) = 结转下年度(上年)',
    check: compared(carry),
    passes: { lastYear: last({ [`${LEFT}/naturalPerson`]: 1, [`${LEFT}/total`]: 1 }) },
    fails: { lastYear: last({ [`${LEFT}/naturalPerson`]: 4, [`${LEFT}/total`]: 4 }) },
  },
  {
    id: 'years.carry-v08',
    severity: 'info',
    versions: FORM_2019,
    title: '2019年上年结转与2018年统计表不符',
    explanation: '2019年报告的上年结转，应与2018年统计表收到数减办结数一致。',
    basis: '两年数据衔接',
    formula: '上年结转(2019) = 收到(2018) − 办结(2018)',
    check: carryFrom2018,
    passes: { form: '2019', context: { lastYearStatistics: { received: 21, done: 20 } } },
    fails: { form: '2019', context: { lastYearStatistics: { received: 25, done: 20 } } },
  },
  {
    id: 'years.valid',
    severity: 'warning',
    versions: FORM_2021,
    title: '现行有效件数与上年不衔接',
    explanation: '现行有效件数应等于上年现行有效加本年制发减本年废止；因清理变化的应说明。',
    basis: '国办公开办函〔2021〕30号所附报告格式第二张表',
    formula: '现行有效(本年) = 现行有效(上年) + 本年制发 − 本年废止',
    check: compared(valid),
    passes: { lastYear: last({ [at('normativeDocuments', 'inForce')]: 18 }) },
    fails: { lastYear: last({ [at('normativeDocuments', 'inForce')]: 30 }) },
  },
  {
    id: 'years.items',
    severity: 'warning',
    versions: FORM_2019,
    title: '项目数量与上年不衔接',
    explanation: '上一年项目数量应等于上年报告的项目数量加增减。',
    basis: '国办公开办函〔2019〕60号所附报告格式第二张表',
    formula: '上一年项目数量(本年) = 上一年项目数量(上年) + 增减(上年)',
    check: compared(items),
    passes: { form: '2019', lastYear: last({}, '2019') },
    fails: { form: '2019', lastYear: last({ [at('administrativeLicensing', 'change')]: 2 }, '2019') },
  },
  {
    id: 'years.pub-total',
    severity: 'warning',
    versions: FORM_2019,
    title: '对外公开总数与上年不衔接',
    explanation: '对外公开总数应不少于上年总数加本年新公开；减少的应说明。',
    basis: '国办公开办函〔2019〕60号所附报告格式第二张表',
    formula: '对外公开总数(本年) ≥ 对外公开总数(上年) + 本年新公开',
    check: compared(publicTotal),
    passes: { form: '2019', lastYear: last({ [at('normativeDocuments', 'disclosedTotal')]: 17 }, '2019') },
    fails: { form: '2019', lastYear: last({ [at('normativeDocuments', 'disclosedTotal')]: 40 }, '2019') },
  },
  {
    id: 'years.pending',
    severity: 'warning',
    versions: BOTH_FORMS,
    title: '上年未审结的案件没有下文',
    explanation: '上年尚未审结的复议、诉讼，本年应有结果或仍列为尚未审结。',
    basis: '审核经验',
    formula: '总计(本年) ≥ 尚未审结(上年)',
    check: compared(pending),
    passes: { lastYear: last({ 'remedies/reconsideration/pending': 1 }) },
    fails: { lastYear: last({ 'remedies/reconsideration/pending': 6 }) },
  },
  {
    id: 'years.jump',
    severity: 'warning',
    versions: 'all',
    title: '数字比上年突增突减',
    explanation: '数字比上年变化五倍以上，可能多写或少写一位，或者口径有变。',
    basis: '审核经验',
    formula: '0.2 ≤ 本年 ÷ 上年 ≤ 5（基数不少于20时）',
    check: jump,
    passes: { lastYear: last({}) },
    fails: { lastYear: last({ 'applications/newlyReceived/total': 150 }) },
  },
  {
    id: 'years.same-numbers',
    severity: 'warning',
    versions: 'all',
    title: '表格与上年完全相同',
    explanation: '有数字的表格与上年逐格相同，疑似沿用上年表格。',
    basis: '国办公开办函〔2021〕30号：对内容雷同的年度报告应当督促整改',
    formula: null,
    check: sameNumbers,
    passes: { lastYear: last({ 'applications/newlyReceived/naturalPerson': 8 }) },
    fails: { lastYear: last({}) },
  },
  {
    id: 'years.restated',
    severity: 'warning',
    versions: 'all',
    title: '所引上年数与核定数不符',
    explanation: '文字引用的上年数，应等于上年核定报告的数。',
    basis: '两年数据衔接',
    formula: '文字上年数 = 上年核定数',
    check: restated,
    passes: { sections: { overview: { paragraphs: ['上年收到申请12件，今年持平。'] } }, lastYear: last({}) },
    fails: { sections: { overview: { paragraphs: ['上年收到申请30件，今年减少。'] } }, lastYear: last({}) },
  },
];
