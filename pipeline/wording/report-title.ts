import { PROSE_LIMITS } from '../../config/limits/form.ts';
import { compact } from './fold.ts';

/** A title of an annual report taken apart. */
export interface ReportTitle {
  /** As printed, white space left out. */
  readonly title: string;
  readonly agency: string | null;
  readonly year: number | null;
  /** Where the year stands; null where there is none, or more than one. */
  readonly yearStands: 'before-name' | 'behind-name' | 'at-end' | null;
  /** The year has its 年. */
  readonly yearMarked: boolean;
  /** 政府信息公开工作年度报告, every character in its place and nothing behind it but a remark in brackets. */
  readonly official: boolean;
}

const CHINESE_DIGITS = '〇一二三四五六七八九';
const YEAR =
  /(?<!\d)((?:19|20)\d{2})(?!\d)\s*(?:年度|年(?!报))?|([二〇○零一九][〇○零一二三四五六七八九]{3})\s*(?:年度|年(?!报))/gu;

const yearOf = (digits: string): number =>
  Number(
    [...digits.replace(/[○零]/gu, '〇')]
      .map((c) => (CHINESE_DIGITS.includes(c) ? CHINESE_DIGITS.indexOf(c) : c))
      .join(''),
  );

/** What a report is about, and what it is; between and behind them stand 工作, 情况, 年度, a year, a remark in brackets. */
const SUBJECT = /(?:政府信息|政务|信息)公开/gu;
const KIND = /报告|年报|报告书/u;
/** Characters of the words behind the subject, in whatever order a faulty page has them. */
const KIND_WORDS = /^[工作情况的年度报告书公开政府信息关于总结全正文]{2,16}$/u;
const REMARK = /[（(〔[【][^（）()〔〕[\]【】]{0,16}[）)〕\]】]/gu;
/** What is sent or published with a report has its own kind of title: 关于公布……的通知. */
const ENVELOPE = /的?(?:公告|通告|通知|函|请示)$/u;
const OFFICIAL = '政府信息公开工作年度报告';
const OFFICIAL_END = /政府信息公开工作年度报告(?:[（(〔【][^（）()]{0,16}[）)〕】])?$/u;
/** What stands in brackets at the end may be the name: 2023年……报告（河阳县民政局）. */
const LAST_REMARK = /[（(]([^（）()]+)[）)]$/u;
/** Part of the official characters that a line must have, in any order, to be the garbled title. */
const GARBLED_SHARE = 0.8;

/** Names of no body: what navigation and headings of pages put where the name stands. */
const NO_BODY =
  /^(?:各?(?:部门|单位|乡镇|街道|县区|区县)|(?:市|县|区|省)?(?:级|直)(?:各?部门|单位)|本(?:级|机关|单位|部门|局|镇|乡)|我[局委办厅镇乡]|法定主动公开内容|政府|年度|首页|关于|公布|发布|附件\d*)$/u;
const WEB_SITE = /(?:网站|门户|信息网|政府网|平台|专栏)$/u;

/** A year that lost a figure, or has a letter for one: 202年, 2O23年. It is no part of the name. */
const DAMAGED_YEAR = /^[\dOo]{1,6}年度?|[\dOo]{1,6}年?度?$/gu;

