import { PROSE_LIMITS } from '../../config/limits/form.ts';
import type { MetaFact } from '../contracts/document.ts';
import { dateLineOf } from '../wording/dates.ts';
import { compact } from '../wording/fold.ts';
import { metaLineOf } from '../wording/meta-line.ts';
import { beginsWithOrdinal } from '../wording/ordinal.ts';

export interface ReadTitle {
  /** As printed, white space left out. */
  readonly title: string;
  readonly agency: string | null;
  readonly year: number | null;
  /** The words are the usual ones, every character in its place. */
  readonly sound: boolean;
}

const CHINESE_DIGITS = '〇一二三四五六七八九';
const YEAR = /(?<!\d)((?:19|20)\d{2})(?!\d)\s*(?:年度|年)?|([二〇○零一九][〇○零一二三四五六七八九]{3})\s*(?:年度|年)/gu;

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
const KIND_WORDS = /^[工作情况的年度报告书公开政府信息关于]{2,16}$/u;
const SOUND_KIND = /^(?:工作|情况|工作情况|的|年度|年)*(?:报告|年报)(?:书)?$/u;
const REMARK = /[（(〔[【][^（）()〔〕[\]【】]{0,16}[）)〕\]】]/gu;
/** What is sent or published with a report has its own kind of title: 关于公布……的通知. */
const ENVELOPE = /的?(?:公告|通告|通知|函|请示)$/u;
const OFFICIAL = '政府信息公开工作年度报告';
/** Part of the official characters that a line must have, in any order, to be the garbled title. */
const GARBLED_SHARE = 0.85;

/** Names of no body: what navigation and headings of pages put where the name stands. */
const NO_BODY =
  /^(?:各?(?:部门|单位|乡镇|街道|县区|区县)|(?:市|县|区|省)?(?:级|直)(?:各?部门|单位)|本(?:级|机关|单位|部门|局|镇|乡)|我[局委办厅镇乡]|法定主动公开内容|政府|年度|首页|关于|公布|发布|附件\d*)$/u;
const WEB_SITE = /(?:网站|门户|信息网|政府网|平台|专栏)$/u;

