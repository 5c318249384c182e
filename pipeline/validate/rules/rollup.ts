import {
  type CellPath,
  cellPath,
  cellsOf,
  remedies,
  TABLE_KEYS,
  type TableKey,
} from '../../../config/catalogue/form.ts';
import type { CanonicalReport } from '../../contracts/report.ts';
import type { Child } from '../../contracts/validation-context.ts';
import type { Evidence } from '../evidence.ts';
import { reportOf } from '../example.ts';
import { cellNameWithin, rowName, tableName } from '../place-name.ts';
import { type Fault, fail, failEach, type Instance, NA, PASS, type Rule, VERSIONS } from '../rule.ts';

const BASIS = '《政府信息公开条例》第四十九条；汇总报告应等于本级与下级核定数之和';

const numberOf = (report: CanonicalReport | null | undefined, table: TableKey, row: string, column: string): number =>
  report?.tables[table]?.rows[row]?.[column]?.value ?? 0;

interface Gap {
  readonly path: CellPath;
  readonly stated: number;
  readonly own: number;
  readonly below: number;
}

function gapsOf(evidence: Evidence, table: TableKey, children: readonly Child[]): readonly Gap[] {
  return cellsOf(table, evidence.form!).flatMap(([row, column]): Gap[] => {
    const path = cellPath(table, row, column);
    const stated = evidence.amount(path);
    if (evidence.cell(path) === undefined || stated === null) return [];
    const own = numberOf(evidence.context.own, table, row, column);
    const below = children.reduce((sum, c) => sum + numberOf(c.report, table, row, column), 0);
    return Math.abs(stated - own - below) < 1e-6 ? [] : [{ path, stated, own, below }];
  });
}

/** A child whose own figure is missing from the sum, or counted twice in it, in every cell that differs. */
function explaining(gaps: readonly Gap[], table: TableKey, children: readonly Child[]): readonly string[] {
  return children
    .filter((child) =>
      gaps.every((gap) => {
        const [, row, column] = gap.path.split('/');
        const share = numberOf(child.report, table, row!, column!);
        return share !== 0 && Math.abs(Math.abs(gap.stated - gap.own - gap.below) - share) < 1e-6;
      }),
    )
    .map((child) => child.agency);
}

function rollup(evidence: Evidence): readonly Instance[] {
  const { children, roster } = evidence.context;
  if (!children || roster?.scope !== 'rollup' || evidence.form === null) return [NA];
  const accepted = children.filter((c) => c.state === 'accepted' && c.report !== null);
  const missing = children.filter((c) => c.state !== 'accepted').map((c) => c.agency);
  return TABLE_KEYS.map((table): Instance => {
    if (evidence.table(table) === null) return NA;
    const gaps = gapsOf(evidence, table, accepted);
    const [first] = gaps;
    if (!first) return PASS;
    const culprits = explaining(gaps, table, accepted);
    const note =
      missing.length > 0 ? `尚有${missing.length}个单位没有核定的报告（${missing.slice(0, 3).join('、')}）。` : '';
    return fail({
      message: `${tableName(table)}有${gaps.length}个数与汇总不符，如${cellNameWithin(first.path)}：填报${first.stated}，本级${first.own}加下级${first.below}应为${first.own + first.below}。${note}`,
      formula: `${first.stated} = ${first.own} + ${first.below}`,
      cells: gaps.map((g) => g.path),
      expected: first.own + first.below,
      actual: first.stated,
      key: table,
      ...(missing.length > 0 ? { cause: 'unknown' as const, severity: 'warning' as const } : {}),
      suggestion:
        culprits.length > 0 ? `差数恰为${culprits.join('、')}的数，请核对是否漏计或重复计入。` : '逐个核对下级报告。',
    });
  });
}

function incomplete(evidence: Evidence): readonly Instance[] {
  const { children, roster } = evidence.context;
  if (!children || roster?.scope !== 'rollup') return [NA];
  const open = children.filter((c) => c.state !== 'accepted');
  const [first] = open;
  if (!first) return [PASS];
  return [
    fail({
      message: `汇总时有${open.length}个下级单位的报告${first.state === 'missing' ? '没有收到' : '还在退改'}：${open
        .slice(0, 5)
        .map((c) => c.agency)
        .join('、')}。`,
      key: 'open',
      cause: 'unknown',
      suggestion: '待下级报告核定后重新汇总。',
    }),
  ];
}

