import { applications, type CellPath, cellPath, rowsOf } from '../../../config/catalogue/form.ts';
import { asPercent } from '../../../config/rules.ts';
import { causeOf } from '../cause.ts';
import type { Evidence } from '../evidence.ts';
import type { Evaluation } from '../identity.ts';
import { cellName, rowName } from '../place-name.ts';
import { type Fault, fail, failEach, type Instance, NA, PASS, type Rule, UNSURE, VERSIONS } from '../rule.ts';
import { basisOf, identityInstances, repairsOf, repairWords } from './identity-rules.ts';

const COLUMNS = applications.columns.map((c) => c.key);
const OTHER_ROWS = rowsOf('applications')
  .filter((r) => r.key.startsWith('otherHandling'))
  .map((r) => r.key);
const at = (row: string, column: string): CellPath => cellPath('applications', row, column);

const sumsOf = (evidence: Evidence, rule: string): readonly Evaluation[] =>
  evidence.evaluations().filter((e) => e.identity.rule === rule);

/** Parts above their total in sums that could not be judged because some operand was not read. */
function partsAboveTotal(e: Evaluation, evidence: Evidence): readonly Fault[] {
  const [total] = e.right;
  if (!total || total.cell.value === null) return [];
  const limit = total.cell.value;
  return e.left
    .filter((part) => (part.cell.value ?? 0) > limit)
    .map((part) => ({
      message: `${cellName(part.path)}为${part.cell.value}，大于其总计${limit}。`,
      formula: `${part.cell.value} ≤ ${limit}`,
      cells: [part.path, total.path],
      expected: limit,
      actual: part.cell.value,
      cause: causeOf([part.cell, total.cell], evidence.thresholds.lowConfidence),
      suggestion: '请核对该数与总计。',
    }));
}

function partLeTotal(evidence: Evidence): readonly Instance[] {
  const open = ['applications.row-sum', 'applications.result-total', 'applications.result-total-19']
    .flatMap((rule) => sumsOf(evidence, rule))
    .filter((e) => e.state === 'unsure' && e.right[0] !== undefined);
  if (open.length === 0) return [NA];
  return failEach(open.flatMap((e) => partsAboveTotal(e, evidence)));
}

function gridLocate(evidence: Evidence): readonly Instance[] {
  if (evidence.evaluations().length === 0) return [NA];
  const localisation = evidence.localisation();
  if (localisation.kind === 'none') return [PASS];
  const suspects = localisation.kind === 'one' ? [localisation.suspect] : localisation.candidates.flat();
  const cells = [...new Set(suspects.map((s) => s.path))];
  const [first] = suspects;
  return [
    fail({
      message:
        localisation.kind === 'one'
          ? `各项勾稽指向同一处：${cellName(first!.path)}。`
          : `没有哪一处改动能单独使各项勾稽成立，可能错在两处，候选${localisation.candidates.length}组。`,
      cells,
      ...(localisation.kind === 'one' ? { actual: first!.actual, expected: first!.repaired } : {}),
      cause: causeOf(cells.map(evidence.cell), evidence.thresholds.lowConfidence),
      suggestion: repairWords(localisation, cells),
      repairs: repairsOf(localisation, cells),
      key: localisation.kind,
    }),
  ];
}

/** The values of a row stand one column too far to the left: its last part is the sum of the others and its total is gone. */
function columnSlip(evidence: Evidence): readonly Instance[] {
  const sums = sumsOf(evidence, 'applications.row-sum');
  if (sums.length === 0) return [NA];
  return failEach(
    sums.flatMap((e): Fault[] => {
      if (e.right[0]?.cell.value !== null) return [];
      const values = COLUMNS.map((c) => evidence.cell(at(e.line, c))?.value ?? null);
      const last = values.at(-2) ?? 0;
      const others = values.slice(0, -2).reduce<number>((sum, v) => sum + (v ?? 0), 0);
      if (last === 0 || others !== last) return [];
      const cells = COLUMNS.map((c) => at(e.line, c));
      return [
        {
          message: `“${rowName('applications', e.line)}”行的数字右移一列后成立，疑似整行错位。`,
          formula: `${values
            .slice(0, -2)
            .map((v) => v ?? '空')
            .join(' + ')} = ${last}`,
          cells,
          cause: 'unknown',
          suggestion: '请对照原件核对该行各数所在的列。',
        },
      ];
    }),
  );
}

function zeroTotal(evidence: Evidence): readonly Instance[] {
  const sums = sumsOf(evidence, 'applications.row-sum');
  if (sums.length === 0) return [NA];
  return sums.map((e): Instance => {
    if (e.state === 'unsure') return UNSURE;
    if (e.state !== 'fail' || (e.leftSum !== 0 && e.rightSum !== 0)) return PASS;
    const cells = [...e.left, ...e.right].map((o) => o.path);
    // a total left blank is told as a blank, and by the sum that fails for it
    if (e.rightSum === 0 && e.right.every((o) => o.cell.status === 'blank')) return PASS;
    return fail({
      message:
        e.rightSum === 0
          ? `“${rowName('applications', e.line)}”行各类申请人合计${e.leftSum}，总计却为0。`
          : `“${rowName('applications', e.line)}”行总计${e.rightSum}，各类申请人却都为0或空白。`,
      cells,
      expected: e.leftSum,
      actual: e.rightSum,
      cause: causeOf(cells.map(evidence.cell), evidence.thresholds.lowConfidence),
      suggestion: e.rightSum === 0 ? `补填总计${e.leftSum}，或核对各列。` : '补填各类申请人的数字，或核对总计。',
    });
  });
}

