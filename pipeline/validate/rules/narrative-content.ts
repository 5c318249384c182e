import { ASPECTS, RESULTS, SAYS_NOTHING } from '../../../config/catalogue/section-contents.ts';
import { shinglesOf } from '../../wording/shingles.ts';
import { bodyKind, isBranchOffice } from '../body-kind.ts';
import type { Evidence } from '../evidence.ts';
import type { Line } from '../report-lines.ts';
import { type Fault, fail, failEach, type Instance, NA, PASS, type Rule, UNSURE, VERSIONS } from '../rule.ts';
import { resemblance } from '../similarity.ts';

const FORM = '国办公开办函〔2021〕30号';

const proseOf = (lines: readonly Line[]): string =>
  lines
    .filter((l) => l.kind !== 'heading')
    .map((l) => l.text)
    .join('\n');

function overviewAspects(evidence: Evidence): readonly Instance[] {
  if (!evidence.section('overview')) return [NA];
  if (!evidence.whole) return [UNSURE];
  const text = proseOf(evidence.linesOf('overview'));
  const kind = evidence.context.roster?.kind ?? bodyKind(evidence.report.report.agency);
  const due =
    kind === 'government' && !isBranchOffice(evidence.report.report.agency) ? [...ASPECTS, ...RESULTS] : ASPECTS;
  const missing = due.filter(([, words]) => !words.test(text)).map(([name]) => name);
  if (missing.length === 0) return [PASS];
  return [
    fail({
      message: `总体情况没有说到：${missing.join('、')}。`,
      section: 1,
      expected: due.map(([name]) => name).join('、'),
      actual: missing.join('、'),
      key: 'aspects',
      suggestion: `补充${missing.join('、')}的情况；没有发生的也要写明。`,
    }),
  ];
}

/** A heading without any text may have been parted from it on the way. */
const whenEmpty = (text: string): Pick<Fault, 'severity' | 'cause'> =>
  text === '' ? { severity: 'warning', cause: 'unknown' } : {};

function problemsEmpty(evidence: Evidence): readonly Instance[] {
  if (!evidence.section('problems')) return [NA];
  if (!evidence.whole) return [UNSURE];
  const text = proseOf(evidence.linesOf('problems')).replace(/\s/gu, '');
  if (text.length >= evidence.thresholds.problemsShort && !SAYS_NOTHING.test(text)) return [PASS];
  return [
    fail({
      message:
        text === ''
          ? '“存在的主要问题及改进情况”没有内容。'
          : `“存在的主要问题及改进情况”只写了“${text.slice(0, 30)}”。`,
      section: 5,
      actual: text.slice(0, 30),
      quote: text.slice(0, 60),
      key: 'empty',
      ...whenEmpty(text),
      suggestion: '写明具体问题和改进措施。',
    }),
  ];
}