function doubleCount(evidence: Evidence): readonly Instance[] {
  const { children } = evidence.context;
  if (!children) return [NA];
  return failEach(
    children
      .filter((c) => c.parents.length > 1)
      .map(
        (c): Fault => ({
          message: `${c.agency}同时列在${c.parents.slice(0, 3).join('、')}之下，数字可能重复计入。`,
          key: c.agency,
          cause: 'unknown',
          suggestion: '在名录中确定由哪一家汇总。',
        }),
      ),
  );
}

function courtRegister(evidence: Evidence): readonly Instance[] {
  const { caseRegister } = evidence.context;
  if (!caseRegister) return [NA];
  return remedies.rows.map(({ key }): Instance => {
    const listed = caseRegister.find((c) => c.row === key)?.cases;
    const path = cellPath('remedies', key, 'total');
    const stated = evidence.amount(path);
    if (listed === undefined || stated === null) return NA;
    if (listed === stated) return PASS;
    return fail({
      message: `${rowName('remedies', key)}填报${stated}件，复议机关或法院的清单是${listed}件。`,
      formula: `${stated} = ${listed}`,
      cells: [path],
      expected: listed,
      actual: stated,
      cause: 'unknown',
      suggestion: '与复议机关、法院核对案件。',
    });
  });
}

const parent = { agency: '安和县人民政府', kind: 'government', scope: 'rollup' } as const;
const child = (agency: string, state: Child['state'], parents: readonly string[] = ['安和县人民政府']): Child => ({
  agency,
  parents,
  state,
  report: state === 'accepted' ? reportOf({ facts: { agency } }) : null,
});

export const ROLLUP_RULES: readonly Rule[] = [
  {
    id: 'rollup.rollup',
    severity: 'error',
    versions: VERSIONS.both,
    title: '汇总数不等于各单位之和',
    explanation: '汇总报告的每一个数，应等于本级与各下级核定数之和。',
    basis: BASIS,
    formula: '汇总 = 本级 + Σ下级',
    check: rollup,
    passes: { context: { roster: parent, children: [child('安和县水务局', 'accepted')] } },
    fails: {
      context: { roster: parent, children: [child('安和县水务局', 'accepted'), child('安和县教育局', 'accepted')] },
    },
  },
  {
    id: 'rollup.rollup-incomplete',
    severity: 'warning',
    versions: 'all',
    title: '汇总时下级报告不齐',
    explanation: '汇总时还有下级单位的报告没有收到或正在退改。',
    basis: BASIS,
    formula: null,
    check: incomplete,
    passes: { context: { roster: parent, children: [child('安和县水务局', 'accepted')] } },
    fails: { context: { roster: parent, children: [child('安和县教育局', 'missing')] } },
  },
  {
    id: 'rollup.double-count',
    severity: 'warning',
    versions: 'all',
    title: '下级单位重复计入',
    explanation: '一个单位列在两个上级之下，汇总时会重复计入。',
    basis: BASIS,
    formula: null,
    check: doubleCount,
    passes: { context: { roster: parent, children: [child('安和县水务局', 'accepted')] } },
    fails: {
      context: { roster: parent, children: [child('安和县水务局', 'accepted', ['安和县人民政府', '湖东省水利厅'])] },
    },
  },
  {
    id: 'rollup.court-register',
    severity: 'info',
    versions: VERSIONS.both,
    title: '案件数与复议机关、法院清单不符',
    explanation: '填报的复议、诉讼件数，与复议机关、法院提供的清单核对。',
    basis: '审核经验',
    formula: '总计 = 清单件数',
    check: courtRegister,
    passes: { context: { caseRegister: [{ row: 'reconsideration', cases: 1 }] } },
    fails: { context: { caseRegister: [{ row: 'reconsideration', cases: 3 }] } },
  },
];