function otherShare(evidence: Evidence): readonly Instance[] {
  const handled = evidence.amount(at('handledTotal', 'total'));
  const rows = OTHER_ROWS.filter((r) => evidence.cell(at(r, 'total')) !== undefined);
  if (evidence.table('applications') === null) return [NA];
  const values = rows.map((r) => evidence.amount(at(r, 'total')));
  if (handled === null || rows.length === 0) return [UNSURE];
  const others = values.reduce<number>((sum, v) => sum + (v ?? 0), 0);
  const { otherShare: share, otherShareHandled } = evidence.thresholds;
  if (handled < otherShareHandled || others / handled <= share) return [PASS];
  return [
    fail({
      message: `办理结果${handled}件中有${others}件（${Math.round((100 * others) / handled)}%）归入“其他处理”，比例偏高。`,
      formula: `${others} ÷ ${handled} ≤ ${share}`,
      cells: [...rows.filter((_, i) => (values[i] ?? 0) > 0).map((r) => at(r, 'total')), at('handledTotal', 'total')],
      actual: others,
      suggestion: '请说明“其他处理”的具体情形，能够归入其他类别的改列。',
    }),
  ];
}

function unpaidNeedsNotice(evidence: Evidence): readonly Instance[] {
  const path = at('otherHandling.feeNotPaid', 'total');
  const unpaid = evidence.cell(path) === undefined ? null : evidence.amount(path);
  if (unpaid === null) return [NA];
  if (unpaid === 0) return [PASS];
  const statement = evidence.feeStatement();
  if (!statement) return [NA];
  // no fee taken does not say that none was asked for
  if (!statement.noNotice) return [PASS];
  return [
    fail({
      message: `表中有${unpaid}件因逾期未缴费不再处理，文字却说没有发出收费通知。`,
      formula: `${unpaid} > 0 时，收费通知件数 ≥ 1`,
      cells: [path],
      expected: '收费通知至少1件',
      actual: 0,
      section: statement.section,
      quote: statement.quote,
      suggestion: '核对收费通知件数与该行数字。',
    }),
  ];
}

function backlog(evidence: Evidence): readonly Instance[] {
  const [received, carried, left] = ['newlyReceived', 'carriedOver', 'carriedForward'].map((r) =>
    evidence.amount(at(r, 'total')),
  );
  if (evidence.table('applications') === null) return [NA];
  if (received == null || carried == null || left == null) return [UNSURE];
  const all = received + carried;
  if (all === 0 || left / all <= evidence.thresholds.backlogShare) return [PASS];
  return [
    fail({
      message: `应办${all}件，结转下年度${left}件（${Math.round((100 * left) / all)}%），积压较多。`,
      formula: `${left} ÷ (${received} + ${carried}) ≤ ${evidence.thresholds.backlogShare}`,
      cells: [at('carriedForward', 'total')],
      actual: left,
      suggestion: '请确认结转数；属实的，建议在文字中说明原因。',
    }),
  ];
}

