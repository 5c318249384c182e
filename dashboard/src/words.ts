import type { FormVersion, TableKey, Template } from '../../config/catalogue/form.ts';
import { SECTION_TITLES } from '../../config/catalogue/sections.ts';
import type { SourceFormat } from '../../pipeline/contracts/document.ts';
import type { Cause, Severity } from '../../pipeline/contracts/finding.ts';
import type { Note, NoteCode } from '../../pipeline/contracts/note.ts';
import type {
  Anomaly,
  Cell,
  CellStatus,
  ReportFacts,
  ReviewReason,
  ValidationStatus,
} from '../../pipeline/contracts/report.ts';
import type { DocumentState } from '../../server/api.ts';
import type { Connection } from './live-state.ts';

/** Every Chinese word of the page, by code: a new code of a contract does not compile until it has words here. */

const count = (n: number): string => n.toLocaleString('zh-CN');
const ORDINALS = '一二三四五六七八九十';

export const APP_WORDS = {
  name: '勾稽',
  tagline: '政府信息公开工作年度报告：读取三张法定表，核对每一处勾稽关系，标出需要人工核对的地方',
  skip: '跳到正文',
  notFound: '没有这个页面。',
  home: '返回文件列表',
} as const;

export const CONNECTION_WORDS: Readonly<Record<Connection, string>> = {
  connecting: '正在连接',
  open: '实时更新',
  lost: '连接中断，正在重连',
};

export const STATE_WORDS: Readonly<Record<DocumentState, string>> = {
  received: '等待',
  converting: '处理中',
  converted: '已完成',
  'conversion-failed': '失败',
  duplicate: '重复',
  rejected: '拒收',
};

export const VERDICT_WORDS: Readonly<Record<ValidationStatus, string>> = {
  passed: '通过',
  failed: '须退回',
  needsReview: '待核对',
};

export const VERDICT_ADVICE: Readonly<Record<ValidationStatus, string>> = {
  passed: '未发现错误，也没有需要核对的单元格；提示请酌情处理。',
  failed: '报告本身存在错误，应退回填报单位更正。',
  needsReview: '有内容需要人工对照原件核对后才能下结论。',
};

export const SEVERITY_WORDS: Readonly<Record<Severity, string>> = { error: '错误', warning: '提示', info: '说明' };

export const CAUSE_WORDS: Readonly<Record<Cause, { readonly short: string; readonly long: string }>> = {
  agency: { short: '单位', long: '原因：填报单位的报告有误' },
  extraction: { short: '识别', long: '原因：可能是读取有误，请对照原件' },
  unknown: { short: '待定', long: '原因待定：仅凭本文件无法判断' },
};

/** How a cell that has no number is shown; null for a cell whose number is shown. */
export const CELL_STATUS_WORDS: Readonly<Record<CellStatus, string | null>> = {
  reported: null,
  blank: '空白',
  notApplicable: '不适用',
  illegible: '未能识别',
  absent: '缺失',
};

export const CELL_STATUS_MEANING: Readonly<Record<CellStatus, string>> = {
  reported: '已填报',
  blank: '空白：有此单元格，没有填写',
  notApplicable: '不适用：填写的是“/”“—”“无”一类记号',
  illegible: '未能识别：有字迹，没有读出',
  absent: '缺失：文件中没有这个单元格',
};

export const REVIEW_WORDS: Readonly<Record<ReviewReason, string>> = {
  'not-read': '所在页是扫描页，尚未识别文字',
  'not-a-number': '填写的内容不是数字',
  'row-inferred': '行是按位置推定的，行名没有对上',
  'column-inferred': '列是按位置推定的，列名没有对上',
  'value-count': '本行数值的个数与表式的列数不同',
  joined: '由几个单元格拼合而成',
  split: '从含有几个数值的单元格中拆出',
  'row-missing': '文件中没有表式规定的这一行',
  'duplicate-row': '这一行在文件中出现两次，数值不同',
  'other-year': '表上方注明的是其他年度',
  'unit-converted': '原文使用了其他单位，已换算',
  'chosen-by-sums': '几种读法中取了合计所要求的一种',
  'sums-disagree': '从图片读出，所在的两处合计都不平',
  'low-confidence': '读取的置信度低',
};

