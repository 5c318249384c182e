/** What the rules are about, by the first part of their ids, in the order in which they are listed. */
export const RULE_FAMILIES = {
  document: '文件',
  identity: '单位与年度',
  template: '格式版本',
  structure: '结构',
  cell: '单元格',
  proactive: '主动公开情况表',
  applications: '依申请公开情况表',
  remedies: '复议诉讼情况表',
  narrative: '文字',
  years: '与上年衔接',
  rollup: '汇总',
  deadline: '期限',
  publication: '公布',
  privacy: '个人信息与保密',
  statistics2008: '2018年及以前的统计表',
};
