import { inLanguage } from '../language.ts';
import * as ENGLISH from './english/page.ts';

/** What is said on every page. */

export const APP_WORDS = inLanguage(ENGLISH.APP_WORDS, {
  name: '勾稽',
  tagline: '政府信息公开工作年度报告：读取三张法定表，核对每一处勾稽关系，标出需要人工核对的地方',
  skip: '跳到正文',
  notFound: '没有这个页面。',
  home: '返回总览',
});

export const CONNECTION_WORDS = inLanguage(ENGLISH.CONNECTION_WORDS, {
  connecting: '正在连接',
  open: '实时更新',
  lost: '连接中断，正在重连',
});

export const DURATION_WORDS = inLanguage(ENGLISH.DURATION_WORDS, {
  milliseconds: '不到 1 秒',
  seconds: (n: number): string => `${n} 秒`,
  minutes: (n: number): string => `${n} 分钟`,
  hours: (n: number): string => `${n} 小时`,
});

export const REQUEST_WORDS = inLanguage(ENGLISH.REQUEST_WORDS, {
  network: '无法连接服务器，请检查网络后再试。',
  unexpected: (status: number): string => `服务器返回了意外的应答（${status}）。`,
  tooLarge: '文件超过服务器允许的大小。',
});
