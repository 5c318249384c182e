import { applications, type CellPath, cellPath } from '../../../config/catalogue/form.ts';
import type { Evidence } from '../evidence.ts';
import type { Evaluation } from '../identity.ts';
import { columnName, rowName } from '../place-name.ts';
import { type Fault, failEach, type Instance, NA, type Rule, VERSIONS } from '../rule.ts';
import { basisOf } from './identity-rules.ts';

const PARTS = applications.columns.map((c) => c.key).filter((key) => key !== 'total');

/** The outcome sum of each column, as far as it was judged: right − left. */
type ColumnGaps = ReadonlyMap<string, number>;

const RESULT_RULES = ['applications.result-total', 'applications.result-total-19'];

const gapsOf = (evidence: Evidence): ColumnGaps =>
  new Map(
    evidence
      .evaluations()
      .filter((e) => RESULT_RULES.includes(e.identity.rule) && e.state !== 'unsure')
      .map((e) => [e.line, e.rightSum - e.leftSum]),
  );

/** Rows whose sum fails, with the values of their parts. */
function failingRows(evidence: Evidence): readonly { e: Evaluation; values: readonly (number | null)[] }[] {
  return evidence
    .evaluations()
    .filter((e) => e.identity.rule === 'applications.row-sum' && e.state === 'fail')
    .map((e) => ({
      e,
      values: PARTS.map((c) => evidence.cell(cellPath('applications', e.line, c))?.value ?? null),
    }));
}

const isOutcome = (row: string): boolean =>
  !['newlyReceived', 'carriedOver', 'handledTotal', 'carriedForward'].includes(row);

/** Whether the changes also repair the outcome sums of their columns; rows outside of the outcomes have none to ask. */
const repairsColumns = (row: string, gaps: ColumnGaps, changes: readonly (readonly [string, number])[]): boolean =>
  !isOutcome(row) || changes.every(([column, change]) => change === 0 || gaps.get(column) === change);

function faultOf(e: Evaluation, columns: readonly string[], message: string, repaired: readonly number[]): Fault {
  const cells: CellPath[] = columns.map((c) => cellPath('applications', e.line, c));
  return {
    message: `“${rowName('applications', e.line)}”行${message}`,
    formula: `${repaired.join(' + ')} = ${e.rightSum}`,
    cells,
    expected: e.rightSum,
    actual: e.leftSum,
    cause: 'unknown',
    suggestion: '请对照原件核对这两格的数字。',
  };
}

/** Two neighbours that are one number cut in two. */
function splitDigits(evidence: Evidence): readonly Instance[] {
  if (evidence.form === null) return [NA];
  const gaps = gapsOf(evidence);
  const faults = failingRows(evidence).flatMap(({ e, values }) =>
    values.slice(1).flatMap((right, i): Fault[] => {
      const left = values[i] ?? null;
      if (left === null || right === null || left === 0) return [];
      const joined = Number(`${left}${right}`);
      const changes = [
        [PARTS[i]!, joined - left],
        [PARTS[i + 1]!, -right],
      ] as const;
      if (e.leftSum + joined - left - right !== e.rightSum || !repairsColumns(e.line, gaps, changes)) return [];
      const names = `${columnName('applications', PARTS[i]!)}“${left}”与${columnName('applications', PARTS[i + 1]!)}“${right}”`;
      const repaired = values.map((v, k) => (k === i ? joined : k === i + 1 ? 0 : (v ?? 0)));
      return [
        faultOf(
          e,
          [PARTS[i]!, PARTS[i + 1]!],
          `${names}连起来是${joined}，该行即成立，疑似一个数被拆成两格。`,
          repaired,
        ),
      ];
    }),
  );
  return failEach(faults);
}

/** One cell that holds its own number and that of an empty neighbour. */
function mergedDigits(evidence: Evidence): readonly Instance[] {
  if (evidence.form === null) return [NA];
  const gaps = gapsOf(evidence);
  const faults = failingRows(evidence).flatMap(({ e, values }) =>
    values.flatMap((value, i): Fault[] => {
      const next = i + 1 < PARTS.length ? values[i + 1] : undefined;
      if (value === null || value < 10 || next === undefined || next !== null) return [];
      const digits = String(value);
      return Array.from({ length: digits.length - 1 }, (_, k) => k + 1).flatMap((cut): Fault[] => {
        const [left, right] = [Number(digits.slice(0, cut)), Number(digits.slice(cut))];
        if (String(right) !== digits.slice(cut) || e.leftSum - value + left + right !== e.rightSum) return [];
        const changes = [
          [PARTS[i]!, left - value],
          [PARTS[i + 1]!, right],
        ] as const;
        if (!repairsColumns(e.line, gaps, changes)) return [];
        const repaired = values.map((v, at) => (at === i ? left : at === i + 1 ? right : (v ?? 0)));
        const message = `${columnName('applications', PARTS[i]!)}“${value}”拆成${left}和${right}后该行成立，疑似两个数并入一格。`;
        return [faultOf(e, [PARTS[i]!, PARTS[i + 1]!], message, repaired)];
      });
    }),
  );
  return failEach(faults);
}

export const CUT_DIGIT_RULES: readonly Rule[] = [
  {
    id: 'cell.split-digits',
    severity: 'warning',
    versions: VERSIONS.both,
    title: '一个数拆成两格',
    explanation: '相邻两格的数字连起来正好使该行成立，疑似一个数被拆进两格。',
    basis: basisOf('applications.row-sum'),
    formula: null,
    check: splitDigits,
    passes: {},
    fails: {
      cells: {
        'applications/newlyReceived/naturalPerson': 1,
        'applications/newlyReceived/commercialEnterprise': 0,
        'applications/newlyReceived/total': 10,
      },
    },
  },
  {
    id: 'cell.merged-digits',
    severity: 'warning',
    versions: VERSIONS.both,
    title: '两个数并入一格',
    explanation: '一格的数字拆成两个后，连同旁边的空格正好使该行该列成立，疑似两个数并进一格。',
    basis: basisOf('applications.row-sum'),
    formula: null,
    check: mergedDigits,
    passes: {},
    fails: {
      cells: {
        'applications/newlyReceived/naturalPerson': 102,
        'applications/newlyReceived/commercialEnterprise': '',
      },
    },
  },
];
