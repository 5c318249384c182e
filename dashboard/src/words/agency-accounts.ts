import { inLanguage } from '../language.ts';
import * as ENGLISH from './english/agency-accounts.ts';

/** What is said where accounts of agencies are made. */
export const ACCOUNT_WORDS = inLanguage(ENGLISH.ACCOUNT_WORDS, {
  title: '单位账号',
  intro:
    '为名册上的单位建立账号，每个账号有一个一次性登录地址，交给单位后由单位自己设置密码。地址 30 天内有效，用一次即失效；尚未启用的账号再次生成时，原地址作废。',
  all: (year: number): string => `为 ${year} 年度全部应报单位生成，下载名单`,
  one: '为一个单位生成',
  busy: '正在生成…',
  made: '名单已下载，请妥善转交。',
  noYear: '建立年度并导入名册后才能生成单位账号。',
  link: (agency: string, name: string): string => `“${agency}”的登录地址（登录姓名：${name}）`,
  active: (agency: string): string => `“${agency}”的账号已启用，不需要新的地址；忘记密码的请重置密码。`,
  disabled: (agency: string): string => `“${agency}”的账号已停用，请先启用。`,
  file: '单位账号名单.xlsx',
});
