import { type CellPath, cellPath } from '../../../config/catalogue/form.ts';
import { bodyKind, isSmallBody, mayIssueRegulations } from '../body-kind.ts';
import { causeOf } from '../cause.ts';
import { cellsWhere, type Evidence } from '../evidence.ts';
import { rowName } from '../place-name.ts';
import { type Relation, relate } from '../relation.ts';
import { type Fault, fail, failEach, type Instance, NA, PASS, type Rule, UNSURE, VERSIONS } from '../rule.ts';

const FORM = '国办公开办函〔2021〕30号所附报告格式第二张表';
const at = (row: string, column: string): CellPath => cellPath('proactiveDisclosure', row, column);
const DOCUMENTS = ['regulations', 'normativeDocuments'] as const;
const FEE = at('administrativeFees', 'amount');

/** Numbers of named cells; `null` where the table is missing, `unread` where a cell was not read. */
function numbersOf(evidence: Evidence, paths: readonly CellPath[]): readonly number[] | 'na' | 'unread' {
  if (evidence.table('proactiveDisclosure') === null) return 'na';
  const numbers = paths.map((path) => evidence.amount(path));
  return numbers.some((n) => n === null) ? 'unread' : numbers.map((n) => n!);
}

const validGeMade: readonly Relation[] = DOCUMENTS.map((row) => ({
  now: [at(row, 'inForce'), at(row, 'issued'), at(row, 'repealed')],
  judge: ([valid = 0, made = 0, repealed = 0]) =>
    valid >= made - repealed
      ? null
      : {
          message: `${rowName('proactiveDisclosure', row)}现行有效${valid}件，少于本年制发${made}件减去废止${repealed}件。`,
          formula: `${valid} ≥ ${made} - ${repealed}`,
          expected: made - repealed,
          actual: valid,
          suggestion: '核对现行有效件数；本年制发又于本年废止以外原因失效的，请说明。',
        },
}));

function ruleAuthority(evidence: Evidence): readonly Instance[] {
  if (evidence.table('proactiveDisclosure') === null) return [NA];
  const cells = cellsWhere(
    evidence,
    'proactiveDisclosure',
    (cell, path) => path.includes('/regulations/') && (cell.value ?? 0) > 0,
  );
  if (cells.length === 0) return [PASS];
  const { agency } = evidence.report.report;
  const may = evidence.context.roster?.mayIssueRegulations ?? mayIssueRegulations(agency);
  if (may === null) return [NA];
  if (may) return [PASS];
  const [first] = cells;
  return [
    fail({
      message: `${agency ?? '该单位'}没有规章制定权，规章一行却填了${evidence.cell(first!)!.value}。`,
      cells,
      expected: 0,
      actual: evidence.cell(first!)!.value,
      cause: causeOf(cells.map(evidence.cell), evidence.thresholds.lowConfidence),
      suggestion: '规章只由国务院部门、省级和设区的市政府制定；行政规范性文件请填在下一行。',
    }),
  ];
}

function feeUnit(evidence: Evidence): readonly Instance[] {
  const cell = evidence.cell(FEE);
  if (!cell || cell.value === null) return [NA];
  const { value } = cell;
  const { feeFactor, feeDigits } = evidence.thresholds;
  const before = evidence.context.lastYear?.tables.proactiveDisclosure?.rows.administrativeFees?.amount?.value ?? null;
  const jumped = before !== null && before > 0 && value >= before * feeFactor;
  const small = isSmallBody(evidence.report.report.agency);
  const large = small && Number.isInteger(value) && value >= 10 ** (feeDigits - 1) && !/[.．]/u.test(cell.raw);
  if (cell.doubts.includes('unit-converted') || !(jumped || (large && before === null))) return [PASS];
  return [
    fail({
      message: jumped
        ? `行政事业性收费${value}万元，是上年${before}万元的${Math.round(value / before)}倍，疑似以元填报。`
        : `行政事业性收费${value}万元，数额很大又没有小数，疑似以元填报。`,
      cells: [FEE],
      actual: value,
      expected: value / 10_000,
      cause: 'unknown',
      suggestion: `该栏单位是万元；如系${value}元，应填${value / 10_000}。`,
    }),
  ];
}