export const TEMPLATE_WORDS: Readonly<Record<Template, string>> = {
  '2021': '2021年格式（国办公开办函〔2021〕30号）',
  '2019': '2019年格式（国办公开办函〔2019〕60号）',
  narrative: '叙述体（2018年度及以前）',
};

export const VERSION_WORDS: Readonly<Record<FormVersion, string>> = { '2021': '2021年表式', '2019': '2019年表式' };

export const FORMAT_WORDS: Readonly<Record<SourceFormat, string>> = {
  docx: 'Word 文档',
  pdf: 'PDF',
  html: '网页',
  text: '纯文本',
  image: '图片',
};

/** Header words of the forms that name no row, column or group. */
export const FORM_WORDS = {
  content: '信息内容',
  applicants: '申请人情况',
  beyond: '以下单元格不在本表式之内，按文件所载列出：',
  missing: '文件中没有找到这张表。',
  allRight: '本表没有需要核对的单元格。',
  toReview: (cells: number): string => `本表有 ${count(cells)} 个单元格需要核对`,
  keys: '用方向键在单元格之间移动',
  anomalies: (n: number): string => `与表式不同之处（${count(n)}）`,
  legendReview: '待核对',
  legendError: '涉及错误',
  legendWarning: '涉及提示',
} as const;

const sectionNumber = (number: number): string => ORDINALS[number - 1] ?? String(number);

/** 三、收到和处理政府信息公开申请情况 */
export function tableTitle(table: TableKey): string {
  const section = SECTION_TITLES.find((title) => title.role === table);
  return section === undefined ? table : `${sectionNumber(section.number)}、${section.title}`;
}

export const sectionName = (number: number): string => `第${sectionNumber(number)}部分`;

/** 表二 for the table of section two: how people in the trade call it. */
export function tableShortName(table: TableKey): string {
  const section = SECTION_TITLES.find((title) => title.role === table);
  return section === undefined ? table : `表${sectionNumber(section.number)}`;
}

const NOTE_SENTENCES: Readonly<Record<NoteCode, (value: (name: string) => string) => string>> = {
  'scanned-page': (value) => `第 ${value('page')} 页没有文字层（扫描页）。`,
  'garbled-text-layer': (value) => `第 ${value('page')} 页的文字层是乱码，不可采信。`,
  'traditional-script': () => '原文为繁体字，已转换为简体后核对；原字保留。',
  'pinyin-annotations': (value) => `原文夹有注音 ${value('count')} 处，已略去。`,
  'placeholder-noise': (value) => `原文有乱码或占位符 ${value('count')} 处。`,
  'wrapper-noise': (value) => `略去了网页导航、脚本等无关内容 ${value('count')} 处。`,
  watermark: (value) => `略去了压在正文上的水印文字 ${value('count')} 个字。`,
  'hidden-text': (value) => `略去了读者看不到的隐藏文字 ${value('count')} 处。`,
  'tracked-changes': () => '文档带有修订记录：插入的内容计入，删除的内容不计入。',
  'encoding-differs': (value) => `文件声明的编码为 ${value('declared')}，实际按 ${value('used')} 读取。`,
  'several-reports': (value) => `文件中有 ${value('count')} 份报告。`,
  'table-as-image': (value) => `第 ${value('page')} 页的表格是图片。`,
  'table-joined': (value) => `一张表由 ${value('parts')} 段拼接而成。`,
  'embedded-content': (value) => `有 ${value('count')} 处嵌入的内容无法读取。`,
  'large-picture': (value) => `第 ${value('paragraph')} 段处有大幅图片，其中的文字未读取。`,
  'table-unrecognised': (value) => `文件中第 ${value('table')} 张表不是法定表，未读取。`,
};

export const noteWords = (note: Note): string => NOTE_SENTENCES[note.code]((name) => String(note.values[name] ?? '?'));

/** What differs from the form, in words; `rowName` gives the official wording of a row key, `columnName` of a column key. */
export function anomalyWords(
  anomaly: Anomaly,
  rowName: (key: string) => string,
  columnName: (key: string) => string,
): string {
  switch (anomaly.kind) {
    case 'row-extra':
      return `多出表式没有的一行“${anomaly.text}”，填写：${anomaly.values.join('、') || '（空）'}。`;
    case 'row-missing':
      return `缺少“${rowName(anomaly.row)}”一行。`;
    case 'column-count':
      return `“${rowName(anomaly.row)}”一行应有 ${anomaly.expected} 个数值，文件中有 ${anomaly.actual} 个。`;
    case 'row-shift':
      return `“${rowName(anomaly.row)}”的行名不在表式规定的位置。`;
    case 'column-missing':
      return `缺少“${columnName(anomaly.column)}”一列。`;
    default:
      return anomaly satisfies never;
  }
}

