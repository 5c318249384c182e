import { inLanguage } from '../language.ts';
import { count } from './count.ts';
import * as ENGLISH from './english/choice.ts';

/** What is said of rows that are chosen in a list, and of how a list is shown. */

export const CHOICE_WORDS = inLanguage(ENGLISH.CHOICE_WORDS, {
  bar: '已选内容',
  page: '选择本页全部',
  row: (name: string): string => `选择 ${name}`,
  count: (n: number): string => `已选 ${count(n)} 项`,
  all: (n: number): string => `改选符合条件的全部 ${count(n)} 项`,
  clear: '取消选择',
  export: '导出所选',
  reviewer: '审核人',
  nobody: '不指定',
  dueOn: '更正期限',
  note: '退回说明',
  go: (action: string, n: number): string => `对 ${count(n)} 项${action}`,
  cancel: '取消',
  done: (action: string, n: number): string => `${action}：已办 ${count(n)} 项。`,
  undone: (n: number): string => `已恢复 ${count(n)} 项。`,
  refused: (n: number): string => `未办 ${count(n)} 项：`,
  more: (n: number): string => `另有 ${count(n)} 项未办`,
  unnamed: '（看不到的内容）',
  undo: '撤销',
  close: '知道了',
});

export const MANY_WORDS = inLanguage(ENGLISH.MANY_WORDS, {
  retry: '重试转换',
  convert: '重新转换',
  remove: '移除',
  restore: '恢复',
  reviewer: '指定审核人',
  return: '退回',
});

export const VIEW_WORDS = inLanguage(ENGLISH.VIEW_WORDS, {
  columns: '显示',
  shown: '显示的列',
  density: '行距',
  densities: { normal: '适中', dense: '紧凑' },
  views: '常用筛选',
  noView: '还没有保存的筛选。',
  viewName: '名称',
  keep: '保存当前筛选',
  forget: (name: string): string => `删除“${name}”`,
  export: '导出 XLSX',
  sortBy: (column: string): string => `按${column}排序`,
  yearAny: '全部年度',
  ruleAny: '全部规则',
  ruleOf: (title: string, n: number): string => `${title}（${count(n)}）`,
  reviewerAny: '全部审核人',
  reviewerNone: '还没有审核人',
  districtAny: '全部地区',
});
