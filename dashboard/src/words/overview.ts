import { inLanguage } from '../language.ts';
import { count } from './count.ts';
import * as ENGLISH from './english/overview.ts';

/** What is said on the first page. */

const days = (name: string, left: number, day: string): string => {
  if (left < 0) return `${name} ${day} 已过 ${-left} 天`;
  return left === 0 ? `${name}就在今天（${day}）` : `距${name} ${day} 还有 ${left} 天`;
};

export const OVERVIEW_WORDS = inLanguage(ENGLISH.OVERVIEW_WORDS, {
  title: (year: number): string => `${year} 年度总览`,
  days: {
    submit: (left: number, day: string): string => days('报送截止', left, day),
    statutory: (left: number, day: string): string => days('法定期限', left, day),
  },
  tiles: '各项数目，点击查看名单',
  tile: {
    due: '应报',
    filed: '已报',
    toReview: '待审',
    returned: '退回',
    passed: '通过',
    overdue: '逾期',
    missing: '未报',
  },
  missing: '谁还没有报',
  nobodyMissing: '应报的单位都已报送。',
  missingFile: '下载未报名单（附联系人、电话）',
  district: '地区',
  elsewhere: '其他',
  dueColumn: '应报',
  missingColumn: '未报',
  overdueColumn: '逾期',
  fileColumn: '名单',
  download: '下载',
  downloadOf: (district: string): string => `下载${district}的未报名单`,
  waits: '等我办理',
  nothingWaits: '没有等您办理的事项。',
  wait: {
    mine: '指定给我、待审核的报告',
    cameBack: '更正稿已到，先看改动',
    unclaimed: '待审核、还没有审核人的报告',
    toAccept: '核对完毕、等待审核通过的报告',
    unassigned: '还没有认定单位或年度的文件',
    overdueCorrection: '退回后逾期未改的单位',
    conversionFailed: '转换失败的报告',
  },
  rules: '最常见的问题',
  noFindings: '已收到的报告没有发现问题。',
  rule: '问题',
  findings: '今年',
  agencies: '涉及单位',
  open: '待处理',
  lastYear: '上年',
  progress: '报送进度',
  noProgress: '还没有收到报告。',
  chart: (filed: number, passed: number, due: number): string =>
    `应报 ${count(due)}，累计已报 ${count(filed)}，累计通过 ${count(passed)}`,
  chartTable: '逐日数字',
  day: '日期',
  filed: '累计已报',
  passed: '累计通过',
  queue: '队列',
  queueLine: (waiting: number, running: number, failed: number): string =>
    `等待 ${count(waiting)}，处理中 ${count(running)}，失败 ${count(failed)}`,
});
