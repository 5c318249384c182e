import type { Statistics2008 } from '../../contracts/validation-context.ts';
import type { Evidence } from '../evidence.ts';
import { fail, type Instance, NA, PASS, type Rule, VERSIONS } from '../rule.ts';

const BASIS = '2018年及以前年度报告所附《政府信息公开情况统计表》';

type Indicator = keyof Statistics2008;

const NAMES: Readonly<Record<Indicator, string>> = {
  disclosed: '主动公开信息数',
  byGazette: '通过政府公报公开',
  byWebsite: '通过政府网站公开',
  byMicroblog: '通过政务微博公开',
  byWechat: '通过政务微信公开',
  byOther: '通过其他方式公开',
  received: '收到申请数',
  inPerson: '当面申请',
  byFax: '传真申请',
  byNetwork: '网络申请',
  byLetter: '信函申请',
  done: '申请办结数',
  doneInTime: '按时办结',
  doneExtended: '延期办结',
  replied: '申请答复数',
  alreadyPublic: '属于已主动公开范围',
  agreed: '同意公开答复',
  partlyAgreed: '同意部分公开答复',
  refused: '不同意公开答复',
  notHeld: '不属于本行政机关公开',
  notExisting: '申请信息不存在',
  toCorrect: '告知作出更改补充',
  otherWay: '告知通过其他途径办理',
  refusedSecret: '涉及国家秘密',
  refusedTrade: '涉及商业秘密',
  refusedPrivacy: '涉及个人隐私',
  refusedStability: '危及国家安全、公共安全、经济安全和社会稳定',
  refusedNotInformation: '不是《条例》所指政府信息',
  refusedByLaw: '法律法规规定的其他情形',
  reviews: '行政复议数',
  reviewsUpheld: '复议维持',
  reviewsCorrected: '复议纠错',
  reviewsOther: '复议其他情形',
  suits: '行政诉讼数',
  suitsUpheld: '诉讼维持',
  suitsCorrected: '诉讼纠错',
  suitsOther: '诉讼其他情形',
  staff: '工作人员数',
  staffFull: '专职人员数',
  staffPart: '兼职人员数',
};

interface TableSum {
  readonly id: string;
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

const check =
  (table: TableSum) =>
  (evidence: Evidence): readonly Instance[] => {
    const { statistics } = evidence.context;
    const whole = statistics?.[table.whole];
    const parts = table.parts.map((part) => statistics?.[part]);
    if (whole === undefined || parts.some((p) => p === undefined)) return [NA];
    const sum = parts.reduce<number>((total, p) => total + p!, 0);
    if (holds(table, whole, sum)) return [PASS];
    const sign = SIGNS[table.relation];
    return [
      fail({
        message: `统计表“${NAMES[table.whole]}”为${whole}，${table.parts.map((p) => `“${NAMES[p]}”`).join('、')}合计${sum}。`,
        formula: `${whole} ${sign} ${parts.join(' + ')}`,
        expected: sum,
        actual: whole,
        key: table.id,
        suggestion: '核对统计表各数。',
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
  id: `statistics2008.${table.id}`,
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
