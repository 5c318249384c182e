import type { CellPath } from '../../../config/catalogue/form.ts';
import {
  STATISTICS_2008_INDICATORS,
  STATISTICS_COLUMN,
  type StatisticsKey,
} from '../../../config/catalogue/statistics-2008.ts';
import type { RuleId } from '../../../config/rule-words/english.ts';
import type { Statistics2008 } from '../../contracts/validation-context.ts';
import { causeOf } from '../cause.ts';
import type { Evidence } from '../evidence.ts';
import { fail, type Instance, NA, PASS, type Rule, VERSIONS } from '../rule.ts';

const BASIS = '2018年及以前年度报告所附《政府信息公开情况统计表》';

type Indicator = StatisticsKey;

const NAMES = Object.fromEntries(STATISTICS_2008_INDICATORS.map(({ key, label }) => [key, label])) as Readonly<
  Record<Indicator, string>
>;

type EndOf<Id> = Id extends `statistics2008.${infer End}` ? End : never;

interface TableSum {
  readonly id: EndOf<RuleId>;
  readonly title: string;
  readonly severity: 'error' | 'warning';
  readonly whole: Indicator;
  readonly parts: readonly Indicator[];
  /** `covers`: the parts may overlap, so the whole is at most their sum. `bounds`: the part is at most the whole. */
  readonly relation: 'equals' | 'covers' | 'bounds';
}

const SUMS: readonly TableSum[] = [
  {
    id: 'received',
    title: '收到申请数不等于各渠道之和',
    severity: 'error',
    whole: 'received',
    parts: ['inPerson', 'byFax', 'byNetwork', 'byLetter'],
    relation: 'equals',
  },
  {
    id: 'done',
    title: '办结数不等于按时与延期之和',
    severity: 'error',
    whole: 'done',
    parts: ['doneInTime', 'doneExtended'],
    relation: 'equals',
  },
  {
    id: 'replied',
    title: '答复数不等于各类答复之和',
    severity: 'error',
    whole: 'replied',
    parts: ['alreadyPublic', 'agreed', 'partlyAgreed', 'refused', 'notHeld', 'notExisting', 'toCorrect', 'otherWay'],
    relation: 'equals',
  },
  {
    id: 'refused',
    title: '不同意公开数不等于各项理由之和',
    severity: 'error',
    whole: 'refused',
    parts: [
      'refusedSecret',
      'refusedTrade',
      'refusedPrivacy',
      'refusedStability',
      'refusedNotInformation',
      'refusedByLaw',
    ],
    relation: 'equals',
  },
  {
    id: 'review',
    title: '复议数不等于各结果之和',
    severity: 'error',
    whole: 'reviews',
    parts: ['reviewsUpheld', 'reviewsCorrected', 'reviewsOther'],
    relation: 'equals',
  },
  {
    id: 'suit',
    title: '诉讼数不等于各结果之和',
    severity: 'error',
    whole: 'suits',
    parts: ['suitsUpheld', 'suitsCorrected', 'suitsOther'],
    relation: 'equals',
  },
  {
    id: 'staff',
    title: '工作人员数不等于专职与兼职之和',
    severity: 'error',
    whole: 'staff',
    parts: ['staffFull', 'staffPart'],
    relation: 'equals',
  },
  {
    id: 'channel',
    title: '主动公开信息数多于各渠道之和',
    severity: 'error',
    whole: 'disclosed',
    parts: ['byGazette', 'byWebsite', 'byMicroblog', 'byWechat', 'byOther'],
    relation: 'covers',
  },
  {
    id: 'done-le-received',
    title: '办结多于收到',
    severity: 'warning',
    whole: 'received',
    parts: ['done'],
    relation: 'bounds',
  },
];

const SIGNS = { equals: '=', covers: '≤', bounds: '≥' } as const;

function holds({ relation }: TableSum, whole: number, sum: number): boolean {
  if (relation === 'equals') return whole === sum;
  return relation === 'covers' ? whole <= sum : whole >= sum;
}