export const APPLICATIONS_RULES: readonly Rule[] = [
  {
    id: 'applications.balance',
    severity: 'error',
    versions: VERSIONS.both,
    title: '收办不平衡',
    explanation: '每一列：本年新收与上年结转之和，应等于办理结果总计与结转下年度之和。',
    basis: basisOf('applications.balance'),
    formula: '本年新收 + 上年结转 = （七）总计 + 结转下年度',
    check: identityInstances('applications.balance', '的新收加上年结转不等于办理总计加结转下年度'),
    passes: {},
    fails: { cells: { 'applications/newlyReceived/naturalPerson': 13 } },
  },
  {
    id: 'applications.result-total',
    severity: 'error',
    versions: VERSIONS.only2021,
    title: '办理结果之和不等于总计',
    explanation: '每一列：（一）予以公开至（六）其他处理各项之和，应等于（七）总计。',
    basis: basisOf('applications.result-total'),
    formula: '（一）+（二）+（三）1～8 +（四）1～3 +（五）1～5 +（六）1～3 = （七）总计',
    check: identityInstances('applications.result-total', '的办理结果各项之和不等于（七）总计'),
    passes: {},
    fails: { cells: { 'applications/disclosed/total': 9 } },
  },
  {
    id: 'applications.result-total-19',
    severity: 'error',
    versions: VERSIONS.only2019,
    title: '办理结果之和不等于总计（2019年格式）',
    explanation: '每一列：（一）予以公开至（六）其他处理各项之和，应等于（七）总计。2019年格式的（六）只有一行。',
    basis: basisOf('applications.result-total-19'),
    formula: '（一）+（二）+（三）1～8 +（四）1～3 +（五）1～5 +（六）= （七）总计',
    check: identityInstances('applications.result-total-19', '的办理结果各项之和不等于（七）总计'),
    passes: { form: '2019' },
    fails: { form: '2019', cells: { 'applications/otherHandling/total': 3 } },
  },
  {
    id: 'applications.row-sum',
    severity: 'error',
    versions: VERSIONS.both,
    title: '各类申请人之和不等于总计',
    explanation: '每一行：自然人与五类法人或其他组织之和，应等于总计。',
    basis: basisOf('applications.row-sum'),
    formula: '自然人 + 商业企业 + 科研机构 + 社会公益组织 + 法律服务机构 + 其他 = 总计',
    check: identityInstances('applications.row-sum', '的各类申请人之和不等于总计'),
    passes: { cells: { 'applications/disclosed/researchInstitution': '' } },
    fails: { cells: { 'applications/disclosed/researchInstitution': 4 } },
  },
  {
    id: 'applications.part-le-total',
    severity: 'error',
    versions: VERSIONS.both,
    title: '分项大于总计',
    explanation: '有单元格没有读出来、无法求和时，已读出的分项仍不应大于总计。',
    basis: basisOf('applications.row-sum'),
    formula: '任一分项 ≤ 总计',
    check: partLeTotal,
    passes: {
      cells: { 'applications/disclosed/researchInstitution': { value: null, status: 'illegible', needsReview: true } },
    },
    fails: {
      cells: {
        'applications/disclosed/researchInstitution': { value: null, status: 'illegible', needsReview: true },
        'applications/disclosed/naturalPerson': 60,
      },
    },
  },
  {
    id: 'applications.grid-locate',
    severity: 'info',
    versions: VERSIONS.both,
    title: '差错定位',
    explanation: '把不成立的行和列对照起来，指出哪一个单元格改动后全部勾稽成立。只作提示，不改动数字。',
    basis: basisOf('applications.row-sum'),
    formula: null,
    check: gridLocate,
    passes: {},
    fails: { cells: { 'applications/disclosed/naturalPerson': 8 } },
  },
  {
    id: 'applications.column-slip',
    severity: 'warning',
    versions: VERSIONS.both,
    title: '整行错位',
    explanation: '一行数字移动一列后勾稽成立，疑似填报或转换时整行错位。',
    basis: basisOf('applications.row-sum'),
    formula: null,
    check: columnSlip,
    passes: {},
    fails: {
      cells: {
        'applications/newlyReceived/naturalPerson': 10,
        'applications/newlyReceived/otherOrganization': 12,
        'applications/newlyReceived/total': '',
      },
    },
  },
  {
    id: 'applications.zero-total',
    severity: 'warning',
    versions: VERSIONS.both,
    title: '总计与分项一有一无',
    explanation: '一行各类申请人有数而总计为0，或者总计有数而各类申请人都为0。',
    basis: basisOf('applications.row-sum'),
    formula: '总计 = 0 当且仅当各列均为0',
    check: zeroTotal,
    passes: {},
    fails: { cells: { 'applications/carriedOver/total': 0 } },
  },
  {
    id: 'applications.other-share',
    severity: 'warning',
    versions: VERSIONS.both,
    title: '“其他处理”比例偏高',
    explanation: '办理结果中“其他处理”占比过高，往往是应当归入其他类别的没有归类。',
    basis: '审核经验',
    formula: (by) =>
      `（六）其他处理 ÷（七）总计 ≤ ${asPercent(by.otherShare)}（总计不少于${by.otherShareHandled}件时）`,
    thresholds: ['otherShare', 'otherShareHandled'],
    check: otherShare,
    passes: {},
    fails: { cells: { 'applications/otherHandling.other/total': 6 } },
  },
  {
    id: 'applications.unpaid-needs-notice',
    severity: 'warning',
    versions: VERSIONS.only2021,
    title: '未缴费情形与收费通知矛盾',
    explanation: '表中有因逾期未缴费不再处理的申请，第六部分应当报告发出过收费通知。',
    basis: '国办函〔2020〕109号：发出收费通知后逾期未缴纳的，视为放弃申请',
    formula: '（六）2 > 0 时，收费通知件数 ≥ 1',
    check: unpaidNeedsNotice,
    passes: {
      cells: { 'applications/otherHandling.feeNotPaid/total': 1 },
      sections: { other: { paragraphs: ['全年发出收费通知3件，总金额600元，实际收取400元。'] } },
    },
    fails: { cells: { 'applications/otherHandling.feeNotPaid/total': 1 } },
  },
  {
    id: 'applications.backlog',
    severity: 'info',
    versions: VERSIONS.both,
    title: '结转过多',
    explanation: '结转下年度的申请占应办申请的比例过高。',
    basis: '审核经验',
    formula: ({ backlogShare }) => `结转下年度 ÷ (本年新收 + 上年结转) ≤ ${asPercent(backlogShare)}`,
    thresholds: ['backlogShare'],
    check: backlog,
    passes: {},
    fails: { cells: { 'applications/carriedForward/total': 9 } },
  },
];