function agencyOf(text: string): string | null {
  const name = text
    .replace(REMARK, (remark) => (/\d/u.test(remark) ? '' : remark))
    .replace(/^(?:关于|公布|发布|印发|现将|附件\d*[:：]?)+/u, '')
    .replace(/^[《“"'\s\-—－_|]+|[》”"'\s\-—－_|]+$/gu, '')
    .replace(/(?:关于|的|度)$/u, '');
  if (name.length < 2 || name.length > PROSE_LIMITS.signerCharacters || NO_BODY.test(name) || WEB_SITE.test(name))
    return null;
  return /信息公开|报告|年报|[>＞»›]/u.test(name) ? null : name;
}

/** Where the words of the kind of report begin: behind the last subject whose rest is made of them; null for no title. */
function kindOf(title: string): { readonly at: number; readonly sound: boolean } | null {
  const words = title.replace(REMARK, (remark) => ' '.repeat(remark.length));
  const subjects = [...words.matchAll(SUBJECT)];
  for (const subject of subjects.toReversed()) {
    const rest = words
      .slice(subject.index + subject[0].length)
      .replace(YEAR, '')
      .replace(/\s+/gu, '')
      .replace(ENVELOPE, '');
    if (SOUND_KIND.test(rest)) return { at: subject.index, sound: true };
    const hasKind = KIND.test(rest) || (rest.includes('报') && /[告年]/u.test(rest));
    if (hasKind && KIND_WORDS.test(rest)) return { at: subject.index, sound: false };
  }
  return garbledKind(words);
}

/** The end of a line that has nearly all characters of the official words in another order, behind a year. */
function garbledKind(title: string): { readonly at: number; readonly sound: boolean } | null {
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
  return found >= OFFICIAL.length * GARBLED_SHARE
    ? { at: Math.max(at, title.trimEnd().length - end.length), sound: false }
    : null;
}

/** Without marks around it; a title printed twice in one line counts once. */
const bare = (line: string): string => {
  const text = line.replace(/^[《【“"]+|[》】”"]+$/gu, '');
  const half = text.length / 2;
  return text.length % 2 === 0 && text.slice(0, half) === text.slice(half) ? text.slice(0, half) : text;
};

/** Reads a line as the title of an annual report; null where it is none. */
export function readTitle(text: string): ReadTitle | null {
  const title = bare(compact(text));
  if (title.length > PROSE_LIMITS.titleCharacters || /[。；！？]/u.test(title)) return null;
  const kind = kindOf(title);
  if (!kind) return null;
  const years = [...new Set([...title.matchAll(YEAR)].map((m) => yearOf(m[1] ?? m[2]!)))];
  const before = title.slice(0, kind.at);
  const inFront = [...before.matchAll(YEAR)].at(-1);
  const names = inFront
    ? [before.slice(0, inFront.index), before.slice(inFront.index + inFront[0].length)]
    : [before.replace(REMARK, ''), before];
  return {
    title: bare(text.replace(/[\s\u200b-\u200f\ufeff]+/gu, '')),
    agency: names.map(agencyOf).find((name) => name !== null) ?? null,
    year: years.length === 1 ? years[0]! : null,
    sound: kind.sound && title.includes(OFFICIAL),
  };
}

const PATH_MARK = /[>＞»›→]|\s\/\s|::/u;
/** Whether a line is the path to the page: 首页 > 政务公开 > …. */
export const isPath = (text: string): boolean =>
  (text.match(/[>＞»›→]/gu)?.length ?? 0) >= 2 ||
  (/^\s*(?:您?(?:现在|当前)?(?:的)?(?:所在)?(?:的)?位置|当前(?:页面|栏目)|首页|网站首页|主页)/u.test(text) &&
    (PATH_MARK.test(text) || /[:：]/u.test(text)));

const isDate = (text: string): boolean => dateLineOf(text) !== null;

/** Lines of a heading that together can make a title. */
const TITLE_SPAN = 4;
/** Sites put what a page is before or behind its title: 青禾县水务局2023年…报告_青禾县人民政府. */
const SITE_NAME = /[_|\-—–－>＞]/u;

interface Candidate {
  readonly read: ReadTitle;
  readonly span: number;
}

function printedTitles(lines: readonly string[]): readonly Candidate[] {
  const found: Candidate[] = [];
  for (let i = 0; i < Math.min(lines.length, PROSE_LIMITS.titleLines); i++) {
    let joined = '';
    for (let span = 1; span <= TITLE_SPAN && i + span <= lines.length; span++) {
      const part = lines[i + span - 1]!;
      if (/[。：:；]/u.test(part) || isPath(part) || isDate(part) || metaLineOf(part) !== null) break;
      if (beginsWithOrdinal(part)) break;
      joined += part;
      const read = readTitle(joined);
      if (read) found.push({ read, span });
    }
  }
  return found;
}

/** The more a title says, and the more soundly, the better; a title that another place repeats is the title. */
function rank(candidate: ReadTitle, all: readonly ReadTitle[]): number {
  const repeated = all.filter(({ title }) => title === candidate.title).length > 1;
  return (
    (candidate.agency !== null ? 8 : 0) +
    (candidate.year !== null ? 8 : 0) +
    (repeated ? 4 : 0) +
    (candidate.sound ? 2 : 0)
  );
}

/** The title as printed: one line, or short lines of a heading that together make it; else as the page states it. */
export function titleOf(
  preface: readonly string[],
  stated: readonly string[],
  meta: readonly MetaFact[],
): ReadTitle | null {
  const lines = preface.map((text) => text.trim()).filter((text) => text !== '');
  const printed = printedTitles(lines).toSorted((a, b) => a.span - b.span);
  const elsewhere = [
    ...stated,
    ...meta.filter((m) => /title/iu.test(m.name)).flatMap((m) => [m.content, m.content.split(SITE_NAME)[0] ?? '']),
    ...lines.filter(isPath).flatMap((line) => line.split(/[>＞»›→]/u).slice(-1)),
  ].flatMap((text) => readTitle(text) ?? []);
  const all = [...printed.map(({ read }) => read), ...elsewhere];
  return all.reduce<ReadTitle | null>(
    (best, each) => (best === null || rank(each, all) > rank(best, all) ? each : best),
    null,
  );
}

const QUOTED = /《([^《》]{6,70})》/gu;
const NAMED = /(?:公布|发布|编制|形成|编写|公开|现将|制作)(?:了|完成)?([^，。；：、《》]{2,40}?(?:报告|年报))/gu;

/** The report as its own text names it: 编制了《柳湾镇人民政府2023年政府信息公开工作年度报告》. Basis documents are no report. */
export function namedIn(paragraphs: readonly string[]): ReadTitle | null {
  const reads = paragraphs.flatMap((text) =>
    [...text.matchAll(QUOTED), ...text.matchAll(NAMED)].flatMap((match) => {
      const read = readTitle(match[1]!);
      return read && (read.year !== null || read.agency !== null) ? [read] : [];
    }),
  );
  const years = new Set(reads.flatMap(({ year }) => year ?? []));
  const full = reads.find(({ agency, year }) => agency !== null && year !== null) ?? reads[0] ?? null;
  // two years named: which of the reports this one is, the text does not say
  return full && years.size > 1 ? { ...full, year: null } : full;
}
