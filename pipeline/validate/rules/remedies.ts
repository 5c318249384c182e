import { cellPath, remedies } from '../../../config/catalogue/form.ts';
import { withoutRemark } from '../../form/label.ts';
import { AS_OUR_READING, isLabelOurs } from '../cause.ts';
import type { Evidence } from '../evidence.ts';
import { isPieceOf, isSynonymOfTotal, sameWords } from '../label-words.ts';
import { fail, type Instance, NA, PASS, type Rule, UNSURE, VERSIONS } from '../rule.ts';
import { basisOf, identityInstances } from './identity-rules.ts';

const ROWS = remedies.rows.map((r) => r.key);
const totalOf = (evidence: Evidence, row: string): number | null => evidence.amount(cellPath('remedies', row, 'total'));

function caseTotal(evidence: Evidence): number | null {
  const totals = ROWS.map((row) => totalOf(evidence, row));
  return totals.some((t) => t === null) ? null : totals.reduce<number>((sum, t) => sum + t!, 0);
}

function applicationTotal(evidence: Evidence): number | null {
  const received = evidence.amount('applications/newlyReceived/total');
  const carried = evidence.amount('applications/carriedOver/total');
  return received === null || carried === null ? null : received + carried;
}

const TOTAL_CELLS = ROWS.map((row) => cellPath('remedies', row, 'total'));

function totalLabels(evidence: Evidence): readonly Instance[] {
  const labels = evidence.table('remedies')?.labels.filter((l) => l.axis === 'column' && l.key === 'total') ?? [];
  if (labels.length === 0) return [NA];
  const isTotal = (words: string): boolean => sameWords(words, '总计') || isSynonymOfTotal(words);
  // a unit or a remark in brackets leaves the column its name: 总计（件）
  const wrong = labels.filter((l) => !isTotal(l.text) && !isTotal(withoutRemark(l.text)));
  // a piece of the name of any column is a header that was cut, not one that was changed
  const [first] = wrong.filter((l) => !remedies.columns.some((column) => isPieceOf(l.text, column.label)));
  if (!first) return [wrong.length > 0 ? UNSURE : PASS];
  const blocks = wrong.flatMap((l) => (l.block === null ? [] : [cellPath('remedies', l.block, 'total')]));
  const cells = blocks.length > 0 ? blocks : TOTAL_CELLS;
  const ours = isLabelOurs(
    evidence.report,
    cells.map((path) => evidence.cell(path)),
    remedies.columns.some((column) => sameWords(first.text, column.label)),
  );
  return [
    fail({
      message: `复议诉讼情况表第五列的名称是“${first.text}”（${wrong.length}处），应为“总计”。`,
      cells,
      expected: '总计',
      actual: first.text,
      quote: first.text,
      cause: evidence.whole ? 'agency' : 'extraction',
      ...(ours ? AS_OUR_READING : {}),
      suggestion: '恢复为“总计”，并核对该列是否为前四列之和。',
    }),
  ];
}

export const REMEDIES_RULES: readonly Rule[] = [
  {
    id: 'remedies.sum',
    severity: 'error',
    versions: VERSIONS.both,
    title: '复议诉讼结果之和不等于总计',
    explanation: '行政复议、未经复议直接起诉、复议后起诉三组中，结果维持、结果纠正、其他结果、尚未审结之和应等于总计。',
    basis: basisOf('remedies.sum'),
    formula: '结果维持 + 结果纠正 + 其他结果 + 尚未审结 = 总计',
    check: identityInstances('remedies.sum', '的四类结果之和不等于总计'),
    passes: {},
    fails: { cells: { 'remedies/reconsideration/total': 2 } },
  },
  {
    id: 'remedies.total-label',
    severity: 'error',
    versions: VERSIONS.both,
    title: '复议诉讼情况表“总计”列改名',
    explanation: '表的第五列应为“总计”。改成其他名称后，该列的数字失去含义。',
    basis: basisOf('remedies.sum'),
    formula: null,
    check: totalLabels,
    passes: {},
    fails: { labels: { 'remedies/column/total': '结果支持' } },
  },
  {
    id: 'remedies.zero-applications',
    severity: 'info',
    versions: VERSIONS.both,
    title: '没有申请却有复议诉讼',
    explanation: '本年和上年都没有政府信息公开申请，却有因此发生的复议或诉讼，请确认口径。',
    basis: '审核经验',
    formula: '复议诉讼总计 > 0 时，本年或上年的新收与结转之和 > 0',
    check: (evidence) => {
      const { lastYear } = evidence.context;
      const cases = caseTotal(evidence);
      const now = applicationTotal(evidence);
      if (!lastYear || cases === null || now === null) return [NA];
      const before = ['newlyReceived', 'carriedOver'].map(
        (row) => lastYear.tables.applications?.rows[row]?.total?.value,
      );
      if (before.some((v) => v === undefined || v === null)) return [NA];
      if (cases === 0 || now > 0 || before.some((v) => v! > 0)) return [PASS];
      return [
        fail({
          message: `两年内没有政府信息公开申请，但填报复议诉讼${cases}件。`,
          formula: `${cases} > 0，${now} = 0`,
          cells: TOTAL_CELLS,
          actual: cases,
          expected: 0,
          suggestion: '请确认这些案件是否因政府信息公开工作引起。',
        }),
      ];
    },
    passes: { lastYear: {} },
    fails: {
      cells: { 'applications/newlyReceived/total': 0, 'applications/carriedOver/total': 0 },
      lastYear: { cells: { 'applications/newlyReceived/total': 0, 'applications/carriedOver/total': 0 } },
    },
  },
  {
    id: 'remedies.many',
    severity: 'info',
    versions: VERSIONS.both,
    title: '复议诉讼多于申请',
    explanation: '复议诉讼总数超过本年新收与上年结转的申请之和，少见，请确认。',
    basis: '审核经验',
    formula: '复议诉讼总计 ≤ 本年新收 + 上年结转',
    check: (evidence) => {
      const cases = caseTotal(evidence);
      const now = applicationTotal(evidence);
      if (evidence.table('remedies') === null || evidence.table('applications') === null) return [NA];
      if (cases === null || now === null) return [UNSURE];
      if (cases <= now) return [PASS];
      return [
        fail({
          message: `复议诉讼共${cases}件，多于本年新收与上年结转的申请${now}件。`,
          formula: `${cases} ≤ ${now}`,
          cells: TOTAL_CELLS,
          expected: now,
          actual: cases,
          suggestion: '请确认两张表的口径。',
        }),
      ];
    },
    passes: {},
    fails: { cells: { 'remedies/reconsideration/upheld': 40, 'remedies/reconsideration/total': 40 } },
  },
];
