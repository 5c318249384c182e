import { DRAFT_LIMITS } from '../../../config/limits/own-door.ts';
import type { DraftFault } from '../../../pipeline/draft/draft-problems.ts';
import { inLanguage } from '../language.ts';
import * as ENGLISH from './english/draft.ts';

/** What is put into the report itself, which is in Chinese in any language of the page. */
export const DRAFT_TEXTS = {
  aspects: '（一）主动公开。\n（二）依申请公开。\n（三）政府信息管理。\n（四）平台建设。\n（五）监督保障。',
  noFee: '本年度未发出收费通知，未收取信息处理费。',
} as const;

/** What is said where an agency fills in its report. */
export const DRAFT_WORDS = inLanguage(ENGLISH.DRAFT_WORDS, {
  title: '填报',
  heading: (agency: string, year: number): string => `${agency} ${year} 年度报告`,
  noYear: '这一年度没有本单位的报送任务，或者这一年度没有规定的表式。',
  intro: '按规定表式填写，内容自动保存，只有本单位看得到；报送后才进入审核。',
  due: (day: string): string => `请于 ${day} 前报送。`,
  saving: '正在保存…',
  saved: (when: string): string => `已保存 ${when}`,
  unsaved: '有改动尚未保存',
  saveFailed: (why: string): string => `没有保存：${why}`,
  conflict: '另一个窗口保存了新的内容。',
  takeTheirs: '读取新的内容（放弃这里的改动）',
  keepMine: '以这里的内容为准',
  lastYearNone: '没有上年已通过的报告，上年结转请自行填写。',
  lastYear: (year: number): string => `上年结转取自本单位 ${year} 年度已通过报告的“结转下年度继续办理”。`,
  keys: '回车或方向键换格，Tab 到下一格；可以从 Excel、WPS 表格复制一块数字粘贴进来。',
  fillZero: (n: number): string => `空格都填 0（${n} 格）`,
  fillTotals: (n: number): string => `填入可以算出的合计（${n} 格）`,
  undo: '撤销这次填入',
  problems: '检查结果',
  clean: '没有发现问题，可以报送。',
  sum: (errors: number, warnings: number): string => `必须改正 ${errors} 处，请留意 ${warnings} 处`,
  blanks: (n: number): string => `还有 ${n} 个单元格没有填。没有发生的填 0。`,
  firstBlank: '到第一个空格',
  use: (text: string): string => `改为 ${text}`,
  more: (n: number): string => `另有 ${n} 处，改正以上各处后再看。`,
  aspects: '插入五个方面的小标题',
  noFee: '插入“未收取”的写法',
  characters: (n: number): string => `${n} 字`,
  under: '表下的说明（没有可以不填）',
  signature: '落款',
  signer: '署名单位',
  signedOn: '成文日期',
  page: '下载网页（可打印）',
  word: '下载 Word',
  check: '按全部规则自查',
  handIn: '报送',
  handInSure: '确认报送',
  handInAsk: (warnings: number): string =>
    warnings === 0 ? '报送后由主管部门审核。' : `还有 ${warnings} 处提示没有改动；确认无误再报送。`,
  cancel: '再看看',
  handedIn: '已报送，正在读取和核对；结果见本单位页面。',
  handedInAt: (when: string): string => `${when} 已报送`,
  changedSince: '报送之后又有改动，尚未再次报送',
  sameAgain: '内容与收到过的一份报告完全相同，没有产生新的版本。',
  obstacle: '现在不能报送',
  toOwn: '本单位页面',
});

/** What each section has to say. @source 国办公开办函〔2021〕30号; 《政府信息公开条例》第五十条 */
export const SECTION_ADVICE = inLanguage(ENGLISH.SECTION_ADVICE, {
  overview:
    '概述主动公开、依申请公开、政府信息管理、平台建设、监督保障五个方面；一级政府还要写工作考核、社会评议和责任追究结果。写明本机关当年做了哪些事、有多少。',
  proactiveDisclosure: '对应条例第二十条第（一）（五）（六）（八）项；收费金额以万元为单位。',
  applications: '每列：新收加上年结转，等于总计加结转下年度。',
  remedies: '复议、未经复议直接起诉、复议后起诉分别填写，总计为前四项之和。',
  problems: `写明具体问题和改进措施，不能只写“无”，不要照抄上年。`,
  other: '写明全年发出收费通知的件数、总金额和实际收取的金额；没有收取的也要写明。',
});

interface Told {
  readonly expected: number | string | null;
  readonly actual: number | string | null;
  readonly formula: string | null;
}

/** What is wrong, by its code. */
const PROBLEM_WORDS = inLanguage(ENGLISH.PROBLEM_WORDS, {
  blank: () => '没有填。没有发生的填 0。',
  placeholder: ({ actual }) => `“${actual}”不是数字。没有发生的填 0。`,
  'full-width': ({ actual }) => `“${actual}”是全角数字，请用半角。`,
  thousands: ({ actual }) => `“${actual}”不要加千位分隔符。`,
  unit: ({ actual }) => `“${actual}”不要带单位。`,
  'not-a-number': ({ actual }) => `“${actual}”不是数字。`,
  'leading-zero': ({ actual }) => `“${actual}”前面多了 0。`,
  negative: ({ actual }) => `“${actual}”不能带正负号。`,
  decimals: ({ actual }) => `“${actual}”应当是整数。`,
  'too-fine': ({ actual }) => `“${actual}”小数过多，万元最多 ${DRAFT_LIMITS.amountDecimals} 位小数。`,
  'too-large': ({ actual }) => `“${actual}”过大，请核对。`,
  'sum-broken': ({ formula }) => `勾稽不平：${formula}。`,
  'carried-differs': ({ expected, actual }) => `上年结转填了 ${actual}，上年报告的结转下年度是 ${expected}。`,
  'no-authority': () => '本单位没有规章制定权，规章应填 0；行政规范性文件填在下一行。',
  'in-force-differs': ({ formula }) => `现行有效件数与上年不衔接：${formula}。因清理变化的请在文字中说明。`,
  'in-force-small': ({ formula }) => `现行有效件数过少：${formula}。`,
  'likely-yuan': ({ actual, expected }) => `${actual} 万元，疑似以元填报；如系 ${actual} 元，应填 ${expected}。`,
  'pending-lost': ({ expected, actual }) => `上年尚未审结 ${expected} 件，本年总计只有 ${actual} 件。`,
  jump: ({ expected, actual }) => `填了 ${actual}，上年是 ${expected}，变化很大，请核对。`,
  'section-empty': () => '还没有写。',
  'section-short': ({ actual, expected }) => `只有 ${actual} 字，内容过少（少于 ${expected} 字，或只写了没有）。`,
  'aspects-missing': ({ actual }) => `没有说到：${actual}。没有发生的也要写明。`,
  'fee-missing': () => '没有写信息处理费；没有收取的也要写明。',
  'heading-inside': ({ actual }) => `段首的“${actual}”会被当作另一个部分，请改用（一）（二）。`,
  'signer-missing': () => '没有填署名单位。',
  'day-missing': () => '没有填成文日期。',
  'day-early': ({ actual }) => `${actual} 在本年度结束之前，请核对。`,
});
export const draftProblemWords = (code: DraftFault, told: Told): string => PROBLEM_WORDS[code](told);
