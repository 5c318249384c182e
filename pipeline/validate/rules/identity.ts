import { RENAMED_BODIES } from '../../../config/catalogue/lexicon.ts';
import { dayWords } from '../../../config/day-words.ts';
import { isDoubled, readTitle } from '../../wording/report-title.ts';
import { sameBody } from '../agency-names.ts';
import type { Evidence } from '../evidence.ts';
import { type Fault, fail, failEach, type Instance, NA, PASS, type Rule, UNSURE } from '../rule.ts';

const TITLE_BASIS = '国办公开办函〔2021〕30号所附报告格式；《政府信息公开条例》第四十九条';

function agencyUnmatched(evidence: Evidence): readonly Instance[] {
  const { roster, notOnRoster } = evidence.context;
  if (!roster && !notOnRoster) return [NA];
  const { agency, signer, publisher } = evidence.report.report;
  const stated = [agency, signer, publisher].filter((name) => name !== null);
  if (stated.length === 0) return [UNSURE];
  if (!roster) {
    return [
      fail({
        message: `报告署名“${stated[0]}”，名录中没有这个单位。`,
        actual: stated[0]!,
        key: 'agency',
        cause: 'unknown',
        suggestion: '请确认该单位是否应当报送；机构更名的，先更新名录。',
      }),
    ];
  }
  const known = [roster.agency, ...roster.aliases];
  if (stated.some((name) => known.some((k) => sameBody(name, k)))) return [PASS];
  return [
    fail({
      message: `报告署名“${stated[0]}”，不是名录中的“${roster.agency}”。`,
      expected: roster.agency,
      actual: stated[0]!,
      key: 'agency',
      cause: 'unknown',
      suggestion: '请确认是否传错了报告；机构更名的，先更新名录。',
    }),
  ];
}

/** The report speaks of its own body by the name that it had before a reform. */
function formerNames(evidence: Evidence, agency: string): readonly Fault[] {
  const reform = RENAMED_BODIES.find((r) => r.after.test(agency));
  if (!reform) return [];
  const region = /(?:自治区|省|市|州|盟|县|区|旗|我)$/u;
  const pattern = new RegExp(reform.before.source, 'gu');
  for (const line of evidence.lines()) {
    for (const match of line.text.matchAll(pattern)) {
      const before = line.text.slice(Math.max(0, match.index - 3), match.index);
      if (!region.test(before) || /原$/u.test(before)) continue;
      const quote = line.text.slice(Math.max(0, match.index - 6), match.index + match[0].length + 8).trim();
      return [
        {
          message: `报告单位是“${agency}”，文中仍用更名前的名称“${match[0]}”（${reform.names}）。`,
          section: line.section,
          expected: agency,
          actual: match[0],
          quote,
          key: match[0],
          suggestion: '统一使用现名；确指原机构的，注明“原”。',
        },
      ];
    }
  }
  return [];
}

function agencyConflict(evidence: Evidence): readonly Instance[] {
  const { agency, signer } = evidence.report.report;
  if (agency === null) return [UNSURE];
  const aliases = evidence.context.roster?.aliases ?? [];
  const faults: Fault[] = [...formerNames(evidence, agency)];
  const others: readonly (readonly [string, string | null])[] = [
    ['落款', signer],
    ['上传账号', evidence.context.delivery?.uploadedBy ?? null],
  ];
  for (const [place, name] of others) {
    if (name === null || sameBody(agency, name) || aliases.some((alias) => sameBody(alias, name))) continue;
    faults.push({
      message: `标题的单位是“${agency}”，${place}是“${name}”。`,
      expected: agency,
      actual: name,
      quote: name,
      key: place,
      cause: 'unknown',
      suggestion: '请统一单位名称；属于更名的，请在名录中登记。',
    });
  }
  return failEach(faults);
}

const yearIn = (title: string | null): number | null => (title === null ? null : (readTitle(title)?.year ?? null));

/** Year of the title where it differs from the whole calendar year that the report says its figures are of. */
export function titleYearConflict(evidence: Evidence): { readonly title: number; readonly period: number } | null {
  const title = yearIn(evidence.report.report.title);
  const { period } = evidence.report.report;
  if (title === null || period === null) return null;
  const year = Number(period.end.slice(0, 4));
  return year !== title && period.start.startsWith(String(year)) ? { title, period: year } : null;
}

const OPENING = /(?<!\d)(20\d{2})\s?年度?(?=[，,]|我|本|全|共)/gu;

/** The one year that the sentences on the year's work name, where it is not that of the title. */
function bodyYear(evidence: Evidence, title: number): number | null {
  const years = new Set<number>();
  for (const line of evidence.linesOf('overview')) {
    for (const match of line.text.matchAll(OPENING)) {
      const year = Number(match[1]);
      if (year >= title - 1) years.add(year);
    }
  }
  const [only] = years;
  return years.size === 1 && only !== undefined && only !== title ? only : null;
}

