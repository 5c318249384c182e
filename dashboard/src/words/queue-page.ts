import { inLanguage } from '../language.ts';
import { count } from './count.ts';
import * as ENGLISH from './english/queue-page.ts';

/** What is said on the page of the queue, and of what is out of order in it. */

export const LANE_WORDS = inLanguage(ENGLISH.LANE_WORDS, { digital: '电子文件', scans: '扫描件' });

export const PLACE_WORDS = inLanguage(ENGLISH.PLACE_WORDS, {
  running: '处理中',
  waiting: '等待',
  held: '已暂停',
  checking: '待核对规则',
  failed: '失败',
});

export const STAGE_WORDS = inLanguage(ENGLISH.STAGE_WORDS, {
  intake: '识别格式',
  extract: '读取内容',
  recognise: '识别图像文字',
  reconstruct: '还原表格',
  canonicalise: '归入统一格式',
  validate: '核对规则',
  work: '处理程序',
});

export const REMEDY_WORDS = inLanguage(ENGLISH.REMEDY_WORDS, { retry: '再试一次', agency: '请单位处理' });

export const REMEDY_LEADS = inLanguage(ENGLISH.REMEDY_LEADS, {
  retry: '文件可能没有问题，是处理时的环境出了故障；再试一次可能成功。',
  agency: '同样的文件再试也不会成功，要请单位另行提供。',
});

export const URGENCY_WORDS = inLanguage(ENGLISH.URGENCY_WORDS, { awaited: '优先', few: '', bulk: '' });

export const MOVE_WORDS = inLanguage(ENGLISH.MOVE_WORDS, {
  retry: '再试一次',
  front: '优先处理',
  back: '不再优先',
  pause: '暂缓',
  resume: '恢复',
  cancel: '取消处理',
});

export const QUEUE_PAGE_WORDS = inLanguage(ENGLISH.QUEUE_PAGE_WORDS, {
  title: '队列',
  lead: (workers: number): string => (workers === 0 ? '没有处理进程在运行' : `处理进程 ${count(workers)} 个`),
  board: 'BullMQ 面板',
  alerts: '需要留意',
  lanes: '各条通道',
  lane: '通道',
  waiting: '等待',
  held: '暂停',
  running: '处理中',
  slots: '同时处理',
  timeToGo: '预计还要',
  oldest: '等得最久',
  action: '操作',
  none: '—',
  nothing: '没有等待的文件',
  onlyHeld: '等待的文件都已暂停',
  nobody: '没有处理进程，无法估计',
  range: (from: string, to: string): string => `${from}至${to}`,
  heldBy: (who: string, since: string): string => `${who} 于 ${since} 暂停`,
  hold: '暂停',
  resume: '恢复',
  holdLane: (lane: string): string => `暂停${lane}`,
  resumeLane: (lane: string): string => `恢复${lane}`,
  holdAll: '全部暂停',
  resumeAll: '全部恢复',
  done: {
    hold: '已暂停；正在处理的文件会处理完。',
    resume: '已恢复。',
  },
  causes: '失败的原因',
  noCauses: '没有失败的文件。',
  noneHere: '没有这一类。',
  cause: '原因',
  documents: '文件',
  last: '最近一次',
  retryAll: '全部再试一次',
  retryAllOf: (cause: string): string => `全部再试一次：${cause}`,
  retried: (n: number): string => (n === 0 ? '没有可以再试的文件。' : `已把 ${count(n)} 份文件放回队列。`),
  charts: '每小时处理情况',
  span: '时间范围',
  spans: { 24: '24 小时', 168: '7 天' },
  converted: '完成',
  failed: '失败',
  chart: (what: string, sum: number, most: number): string =>
    `${what}：共 ${count(sum)} 份，最多一小时 ${count(most)} 份`,
  noHours: '这段时间没有处理过文件。',
  table: '逐小时数字',
  hour: '时间',
  waitedMedian: '等待（中位数）',
  list: '队列中的文件',
  search: '按文件名或单位查找',
  places: '按状态',
  all: '全部',
  anyLane: '全部通道',
  only: (cause: string): string => `只看：${cause}`,
  everything: '清除筛选',
  file: '文件',
  state: '状态',
  waited: '等待时间',
  took: '处理时间',
  attempts: '次数',
  agencyOf: (agency: string): string => `单位：${agency}`,
  senderOf: (sender: string): string => `上传：${sender}`,
  progress: (read: number, pages: number): string => `第 ${count(read)} / ${count(pages)} 页`,
  stageFailed: (stage: string): string => `在“${stage}”时失败`,
  nothingQueued: '队列里没有文件，都已处理完。',
  empty: '队列里没有这样的文件。',
  total: (n: number): string => `共 ${count(n)} 份`,
  toQueue: '查看队列',
  more: (n: number): string => `另有 ${count(n)} 项`,
});

/** One sentence for each thing that is out of order. `time` and `size` are in words. */
export const ALERT_WORDS = inLanguage(ENGLISH.ALERT_WORDS, {
  'redis-away': '队列服务（Redis）没有应答，等待中的文件暂时不会被处理；已送达的文件不会丢失。',
  'no-worker': (waiting: number): string => `没有处理进程在运行，${count(waiting)} 份文件在等待。`,
  'stands-still': (lane: string, time: string): string => `${lane}通道有文件在等，但已 ${time}没有处理任何文件。`,
  'waits-long': (lane: string, time: string): string => `${lane}通道有文件已等待 ${time}。`,
  'one-cause': (message: string, failed: number, ended: number): string =>
    `最近一小时处理的 ${count(ended)} 份文件中，${count(failed)} 份因同一原因失败：${message}`,
  'disk-low': (size: string, refuses: boolean): string =>
    refuses ? `磁盘只剩 ${size}，已停止接收上传。` : `磁盘只剩 ${size}，请尽快清理。`,
  held: (lane: string, who: string, since: string, waiting: number): string =>
    `${lane}通道由 ${who} 于 ${since} 暂停，${count(waiting)} 份文件在等待。`,
});
