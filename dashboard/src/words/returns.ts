import type { ReturnPile } from '../filters.ts';
import { inLanguage } from '../language.ts';
import { count } from './count.ts';
import * as ENGLISH from './english/returns.ts';

/** What is said on the page of what was returned. */

export const RETURNS_WORDS = inLanguage(ENGLISH.RETURNS_WORDS, {
  title: (year: number): string => `${year} 年度退回与更正`,
  lead: '退回的报告在单位手里多久、什么时候到期；更正稿一到就排在最前面，先看改了什么。',
  piles: '退回的去向',
  pile: { cameBack: '更正稿已到', overdue: '逾期未改', due: '即将到期', sent: '在单位更正' } satisfies Record<
    ReturnPile,
    string
  >,
  empty: {
    cameBack: '没有等待审核的更正稿。',
    overdue: '没有逾期未改的单位。',
    due: '没有即将到期的更正。',
    sent: '没有退回后还在更正的报告。',
  } satisfies Record<ReturnPile, string>,
  agency: '单位',
  returned: '退回的版本',
  at: '退回时间',
  dueOn: '更正期限',
  left: '剩余',
  came: '更正稿',
  reviewer: '审核人',
  versionOf: (n: number): string => `第 ${n} 版`,
  cameAt: (version: number, when: string): string => `第 ${version} 版，${when}`,
  daysLeft: (days: number): string => (days < 0 ? `逾期 ${-days} 天` : days === 0 ? '今天到期' : `${days} 天`),
  open: '看改动并审核',
  total: (n: number): string => `共 ${count(n)} 个单位`,
  export: '导出本列表',
  none: '—',
});