function yearConflict(evidence: Evidence): readonly Instance[] {
  const { title, period, signedOn } = evidence.report.report;
  const stated = yearIn(title);
  if (stated === null && evidence.year === null) return [UNSURE];
  const faults: Fault[] = [];
  const conflict = titleYearConflict(evidence);
  if (conflict) {
    faults.push({
      message: `标题是${conflict.title}年，统计期限是${conflict.period}年。`,
      expected: conflict.title,
      actual: conflict.period,
      quote: title,
      key: 'period',
      suggestion: '核对标题、统计期限和全文的年度。',
    });
  }
  const body = stated === null || period !== null ? null : bodyYear(evidence, stated);
  if (body !== null) {
    // the signature of the year after decides between a wrong title and text kept from another year
    const signed = signedOn !== null && Number(signedOn.slice(0, 4)) === body + 1;
    faults.push({
      ...(signed ? {} : { severity: 'warning' as const, cause: 'unknown' as const }),
      message: `标题是${stated}年，总体情况说的是${body}年。`,
      expected: body,
      actual: stated,
      quote: title,
      key: 'body',
      suggestion: '核对标题和全文的年度。',
    });
  }
  const campaign = evidence.context.roster?.year;
  const year = evidence.year ?? stated!;
  if (campaign !== undefined && campaign !== year) {
    faults.push({
      message: `本次收的是${campaign}年报告，这份是${year}年的。`,
      expected: campaign,
      actual: year,
      quote: title,
      key: 'campaign',
      suggestion: '请确认是否传错了年份。',
    });
  }
  const own = period === null ? year : Number(period.end.slice(0, 4));
  if (signedOn !== null && Number(signedOn.slice(0, 4)) > own + 1 && !conflict) {
    faults.push({
      severity: 'warning',
      message: `${own}年的报告落款日期是${dayWords(signedOn)}，晚于次年。`,
      expected: own + 1,
      actual: signedOn,
      key: 'signed',
      cause: 'unknown',
      suggestion: '核对年度和落款日期。',
    });
  }
  return failEach(faults);
}

/** Characters of a title that are looked at. */
const LONGEST_TITLE = 200;
const FORM_OF_TITLE = '机关名称＋年份“年”＋“政府信息公开工作年度报告”';
/** What looks like a year without being one: 202年, 2O23年. */
const DAMAGED_YEAR = /[\dOo]{2,5}\s*年/u;

/** What is wrong with a title, the gravest first; null where it has the form. */
function titleFault(title: string, isNarrative: boolean): Pick<Fault, 'message' | 'severity'> | null {
  const read = readTitle(title.slice(0, LONGEST_TITLE));
  const quoted = `标题“${title}”`;
  // before 2019 the words of the title were not prescribed
  const words = {
    ...(isNarrative ? { severity: 'info' as const } : {}),
    message: `${quoted}没有写全“政府信息公开工作年度报告”。`,
  };
  if (read === null) return words;
  if (read.year === null) {
    const damaged = DAMAGED_YEAR.test(title.normalize('NFKC'));
    return {
      ...(isNarrative && !damaged ? { severity: 'info' as const } : {}),
      message: `${quoted}${damaged ? '的年份缺字或不清楚' : '没有写明年份'}。`,
    };
  }
  if (!read.yearMarked && read.yearStands !== 'at-end') return { message: `${quoted}的年份后面漏了“年”。` };
  if (!title.normalize('NFKC').replace(/\s/gu, '').includes('政府信息公开工作年度报告')) return words;
  if (!read.official) return { message: `${quoted}的末尾有多余的字。` };
  if (read.agency === null) return { severity: 'info', message: `${quoted}没有写机关名称。` };
  if (read.yearStands === 'before-name') return { severity: 'info', message: `${quoted}把年份写在机关名称之前。` };
  return read.yearStands === 'at-end' ? { severity: 'info', message: `${quoted}把年份写在末尾。` } : null;
}

function titleForm(evidence: Evidence): readonly Instance[] {
  const { title, agency, year, template } = evidence.report.report;
  if (title === null) {
    if (!evidence.whole) return [UNSURE];
    // what is known neither by its title nor otherwise is told by identity.agency-unknown and identity.year-unknown
    if (agency === null && year === null) return [NA];
    return [
      fail({
        message: '没有找到报告的标题。',
        expected: FORM_OF_TITLE,
        key: 'title',
        // a copy of the text may have begun below the title
        cause: 'unknown',
        suggestion: '请对照原件核对；确实没有标题的，补上标题。',
      }),
    ];
  }
  const doubled = evidence.report.preface.some(isDoubled);
  const fault = doubled ? { message: `标题“${title}”重复写了两遍。` } : titleFault(title, template === 'narrative');
  if (fault === null) return [PASS];
  return [
    fail({
      ...fault,
      expected: FORM_OF_TITLE,
      actual: title,
      quote: title,
      key: 'title',
      suggestion: `改为“${agency ?? '××'}${year ?? '××××'}年政府信息公开工作年度报告”。`,
    }),
  ];
}

