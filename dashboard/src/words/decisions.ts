import type { ChangedOperand } from '../../../pipeline/contracts/decision.ts';
import type { CellStatus } from '../../../pipeline/contracts/report.ts';
import { inLanguage } from '../language.ts';
import { CELL_STATUS_WORDS } from './cell.ts';
import * as ENGLISH from './english/decisions.ts';
import { PHRASES } from './phrases.ts';

/** What is said of reviewers' decisions on findings. */

export const FINDING_STATE_WORDS = inLanguage(ENGLISH.FINDING_STATE_WORDS, {
  open: '待处理',
  confirmed: '已确认',
  waived: '不予采纳',
  proposed: '已提请不予采纳',
  void: '原处理已失效',
});

/** As buttons, and as steps of the history. */
export const DECISION_WORDS = inLanguage(ENGLISH.DECISION_WORDS, {
  confirmed: { act: '确认', done: '确认问题属实' },
  waived: { act: '不予采纳', done: '不予采纳' },
  withdrawn: { act: '撤回', done: '撤回处理' },
  proposed: { act: '提请不予采纳', done: '提请不予采纳' },
});

export const REVIEW_FORM_WORDS = inLanguage(ENGLISH.REVIEW_FORM_WORDS, {
  reviewer: '核对人',
  reviewerHint: '姓名，随处理意见一并记录',
  reason: '不予采纳的理由',
  proposal: '提请审批人不予采纳的理由',
  reasonHint: '例如：已与单位电话核实，数字无误',
  submit: '提交',
  cancel: '取消',
  keys: '按 Ctrl + Enter 提交，Esc 取消',
  nameMissing: '请填写核对人姓名。',
  reasonMissing: '请填写理由。',
  changed: '这条问题刚有变化，请再看一次。',
  why: '理由：',
  history: (steps: number): string => `处理经过（${steps}）`,
  progress: (decided: number, all: number): string => `已处理 ${decided} / ${all}`,
  loadFailed: '处理情况读取失败',
  passed: '未采纳的问题不计，没有错误，也没有需要核对的单元格；提示请酌情处理。',
  waivedCount: (n: number): string => `不予采纳 ${n}`,
});

/** The letter that returns a report. */
export const NOTICE_WORDS = inLanguage(ENGLISH.NOTICE_WORDS, {
  title: '退回通知',
  points: (n: number): string => `列入 ${n} 处问题`,
  formats: { docx: 'Word', html: '网页' },
  more: '落款与期限',
  office: '落款单位',
  officeHint: '例如：某市政府信息公开办公室',
  due: '更正期限',
});

const OPERAND_WORDS: Readonly<Record<string, string>> = inLanguage(ENGLISH.OPERAND_WORDS, {
  expected: '应为',
  actual: '实为',
  formula: '算式中的数',
  quote: '原文',
  message: '问题',
});

export const CHANGE_WORDS = inLanguage(ENGLISH.CHANGE_WORDS, {
  nothing: '无',
  /** @param changes the first of `all` */
  void: (changes: readonly string[], all: number): string =>
    `数据有变化：${changes.join('；')}${all > changes.length ? ` 等 ${all} 处` : ''}。请重新核对。`,
});

const isStatus = (text: string): text is CellStatus => Object.hasOwn(CELL_STATUS_WORDS, text);

/** The value of an operand: a number as it is, the status of a cell without one in words. */
function valueWords(value: string | null): string {
  if (value === null) return CHANGE_WORDS.nothing;
  const [status = '', ...raw] = value.split(' ');
  const word = isStatus(status) ? CELL_STATUS_WORDS[status] : null;
  if (word === null) return value;
  return raw.length === 0 ? word : `${word}${PHRASES.quoted(raw.join(' '))}`;
}

/** 本年新收 · 总计 14 → 15; `cellName` gives the words of a cell path. */
export const changeWords = ({ name, before, now }: ChangedOperand, cellName: (path: string) => string): string =>
  `${OPERAND_WORDS[name] ?? cellName(name)} ${valueWords(before)} → ${valueWords(now)}`;