function agencyOf(text: string): string | null {
  const name = text
    .replace(REMARK, (remark) => (/\d|^[〔【]/u.test(remark) ? '' : remark))
    .replace(/^(?:关于|公布|发布|印发|现将|附件\d*[:：]?)+/u, '')
    .replace(/^[《“"'\s\-—－_|)）]+|[》”"'\s\-—－_|(（]+$/gu, '')
    .replace(DAMAGED_YEAR, '')
    .replace(/(?:关于|的|度)$/u, '');
  if (name.length < 2 || name.length > PROSE_LIMITS.signerCharacters || NO_BODY.test(name) || WEB_SITE.test(name))
    return null;
  if (/信息公开|报告|年报|关于|印发|通知|[>＞»›]/u.test(name)) return null;
  // 双溪县人民政府信息公开年报 prints once what belongs to the name and to the subject
  return name.endsWith('人民') ? `${name}政府` : name;
}

/** Where the words of the kind of report begin: behind the last subject whose rest is made of them; null for no title. */
function kindAt(title: string): number | null {
  const words = title.replace(REMARK, (remark) => ' '.repeat(remark.length));
  const subjects = [...words.matchAll(SUBJECT)];
  for (const subject of subjects.toReversed()) {
    const rest = words
      .slice(subject.index + subject[0].length)
      .replace(YEAR, '')
      .replace(/\s+/gu, '')
      .replace(ENVELOPE, '');
    const hasKind = KIND.test(rest) || (rest.includes('报') && /[告年]/u.test(rest));
    if (hasKind && KIND_WORDS.test(rest)) return subject.index;
  }
  return garbledAt(words);
}

/** The end of a line that has nearly all characters of the official words in another order, behind a year. */
function garbledAt(title: string): number | null {
  const year = [...title.matchAll(YEAR)].at(-1);
  if (!year) return null;
  const at = year.index + year[0].length;
  const end = [...title.slice(at).trim()].slice(-OFFICIAL.length - 1);
  const left = [...end];
  let found = 0;
  for (const character of OFFICIAL) {
    const i = left.indexOf(character);
    if (i < 0) continue;
    left.splice(i, 1);
    found++;
  }
  return found >= OFFICIAL.length * GARBLED_SHARE ? Math.max(at, title.trimEnd().length - end.length) : null;
}

const PAIRS: readonly (readonly [string, string])[] = [
  ['《', '》'],
  ['【', '】'],
  ['“', '”'],
  ['"', '"'],
];

/** Without the name of an attachment before it and marks around it; a title printed twice in one line counts once. */
const bare = (line: string): string => {
  const named = line.replace(/^附件\d*[:：]/u, '');
  const pair = PAIRS.find(([open, close]) => named.startsWith(open) && named.endsWith(close));
  const inner = pair && !named.slice(1, -1).includes(pair[0]) ? named.slice(1, -1) : named;
  const half = inner.length / 2;
  return inner.length % 2 === 0 && inner.slice(0, half) === inner.slice(half) ? inner.slice(0, half) : inner;
};

/** Whether a line is one title printed twice. */
export const isDoubled = (line: string): boolean => {
  const text = compact(line);
  return text.length > OFFICIAL.length && text.slice(0, text.length / 2) === text.slice(text.length / 2);
};

/** Reads a line as the title of an annual report; null where it is none. */
export function readTitle(text: string): ReportTitle | null {
  const title = bare(compact(text));
  if (title.length > PROSE_LIMITS.titleCharacters || /[。；！？]/u.test(title)) return null;
  const at = kindAt(title);
  if (at === null) return null;
  const marks = [...title.matchAll(YEAR)];
  const years = [...new Set(marks.map((m) => yearOf(m[1] ?? m[2]!)))];
  const before = title.slice(0, at);
  const mark = marks.findLast((m) => m.index < at) ?? marks.at(-1);
  const inFront = mark !== undefined && mark.index < at;
  const names = inFront
    ? [before.slice(0, mark.index), before.slice(mark.index + mark[0].length)]
    : [before, before.replace(REMARK, '')];
  const stands = !inFront ? 'at-end' : agencyOf(names[0]!) !== null ? 'behind-name' : 'before-name';
  return {
    title: bare(text.replace(/[\s\u200b-\u200f\ufeff]+/gu, '')),
    agency: names.map(agencyOf).find((name) => name !== null) ?? agencyOf(LAST_REMARK.exec(title)?.[1] ?? ''),
    year: years.length === 1 ? years[0]! : null,
    yearStands: years.length === 1 ? stands : null,
    yearMarked: mark !== undefined && /年/u.test(mark[0]),
    official: OFFICIAL_END.test(title),
  };
}