function feeVersusText(evidence: Evidence): readonly Instance[] {
  const fee = evidence.amount(FEE);
  const collected = evidence.feeStatement()?.collected ?? null;
  if (evidence.cell(FEE) === undefined || collected === null) return [NA];
  if (fee === null) return [UNSURE];
  const statement = evidence.feeStatement()!;
  // a fee of a few 元 may be rounded away in 万元 with four decimals
  if (fee * 1e4 + 1 >= collected) return [PASS];
  return [
    fail({
      message: `文字说实际收取信息处理费${collected}元，表中行政事业性收费只有${fee}万元。`,
      formula: `${fee} × 10000 ≥ ${collected}`,
      cells: [FEE],
      expected: collected / 1e4,
      actual: fee,
      section: statement.section,
      quote: statement.quote.slice(0, 120),
      suggestion: '信息处理费属于行政事业性收费，应计入该栏；请核对金额和单位。',
    }),
  ];
}

const SERVICES: readonly CellPath[] = [
  at('administrativeLicensing', 'decisions'),
  at('administrativePenalty', 'decisions'),
  at('administrativeCompulsion', 'decisions'),
  FEE,
];

function allZero(evidence: Evidence): readonly Instance[] {
  const numbers = numbersOf(evidence, SERVICES);
  if (numbers === 'na') return [NA];
  if (numbers === 'unread') return [UNSURE];
  const kind = evidence.context.roster?.kind ?? bodyKind(evidence.report.report.agency);
  if (kind !== 'department') return [NA];
  if (numbers.some((n) => n !== 0)) return [PASS];
  return [
    fail({
      message: '行政许可、行政处罚、行政强制、行政事业性收费都为0，请确认确实没有发生。',
      cells: SERVICES,
      actual: 0,
      cause: 'unknown',
      suggestion: '核对权责清单和执法台账。',
    }),
  ];
}

const disclosedLeTotal: readonly Relation[] = DOCUMENTS.map((row) => ({
  now: [at(row, 'disclosed'), at(row, 'disclosedTotal')],
  judge: ([now = 0, all = 0]) =>
    now <= all
      ? null
      : {
          message: `${rowName('proactiveDisclosure', row)}本年新公开${now}件，多于对外公开总数${all}件。`,
          formula: `${now} ≤ ${all}`,
          expected: all,
          actual: now,
          suggestion: '核对两数，总数应包含本年新公开的。',
        },
}));

const disclosedLeMade: readonly Relation[] = DOCUMENTS.map((row) => ({
  now: [at(row, 'created'), at(row, 'disclosed')],
  judge: ([made = 0, disclosed = 0]) =>
    disclosed <= made
      ? null
      : {
          message: `${rowName('proactiveDisclosure', row)}本年新公开${disclosed}件，多于本年新制作${made}件。`,
          formula: `${disclosed} ≤ ${made}`,
          expected: made,
          actual: disclosed,
          // documents of former years may have been disclosed in this one
          cause: 'unknown' as const,
          suggestion: '本年公开了往年制作的，请在文字中说明；否则核对两数。',
        },
}));

const PROCUREMENT = [at('governmentProcurement', 'items'), at('governmentProcurement', 'amount')] as const;
const procurePair: Relation = {
  now: PROCUREMENT,
  judge: ([items = 0, amount = 0]) =>
    (items === 0) === (amount === 0)
      ? null
      : {
          message: `政府集中采购项目${items}个，采购金额${amount}万元，一有一无。`,
          formula: `${items} = 0 ⇔ ${amount} = 0`,
          expected: null,
          actual: null,
          suggestion: '核对采购项目数量和总金额。',
        },
};

const OLD_ROWS = ['otherPublicServices', 'governmentProcurement'];

function extraOldRows(evidence: Evidence): readonly Instance[] {
  if (evidence.table('proactiveDisclosure') === null) return [NA];
  return failEach(
    OLD_ROWS.flatMap((row): Fault[] => {
      const cells = cellsWhere(
        evidence,
        'proactiveDisclosure',
        (cell, path) => path.includes(`/${row}/`) && cell.status !== 'absent',
      );
      if (cells.length === 0) return [];
      return [
        {
          message: `2021年格式没有“${rowName('proactiveDisclosure', row)}”一行。`,
          cells,
          key: row,
          suggestion: '删去该行。',
        },
      ];
    }),
  );
}

