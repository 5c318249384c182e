import { distance } from 'fastest-levenshtein';
import { SECTION_TITLES, type SectionTitle } from '../../config/catalogue/sections.ts';
import { PROSE_LIMITS } from '../../config/limits/form.ts';
import type { Origin } from '../contracts/origin.ts';
import type { Section } from '../contracts/report.ts';
import { labelParts } from '../form/label.ts';
import { compact } from '../wording/fold.ts';
import { isDamagedDateLine, isDateLine } from './dates.ts';

/** One paragraph of the document, folded to Simplified. */
export interface Line {
  readonly text: string;
  readonly alignment: 'left' | 'center' | 'right' | null;
  readonly headingLevel: number | null;
  /** It stands in a cell of a statutory table that was used as a heading. */
  readonly inTable: boolean;
  readonly origin: Origin | null;
}

export interface Prose {
  readonly preface: readonly Line[];
  readonly sections: readonly Section[];
  readonly closing: readonly string[];
}

const CHINESE_NUMERALS = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];
const TOP = /^\s*([一二三四五六七八九十]{1,3})\s*[、．.,，:：]\s*(\S.*)$/su;
/** 第一部分 总体情况, 一　总体情况: an ordinal only where an official title stands behind it. */
const UNMARKED = /^\s*第?[一二三四五六](?:\s*(?:部分|章)[\s、：:]*|[\s、：:]+)(?=\S)/u;
const SECOND = /^\s*[（(]\s*([一二三四五六七八九十]{1,3})\s*[)）]/u;
const THIRD = /^\s*\d{1,2}\s*[.．、](?!\d)/u;
const SENTENCE_END = /[。；;！!？?]$/u;
const AGENCY_END =
  /(?:局|厅|委|委员会|办|办公室|政府|院|部|署|站|所|中心|公司|大队|支队|街道|镇|乡|集团|银行|税务|海关)$/u;

const ordinalValue = (ordinal: string): number => {
  if (!ordinal.includes('十')) return CHINESE_NUMERALS.indexOf(ordinal) + 1;
  const [tens, ones] = ordinal.split('十');
  return (tens ? CHINESE_NUMERALS.indexOf(tens) + 1 : 1) * 10 + (ones ? CHINESE_NUMERALS.indexOf(ones) + 1 : 0);
};

/** How much a heading without its ordinal is like one of the six official titles, 0…1. */
function titleLikeness(heading: string): { readonly title: SectionTitle; readonly score: number } {
  const body = labelParts(heading).body;
  const scores = SECTION_TITLES.map((title) => {
    const wordings = [title.title, ...title.aliases].map((wording) => labelParts(wording).body);
    const score = Math.max(...wordings.map((w) => 1 - distance(body, w) / Math.max(1, body.length, w.length)));
    return { title, score };
  });
  return scores.reduce((best, each) => (each.score > best.score ? each : best));
}

/** The official section a heading stands for; null where it is none of them. */
export const sectionTitleOf = (heading: string): SectionTitle | null => {
  const { title, score } = titleLikeness(heading);
  return score >= PROSE_LIMITS.titleLikeness ? title : null;
};

/** The heading at the start of a paragraph and what follows it in the same paragraph. */
function splitHeading(text: string): { readonly heading: string; readonly rest: string } {
  const trimmed = text.trim();
  if (trimmed.length <= PROSE_LIMITS.headingCharacters && !SENTENCE_END.test(trimmed))
    return { heading: trimmed, rest: '' };
  const end = /[。：:；\s]/u.exec(trimmed.slice(2));
  const at = end ? end.index + 2 : -1;
  if (at < 0 || at > PROSE_LIMITS.headingCharacters)
    return { heading: trimmed.slice(0, PROSE_LIMITS.headingCharacters), rest: trimmed };
  return { heading: trimmed.slice(0, at), rest: trimmed.slice(at + 1).trim() };
}

/** The official section that a line opens: by a title behind an ordinal, or by the exact title alone. */
export function headingTitleOf(text: string): SectionTitle | null {
  const ordinal = TOP.exec(text);
  const bare = compact(text);
  const words = ordinal?.[2] ?? text.replace(UNMARKED, '');
  const title = bare.length <= PROSE_LIMITS.headingCharacters ? sectionTitleOf(words) : null;
  if (ordinal) return title ?? sectionTitleOf(splitHeading(text).heading);
  return title && titleLikeness(words).score === 1 ? title : null;
}

interface TopHeading {
  readonly index: number;
  readonly number: number | null;
  readonly heading: string;
  readonly rest: string;
  readonly title: SectionTitle | null;
}

/**
 * The headings of the sections among all lines. A heading is one by its official title, or by its ordinal when that
 * follows the ordinals before it and no official title claims the same one: lists inside a section start anew.
 */
