import { inLanguage } from '../language.ts';
import { count } from './count.ts';
import * as ENGLISH from './english/list.ts';

/** What is said in the list of files. */

export const LIST_COLUMN_WORDS = inLanguage(ENGLISH.LIST_COLUMN_WORDS, {
  agency: '单位',
  year: '年度',
  file: '文件名',
  state: '状态',
  filing: '报送',
  verdict: '校验结论',
  errors: '错误',
  warnings: '提示',
  review: '待核对单元格',
  received: '接收时间',
});

export const LIST_WORDS = inLanguage(ENGLISH.LIST_WORDS, {
  title: '文件',
  chosenFile: '所选文件.xlsx',
  state: '状态',
  verdict: '校验结论',
  took: (duration: string): string => `用时 ${duration}`,
  actions: '操作',
  open: '查看结果',
  retry: '重试',
  retryAll: (n: number): string => `重试全部失败（${count(n)}）`,
  retried: (n: number): string => (n === 0 ? '没有可以重试的文件。' : `已把 ${count(n)} 份文件重新放入队列。`),
  attempts: (n: number): string => `已处理 ${n} 次`,
  progress: (read: number, pages: number): string => `已识别 ${read} / ${pages} 页`,
  search: '按单位或文件名查找',
  verdictAny: '全部结论',
  stateAny: '全部状态',
  clear: '清除筛选',
  empty: '还没有文件。把年度报告拖到上面的方框里即可开始。',
  emptyFiltered: '没有符合条件的文件。',
  total: (n: number): string => `共 ${count(n)} 份`,
  unknownAgency: '未识别',
  notYet: '—',
  loadFailed: '读取失败',
  again: '重新读取',
  duplicateOf: (name: string): string => `与“${name}”相同`,
});
