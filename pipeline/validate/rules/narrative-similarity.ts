import { asPercent } from '../../../config/rules.ts';
import { likeness } from '../../wording/shingles.ts';
import type { Evidence } from '../evidence.ts';
import { reportOf } from '../example.ts';
import { fail, type Instance, NA, PASS, type Rule } from '../rule.ts';
import { ownShingles, resemblance, textSketch } from '../similarity.ts';

const BASIS = '国办公开办函〔2021〕30号：对内容雷同的年度报告应当督促整改';
/** Shingles below which a text is too short for its likeness to say anything. */
const ENOUGH = 120;
const percent = (share: number): string => `${Math.round(share * 100)}%`;

function similarSelf(evidence: Evidence): readonly Instance[] {
  const { lastYear } = evidence.context;
  if (!lastYear) return [NA];
  const own = ownShingles(evidence.report);
  const before = ownShingles(lastYear);
  if (own.size < ENOUGH || before.size < ENOUGH) return [NA];
  const share = resemblance(own, before);
  if (share <= evidence.thresholds.similarSelf) return [PASS];
  return [
    fail({
      message: `文字与本机关上年报告有${percent(share)}相同。`,
      expected: evidence.thresholds.similarSelf,
      actual: Math.round(share * 100) / 100,
      key: 'self',
      suggestion: '按本年实际情况重写。',
    }),
  ];
}

function similarPeer(evidence: Evidence): readonly Instance[] {
  const { otherTexts } = evidence.context;
  if (!otherTexts) return [NA];
  const own = textSketch(evidence.report);
  if (own.shingles < ENOUGH) return [NA];
  let best: { readonly share: number; readonly agency: string; readonly year: number | null } | null = null;
  for (const other of otherTexts) {
    if (other.shingles < ENOUGH || (other.agency === own.agency && other.year === own.year)) continue;
    if (other.agency === own.agency) continue;
    const share = likeness(own.signature, other.signature, evidence.thresholds.similarPeer);
    if (best === null || share > best.share) best = { share, agency: other.agency, year: other.year };
  }
  if (best === null || best.share <= evidence.thresholds.similarPeer) return [PASS];
  const named = best.agency.length > 3 && evidence.text().includes(best.agency);
  return [
    fail({
      message: `文字与其他机关${best.year === null ? '' : `${best.year}年`}报告有${percent(best.share)}相同${named ? '，文中还留有该单位的名称' : ''}。`,
      expected: evidence.thresholds.similarPeer,
      actual: Math.round(best.share * 100) / 100,
      otherAgency: best.agency,
      key: best.agency,
      cause: 'agency',
      suggestion: '按本机关实际情况重写。',
    }),
  ];
}

const LONG =
  '一月起逐处检修乡镇水厂并把水质检测结果贴在村口的公示牌上。三月整理灌区档案，把二十年来的图纸交给档案馆，群众可以凭身份证查看。五月在河边办了开放日，请村民看水泵怎样运转。七月汛期里每天两次发布水位，夜里也有人守着电话。九月把用水收费的依据一项一项写清楚，放在大厅里任人取阅。十一月走访用水大户，记下他们问得最多的问题，写成问答放到网上。年底回头看一遍全年发布的内容，把说得含糊的地方重新改过。';
const OTHER =
  '春季入学之前公布各校招生范围，用地图标出每一条街道归哪所学校。期中以后公布食堂采购清单，家长可以到后厨看。暑期公布教师招聘成绩，考生可以查自己的卷面。秋天公布校车路线和司机名单，改线提前三天说明。冬天公布取暖费用和用煤数量，剩余款项退回班级。全年接听家长来电，问得多的写成说明发到每个班群里，答得不清楚的请学校重新解释一遍再发。';
const longText = (text: string) => ({ sections: { overview: { paragraphs: [text] } } });

export const NARRATIVE_SIMILARITY_RULES: readonly Rule[] = [
  {
    id: 'narrative.similar-self',
    severity: 'warning',
    versions: 'all',
    title: '与本机关上年报告雷同',
    explanation: '除去法规名称和规定用语，文字与本机关上年报告大部分相同。',
    basis: BASIS,
    formula: ({ similarSelf: share }) => `相同片段 ÷ 全部片段 ≤ ${asPercent(share)}`,
    thresholds: ['similarSelf'],
    check: similarSelf,
    passes: { ...longText(LONG), lastYear: longText(OTHER) },
    fails: { ...longText(LONG), lastYear: { ...longText(LONG), facts: { year: 2021 } } },
  },
  {
    id: 'narrative.similar-peer',
    severity: 'warning',
    versions: 'all',
    title: '与其他机关报告雷同',
    explanation: '除去法规名称和规定用语，文字与其他机关同年或往年报告大部分相同。',
    basis: BASIS,
    formula: ({ similarPeer: share }) => `相同片段 ÷ 全部片段 ≤ ${asPercent(share)}`,
    thresholds: ['similarPeer'],
    check: similarPeer,
    passes: {
      ...longText(LONG),
      context: { otherTexts: [textSketch(reportOf({ ...longText(OTHER), facts: { agency: '安和县教育局' } }))] },
    },
    fails: {
      ...longText(LONG),
      context: { otherTexts: [textSketch(reportOf({ ...longText(LONG), facts: { agency: '安和县教育局' } }))] },
    },
  },
];