/** Figures of the table that the report has attached, or of the one that came apart from it. */
function figuresOf({ report, context }: Evidence): Statistics2008 | undefined {
  const table = report.tables.statistics2008;
  if (table === null) return context.statistics;
  const figures = STATISTICS_2008_INDICATORS.flatMap(({ key }) => {
    const value = table.rows[key]?.[STATISTICS_COLUMN]?.value;
    return value === null || value === undefined ? [] : [[key, value] as const];
  });
  return Object.fromEntries(figures);
}

/** Indicators that only this table has, printed among the parts of a sum: they may be parts of it too. */
function localParts({ report }: Evidence, { whole, parts }: TableSum): readonly number[] {
  const rows = Object.entries(report.tables.statistics2008?.rows ?? {});
  const behind = rows.slice(rows.findIndex(([key]) => key === whole) + 1);
  const end = behind.findIndex(([key]) => key in NAMES && !(parts as readonly string[]).includes(key));
  return (end === -1 ? behind : behind.slice(0, end)).flatMap(([key, row]) =>
    key in NAMES ? [] : [row[STATISTICS_COLUMN]?.value ?? 0],
  );
}

const check =
  (table: TableSum) =>
  (evidence: Evidence): readonly Instance[] => {
    const figures = figuresOf(evidence);
    const whole = figures?.[table.whole];
    const parts = table.parts.map((part) => figures?.[part]);
    if (whole === undefined || parts.some((p) => p === undefined)) return [NA];
    const sum = parts.reduce<number>((total, p) => total + p!, 0);
    const local = localParts(evidence, table);
    const withLocal = local.reduce((total, part) => total + part, sum);
    if (holds(table, whole, sum) || holds(table, whole, withLocal)) return [PASS];
    const sign = SIGNS[table.relation];
    const rows = evidence.report.tables.statistics2008?.rows;
    const named = [table.whole, ...table.parts];
    return [
      fail({
        message:
          table.relation === 'bounds'
            ? `统计表“${NAMES[table.parts[0]!]}”为${sum}，多于“${NAMES[table.whole]}”${whole}。`
            : `统计表“${NAMES[table.whole]}”为${whole}，${table.parts.map((p) => `“${NAMES[p]}”`).join('、')}合计${sum}。`,
        formula: `${whole} ${sign} ${parts.join(' + ')}`,
        expected: sum,
        actual: whole,
        ...(rows
          ? {
              cells: named.map((key) => `statistics2008/${key}/${STATISTICS_COLUMN}` as CellPath),
              cause: causeOf(
                named.map((key) => rows[key]?.[STATISTICS_COLUMN]),
                evidence.thresholds.lowConfidence,
              ),
              // which of the indicators of its own belong to the sum the table does not say
              ...(local.length > 0 ? { severity: 'warning', cause: 'unknown' } : {}),
            }
          : {}),
        key: table.id,
        suggestion:
          table.relation === 'equals'
            ? `“${NAMES[table.whole]}”应为${sum}，或者某一分项有误。请核实。`
            : '核对这些数，改正错的一处。',
      }),
    ];
  };

const ordered = (table: TableSum): string =>
  `${NAMES[table.whole]} ${SIGNS[table.relation]} ${table.parts.map((p) => NAMES[p]).join(' + ')}`;

/** Figures of an example in which the relation holds, or fails by one. */
const figures = (table: TableSum, surplus: number): Statistics2008 => ({
  ...Object.fromEntries(table.parts.map((p) => [p, 2])),
  [table.whole]: 2 * table.parts.length + (table.relation === 'bounds' ? -surplus : surplus),
});

export const STATISTICS_RULES: readonly Rule[] = SUMS.map((table) => ({
  id: `statistics2008.${table.id}` as const,
  severity: table.severity,
  versions: VERSIONS.narrative,
  title: table.title,
  explanation: `统计表中，${ordered(table)}。`,
  basis: BASIS,
  formula: ordered(table),
  check: check(table),
  passes: { form: 'narrative', context: { statistics: figures(table, 0) } },
  fails: { form: 'narrative', context: { statistics: figures(table, 1) } },
}));
