import type { Explanation, MissingReport, SumState } from '../contracts/consolidated.ts';

/** What a user reads of summed tables, on the page and in what is exported. */

export const SUM_STATE_WORDS: Readonly<Record<SumState, string>> = {
  accepted: '已通过的报告',
  read: '已读取的全部报告',
};

export const MISSING_WORDS: Readonly<Record<MissingReport['reason'], string>> = {
  'not-handed-in': '未报',
  'not-read': '尚未读取',
  'not-accepted': '尚未通过',
  'other-form': '表式不同',
};

export const EXPLANATION_WORDS: Readonly<Record<Explanation['reason'], string>> = {
  'left-out': '漏计这个数恰好相差',
  'counted-twice': '重复计入这个数恰好相差',
  'own-report': '采用了其汇总报告的数',
  missing: '尚未计入',
  unread: '这一格没有读出',
  doubtful: '这一格存疑',
};

export const SUM_WORDS = {
  title: (year: number): string => `${year}年政府信息公开工作年度报告统计汇总表`,
  reportTitle: (agency: string, year: number | null): string =>
    `${agency}${year === null ? '' : `${year}年`}政府信息公开工作年度报告统计表`,
  scope: (name: string | null): string => `汇总范围：${name === null ? '全部单位' : `${name}及其下级`}`,
  state: (state: SumState): string => `汇总口径：${SUM_STATE_WORDS[state]}`,
  complete: (included: number, due: number): string =>
    `应计入${due}个单位，已计入${included}个${included === due ? '' : `，缺${due - included}个`}`,
  rolledUp: (n: number): string => `另有${n}个单位的汇总报告只作核对，不重复计入`,
  unbalanced: (n: number): string => `汇总数之间有${n}处勾稽关系不成立（单位报告中的差错一并汇入）`,
  /** Behind a number that may be another. */
  uncertainMark: '*',
  uncertain: '带 * 的数中有存疑或没有读出的报告，不是最终数。',
  noTables: '这一年度的报告没有统计表。',
  beyond: '表式之外的行（有的单位没有拆分或多出的行）',
  cellNote: (sum: { doubtful: number; unread: number; blank: number }): string =>
    [
      sum.doubtful > 0 ? `存疑 ${sum.doubtful} 个` : '',
      sum.unread > 0 ? `未读出 ${sum.unread} 个` : '',
      sum.blank > 0 ? `空白 ${sum.blank} 个` : '',
    ]
      .filter((part) => part !== '')
      .join('，'),
  columns: ['表', '行', '列', '单元格', '合计', '是否确定', '填报', '存疑', '空白', '不适用', '未读出'],
  yes: '是',
  no: '否',
} as const;

/** What stands in a cell of one agency that says no number. */
export const STATUS_TEXTS = { blank: '', notApplicable: '/', illegible: '※', absent: '', none: '' } as const;