/** Anything that can be looked up: figures other than years, names in quotation marks, documents, products. */
const CONCRETE =
  /[“"《「]|(?<!20)\d{1,3}(?!\d*年)[^\d年月日.．、）)]|\d{1,2}月(?:底|份|前|初|中旬|上旬|下旬)|图解|短视频|动漫|[两三四五六七八九十](?:次|场|期|名|项|件)/u;
const ALIKE = 0.9;

function problemsVague(evidence: Evidence): readonly Instance[] {
  if (!evidence.section('problems') || problemsEmpty(evidence).some((i) => i.result === 'fail')) return [NA];
  if (!evidence.whole) return [UNSURE];
  const text = proseOf(evidence.linesOf('problems'));
  const before = evidence.context.lastYear?.sections.find((s) => s.role === 'problems');
  const faults: Fault[] = [];
  if (!CONCRETE.test(text.replace(/20\d{2}\s?年/gu, ''))) {
    faults.push({
      message: '“存在的主要问题及改进情况”只有笼统的说法，没有具体措施、数量或事项。',
      section: 5,
      quote: text.trim().slice(0, 60),
      key: 'vague',
      cause: 'agency',
      suggestion: '写明具体的问题、措施、完成时间或数量。',
    });
  }
  if (before) {
    const old = [
      before.heading,
      ...before.paragraphs,
      ...before.children.flatMap((c) => [c.heading, ...c.paragraphs]),
    ].join('\n');
    const share = resemblance(shinglesOf(text), shinglesOf(old));
    if (share >= ALIKE) {
      faults.push({
        message: `“存在的主要问题及改进情况”与上年基本相同（${Math.round(share * 100)}%）。`,
        section: 5,
        actual: Math.round(share * 100) / 100,
        key: 'same',
        suggestion: '按本年实际情况重写。',
      });
    }
  }
  return failEach(faults);
}

const FEE_BASIS = '国办函〔2020〕109号：在年度报告中报告发出收费通知的件数、总金额和实际收取的总金额';

function feeStatement(evidence: Evidence): readonly Instance[] {
  if (!evidence.section('other')) return [NA];
  if (!evidence.whole) return [UNSURE];
  if (evidence.feeStatement()) return [PASS];
  const text = proseOf(evidence.linesOf('other')).trim();
  return [
    fail({
      message: '第六部分没有报告政府信息公开信息处理费的收取情况。',
      section: 6,
      expected: '发出收费通知的件数、总金额、实际收取的总金额',
      quote: text.slice(0, 60),
      key: 'fee',
      ...whenEmpty(text),
      suggestion: '补充：“本年度发出收费通知×件，总金额×元，实际收取×元。”没有的写明没有收取。',
    }),
  ];
}

function feeForm(evidence: Evidence): readonly Instance[] {
  const statement = evidence.feeStatement();
  if (!statement) return [NA];
  const { notices, billed, collected, none, unitMissing } = statement;
  const base = { section: statement.section, quote: statement.quote.slice(0, 160) };
  const faults: Fault[] = [];
  const fault = (key: string, message: string, suggestion: string) =>
    faults.push({ ...base, key, message, suggestion });
  // a recogniser loses units more often than agencies do
  if (unitMissing && evidence.report.source.ocrEngines.length === 0)
    fault('unit', '信息处理费的金额没有写单位。', '金额后写明“元”。');
  if (billed !== null && collected !== null && collected > billed) {
    fault('more', `实际收取${collected}元，多于通知收取的总金额${billed}元。`, '核对两个金额。');
  }
  if (notices === 0 && ((billed ?? 0) > 0 || (collected ?? 0) > 0)) {
    fault('notices', `没有发出收费通知，却有金额${billed ?? collected}元。`, '核对收费通知件数和金额。');
  }
  const nothing = none || ((notices ?? 0) === 0 && (billed ?? 0) === 0 && (collected ?? 0) === 0);
  const missing = [
    notices === null ? '发出收费通知的件数' : '',
    billed === null ? '总金额' : '',
    collected === null ? '实际收取的总金额' : '',
  ].filter((m) => m !== '');
  if (!nothing && missing.length > 0) fault('missing', `信息处理费的情况缺少${missing.join('、')}。`, '三个数写全。');
  return failEach(faults);
}

const GENERAL = /各级(?:政府|人民政府)(?:部门)?|各级各部门|部分地区|一些地方|各地各部门|各地区各部门|各级行政机关/gu;
/** Characters of a first section long enough to be judged. */
const OVERVIEW_LONG = 120;
const SPECIFIC = /(?<!20)\d|《|“[^”]{2,20}”栏目|[两三四五六七八九十](?:次|场|期|名|项|件)/u;

function boilerplate(evidence: Evidence): readonly Instance[] {
  if (!evidence.section('overview')) return [NA];
  if (!evidence.whole) return [UNSURE];
  const text = proseOf(evidence.linesOf('overview')).replace(/20\d{2}\s?年度?/gu, '');
  if (text.length < OVERVIEW_LONG) return [PASS];
  const general = text.match(GENERAL) ?? [];
  const kind = evidence.context.roster?.kind ?? bodyKind(evidence.report.report.agency);
  if (SPECIFIC.test(text) && (general.length < 2 || kind !== 'department')) return [PASS];
  return [
    fail({
      message:
        general.length > 0
          ? `总体情况用的是泛指的说法（${[...new Set(general)]
              .slice(0, 3)
              .map((g) => `“${g}”`)
              .join('、')}），看不出是本机关的情况。`
          : '总体情况没有一个日期、数字、文件或事项，看不出是本机关的情况。',
      section: 1,
      quote: general[0] ?? text.trim().slice(0, 60),
      key: 'general',
      cause: 'agency',
      suggestion: '写明本机关当年做了哪些事、有多少。',
    }),
  ];
}

const section = (role: 'overview' | 'problems' | 'other', ...paragraphs: string[]) => ({
  sections: { [role]: { paragraphs } },
});

export const NARRATIVE_CONTENT_RULES: readonly Rule[] = [
  {
    id: 'narrative.overview-aspects',
    severity: 'warning',
    ofAbsence: true,
    versions: VERSIONS.only2021,
    title: '总体情况内容不全',
    explanation:
      '总体情况应概述主动公开、依申请公开、政府信息管理、平台建设、监督保障五个方面；一级政府还应报告考核、评议、责任追究（街道办事处等派出机关不要求）。',
    basis: `${FORM}；《政府信息公开条例》第五十条`,
    formula: null,
    check: overviewAspects,
    passes: {},
    fails: section('overview', '2022年，我局在门户网站公开信息60条，更新目录6项，组织培训1次。'),
  },
  {
    id: 'narrative.problems-empty',
    severity: 'error',
    ofAbsence: true,
    versions: VERSIONS.both,
    title: '没有写问题和改进',
    explanation: '第五部分应写明存在的主要问题及改进情况，不能只写“无”。',
    basis: `《政府信息公开条例》第五十条；${FORM}`,
    formula: null,
    thresholds: ['problemsShort'],
    check: problemsEmpty,
    passes: {},
    fails: section('problems', '无。'),
  },
  {
    id: 'narrative.problems-vague',
    severity: 'warning',
    versions: VERSIONS.both,
    title: '问题和改进笼统',
    explanation: '第五部分没有具体措施、数量或事项，或者与上年相同。',
    basis: `${FORM}：内容应当具体，不得照搬照抄往年内容`,
    formula: null,
    thresholds: ['problemsShort'],
    check: problemsVague,
    passes: {},
    fails: section(
      'problems',
      '存在公开内容不够全面、更新不够及时的问题。下一步将进一步加强组织领导，不断提高公开质量。',
    ),
  },
  {
    id: 'narrative.other-fee-statement',
    severity: 'error',
    ofAbsence: true,
    versions: VERSIONS.only2021,
    title: '没有报告信息处理费',
    explanation: '2021年度起，第六部分应报告发出收费通知的件数、总金额和实际收取的总金额；没有收取的也应写明。',
    basis: FEE_BASIS,
    formula: null,
    check: feeStatement,
    passes: section('other', '本年度未收取信息处理费。'),
    fails: section('other', '无其他需要报告的事项。'),
  },
  {
    id: 'narrative.other-fee-form',
    severity: 'warning',
    versions: VERSIONS.only2021,
    title: '信息处理费写法不完整',
    explanation: '三个数应写全并带单位，实际收取不多于应收，没有通知就没有金额。',
    basis: FEE_BASIS,
    formula: '实际收取 ≤ 总金额；通知0件时金额为0',
    check: feeForm,
    passes: {},
    fails: section('other', '发出收费通知的件数为0件、总金额为0，实际收取的总金额为0元。'),
  },
  {
    id: 'narrative.boilerplate',
    severity: 'warning',
    versions: 'all',
    title: '总体情况空泛',
    explanation: '总体情况没有日期、数字、文件或事项，或者满篇是“各级政府部门”一类泛指，看不出是本机关的情况。',
    basis: `${FORM}：报告应当反映本机关实际情况`,
    formula: null,
    check: boilerplate,
    passes: {},
    fails: section(
      'overview',
      '各级政府部门高度重视信息公开工作，部分地区积极探索创新，公开渠道不断拓宽，公开内容不断丰富，公开质量不断提升。各级政府部门主动回应社会关切，及时发布权威信息，切实保障人民群众的知情权、参与权、表达权和监督权，推动法治政府建设取得新进展。下一阶段还将继续深化各项公开工作，健全完善长效机制，不断提升公开能力和服务水平。',
    ),
  },
];
