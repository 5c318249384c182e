import { TABLE_KEYS } from '../../../config/catalogue/form.ts';
import type { NoteCode } from '../../contracts/note.ts';
import type { CanonicalReport } from '../../contracts/report.ts';
import { readTitle } from '../../wording/report-title.ts';
import type { Evidence } from '../evidence.ts';
import { type Fault, fail, failEach, type Instance, NA, PASS, type Rule, UNSURE } from '../rule.ts';

type Note = CanonicalReport['notes'][number];

const notesOf = (evidence: Evidence, codes: readonly NoteCode[]): readonly Note[] =>
  evidence.report.notes.filter((n) => codes.includes(n.code));

const noted =
  (codes: readonly NoteCode[], words: (notes: readonly Note[], evidence: Evidence) => Fault) =>
  (evidence: Evidence): readonly Instance[] => {
    const notes = notesOf(evidence, codes);
    return notes.length === 0 ? [PASS] : [fail({ key: codes[0]!, cause: 'extraction', ...words(notes, evidence) })];
  };

/** Whether a table lacks rows while rows found no place: what looks like a second table may be the rest of the first. */
const isTornApart = ({ report }: Evidence): boolean =>
  report.unplaced.some(({ looksLike }) => looksLike === 'row') &&
  TABLE_KEYS.some((key) => report.tables[key]?.anomalies.some(({ kind }) => kind === 'row-missing'));

const hasText = (evidence: Evidence): boolean => evidence.text().trim().length > 0;
const hasTable = (evidence: Evidence): boolean => Object.values(evidence.report.tables).some((t) => t !== null);

function unreadable(evidence: Evidence): readonly Instance[] {
  if (hasText(evidence) || hasTable(evidence)) return [PASS];
  // pages that nobody has tried to recognise are no fault of the file
  if (!evidence.whole) return [UNSURE];
  return [
    fail({
      message: '文件里没有可以读取的文字和表格。',
      cause: 'extraction',
      suggestion: '请确认文件能够正常打开；扫描件请提高清晰度，或改交电子文件。',
    }),
  ];
}

const ENOUGH_SECTIONS = 2;

function notAnnualReport(evidence: Evidence): readonly Instance[] {
  if (!hasText(evidence) && !hasTable(evidence)) return [NA];
  if (!evidence.whole) return [UNSURE];
  const roles = new Set(evidence.report.sections.flatMap((s) => (s.role === null ? [] : [s.role])));
  const { title } = evidence.report.report;
  const named = title !== null && readTitle(title) !== null;
  if (named || roles.size >= ENOUGH_SECTIONS || hasTable(evidence)) return [PASS];
  return [
    fail({
      message: '没有找到政府信息公开工作年度报告的标题、规定部分或表格，可能不是年度报告。',
      actual: title,
      quote: evidence.lines()[0]?.text.slice(0, 60) ?? null,
      cause: 'unknown',
      key: 'kind',
      suggestion: '请确认上传的是年度报告。',
    }),
  ];
}

const HOST = /(?:https?:\/\/|(?<![@\w.-])www\.)([A-Za-z0-9][A-Za-z0-9.-]{0,80}\.[A-Za-z]{2,10})/gu;
/** Hosts that official bodies publish on beside their own. */
const OFFICIAL_HOST =
  /(?:^|\.)(?:gov\.cn|edu\.cn|org\.cn|weibo\.com|weibo\.cn|qq\.com|people\.com\.cn|news\.cn|xuexi\.cn)$/iu;

function mirrorHost(evidence: Evidence): readonly Instance[] {
  const faults = evidence.lines().flatMap((line) => {
    if (!line.text.includes('www.') && !line.text.includes('://')) return [];
    return [...line.text.matchAll(HOST)].flatMap((match): Fault[] => {
      const host = match[1]!;
      if (OFFICIAL_HOST.test(host)) return [];
      return [
        {
          message: `文中的网址“${host}”不是政府网站，报告可能取自镜像网站，或者网址有误。`,
          section: line.section,
          actual: host,
          expected: '*.gov.cn',
          quote: match[0],
          cause: 'unknown',
          key: host,
          suggestion: '改用本机关门户网站的网址，并从官方网站重新取得报告。',
        },
      ];
    });
  });
  const hosts = new Map(faults.map((f) => [f.key, f]));
  return failEach([...hosts.values()]);
}

