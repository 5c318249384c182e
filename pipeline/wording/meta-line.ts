/** What a label of the data about a document is of. `other`: known to be such a label, and nothing is read from it. */
export type MetaName =
  | 'title'
  | 'indexNumber'
  | 'documentNumber'
  | 'publishedOn'
  /** Day in a line of a page that does not say of what. */
  | 'day'
  /** Day on which an entry was made in the system that publishes. */
  | 'enteredOn'
  | 'updatedOn'
  | 'signedOn'
  /** The body that issues. */
  | 'issuer'
  /** Where a page says that its text comes from. */
  | 'source'
  /** The body that runs the site. */
  | 'host'
  | 'other';

interface MetaLabel {
  readonly name: MetaName;
  readonly words: readonly string[];
  /** The words mean nothing else, so that they need no colon. */
  readonly sure: boolean;
}

/**
 * Labels of the data that pages and catalogues print about a document.
 * @source meta blocks of published pages; 政府信息公开目录 of the regulations of 2007
 */
const LABELS: readonly MetaLabel[] = [
  { name: 'indexNumber', sure: true, words: ['索引号', '信息索引号', '信息索引', '索取号', '目录编号'] },
  { name: 'documentNumber', sure: true, words: ['文号', '发文字号', '文件编号', '公文文号', '公文字号', '文件字号'] },
  { name: 'title', sure: false, words: ['标题', '名称', '信息名称', '文件名称', '信息标题', '公文标题'] },
  {
    name: 'publishedOn',
    sure: true,
    words: [
      ...['发布', '公布', '公开', '发文'].flatMap((verb) => [`${verb}日期`, `${verb}时间`]),
      '信息发布日期',
      '信息发布时间',
      '首次发布时间',
      '发稿时间',
      '发布于',
    ],
  },
  {
    name: 'enteredOn',
    sure: true,
    words: ['生成', '上传', '录入', '添加', '创建'].flatMap((verb) => [`${verb}日期`, `${verb}时间`]),
  },
  { name: 'updatedOn', sure: true, words: ['更新日期', '更新时间', '最后更新', '最后更新时间', '修改时间'] },
  {
    name: 'signedOn',
    sure: true,
    words: ['成文', '印发', '落款', '签发', '制发', '制作'].flatMap((verb) => [`${verb}日期`, `${verb}时间`]),
  },
  { name: 'day', sure: false, words: ['日期', '时间'] },
  {
    name: 'issuer',
    sure: true,
    words: [
      ...['发布', '制发', '制作', '公开', '发文', '印发'].flatMap((verb) =>
        ['机构', '机关', '单位', '部门', '主体'].map((body) => verb + body),
      ),
      '信息发布单位',
      '公开责任部门',
    ],
  },
  { name: 'source', sure: true, words: ['信息来源', '稿件来源', '文章来源', '内容来源', '来源单位'] },
  { name: 'host', sure: false, words: ['主办单位', '承办单位', '主办'] },
  { name: 'source', sure: false, words: ['来源', '稿源'] },
  {
    name: 'other',
    sure: true,
    words: [
      ...['主题', '信息', '组配', '体裁', '服务对象'].map((kind) => `${kind}分类`),
      ...['方式', '范围', '时限', '形式', '程序'].map((what) => `公开${what}`),
      ...['主题词', '有效性', '时效性', '效力状态', '有效期', '内容概述', '内容概要'],
      ...['浏览', '点击', '阅读', '访问', '查看', '点阅'].flatMap((verb) =>
        ['次数', '量', '数', '率'].map((what) => verb + what),
      ),
    ],
  },
  {
    name: 'other',
    sure: false,
    words: [
      ...[
        '分类',
        '关键词',
        '作者',
        '发布者',
        '发布人',
        '供稿',
        '编辑',
        '责任编辑',
        '责任单位',
        '责任部门',
        '审核',
        '字体',
        '字号',
        '人气',
      ],
      // words of which the end is the label of something else
      ...['开放', '办公', '接待', '受理', '服务', '工作', '截止', '上班', '统计', '查阅', '起止', '报送'].map(
        (what) => `${what}时间`,
      ),
      ...['截止日期', '统计日期', '数据来源', '资金来源', '经费来源'],
    ],
  },
];

const DAYS: readonly MetaName[] = ['publishedOn', 'enteredOn', 'updatedOn', 'signedOn'];

