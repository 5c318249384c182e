import { inLanguage } from '../language.ts';
import * as ENGLISH from './english/shell.ts';
/** What stands around every page: menu, switch of the year, search, person. */
export const MENU_WORDS = inLanguage(ENGLISH.MENU_WORDS, {
  title: '主菜单',
  own: '本单位',
  draft: '填报',
  selfCheck: '自查',
  overview: '总览',
  roster: '花名册',
  uploads: '上传',
  list: '审核',
  returns: '退回',
  issues: '问题',
  consolidated: '汇总',
  similar: '查重',
  queue: '队列',
  rules: '规则',
  office: '管理',
});

export const YEAR_WORDS = inLanguage(ENGLISH.YEAR_WORDS, {
  title: '年度',
  year: (year: number): string => `${year} 年度`,
  closed: (year: number): string => `${year} 年度（已结束）`,
  none: '尚未建立年度',
});

export const SEARCH_WORDS = inLanguage(ENGLISH.SEARCH_WORDS, {
  label: '查找单位、文件或问题',
  agencies: '单位',
  files: '文件',
  issues: '待处理的问题',
  nothing: '没有找到。',
  all: (n: number): string => `查看全部 ${n} 个`,
});

export const PERSON_WORDS = inLanguage(ENGLISH.PERSON_WORDS, {
  menu: (name: string): string => `${name}的菜单`,
  manual: '使用手册',
  password: '修改密码',
  signOut: '退出登录',
  old: '原密码',
  next: '新密码（至少 10 个字符）',
  again: '再输一次新密码',
  differ: '两次输入的新密码不一致。',
  save: '保存新密码',
  saved: '密码已修改。',
});