export const PLACE_WORDS = { countOf: (n: number): string => `等 ${count(n)} 处` } as const;

export const ORIGIN_WORDS = {
  none: '原件中没有对应位置',
  page: (page: number, left: number, top: number): string =>
    `第 ${page} 页，距左 ${Math.round(left)} 磅、距上 ${Math.round(top)} 磅`,
  table: (table: number, row: number, column: number): string => `文件中第 ${table} 张表第 ${row} 行第 ${column} 列`,
  paragraph: (paragraph: number): string => `第 ${paragraph} 段`,
  line: (line: number): string => `第 ${line} 行`,
} as const;

/** Where a cell stands in its source, in words. */
export function originWords(origin: Cell['origin']): string {
  if (origin === null) return ORIGIN_WORDS.none;
  if ('page' in origin) return ORIGIN_WORDS.page(origin.page, origin.bbox[0], origin.bbox[1]);
  const place =
    'table' in origin
      ? ORIGIN_WORDS.table(origin.table, origin.row, origin.column)
      : ORIGIN_WORDS.paragraph(origin.paragraph);
  return origin.line === undefined ? place : `${place}（${ORIGIN_WORDS.line(origin.line)}）`;
}

export const CELL_WORDS = {
  raw: '原文',
  emptyRaw: '（无）',
  value: '数值',
  confidence: '置信度',
  reasons: '核对原因',
  origin: '位置',
  status: '状态',
  review: '待核对',
  noCell: '报告中没有这个单元格',
} as const;

export const UPLOAD_WORDS = {
  title: '批量上传',
  drop: '把文件、整个文件夹或压缩包拖到这里',
  dropNow: '松开即可上传',
  kinds: 'Word（.docx）、PDF、网页、文本、图片，或装有这些文件的 zip 压缩包',
  files: '选择文件',
  folder: '选择文件夹',
  reading: '正在清点文件',
  sending: (done: number, all: number): string => `正在上传 ${count(done)} / ${count(all)} 个文件`,
  bytes: (sent: string, all: string): string => `${sent} / ${all}`,
  stop: '停止上传',
  stopped: '上传已停止',
  done: '上传完毕',
  none: '里面没有文件。',
  /** In = received + duplicate + rejected, always shown. */
  sum: {
    all: (n: number): string => `送达 ${count(n)} 份`,
    received: (n: number): string => `已接收 ${count(n)}`,
    duplicate: (n: number): string => `重复 ${count(n)}`,
    rejected: (n: number): string => `拒收 ${count(n)}`,
  },
  expanded: (files: number, documents: number): string =>
    `${count(files)} 个文件，压缩包展开后共 ${count(documents)} 份`,
  mismatch: '回执中的数目与文件数不符，请到列表中核对。',
  unsent: (n: number): string => `未送达 ${count(n)} 个文件`,
  resend: '重新上传未送达的文件',
  more: (n: number): string => `另有 ${count(n)} 份没有在此列出，请在下面的文件列表中查看。`,
  receipt: '逐份回执',
  close: '收起回执',
  kept: '送达的文件已入库，关闭浏览器不会丢失。',
  leaving: '还有文件没有上传完。',
  sameAs: '与已有文件内容相同，查看',
  outcome: { received: '已接收', duplicate: '重复', rejected: '拒收', unsent: '未送达' },
  unreadable: '浏览器读不到这个文件',
} as const;

export const QUEUE_WORDS = {
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
} as const;

/** Time to go, honest: unknown is said so. */
export function timeToGoWords(seconds: number | null, open: number): string {
  if (open === 0) return QUEUE_WORDS.idle;
  if (seconds === null) return QUEUE_WORDS.unknown;
  if (seconds < 60) return QUEUE_WORDS.seconds(Math.max(1, Math.ceil(seconds)));
  const minutes = Math.ceil(seconds / 60);
  return minutes < 60 ? QUEUE_WORDS.minutes(minutes) : QUEUE_WORDS.hours(Math.floor(minutes / 60), minutes % 60);
}