function topHeadings(lines: readonly Line[]): readonly TopHeading[] {
  const candidates = lines.flatMap((line, index): TopHeading[] => {
    const ordinal = TOP.exec(line.text);
    const title = headingTitleOf(line.text);
    if (ordinal) return [{ index, number: ordinalValue(ordinal[1]!), ...splitHeading(line.text), title }];
    return title ? [{ index, number: title.number, heading: line.text.trim(), rest: '', title }] : [];
  });
  const claimed = new Set(candidates.filter((c) => c.title && !isDuplicate(candidates, c)).map((c) => c.number));
  const chosen: TopHeading[] = [];
  for (const candidate of candidates) {
    const previous = chosen.at(-1)?.number ?? 0;
    const again = candidate.title !== null && chosen.some((c) => c.title === candidate.title);
    if (candidate.title && !again) {
      chosen.push(candidate);
    } else if (
      candidate.number === previous + 1 &&
      !claimed.has(candidate.number) &&
      !lines[candidate.index]!.inTable
    ) {
      // a title like one that was there before is a title of its own: 三、依申请公开政府信息情况
      chosen.push({ ...candidate, title: null });
    }
  }
  return chosen;
}

const isDuplicate = (candidates: readonly TopHeading[], candidate: TopHeading): boolean =>
  candidates.find((c) => c.title === candidate.title) !== candidate;

/** Nests the lines of one section under its second and third level headings. */
function nest(lines: readonly Line[]): { paragraphs: string[]; children: Section[] } {
  const paragraphs: string[] = [];
  const children: Section[] = [];
  for (const line of lines) {
    const text = line.text.trim();
    const second = SECOND.exec(text);
    const parent = children.at(-1);
    if (second) {
      const { heading, rest } = splitHeading(text);
      children.push(section(ordinalValue(second[1]!), heading, null, rest ? [rest] : []));
    } else if (
      THIRD.test(text) &&
      text.length <= PROSE_LIMITS.headingCharacters &&
      !SENTENCE_END.test(text) &&
      parent
    ) {
      parent.children.push(section(Number.parseInt(text, 10), text, null, []));
    } else {
      const deepest = parent?.children.at(-1) ?? parent;
      (deepest?.paragraphs ?? paragraphs).push(text);
    }
  }
  return { paragraphs, children };
}

const section = (number: number | null, heading: string, role: string | null, paragraphs: string[]): Section => ({
  number,
  heading,
  role,
  paragraphs,
  children: [],
});

/** Where the signature and date at the end begin: the last date line with the short lines before it, or a signing agency. */
function closingStart(lines: readonly Line[]): number {
  const from = Math.max(0, lines.length - PROSE_LIMITS.closingLines);
  const date = lines.findLastIndex((line, i) => i >= from && (isDateLine(line.text) || isDamagedDateLine(line.text)));
  if (date >= 0) {
    let start = date;
    while (start > 0 && isSigner(lines[start - 1]!)) start--;
    return start;
  }
  const last = lines.at(-1);
  return last && isSigner(last) && AGENCY_END.test(compact(last.text)) ? lines.length - 1 : lines.length;
}

const isSigner = (line: Line): boolean => {
  const text = compact(line.text);
  const short =
    text.length <= PROSE_LIMITS.signerCharacters &&
    !/[。，；：、]/u.test(text) &&
    !TOP.test(line.text) &&
    !SECOND.test(line.text);
  return (
    short && text.length >= 3 && (line.alignment === 'right' || AGENCY_END.test(text)) && !/^(?:无|没有)/u.test(text)
  );
};

/** Turns the lines of the document into what stands before the sections, the tree of sections, and the signature. */
export function readProse(lines: readonly Line[]): Prose {
  const end = closingStart(lines);
  const body = lines.slice(0, end);
  const heads = topHeadings(body);
  const sections = heads.map((head, i) => {
    const inside = body.slice(head.index + 1, heads[i + 1]?.index ?? body.length).filter((line) => !line.inTable);
    const { paragraphs, children } = nest(inside);
    return {
      ...section(head.number, head.heading, head.title?.role ?? null, [
        ...(head.rest ? [head.rest] : []),
        ...paragraphs,
      ]),
      children,
    };
  });
  return {
    preface: body.slice(0, heads[0]?.index ?? body.length).filter((line) => !line.inTable),
    sections,
    closing: lines.slice(end).map((line) => line.text.trim()),
  };
}

/** All paragraphs and headings of a section and its children, in reading order. */
export const flatten = (s: Section): readonly string[] => [
  ...s.paragraphs,
  ...s.children.flatMap((child) => [child.heading, ...flatten(child)]),
];