/** What every comparison with other reports and lists needs; where it was not found the report cannot be passed unseen. */
const unknown =
  (fact: 'agency' | 'year', name: string) =>
  (evidence: Evidence): readonly Instance[] => {
    if (evidence.report.report[fact] !== null) return [PASS];
    if (!evidence.whole) return [UNSURE];
    return [
      fail({
        message: `标题、正文、落款和网页信息里都没有找到${name}。`,
        expected: name,
        key: fact,
        cause: 'extraction',
        suggestion: `请对照原件补上${name}。`,
      }),
    ];
  };

const FACT_NAMES: Readonly<Record<string, string>> = {
  'report/agency': '报告单位',
  'report/year': '报告年度',
  'report/title': '标题',
  'report/period': '统计期限',
  'report/signedOn': '落款日期',
  'report/publishedOn': '发布日期',
};
/** Facts without which no comparison with other reports and lists can be believed. */
const DECISIVE: ReadonlySet<string> = new Set(['report/agency', 'report/year']);

/** Facts that rest on words of which the engines were not sure. */
function factsInDoubt({ report }: Evidence): readonly Instance[] {
  const facts = [...new Set(report.doubts.flatMap(({ cells }) => cells))].filter((path) => path in FACT_NAMES);
  if (facts.length === 0) return [PASS];
  const [first] = facts;
  return [
    fail({
      message: `${facts.map((path) => FACT_NAMES[path]).join('、')}是从图片读出的，读得不确定。`,
      ...(facts.some((path) => DECISIVE.has(path)) ? { waits: 'doubt' as const } : {}),
      key: first!,
      cause: 'extraction',
      suggestion: '请对照原件核对。',
    }),
  ];
}

export const IDENTITY_RULES: readonly Rule[] = [
  {
    id: 'identity.in-doubt',
    severity: 'warning',
    versions: 'all',
    title: '基本信息读得不确定',
    explanation: '单位、年度、标题或日期所在的文字是从图片读出的，两个识别引擎不一致或没有把握。',
    basis: TITLE_BASIS,
    formula: null,
    check: factsInDoubt,
    passes: {},
    fails: {
      doubts: [{ code: 'low-confidence', message: '', origin: null, cells: ['report/agency'] }],
    },
  },
  {
    id: 'identity.agency-unknown',
    severity: 'warning',
    waits: 'doubt',
    versions: 'all',
    title: '没有找到报告单位',
    explanation: '标题、正文第一段、落款和网页信息里都没有读到编制报告的单位。',
    basis: TITLE_BASIS,
    formula: null,
    check: unknown('agency', '报告单位'),
    passes: {},
    fails: { facts: { agency: null } },
  },
  {
    id: 'identity.year-unknown',
    severity: 'warning',
    waits: 'doubt',
    versions: 'all',
    title: '没有找到报告年度',
    explanation: '标题、正文第一段、统计期限里都没有读到报告是哪一年的。',
    basis: TITLE_BASIS,
    formula: null,
    check: unknown('year', '报告年度'),
    passes: {},
    fails: { facts: { year: null } },
  },
  {
    id: 'identity.agency-unmatched',
    severity: 'error',
    versions: 'all',
    title: '单位不在名录中',
    explanation: '标题、落款、页脚的单位名称与名录中应当报送的单位不符。',
    basis: '《政府信息公开条例》第四十九条：各行政机关编制本机关的年度报告',
    formula: null,
    check: agencyUnmatched,
    passes: { context: { roster: { agency: '湖东省安和县水务局' } } },
    fails: { context: { roster: { agency: '安和县教育局' } } },
  },
  {
    id: 'identity.agency-conflict',
    severity: 'warning',
    versions: 'all',
    title: '单位名称前后不一致',
    explanation: '标题、落款、上传账号或文中自称的单位名称不一致。简称和名录登记过的别名不算。',
    basis: TITLE_BASIS,
    formula: null,
    check: agencyConflict,
    passes: {
      facts: { agency: '湖东省安和县水务局', signer: '安和县水务局' },
      context: { delivery: { uploadedBy: '县水务局' } },
    },
    fails: { facts: { signer: '安和县教育局' } },
  },
  {
    id: 'identity.year-conflict',
    severity: 'error',
    versions: 'all',
    title: '年度前后不一致',
    explanation: '标题的年度、统计期限的年度、本次收集的年度应当一致，落款应在次年。',
    basis: '《政府信息公开条例》第四十九条：报告上一年度的情况',
    formula: '标题年度 = 统计期限年度 = 收集年度',
    check: yearConflict,
    passes: { context: { roster: { agency: '安和县水务局' } } },
    fails: { facts: { title: '安和县水务局2021年政府信息公开工作年度报告' } },
  },
  {
    id: 'identity.title-form',
    severity: 'warning',
    ofAbsence: true,
    versions: 'all',
    title: '标题不规范',
    explanation:
      '标题由机关名称、年份和“政府信息公开工作年度报告”组成。年份写在机关名称之前的只作提示；没有找到标题的，请对照原件。',
    basis: TITLE_BASIS,
    formula: null,
    check: titleForm,
    passes: {},
    fails: { facts: { title: '安和县水务局2022政府信息公开工作年度报告' } },
  },
];