export const LIST_WORDS = {
  title: '文件',
  agency: '单位',
  year: '年度',
  file: '文件名',
  state: '状态',
  verdict: '校验结论',
  errors: '错误',
  warnings: '提示',
  review: '待核对单元格',
  time: '接收时间',
  took: (duration: string): string => `用时 ${duration}`,
  actions: '操作',
  open: '查看结果',
  retry: '重试',
  retryAll: (n: number): string => `重试全部失败（${count(n)}）`,
  retried: (n: number): string => (n === 0 ? '没有可以重试的文件。' : `已把 ${count(n)} 份文件重新放入队列。`),
  attempts: (n: number): string => `已处理 ${n} 次`,
  progress: (read: number, pages: number): string => `已识别 ${read} / ${pages} 页`,
  search: '按单位或文件名查找',
  verdictAny: '全部结论',
  stateAny: '全部状态',
  clear: '清除筛选',
  empty: '还没有文件。把年度报告拖到上面的方框里即可开始。',
  emptyFiltered: '没有符合条件的文件。',
  total: (n: number): string => `共 ${count(n)} 份`,
  unknownAgency: '未识别',
  notYet: '—',
  loadFailed: '读取列表失败',
  again: '重新读取',
  duplicateOf: '与此文件相同',
} as const;

export const RESULT_WORDS = {
  back: '文件列表',
  original: '下载原件',
  json: '下载规范 JSON',
  retry: '重试',
  loading: '正在读取',
  loadFailed: '读取失败',
  untitled: '（无标题）',
  tables: '三张法定表',
  prose: '全文',
  facts: '报告信息',
  findings: '校验发现',
  noFindings: '没有发现问题。',
  infos: (n: number): string => `说明（${count(n)}）`,
  counts: (errors: number, warnings: number, review: number): string =>
    `${count(errors)} 个错误 · ${count(warnings)} 个提示 · ${count(review)} 个单元格待核对`,
  narrative: '本报告为叙述体（2018年度及以前的格式），没有三张法定表，请看全文。',
  noTables: '文件中没有找到法定表。',
  pending: '文件正在排队或处理，完成后自动显示结果。',
  failed: '处理失败',
  rejected: '文件未被接收',
  duplicate: '这份文件与已有文件内容完全相同，结果见',
  duplicateLink: '已有文件',
  scanned: (pages: readonly number[]): string =>
    `第 ${pages.join('、')} 页是扫描页，其中的文字尚未识别；表中相应单元格标为“未能识别”，不计为 0。`,
  formula: '算式',
  expected: '应为',
  actual: '实为',
  suggestion: '建议',
  quote: '原文',
  place: '位置',
  expectedActual: (expected: string, actual: string): string => `应为 ${expected}，实为 ${actual}`,
  preface: '标题与前言',
  closing: '落款',
  noProse: '没有读到正文。',
  notStated: '未载明',
  notes: '读取说明',
} as const;

type FactKey = Exclude<keyof ReportFacts, 'contact' | 'title'>;

export const FACT_WORDS: Readonly<Record<FactKey, string>> = {
  agency: '单位',
  year: '年度',
  template: '格式',
  period: '统计期限',
  publishedOn: '发布日期',
  signedOn: '落款日期',
  indexNumber: '索引号',
  documentNumber: '文号',
  signer: '落款单位',
  publisher: '发布机构',
};

export const CONTACT_WORDS: Readonly<Record<keyof ReportFacts['contact'], string>> = {
  address: '地址',
  postcode: '邮编',
  phone: '电话',
  fax: '传真',
  email: '电子邮箱',
};

export const SOURCE_WORDS = {
  fileName: '文件名',
  format: '文件格式',
  bytes: '大小',
  pages: '页数',
  sha256: 'SHA-256',
  pagesCount: (n: number): string => `${n} 页`,
  period: (start: string, end: string): string => `${start} 至 ${end}`,
  year: (n: number): string => `${n}年`,
} as const;

export const DURATION_WORDS = {
  milliseconds: '不到 1 秒',
  seconds: (n: number): string => `${n} 秒`,
  minutes: (n: number): string => `${n} 分钟`,
  hours: (n: number): string => `${n} 小时`,
} as const;

export const REQUEST_WORDS = {
  network: '无法连接服务器，请检查网络后再试。',
  unexpected: (status: number): string => `服务器返回了意外的应答（${status}）。`,
  tooLarge: '文件超过服务器允许的大小。',
} as const;
