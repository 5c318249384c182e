import { inLanguage } from '../language.ts';
import * as ENGLISH from './english/queue.ts';
/** What is said of the queue. */

export const QUEUE_WORDS = inLanguage(ENGLISH.QUEUE_WORDS, {
  title: '处理队列',
  all: '全部',
  files: '份',
  perMinute: '份/分钟',
  timeToGo: '预计剩余时间',
  workers: '处理进程',
  unknown: '未知',
  idle: '无待处理',
  noWorkers: '没有处理进程在运行，等待中的文件暂时不会被处理。',
  unhealthy: '队列或数据库没有应答；已送达的文件不会丢失，恢复后自动继续。',
  stale: (time: string): string => `数据截至 ${time}`,
  seconds: (n: number): string => `约 ${n} 秒`,
  minutes: (n: number): string => `约 ${n} 分钟`,
  hours: (hours: number, minutes: number): string =>
    minutes === 0 ? `约 ${hours} 小时` : `约 ${hours} 小时 ${minutes} 分钟`,
});

/** Time to go, honest: unknown is said so. */
export function timeToGoWords(seconds: number | null, open: number): string {
  if (open === 0) return QUEUE_WORDS.idle;
  if (seconds === null) return QUEUE_WORDS.unknown;
  if (seconds < 60) return QUEUE_WORDS.seconds(Math.max(1, Math.ceil(seconds)));
  const minutes = Math.ceil(seconds / 60);
  return minutes < 60 ? QUEUE_WORDS.minutes(minutes) : QUEUE_WORDS.hours(Math.floor(minutes / 60), minutes % 60);
}
