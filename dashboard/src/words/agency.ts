import type { Move } from '../../../contracts/filings.ts';
import { count } from './count.ts';

/** What is said on the page of one agency. */

export const AGENCY_WORDS = {
  back: '花名册',
  years: '历年报送',
  year: '年度',
  state: '状态',
  version: '版本',
  verdict: '核对',
  received: '收到',
  accepted: '通过',
  due: '截止',
  reviewer: '审核人',
  aliases: (names: readonly string[]): string => `又称：${names.join('、')}`,
  formerNames: (names: readonly string[]): string => `曾用名：${names.join('、')}`,
  noFiling: (year: number): string => `${year} 年度名册里没有这个单位。`,
  versions: '版本',
  noVersion: '还没有收到报告。',
  versionOf: (n: number): string => `第 ${n} 版`,
  current: '现行',
  receivedAt: (when: string): string => `${when} 收到`,
  main: '主文件',
  other: '另一种格式',
  closed: (n: number): string => `已更正 ${count(n)} 处`,
  fresh: (n: number): string => `新出现 ${count(n)} 处`,
  still: (n: number): string => `仍存在 ${count(n)} 处`,
  first: '发现问题',
  clean: '没有发现问题。',
  closedTitle: '已更正',
  freshTitle: '新出现',
  changedCells: '表中数字和填写的改动',
  changedFacts: '报告信息的改动',
  changedParagraphs: '文字的改动',
  otherAgency: (name: string): string => `（对方：${name}）`,
  comparing: '正在与上一版比对…',
  notConverted: '文件尚未读出，暂不能比对。',
  notices: '退回记录',
  notice: (version: number, due: string): string => `第 ${version} 版退回，${due} 前更正`,
  comments: '留言',
  history: '办理记录',
  moves: '办理',
  none: '—',
} as const;

export const MOVE_WORDS: Readonly<Record<Move, string>> = {
  return: '退回更正',
  accept: '审核通过',
  reopen: '重新打开',
  exempt: '设为免报',
  reviewer: '指定审核人',
  comment: '留言',
};

export const MOVE_FORM_WORDS = {
  inTheWay: '暂不能办理：',
  dueOn: '更正期限',
  note: '退回说明（没有列出问题时必须填写）',
  reopen: '重新打开的原因',
  exempt: '免报的原因',
  comment: '留言内容',
  reviewer: '审核人',
  nobody: '不指定',
  go: '确定',
  cancel: '取消',
  done: (move: Move): string => `${MOVE_WORDS[move]}：已办理。`,
} as const;
