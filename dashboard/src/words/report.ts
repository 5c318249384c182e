import type { Note } from '../../../pipeline/contracts/note.ts';
import { inLanguage } from '../language.ts';
import { count } from './count.ts';
import * as ENGLISH from './english/report.ts';
import { pageRuns } from './page-runs.ts';

/** What is said of a report and of its file. */

export const TEMPLATE_WORDS = inLanguage(ENGLISH.TEMPLATE_WORDS, {
  '2021': '2021年格式（国办公开办函〔2021〕30号）',
  '2019': '2019年格式（国办公开办函〔2019〕60号）',
  narrative: '叙述体（2018年度及以前）',
});

export const FORMAT_WORDS = inLanguage(ENGLISH.FORMAT_WORDS, {
  docx: 'Word 文档',
  pdf: 'PDF',
  html: '网页',
  text: '纯文本',
  image: '图片',
  mhtml: '单个文件的网页',
  workbook: '电子表格',
  ofd: 'OFD 版式文件',
});

const NOTE_SENTENCES = inLanguage(ENGLISH.NOTE_SENTENCES, {
  'scanned-page': (value) => `第 ${value('page')} 页没有文字层（扫描页）。`,
  'garbled-text-layer': (value) => `第 ${value('page')} 页的文字层是乱码，不可采信。`,
  'traditional-script': () => '原文为繁体字，已转换为简体后核对；原字保留。',
  'pinyin-annotations': (value) => `原文夹有注音 ${value('count')} 处，已略去。`,
  'placeholder-noise': (value) => `原文有乱码或占位符 ${value('count')} 处。`,
  'wrapper-noise': (value) => `略去了网页导航、脚本等无关内容 ${value('count')} 处。`,
  watermark: (value) => `略去了压在正文上的水印文字 ${value('count')} 个字。`,
  'hidden-text': (value) => `略去了读者看不到的隐藏文字 ${value('count')} 处。`,
  'tracked-changes': () => '文档带有修订记录：插入的内容计入，删除的内容不计入。',
  'encoding-differs': (value) => `文件声明的编码为 ${value('declared')}，实际按 ${value('used')} 读取。`,
  'several-reports': (value) => `文件中有 ${value('count')} 份报告。`,
  'table-as-image': (value) => `第 ${value('page')} 页的表格是图片。`,
  'table-joined': (value) => `一张表由 ${value('parts')} 段拼接而成。`,
  'embedded-content': (value) => `有 ${value('count')} 处嵌入的内容无法读取。`,
  'large-picture': (value) => `第 ${value('paragraph')} 段处有大幅图片，其中的文字未读取。`,
  signed: (value) =>
    `文件带有电子签章${value('by') === '' ? '' : `（${value('by')}）`}${value('at') === '' ? '' : `，签署时间 ${value('at')}`}；没有验证。`,
  'through-program': (value) => `原件先由 ${value('program')} 转换，再读取。`,
  'table-unrecognised': (value) => `文件中第 ${value('table')} 张表不是法定表，未读取。`,
});

export const noteWords = (note: Note): string => NOTE_SENTENCES[note.code]((name) => String(note.values[name] ?? '?'));

const pagesWords = (pages: readonly number[]): string => pageRuns(pages).join('、');

/** The way back, by the list that it leads to. */
export const BACK_WORDS = inLanguage(ENGLISH.BACK_WORDS, {
  list: '文件列表',
  roster: '花名册',
  upload: '本批上传',
  issues: '问题清单',
});

export const RESULT_WORDS = inLanguage(ENGLISH.RESULT_WORDS, {
  original: '下载原件',
  json: '下载规范 JSON',
  retry: '重试',
  loading: '正在读取',
  loadFailed: '读取失败',
  untitled: '（无标题）',
  tables: '三张法定表',
  prose: '全文',
  facts: '报告信息',
  findings: '校验发现',
  noFindings: '没有发现问题。',
  infos: (n: number): string => `说明（${count(n)}）`,
  counts: (errors: number, warnings: number, review: number): string =>
    `${count(errors)} 个错误 · ${count(warnings)} 个提示 · ${count(review)} 个单元格待核对`,
  narrative: '本报告为叙述体（2018年度及以前的格式），没有三张法定表，请看全文。',
  noTables: '文件中没有找到法定表。',
  pending: '文件正在排队或处理，完成后自动显示结果。',
  failed: '处理失败',
  rejected: '文件未被接收',
  duplicate: '这份文件与已有文件内容完全相同，结果见',
  removed: '这份文件已经移除，可以在文件列表的“已移除”中恢复。',
  duplicateLink: '已有文件',
  scanned: (pages: readonly number[]): string => `第 ${pagesWords(pages)} 页由图片识别而来，存疑之处已逐格标出。`,
  unread: (pages: readonly number[]): string =>
    `第 ${pagesWords(pages)} 页没有读取，其中的内容未作检查；表中相应单元格标为“未能识别”，不计为 0。`,
  formula: '算式',
  expected: '应为',
  actual: '实为',
  suggestion: '建议',
  quote: '原文',
  place: '位置',
  expectedActual: (expected: string, actual: string): string => `应为 ${expected}，实为 ${actual}`,
  preface: '标题与前言',
  closing: '落款',
  noProse: '没有读到正文。',
  notStated: '未载明',
  notes: '读取说明',
  follows: '由另一处差错引起，随其处理。',
  statistics: '政府信息公开情况统计表',
  unplaced: '没有归入报告的内容',
  correct: '更正',
});

export const FACT_WORDS = inLanguage(ENGLISH.FACT_WORDS, {
  agency: '单位',
  year: '年度',
  template: '格式',
  period: '统计期限',
  publishedOn: '发布日期',
  signedOn: '落款日期',
  indexNumber: '索引号',
  documentNumber: '文号',
  signer: '落款单位',
  publisher: '发布机构',
});

export const CONTACT_WORDS = inLanguage(ENGLISH.CONTACT_WORDS, {
  address: '地址',
  postcode: '邮编',
  phone: '电话',
  fax: '传真',
  email: '电子邮箱',
});

export const NAMED_FACT_WORDS = inLanguage(ENGLISH.NAMED_FACT_WORDS, {
  title: '标题',
  start: '统计期限开始',
  end: '统计期限结束',
});

const NAMED_FACTS: Readonly<Record<string, string>> = {
  ...FACT_WORDS,
  title: NAMED_FACT_WORDS.title,
  'period.start': NAMED_FACT_WORDS.start,
  'period.end': NAMED_FACT_WORDS.end,
  ...Object.fromEntries(Object.entries(CONTACT_WORDS).map(([name, word]) => [`contact.${name}`, word])),
};
/** A fact of a report by its name in it: `signedOn`, `contact.phone`. */
export const factWords = (name: string): string => NAMED_FACTS[name] ?? name;

export const SOURCE_WORDS = inLanguage(ENGLISH.SOURCE_WORDS, {
  fileName: '文件名',
  format: '文件格式',
  bytes: '大小',
  pages: '页数',
  sha256: 'SHA-256',
  pagesCount: (n: number): string => `${n} 页`,
  period: (start: string, end: string): string => `${start} 至 ${end}`,
  year: (n: number): string => `${n}年`,
});
