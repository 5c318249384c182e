import type { Evidence } from '../../../contracts/match.ts';
import { inLanguage } from '../language.ts';
import { count } from './count.ts';
import * as ENGLISH from './english/uploads.ts';

/** What is said of uploads as lasting things and of whose their files are. */

export const UPLOADS_WORDS = inLanguage(ENGLISH.UPLOADS_WORDS, {
  title: '上传记录',
  empty: '还没有上传过文件。',
  when: '时间',
  who: '上传人',
  unknownWho: '—',
  files: '文件',
  received: '已接收',
  duplicate: '重复',
  rejected: '拒收',
  placed: '认定情况',
  receiving: '正在接收…',
  receipt: '回执',
  receiptXlsx: '下载回执 XLSX',
  total: (n: number): string => `共 ${count(n)} 批`,
  standing: (assigned: number, waiting: number, open: number): string =>
    [
      `已认定 ${count(assigned)}`,
      waiting > 0 ? `待认定 ${count(waiting)}` : '',
      open > 0 ? `处理中 ${count(open)}` : '',
    ]
      .filter((part) => part !== '')
      .join('，'),
});

export const PILE_WORDS = inLanguage(ENGLISH.PILE_WORDS, {
  waiting: '待认定',
  assigned: '已认定',
  refused: '未收',
});

export const PILE_EMPTY_WORDS = inLanguage(ENGLISH.PILE_EMPTY_WORDS, {
  waiting: '没有等待认定的文件。',
  assigned: '还没有认定到单位的文件。',
  refused: '没有未收的文件。',
});

export const UPLOAD_PAGE_WORDS = inLanguage(ENGLISH.UPLOAD_PAGE_WORDS, {
  back: '上传记录',
  title: (when: string): string => `${when} 上传`,
  sum: (all: number, received: number, duplicate: number, rejected: number): string =>
    `送达 ${count(all)} 份 = 已接收 ${count(received)} + 重复 ${count(duplicate)} + 拒收 ${count(rejected)}`,
  by: (who: string): string => `上传人：${who}`,
  piles: '文件分类',
  confirmAll: (n: number): string => `确认全部 95% 以上的（${count(n)}）`,
  confirmed: (assigned: number, waiting: number): string =>
    `已认定 ${count(assigned)} 份，还有 ${count(waiting)} 份等待认定。`,
  undo: '撤回这批上传',
  undoSure: '确定撤回？这批文件将被删除',
  undoNo: '不撤回',
  undone: '这批上传已撤回。',
  keys: '键盘：↑ ↓ 换文件，1–5 选候选单位，Enter 取第一个，/ 查找其他单位',
  file: '文件',
  candidates: '候选单位',
  noGuess: '没有候选单位。',
  candidate: (agency: string, year: number): string => `${agency}（${year} 年度）`,
  sure: (percent: string): string => `把握 ${percent}`,
  converting: '正在处理，读出内容后再认定。',
  asOther: '作为已收报告的另一种格式（不计新版本）',
  another: '其他单位',
  agency: '单位',
  as: '作为',
  main: (version: number): string => `第 ${version} 版`,
  other: (version: number): string => `第 ${version} 版的另一种格式`,
  takeOut: '移出',
  placedIn: (agency: string, version: number): string => `已归入“${agency}”第 ${version} 版。`,
  takenOut: '已移出，等待重新认定。',
  result: '结果',
  reason: '原因',
  failed: '转换失败',
});

export const WAIT_WORDS = inLanguage(ENGLISH.WAIT_WORDS, {
  unsure: '把握不足，请确认是哪个单位的报告。',
  'not-on-roster': '名册里没有相符的单位。',
  'no-campaign': '报告的年度没有在收集。',
  'which-counts': '同一批里这个单位有内容不同的报告，请指定以哪份为准。',
  'came-earlier': '比现有版本更早送达。',
  'filing-accepted': '这个单位的报告已通过审核；选定单位即作为公开的文本，与通过的内容核对。',
  'filing-not-due': '这个单位本年度免报或已并入其他单位。',
  'campaign-closed': '这一年度的收集已经结束。',
  'taken-out': '从原来的单位移出，等待重新认定。',
});

const EVIDENCE_PLACE_WORDS = inLanguage(ENGLISH.EVIDENCE_PLACE_WORDS, {
  title: '标题',
  agency: '正文单位',
  signer: '落款',
  publisher: '发布机构',
  fileName: '文件名',
  folder: '文件夹',
  account: '上传账号',
  period: '统计期限',
  signedOn: '落款日期',
});

const EVIDENCE_FIT_WORDS = inLanguage(ENGLISH.EVIDENCE_FIT_WORDS, {
  same: '相符',
  former: '曾用名',
  contained: '包含其名称',
  ending: '名称结尾相符',
  short: '简称',
  other: '指向另一个',
});

/** Why a document may be of an agency or a year, or may not; what stands in that place follows. */
export const evidenceWords = inLanguage(
  ENGLISH.evidenceWords,
  ({ place, fit }: Evidence): string => `${EVIDENCE_PLACE_WORDS[place]}${EVIDENCE_FIT_WORDS[fit]}：`,
);