export const DOCUMENT_RULES: readonly Rule[] = [
  {
    id: 'document.unreadable',
    severity: 'error',
    ofAbsence: true,
    versions: 'all',
    title: '文件无法读取',
    explanation: '文件里没有可以读取的内容：没有文字，或者扫描件识别不出文字。',
    basis: '报告应当能够读取',
    formula: null,
    check: unreadable,
    passes: {},
    fails: {
      preface: [],
      closing: [],
      withoutTables: ['proactiveDisclosure', 'applications', 'remedies'],
      sections: {
        overview: null,
        proactiveDisclosure: null,
        applications: null,
        remedies: null,
        problems: null,
        other: null,
      },
    },
  },
  {
    id: 'document.not-annual-report',
    severity: 'error',
    ofAbsence: true,
    versions: 'all',
    title: '不是年度报告',
    explanation: '既没有年度报告的标题，也没有规定的部分和表格。',
    basis: '《政府信息公开条例》第五十条',
    formula: null,
    check: notAnnualReport,
    passes: {},
    fails: {
      facts: { title: '关于召开防汛工作会议的通知' },
      preface: ['定于6月3日召开防汛工作会议。'],
      withoutTables: ['proactiveDisclosure', 'applications', 'remedies'],
      sections: {
        overview: null,
        proactiveDisclosure: null,
        applications: null,
        remedies: null,
        problems: null,
        other: null,
      },
    },
  },
  {
    id: 'document.several-reports',
    severity: 'warning',
    waits: 'mistake',
    versions: 'all',
    title: '一个文件里有几份报告',
    explanation: '文件里有不止一套标题或表格，只检查了其中一份。',
    basis: '一个单位一年一份报告',
    formula: null,
    check: noted(['several-reports'], (notes, evidence) => ({
      message: `文件里有${notes[0]!.values.count ?? '几'}份报告，只检查了第一份。`,
      cause: isTornApart(evidence) ? 'extraction' : 'agency',
      suggestion: '每份报告单独成文件上传。',
    })),
    passes: {},
    fails: { notes: [{ code: 'several-reports', values: { count: 2 } }] },
  },
  {
    id: 'document.duplicate-file',
    severity: 'info',
    versions: 'all',
    title: '重复的文件',
    explanation: '同样的文件已经收到过，结果与前一次相同。',
    basis: '收件规则',
    formula: null,
    check: (evidence) => {
      const same = evidence.context.delivery?.sameBytesAs;
      if (!same) return [NA];
      if (same.length === 0) return [PASS];
      return [fail({ message: `与已收到的“${same[0]}”完全相同。`, key: 'same', suggestion: '不必重复处理。' })];
    },
    passes: { context: { delivery: {} } },
    fails: { context: { delivery: { sameBytesAs: ['年报.docx'] } } },
  },
  {
    id: 'document.wrapper-noise',
    severity: 'info',
    versions: 'all',
    title: '夹带网页导航等内容',
    explanation: '文件夹带网页的导航、浏览次数、脚本残余等，已略去。',
    basis: '读取说明',
    formula: null,
    check: noted(['wrapper-noise'], () => ({ message: '文件夹带网页的导航、计数或脚本残余，已略去。' })),
    passes: {},
    fails: { notes: [{ code: 'wrapper-noise', values: { count: 3 } }] },
  },
  {
    id: 'document.mirror-host',
    severity: 'warning',
    versions: 'all',
    title: '网址不是政府网站',
    explanation: '文中的网址不属于政府网站。报告可能取自镜像网站，内容未必与官方发布的一致。',
    basis: '《政府信息公开条例》第四十九条：年度报告由政府信息公开工作主管部门和行政机关公布',
    formula: null,
    check: mirrorHost,
    passes: { preface: ['报告电子版可在县政府门户网站（www.anhe.gov.cn）下载。'] },
    fails: { preface: ['更多信息可登录http://mirror.example.org查阅。'] },
  },
  {
    id: 'document.traditional',
    severity: 'info',
    versions: 'all',
    title: '繁体字文本',
    explanation: '文件是繁体字，检查时按简体字处理，原文保留。',
    basis: '读取说明',
    formula: null,
    check: noted(['traditional-script'], () => ({ message: '文件是繁体字，检查时按简体字处理。' })),
    passes: {},
    fails: { notes: [{ code: 'traditional-script', values: { share: 0.9 } }] },
  },
  {
    id: 'document.pinyin-noise',
    severity: 'info',
    versions: 'all',
    title: '夹带拼音注音或乱码占位',
    explanation: '汉字后面夹带括号拼音，或有成串的“??”，已略去。',
    basis: '读取说明',
    formula: null,
    check: noted(['pinyin-annotations', 'placeholder-noise'], () => ({
      message: '文件夹带拼音注音或成串的“??”，已略去。',
    })),
    passes: {},
    fails: { notes: [{ code: 'pinyin-annotations', values: { count: 300 } }] },
  },
];