export const PROACTIVE_RULES: readonly Rule[] = [
  {
    id: 'proactive.valid-ge-made',
    severity: 'warning',
    versions: VERSIONS.only2021,
    title: '现行有效件数过少',
    explanation: '现行有效件数应不少于本年制发件数减去本年废止件数。',
    basis: FORM,
    formula: '现行有效 ≥ 本年制发 − 本年废止',
    check: relate(validGeMade),
    passes: {},
    fails: { cells: { 'proactiveDisclosure/normativeDocuments/inForce': 1 } },
  },
  {
    id: 'proactive.rule-authority',
    severity: 'warning',
    versions: VERSIONS.both,
    title: '无规章制定权而填报规章',
    explanation: '规章只由国务院部门、省级政府和设区的市政府制定，其他单位该行应为0。',
    basis: '《立法法》关于规章制定权的规定',
    formula: '无制定权时，规章各数 = 0',
    check: ruleAuthority,
    passes: { facts: { agency: '湖东省人民政府办公厅' }, cells: { 'proactiveDisclosure/regulations/inForce': 101 } },
    fails: { cells: { 'proactiveDisclosure/regulations/inForce': 5 } },
  },
  {
    id: 'proactive.fee-unit',
    severity: 'warning',
    versions: VERSIONS.only2021,
    title: '收费金额疑似以元填报',
    explanation: '行政事业性收费以万元为单位，数额异常大的可能填成了元。',
    basis: FORM,
    formula: ({ feeFactor }) => `金额 < 上年金额 × ${feeFactor}`,
    thresholds: ['feeFactor', 'feeDigits'],
    check: feeUnit,
    passes: {},
    fails: { cells: { 'proactiveDisclosure/administrativeFees/amount': 125_000 } },
  },
  {
    id: 'proactive.fee-vs-text',
    severity: 'warning',
    versions: VERSIONS.only2021,
    title: '收费金额少于文字所述信息处理费',
    explanation: '实际收取的信息处理费属于行政事业性收费，表中金额不应少于它。',
    basis: '国办函〔2020〕109号',
    formula: '行政事业性收费（万元）× 10000 ≥ 实际收取的信息处理费（元）',
    check: feeVersusText,
    passes: {},
    fails: {
      cells: { 'proactiveDisclosure/administrativeFees/amount': 0 },
      sections: { other: { paragraphs: ['发出收费通知3件，总金额600元，实际收取信息处理费400元。'] } },
    },
  },
  {
    id: 'proactive.all-zero',
    severity: 'info',
    versions: VERSIONS.only2021,
    title: '许可、处罚、强制、收费全部为0',
    explanation: '部门的行政许可、行政处罚、行政强制和行政事业性收费全部为0，请确认。',
    basis: '审核经验',
    formula: null,
    check: allZero,
    passes: {},
    fails: { cells: Object.fromEntries(SERVICES.map((path) => [path, 0])) },
  },
  {
    id: 'proactive.discl-le-pub',
    severity: 'error',
    versions: VERSIONS.only2019,
    title: '本年新公开多于公开总数',
    explanation: '对外公开总数量包含本年新公开数量，不应少于它。',
    basis: '国办公开办函〔2019〕60号所附报告格式第二张表',
    formula: '本年新公开数量 ≤ 对外公开总数量',
    check: relate(disclosedLeTotal),
    passes: { form: '2019' },
    fails: { form: '2019', cells: { 'proactiveDisclosure/normativeDocuments/disclosed': 21 } },
  },
  {
    id: 'proactive.made-disclosed',
    severity: 'warning',
    versions: VERSIONS.only2019,
    title: '本年新公开多于本年新制作',
    explanation: '本年新公开的，应是本年新制作的；公开往年制作的，应当说明。',
    basis: '国办公开办函〔2019〕60号所附报告格式第二张表',
    formula: '本年新公开数量 ≤ 本年新制作数量（另加往年制作、本年公开的）',
    check: relate(disclosedLeMade),
    passes: { form: '2019' },
    fails: { form: '2019', cells: { 'proactiveDisclosure/normativeDocuments/disclosed': 9 } },
  },
  {
    id: 'proactive.procure-pair',
    severity: 'warning',
    versions: VERSIONS.only2019,
    title: '采购项目与金额一有一无',
    explanation: '有采购项目就应有金额，没有采购项目金额应为0。',
    basis: '国办公开办函〔2019〕60号所附报告格式第二张表',
    formula: '采购项目数量 = 0 当且仅当 采购总金额 = 0',
    check: relate([procurePair]),
    passes: { form: '2019' },
    fails: { form: '2019', cells: { 'proactiveDisclosure/governmentProcurement/amount': 0 } },
  },
  {
    id: 'proactive.extra-2019-rows',
    severity: 'error',
    versions: VERSIONS.only2021,
    title: '保留了2019年格式的行',
    explanation: '2021年格式取消了“其他对外管理服务事项”和“政府集中采购”两行。',
    basis: FORM,
    formula: null,
    check: extraOldRows,
    passes: {},
    fails: { cells: { 'proactiveDisclosure/governmentProcurement/items': 3 } },
  },
];
