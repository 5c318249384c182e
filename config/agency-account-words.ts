import type { Invitation } from '../contracts/agency-accounts.ts';

/** What the list of accounts that is handed out to agencies says. */
export const AGENCY_ACCOUNT_WORDS = {
  title: '单位账号名单',
  columns: ['单位', '登录姓名', '情况', '一次性登录地址', '有效期至'],
  states: {
    made: '新建',
    renewed: '未启用，地址已更新',
    active: '已启用',
    disabled: '已停用',
  } satisfies Record<Invitation['state'], string> as Readonly<Record<Invitation['state'], string>>,
} as const;
