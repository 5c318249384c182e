import { inLanguage } from '../language.ts';
import * as ENGLISH from './english/office.ts';

/** What is said on the pages of people, tokens, years and the trail. */

export const ROOM_WORDS = inLanguage(ENGLISH.ROOM_WORDS, {
  people: '人员',
  tokens: '程序令牌',
  years: '年度',
  versions: '程序版本',
  trail: '操作记录',
});

export const ROLE_WORDS = inLanguage(ENGLISH.ROLE_WORDS, {
  administrator: '管理员',
  approver: '审批人',
  reviewer: '审核人',
  clerk: '经办人',
  viewer: '查看人',
  agency: '填报单位',
});

export const ROLE_MEANING = inLanguage(ENGLISH.ROLE_MEANING, {
  administrator: '管理人员、年度和备份，不作审核决定',
  approver: '审核通过、不予采纳错误；不得审批自己审核的报告',
  reviewer: '审核、退回',
  clerk: '上传、认定单位、维护名册',
  viewer: '只能查看',
  agency: '只办理本单位的报送',
});

export const OFFICE_WORDS = inLanguage(ENGLISH.OFFICE_WORDS, {
  rooms: '管理',
  name: '姓名',
  tokenName: '程序名称',
  roles: '角色',
  scope: '范围',
  scopeWhole: '全部名册',
  scopeBelow: (name: string): string => `“${name}”及其下级`,
  scopeOwn: (name: string): string => `本单位：${name}`,
  agency: '所属单位（角色为填报单位时必选）',
  scopeField: '范围（不选则为全部名册）',
  chosen: (name: string): string => `已选：${name}`,
  clear: '取消选择',
  state: '状态',
  active: '启用',
  disabled: '停用',
  revoked: '已停用',
  expired: (day: string): string => `有效至 ${day}`,
  forever: '长期有效',
  disable: '停用',
  disableFirst: (name: string): string => `停用“${name}”？其登录立即失效，重新启用前不能登录。`,
  enable: '启用',
  revoke: '停用令牌',
  revokeFirst: (name: string): string => `停用“${name}”的令牌？使用它的程序立即不能访问，停用后不能恢复。`,
  reset: '重设密码',
  edit: '修改角色和范围',
  password: '初始密码（至少 10 个字符）',
  newPassword: '新密码（至少 10 个字符）',
  expires: '有效期至（不填为长期有效）',
  addPerson: '新增人员',
  addToken: '新增令牌',
  noTokens: '还没有令牌。其他程序凭令牌使用接口，不用密码。',
  save: '保存',
  cancel: '取消',
  noRole: '请至少选择一个角色。',
  added: (name: string): string => `已新增“${name}”。`,
  changed: (name: string): string => `已修改“${name}”。`,
  token: '令牌只显示这一次，请立即复制保存：',
  actions: '操作',
  noYear: '请先建立年度并导入名册，才能选择单位。',
});

export const CAMPAIGN_WORDS = inLanguage(ENGLISH.CAMPAIGN_WORDS, {
  add: '建立年度',
  none: '还没有建立年度。',
  year: '年度',
  title: '名称',
  submitBy: '报送截止',
  publishBy: '公开截止',
  statutoryBy: '法定期限',
  state: '状态',
  open: '收集中',
  closed: '已结束',
  close: '结束收集',
  closeFirst: (year: number): string => `结束 ${year} 年度的收集？结束后单位不能再报送，可以重新开放。`,
  reopen: '重新开放',
  rosterOf: '沿用名册',
  rosterNone: '不沿用',
  saved: (year: number): string => `${year} 年度已保存。`,
  change: '修改日期',
  changedMeanwhile: '刚有别人改动过这个年度，现已重新读取，请核对后再保存。',
});
