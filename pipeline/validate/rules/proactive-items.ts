import { type CellPath, cellPath } from '../../../config/catalogue/form.ts';
import { causeOf } from '../cause.ts';
import type { Evidence } from '../evidence.ts';
import { rowName } from '../place-name.ts';
import { fail, type Instance, NA, PASS, type Rule, UNSURE, VERSIONS } from '../rule.ts';

const ROWS = [
  'administrativeLicensing',
  'otherPublicServices',
  'administrativePenalty',
  'administrativeCompulsion',
] as const;
/** A change from which the sum is no chance in a single row; smaller ones must be so in two rows. */
const LARGE_CHANGE = 10;

const at = (row: string, column: string): CellPath => cellPath('proactiveDisclosure', row, column);

interface Row {
  readonly row: string;
  readonly previous: number;
  readonly change: number;
  readonly decisions: number;
}

/** Rows whose decisions are last year's items and the change: the column was filled with this year's items. */
function itemsChange(evidence: Evidence): readonly Instance[] {
  if (evidence.table('proactiveDisclosure') === null) return [NA];
  const read = ROWS.flatMap((row): Row[] => {
    const [previous, change, decisions] = ['previousItems', 'change', 'decisions'].map((c) =>
      evidence.amount(at(row, c)),
    );
    return previous == null || change == null || decisions == null ? [] : [{ row, previous, change, decisions }];
  });
  if (read.length === 0) return [UNSURE];
  const same = read.filter((r) => r.change !== 0 && r.decisions !== 0 && r.previous + r.change === r.decisions);
  const others = read.filter((r) => r.change !== 0 && r.previous + r.change !== r.decisions);
  const certain = same.length > 1 || same.some((r) => Math.abs(r.change) >= LARGE_CHANGE);
  if (!certain || others.length > 0) return [PASS];
  const cells = same.map((r) => at(r.row, 'decisions'));
  const words = same.map((r) => `${rowName('proactiveDisclosure', r.row)}${r.decisions}`).join('、');
  return [
    fail({
      message: `处理决定数量恰好等于上一年项目数量加减本年增减（${words}），疑似把项目数填成了处理决定数。`,
      formula: same
        .map((r) => `${r.previous} ${r.change < 0 ? '-' : '+'} ${Math.abs(r.change)} = ${r.decisions}`)
        .join('；'),
      cells,
      actual: same[0]!.decisions,
      cause:
        causeOf(cells.map(evidence.cell), evidence.thresholds.lowConfidence) === 'extraction'
          ? 'extraction'
          : 'unknown',
      suggestion: '“处理决定数量”填本年作出的决定件数，不是年末的项目数，请核对。',
    }),
  ];
}

const LICENSING = {
  'proactiveDisclosure/administrativeLicensing/previousItems': 80,
  'proactiveDisclosure/administrativeLicensing/change': -20,
};

export const PROACTIVE_ITEM_RULES: readonly Rule[] = [
  {
    id: 'proactive.items-change',
    severity: 'warning',
    versions: VERSIONS.only2019,
    title: '处理决定数量疑似填成项目数',
    explanation: '“处理决定数量”是本年作出的决定件数；恰好等于上一年项目数量加减本年增减的，多半是误解了该列。',
    basis: '国办公开办函〔2019〕60号所附报告格式第二张表',
    formula: '处理决定数量 ≠ 上一年项目数量 + 本年增/减',
    check: itemsChange,
    passes: { form: '2019', cells: { ...LICENSING, 'proactiveDisclosure/administrativeLicensing/decisions': 512 } },
    fails: { form: '2019', cells: { ...LICENSING, 'proactiveDisclosure/administrativeLicensing/decisions': 60 } },
  },
];
