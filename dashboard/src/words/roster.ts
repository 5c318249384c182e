import { inLanguage } from '../language.ts';
import { count } from './count.ts';
import * as ENGLISH from './english/roster.ts';

/** States drawn together. */
const PILE_WORDS = inLanguage(ENGLISH.PILE_WORDS, {
  due: '应报',
  filed: '已报',
  toReview: '待审',
  passed: '通过',
});

/** What is said on the page of the roster. */

export const ROSTER_WORDS = inLanguage(ENGLISH.ROSTER_WORDS, {
  title: (year: number): string => `${year} 年度花名册`,
  noYear: '还没有建立报送年度。',
  openYear: '到“管理”中建立年度',
  empty: '名册里还没有单位。导入名册后，这里按单位列出报送情况。',
  emptyFiltered: '没有符合条件的单位。',
  clear: '清除筛选',
  /** One sentence that says it all. */
  sum: (due: number, filed: number, missing: number, late: number): string =>
    `应报 ${count(due)}，已报 ${count(filed)}，未报 ${count(missing)}${late > 0 ? `，逾期 ${count(late)}` : ''}`,
  days: (submitBy: string, statutoryBy: string): string => `报送截止 ${submitBy}，法定期限 ${statutoryBy}`,
  all: '全部',
  piles: '按状态',
  pileOf: PILE_WORDS,
  search: '按单位名称、别名查找',
  flagAny: '全部标记',
  sort: '排序',
  scopeOf: (name: string): string => `只看“${name}”及其下级`,
  districtOf: (name: string): string => `只看地区“${name}”`,
  elsewhere: '其他',
  scopeAll: '看全部',
  below: '只看下级',
  total: (n: number): string => `共 ${count(n)} 个单位`,
  agency: '单位',
  state: '状态',
  due: '截止',
  version: '版本',
  verdict: '核对',
  reviewer: '审核人',
  received: '收到',
  versionOf: (n: number): string => (n === 0 ? '—' : `第 ${n} 版`),
  counts: (errors: number, warnings: number, doubts: number): string =>
    [errors > 0 ? `错误 ${errors}` : '', warnings > 0 ? `提示 ${warnings}` : '', doubts > 0 ? `存疑 ${doubts}` : '']
      .filter((part) => part !== '')
      .join('，'),
  none: '—',
  review: '审核',
  inOrder: '按名册排序',
  chosenFile: '所选单位.xlsx',
});

export const ROSTER_FILE_WORDS = inLanguage(ENGLISH.ROSTER_FILE_WORDS, {
  exportList: '导出本列表',
  exportXlsx: '导出名册 XLSX',
  exportCsv: '导出名册 CSV',
  import: '导入名册',
  choose: '选择 XLSX 或 CSV 文件',
  hint: '先试算，不改动名册：逐行逐列列出问题；没有问题再确认导入。表头：单位名称、别名、上级单位、类别、可制发规章、报送口径、报送截止、公开截止、联系人、电话、状态。',
  reading: (name: string): string => `正在试算“${name}”`,
  wouldBe: (added: number, changed: number, unchanged: number, removed: number): string =>
    `将新增 ${count(added)}，修改 ${count(changed)}，不变 ${count(unchanged)}，移出 ${count(removed)}`,
  done: (added: number, changed: number, removed: number): string =>
    `已导入：新增 ${count(added)}，修改 ${count(changed)}，移出 ${count(removed)}`,
  problems: (n: number): string => `有 ${count(n)} 处问题，改好后重新选择文件。名册没有改动。`,
  nothing: '与现有名册相同，没有需要导入的内容。',
  take: '确认导入',
  cancel: '取消',
  row: '行',
  column: '列',
  problem: '问题',
});
