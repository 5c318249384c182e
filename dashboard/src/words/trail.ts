import { inLanguage } from '../language.ts';
import * as ENGLISH from './english/trail.ts';

/** What the trail tells, by the code of what was done; a code without words here is shown as it is. */
const WHAT_WORDS: Readonly<Record<string, string>> = inLanguage(ENGLISH.WHAT_WORDS, {
  'campaign.add': '建立年度',
  'campaign.change': '修改年度设置',
  'roster.take': '导入名册',
  'document.assign': '认定单位',
  'document.unassign': '移出单位',
  'document.remove': '移除文件',
  'document.restore': '恢复文件',
  'document.retry': '重新处理文件',
  'upload.receive': '上传文件',
  'upload.cut': '上传中断',
  'upload.remove': '撤回上传',
  'person.add': '新增人员',
  'person.change': '修改人员',
  'person.invite': '更新登录地址',
  'person.password': '修改密码',
  'token.add': '新增令牌',
  'token.revoke': '停用令牌',
  'finding.confirmed': '确认问题',
  'finding.waived': '不予采纳',
  'finding.withdrawn': '撤销决定',
  'finding.proposed': '提请不予采纳',
  'cell.confirm': '核对单元格',
  'cell.correct': '更正单元格',
  'cell.withdraw': '撤回单元格的更正',
  'fact.confirm': '核对基本信息',
  'fact.correct': '更正基本信息',
  'fact.withdraw': '撤回基本信息的更正',
  'notice.sign': '签发退回通知',
  'filing.return': '退回更正',
  'filing.accept': '审核通过',
  'filing.reopen': '重新打开',
  'filing.exempt': '设为免报',
  'filing.reviewer': '指定审核人',
  'filing.comment': '留言',
  'filing.aside': '搁置',
  'filing.resume': '继续审核',
});

export const whatWords = (what: string): string => WHAT_WORDS[what] ?? what;

export const TRAIL_WORDS = inLanguage(ENGLISH.TRAIL_WORDS, {
  empty: '还没有记录。',
  position: '序号',
  at: '时间',
  who: '人员',
  what: '事项',
  before: '之前',
  after: '之后',
  hash: '校验值',
  agency: '单位',
  openAgency: '查看单位',
  total: (n: number): string => `共 ${n} 条`,
});
