import {
  applications,
  type CellPath,
  cellPath,
  proactiveDisclosure,
  remedies,
} from '../../../config/catalogue/form.ts';
import { inverse } from '../../../config/rules.ts';
import type { Evidence } from '../evidence.ts';
import { cellName, rowName } from '../place-name.ts';
import { type Relation, relate } from '../relation.ts';
import { type Instance, type Rule, VERSIONS } from '../rule.ts';

const CARRY_BASIS = '国办公开办函〔2021〕30号所附报告格式：上年结转即上年报告的“结转下年度继续办理”';

const carry: readonly Relation[] = applications.columns.map(({ key, label }) => ({
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

const valid: readonly Relation[] = DOCUMENT_ROWS.map((row) => ({
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

const items: readonly Relation[] = ITEM_ROWS.map((row) => ({
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

const publicTotal: readonly Relation[] = DOCUMENT_ROWS.map((row) => ({
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

const pending: readonly Relation[] = remedies.rows.map(({ key, label }) => ({
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
  return relate(
    TELLING.map((path) => ({
      now: [path],
      past: [path],
      judge: ([now = 0], [past = 0]) => {
        if (Math.max(now, past) < jumpBase || past === 0 || now === 0) return null;
        const ratio = now / past;
        if (ratio <= jumpRatio && ratio >= 1 / jumpRatio) return null;
        return {
          message: `${cellName(path)}为${now}，上年为${past}，是上年的${Math.round((100 * now) / past)}%，变化很大。`,
          formula: now > past ? `${now} ÷ ${past} ≤ ${jumpRatio}` : `${past} ÷ ${now} ≤ ${jumpRatio}`,
          expected: past,
          actual: now,
          cause: 'unknown' as const,
          suggestion: '核对数字；属实的，建议在文字中说明原因。',
        };
      },
    })),
  )(evidence);
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
    versions: VERSIONS.both,
    title: '上年结转与上年报告不符',
    explanation: '每一列的上年结转，应等于上年报告同一列的结转下年度。',
    basis: CARRY_BASIS,
    formula: '上年结转(本年) = 结转下年度(上年)',
    check: relate(carry),
    passes: { lastYear: last({ [`${LEFT}/naturalPerson`]: 1, [`${LEFT}/total`]: 1 }) },
    fails: { lastYear: last({ [`${LEFT}/naturalPerson`]: 4, [`${LEFT}/total`]: 4 }) },
  },
  {
    id: 'years.valid',
    severity: 'warning',
    versions: VERSIONS.only2021,
    title: '现行有效件数与上年不衔接',
    explanation: '现行有效件数应等于上年现行有效加本年制发减本年废止；因清理变化的应说明。',
    basis: '国办公开办函〔2021〕30号所附报告格式第二张表',
    formula: '现行有效(本年) = 现行有效(上年) + 本年制发 − 本年废止',
    check: relate(valid),
    passes: { lastYear: last({ [at('normativeDocuments', 'inForce')]: 18 }) },
    fails: { lastYear: last({ [at('normativeDocuments', 'inForce')]: 30 }) },
  },
  {
    id: 'years.items',
    severity: 'warning',
    versions: VERSIONS.only2019,
    title: '项目数量与上年不衔接',
    explanation: '上一年项目数量应等于上年报告的项目数量加增减。',
    basis: '国办公开办函〔2019〕60号所附报告格式第二张表',
    formula: '上一年项目数量(本年) = 上一年项目数量(上年) + 增减(上年)',
    check: relate(items),
    passes: { form: '2019', lastYear: last({}, '2019') },
    fails: { form: '2019', lastYear: last({ [at('administrativeLicensing', 'change')]: 2 }, '2019') },
  },
  {
    id: 'years.pub-total',
    severity: 'warning',
    versions: VERSIONS.only2019,
    title: '对外公开总数与上年不衔接',
    explanation: '对外公开总数应不少于上年总数加本年新公开；减少的应说明。',
    basis: '国办公开办函〔2019〕60号所附报告格式第二张表',
    formula: '对外公开总数(本年) ≥ 对外公开总数(上年) + 本年新公开',
    check: relate(publicTotal),
    passes: { form: '2019', lastYear: last({ [at('normativeDocuments', 'disclosedTotal')]: 17 }, '2019') },
    fails: { form: '2019', lastYear: last({ [at('normativeDocuments', 'disclosedTotal')]: 40 }, '2019') },
  },
  {
    id: 'years.pending',
    severity: 'warning',
    versions: VERSIONS.both,
    title: '上年未审结的案件没有下文',
    explanation: '上年尚未审结的复议、诉讼，本年应有结果或仍列为尚未审结。',
    basis: '审核经验',
    formula: '总计(本年) ≥ 尚未审结(上年)',
    check: relate(pending),
    passes: { lastYear: last({ 'remedies/reconsideration/pending': 1 }) },
    fails: { lastYear: last({ 'remedies/reconsideration/pending': 6 }) },
  },
  {
    id: 'years.jump',
    severity: 'warning',
    versions: 'all',
    title: '数字比上年突增突减',
    explanation: '数字比上年突增或突减，可能多写或少写一位，或者口径有变。',
    basis: '审核经验',
    formula: ({ jumpRatio, jumpBase }) =>
      `${inverse(jumpRatio)} ≤ 本年 ÷ 上年 ≤ ${jumpRatio}（基数不少于${jumpBase}时）`,
    thresholds: ['jumpRatio', 'jumpBase'],
    check: jump,
    passes: { lastYear: last({}) },
    fails: { lastYear: last({ 'applications/newlyReceived/total': 150 }) },
  },
];
