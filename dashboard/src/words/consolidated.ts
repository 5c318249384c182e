import * as SUMS from '../../../config/consolidation-words.ts';
import { inLanguage } from '../language.ts';
import { count } from './count.ts';
import * as ENGLISH from './english/consolidated.ts';

/** What is said on the page of the summed tables. */
export const CONSOLIDATED_WORDS = inLanguage(ENGLISH.CONSOLIDATED_WORDS, {
  title: (year: number): string => `${year} 年度汇总`,
  state: '口径',
  scope: '范围',
  all: '全部单位',
  tree: '汇总范围',
  find: '按名称选单位',
  part: (included: number, due: number): string => `${count(included)}/${count(due)}`,
  complete: (included: number, due: number): string => `应计入 ${count(due)} 个单位，已计入 ${count(included)} 个`,
  missing: (n: number): string => `缺 ${count(n)} 个单位`,
  nobodyMissing: '没有缺的单位。',
  rolledUp: (n: number): string => `另有 ${count(n)} 个单位的汇总报告只作核对，不重复计入。`,
  uncertain: (n: number): string =>
    n === 0 ? '每一格都已读准。' : `${count(n)} 格中有存疑或没有读出的报告（带 * 的数），不是最终数。`,
  balanced: '汇总数之间的勾稽关系全部成立。',
  unbalanced: (n: number): string => `汇总数之间有 ${count(n)} 处勾稽关系不成立，是单位报告中的差错一并汇入：`,
  unbalancedAt: (left: number, right: number, difference: number): string => `${left} 与 ${right}，相差 ${difference}`,
  unbalancedIssues: '看这类问题',
  hint: '点一个数，看由哪些单位构成。',
  previous: (year: number): string => `与 ${year} 年比较`,
  previousNone: '没有上一年可比的数。',
  previousOf: (year: number, included: number): string => `${year} 年（已计入 ${count(included)} 个单位）`,
  was: (value: number | null, change: string): string => `上年 ${value ?? '—'}${change}`,
  changed: (difference: number): string =>
    difference === 0 ? '' : difference > 0 ? `，增 ${difference}` : `，减 ${-difference}`,
  behind: (cell: string): string => `${cell}：各单位的数`,
  close: '收起',
  agency: '单位',
  value: '填报',
  share: '占比',
  openReport: '看报告',
  sum: '合计',
  more: (from: number, to: number, total: number): string => `第 ${from}—${to} 个，共 ${count(total)} 个`,
  next: '下一页',
  back: '上一页',
  crossFoot: (agency: string): string => `与${agency}自己的汇总报告核对`,
  crossFootSame: (cells: number): string => `核对 ${cells} 格，全部一致。`,
  crossFootDiffers: (cells: number, differs: number): string => `核对 ${cells} 格，${differs} 格不一致：`,
  allDiffers: (n: number): string => `列出全部 ${count(n)} 格`,
  cell: '单元格',
  own: '该单位填报',
  summed: '各单位之和',
  difference: '相差',
  why: '可能的原因',
  nothingExplains: '没有单位能恰好解释',
  others: (n: number): string => `等，另有 ${count(n)} 个`,
  exports: '导出',
  snapshots: '留存',
  keep: '留存当前汇总',
  keepNote: '备注（可不填）',
  kept: '已留存，日后可取回一字不差的同一份。',
  noSnapshots: '还没有留存。',
  madeAt: '时间',
  who: '留存人',
  note: '备注',
  hash: '校验值',
  take: '取回',
  noTables: '这一年度的报告没有统计表，不能汇总。',
  nothing: '还没有可以计入的报告。',
});

export const SHARE_STATUS_WORDS = inLanguage(ENGLISH.SHARE_STATUS_WORDS, {
  reported: '',
  blank: '空白',
  notApplicable: '不适用',
  illegible: '未读出',
  absent: '没有这一格',
  none: '没有这一格',
});

export const SUM_STATE_WORDS = inLanguage(ENGLISH.SUM_STATE_WORDS, SUMS.SUM_STATE_WORDS);
export const MISSING_WORDS = inLanguage(ENGLISH.MISSING_WORDS, SUMS.MISSING_WORDS);
export const EXPLANATION_WORDS = inLanguage(ENGLISH.EXPLANATION_WORDS, SUMS.EXPLANATION_WORDS);
export const UNCERTAIN_MARK = SUMS.SUM_WORDS.uncertainMark;
/** @param sum how many of the reports behind a number are so */
export const sumCellNote = inLanguage(ENGLISH.sumCellNote, SUMS.SUM_WORDS.cellNote);
