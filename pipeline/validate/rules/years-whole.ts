import { cellPath, cellsOf, TABLE_KEYS, type TableKey } from '../../../config/catalogue/form.ts';
import type { Evidence } from '../evidence.ts';
import { amountBefore, lastYearOf } from '../relation.ts';
import { type Fault, fail, failEach, type Instance, NA, PASS, type Rule, UNSURE, VERSIONS } from '../rule.ts';

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
    const pairs = paths.map((p) => [evidence.amount(p), amountBefore(lastYear, p)] as const);
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
  const past = amountBefore(lastYear, 'applications/newlyReceived/total');
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
const _LEFT = 'applications/carriedForward';

export const YEARS_WHOLE_RULES: readonly Rule[] = [
  {
    id: 'years.carry-v08',
    severity: 'info',
    versions: VERSIONS.only2019,
    title: '2019年上年结转与2018年统计表不符',
    explanation: '2019年报告的上年结转，应与2018年统计表收到数减办结数一致。',
    basis: '两年数据衔接',
    formula: '上年结转(2019) = 收到(2018) − 办结(2018)',
    check: carryFrom2018,
    passes: { form: '2019', context: { lastYearStatistics: { received: 21, done: 20 } } },
    fails: { form: '2019', context: { lastYearStatistics: { received: 25, done: 20 } } },
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
