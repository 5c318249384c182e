import { inLanguage } from '../language.ts';
import { count } from './count.ts';
import * as ENGLISH from './english/issues.ts';

/** What is said on the page of open findings. */

export const ISSUES_WORDS = inLanguage(ENGLISH.ISSUES_WORDS, {
  title: (year: number): string => `${year} 年度问题清单`,
  lead: '报告还在本单位办理、尚未处理的错误和提示；处理一条少一条。',
  sum: (issues: number, agencies: number): string => `${count(issues)} 条，涉及 ${count(agencies)} 个单位`,
  facet: { severity: '级别', cause: '原因', district: '地区', reviewer: '审核人', rule: '规则' },
  any: '全部',
  elsewhere: '其他',
  nobody: '还没有审核人',
  search: '按单位或问题内容查找',
  clear: '清除筛选',
  empty: '没有待处理的问题。',
  emptyFiltered: '没有符合条件的问题。',
  total: (n: number): string => `共 ${count(n)} 条`,
  export: '导出本清单 XLSX',
  agency: '单位',
  issue: '问题',
  severity: '级别',
  cause: '原因',
  reviewer: '审核人',
  none: '—',
  choose: (agency: string): string => `选择${agency}的这条问题`,
  choosePage: '选择本页',
  chosen: (n: number): string => `已选 ${count(n)} 条`,
  chooseAll: (n: number): string => `选择全部 ${count(n)} 条`,
  unchoose: '取消选择',
  tooMany: (n: number): string => `一次最多处理 ${count(n)} 条，请先缩小范围。`,
  confirm: '确认是单位的差错',
  waive: '不予采纳',
  assign: '指定审核人',
  reason: '不予采纳的理由（适用于所选各条）',
  assignTo: '由谁审核这些单位的报告',
  noReviewer: '不指定',
  go: '确定',
  cancel: '取消',
  done: (n: number): string => `已办理 ${count(n)} 项。`,
  refused: (n: number): string => `${count(n)} 项没有办理：`,
});