const spaced = (words: string): string => [...words].join('\\s*');
const byLength = (a: string, b: string): number => b.length - a.length;
const alternatives = (labels: readonly MetaLabel[]): string =>
  labels
    .flatMap((label) => label.words)
    .sort(byLength)
    .map(spaced)
    .join('|');

const NAMES: ReadonlyMap<string, MetaName> = new Map(
  LABELS.flatMap(({ name, words }) => words.map((word) => [word, name] as const)),
);
const nameOfLabel = (label: string): MetaName => NAMES.get(label.replace(/\s+/gu, ''))!;
const ALL = alternatives(LABELS);
const SURE = alternatives(LABELS.filter((label) => label.sure));

/** Labels of days need no colon before a year: 发布于 2024-01-16. */
const OF_DAYS = alternatives(LABELS.filter((label) => label.sure && DAYS.includes(label.name)));
const LABEL_IN_LINE = `[【\\[（(]?\\s*(?:(${ALL})\\s*[】\\]]?\\s*[:：]|(${OF_DAYS})\\s*(?=(?:19|20)\\d{2}))`;
const LABELS_IN_LINE = new RegExp(LABEL_IN_LINE, 'gu');
const ONE_LABEL = new RegExp(LABEL_IN_LINE, 'u');
const WHOLE_LABEL = new RegExp(`^[【\\[]?\\s*(${ALL})\\s*[】\\]]?\\s*[:：]?$`, 'u');
const BEGINS_SURE = new RegExp(`^[【\\[]?\\s*(?:${SURE})(?!\\s*[一-鿿])`, 'u');
/** Characters of a line that can be one of labelled facts. */
const LONGEST_LINE = 600;

/** What a text is the label of, with or without its colon and brackets; null where it is none. */
export function metaNameOf(text: string): MetaName | null {
  const label = text.length <= 30 ? WHOLE_LABEL.exec(text.normalize('NFKC').trim())?.[1] : undefined;
  return label === undefined ? null : nameOfLabel(label);
}

export interface MetaFactInLine {
  readonly name: MetaName;
  /** As printed, without the marks that part facts; may be empty. */
  readonly value: string;
}

/** A line of labelled facts: `unlabelled` is what stands before the first label, often a day. */
export interface MetaLine {
  readonly unlabelled: string;
  readonly facts: readonly MetaFactInLine[];
}

const EDGES = /^[\s|｜;；,，、【[（(]+|[\s|｜;；,，、【[（(]+$/gu;
/** Buttons that pages put behind the facts. */
const BUTTONS =
  /\s*[【[]?\s*(?:打印(?:本页)?|关闭(?:窗口)?|收藏|分享(?:到)?|(?:[【[（(]?[大中小][】\]）)]?\s*){3})\s*[】\]]?\s*$/u;
const tidy = (value: string): string => {
  let text = value.replace(EDGES, '');
  for (let before = ''; before !== text; ) {
    before = text;
    text = text.replace(BUTTONS, '').replace(EDGES, '');
  }
  return text;
};

/** Cuts a line at the labels in it: 来源:林业局 时间:2017-01-12 10:01; null for a line without labels or with sentences. */
export function metaLineOf(line: string): MetaLine | null {
  if (line.length > LONGEST_LINE) return null;
  const labels = [...line.matchAll(LABELS_IN_LINE)];
  const [first] = labels;
  if (!first) return null;
  const facts = labels.map((label, i) => ({
    name: nameOfLabel((label[1] ?? label[2])!),
    value: tidy(line.slice(label.index + label[0].length, labels[i + 1]?.index ?? line.length)),
  }));
  const unlabelled = tidy(line.slice(0, first.index));
  // in running text a label is a word like any other
  const isProse = /[。！？]/u.test(unlabelled) || facts.some(({ value }) => /[。！？].*[\p{Script=Han}]/u.test(value));
  return isProse ? null : { unlabelled, facts };
}

/**
 * Whether a line states a fact about the document behind its label, or begins with a label that means nothing else. Who
 * runs the site is no such fact.
 */
export function statesMeta(line: string): boolean {
  if (line.length > LONGEST_LINE || /[。；]/u.test(line)) return false;
  const text = line.normalize('NFKC').trim();
  const found = ONE_LABEL.exec(text);
  const label = found?.[1] ?? found?.[2];
  if (label !== undefined) return nameOfLabel(label) !== 'host';
  return BEGINS_SURE.test(text);
}
