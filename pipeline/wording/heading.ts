import { distance } from 'fastest-levenshtein';
import { SECTION_TITLES, type SectionTitle } from '../../config/catalogue/sections.ts';
import { PROSE_LIMITS } from '../../config/limits/form.ts';
import { compact } from './fold.ts';
import { type Ordinal, type OrdinalForm, ordinalOf } from './ordinal.ts';

/** The beginning of a paragraph read as a heading: ordinal, words, and the text that goes on behind them. */
export interface Heading {
  readonly ordinal: Ordinal | null;
  /** As printed, ordinal included, without what follows in the same paragraph. */
  readonly text: string;
  /** The heading without its ordinal. */
  readonly words: string;
  readonly rest: string;
  /** The official section whose title the words are like; null where they are like none. */
  readonly title: SectionTitle | null;
  /** How like, 0…1; 1: the official words. */
  readonly likeness: number;
}

const SENTENCE_END = /[。；;！!？?]$/u;
/** Where a heading ends that shares its paragraph with text. */
const HEADING_END = /[。：:；\s]/u;
/** Characters of an ordinal before which a heading cannot end. */
const ORDINAL_CHARACTERS = 2;

/** Words as compared: folded, without punctuation. */
const bodyOf = (words: string): string => compact(words).replace(/[\p{P}\p{S}]+/gu, '');

const WORDINGS = SECTION_TITLES.flatMap((title) =>
  [title.title, ...title.aliases].map((wording) => ({ title, body: bodyOf(wording) })),
);

/** A word that tells one section from another whose title is alike but for it. */
const OF_ANOTHER: Readonly<Partial<Record<SectionTitle['role'], RegExp>>> = {
  proactiveDisclosure: /依申请|申请公开/u,
  applications: /主动公开/u,
};

/** The official section that words are most like, whatever the likeness, 0…1. */
export function nearestTitle(words: string): { readonly title: SectionTitle; readonly likeness: number } {
  const body = bodyOf(words);
  let nearest = { title: SECTION_TITLES[0]!, likeness: 0 };
  for (const { title, body: official } of WORDINGS) {
    if (OF_ANOTHER[title.role]?.test(body)) continue;
    const likeness = 1 - distance(body, official) / Math.max(1, body.length, official.length);
    if (likeness > nearest.likeness) nearest = { title, likeness };
  }
  return nearest;
}

/** The official section a heading stands for, its ordinal left out; null where it is none of them. */
export function sectionTitleOf(heading: string): SectionTitle | null {
  const ordinal = ordinalOf(heading);
  const words = ordinal ? heading.trimStart().slice(ordinal.text.length) : heading;
  const { title, likeness } = nearestTitle(words);
  return likeness >= PROSE_LIMITS.titleLikeness ? title : null;
}

/** Length of the official title at the beginning of words that go on behind it, in characters as printed; 0 for none. */
function officialStart(words: string): number {
  let longest = 0;
  for (const { body } of WORDINGS) {
    let at = 0;
    let matched = 0;
    for (; at < words.length && matched < body.length; at++) {
      const character = words[at]!;
      if (character === body[matched]) matched++;
      else if (!/[\s\p{P}]/u.test(character)) break;
    }
    if (matched === body.length) longest = Math.max(longest, at);
  }
  return longest;
}

/** Parts the heading at the start of a paragraph from what follows it. */
function partHeading(paragraph: string, ordinal: Ordinal | null): { readonly text: string; readonly rest: string } {
  if (paragraph.length <= PROSE_LIMITS.headingCharacters && !SENTENCE_END.test(paragraph))
    return { text: paragraph, rest: '' };
  const from = ordinal?.text.length ?? 0;
  const official = officialStart(paragraph.slice(from));
  if (official > 0) {
    const rest = paragraph.slice(from + official).replace(/^[\s。：:；，,]+/u, '');
    return { text: paragraph.slice(0, from + official), rest };
  }
  const begin = Math.max(from, ORDINAL_CHARACTERS);
  const end = HEADING_END.exec(paragraph.slice(begin));
  const at = end ? end.index + begin : -1;
  if (at < 0 || at > PROSE_LIMITS.headingCharacters)
    return { text: paragraph.slice(0, PROSE_LIMITS.headingCharacters), rest: paragraph };
  return { text: paragraph.slice(0, at), rest: paragraph.slice(at + 1).trim() };
}

/** Dots and the number of a page behind a title, as in a table of contents. */
const PAGE_REFERENCE = /[\s.．·…_—-]{2,}\d{0,3}\s*$/u;

/** Reads the start of a paragraph as a heading. Any paragraph can be read so; what it is, its surroundings decide. */
export function readHeading(paragraph: string): Heading {
  const trimmed = paragraph.trim();
  const ordinal = ordinalOf(trimmed);
  const { text, rest } = partHeading(trimmed, ordinal);
  const words = text.slice(ordinal?.text.length ?? 0).replace(PAGE_REFERENCE, '');
  const isOpen = rest === trimmed || (ordinal === null && rest !== '' && officialStart(trimmed) === 0);
  const { title, likeness } = isOpen ? { title: null, likeness: 0 } : nearestTitle(words);
  const isLike = likeness >= PROSE_LIMITS.titleLikeness;
  return { ordinal, text, words, rest, title: isLike ? title : null, likeness: isLike ? likeness : 0 };
}

/** Families of ordinals of which one heads the sections of a document; null: its headings have none. */
export type SectionFamily = 'section' | 'figure' | 'bracketed' | null;

const FAMILIES: Readonly<Record<OrdinalForm, SectionFamily>> = {
  section: 'section',
  part: 'section',
  spaced: 'section',
  clause: 'section',
  figure: 'figure',
  bracketed: 'bracketed',
  bracketedFigure: 'figure',
  circled: null,
};

export const familyOf = (ordinal: Ordinal | null): SectionFamily => (ordinal === null ? null : FAMILIES[ordinal.form]);

/** Forms of which an ordinal alone makes a heading; behind the others an official title must stand. */
export const isMarked = (ordinal: Ordinal | null): boolean =>
  ordinal !== null &&
  ordinal.number !== null &&
  (ordinal.form === 'part' ? /部分|章|篇/u.test(ordinal.text) : !['clause', 'spaced'].includes(ordinal.form));

/** Official titles that must stand behind ordinals of another family, or none, before it is that of the sections… */
const LEAST_TITLES = 2;
/** …and where lines count from one on as headings of sections do. */
const LEAST_AGAINST_COUNT = 4;
/** Likeness from which a title behind the ordinals of sub-headings counts: （一）主动公开情况 is the usual sub-heading. */
const LIKE_ENOUGH = 0.75;

/** Whether lines of their own count 一、二、三、. */
const countsUp = (headings: readonly Heading[]): boolean => {
  let next = 1;
  for (const { ordinal, rest } of headings)
    if (rest === '' && familyOf(ordinal) === 'section' && isMarked(ordinal) && ordinal?.number === next) next++;
  return next > 3;
};

/**
 * The family of ordinals behind which the official titles of a document stand; `section`, as the form prints them, where
 * little speaks for another.
 */
export function familyOfSections(headings: readonly Heading[]): SectionFamily {
  const roles = new Map<SectionFamily, Set<string>>();
  for (const { ordinal, title, likeness } of headings) {
    if (title === null) continue;
    const family = familyOf(ordinal);
    const least =
      family === null || !isMarked(ordinal) ? PROSE_LIMITS.sureTitle : family === 'section' ? 0 : LIKE_ENOUGH;
    if (likeness < least) continue;
    roles.set(family, (roles.get(family) ?? new Set()).add(title.role));
  }
  const count = (family: SectionFamily): number => roles.get(family)?.size ?? 0;
  const others: readonly SectionFamily[] = ['figure', 'bracketed', null];
  const best = others.reduce((most, family) => (count(family) > count(most) ? family : most), 'section');
  const least = countsUp(headings) ? LEAST_AGAINST_COUNT : LEAST_TITLES;
  return count(best) >= least && count(best) > 2 * count('section') ? best : 'section';
}

/** Whether a line can head a section by itself: by an official title behind its ordinal, or by the exact title alone. */
export function opensSection(heading: Heading, family: SectionFamily): boolean {
  if (heading.title === null) return false;
  const own = familyOf(heading.ordinal);
  if (own !== null && own === family && isMarked(heading.ordinal)) return true;
  return (own === null || own === family) && heading.likeness >= PROSE_LIMITS.sureTitle;
}

/** The official section that a line opens by itself; null for all others. */
export function sectionOpenedBy(line: string, family: SectionFamily = 'section'): SectionTitle | null {
  const heading = readHeading(line);
  return opensSection(heading, family) ? heading.title : null;
}

/** Which ordinals head the sections of a document with these lines. */
export const familyOfLines = (lines: readonly string[]): SectionFamily => familyOfSections(lines.map(readHeading));

/** Words that heads of sections have, in the form and in the reports of the years before it. */
const SECTION_WORDS = new RegExp(
  [
    ...SECTION_TITLES.map((section) => section.title),
    ...['概述', '主动公开', '依申请公开', '复议', '诉讼', '主要问题', '其他需要', '收费'],
  ].join('|'),
  'u',
);

/** Whether a line by itself reads as the head of a section: by an official title, or by an ordinal and words of sections. */
export function isSectionLine(line: string): boolean {
  const heading = readHeading(line);
  if (heading.rest !== '' || SENTENCE_END.test(line.trim())) return false;
  const { ordinal, title, likeness } = heading;
  if (title !== null && likeness >= PROSE_LIMITS.sureTitle) return true;
  return isMarked(ordinal) && familyOf(ordinal) !== 'figure' && SECTION_WORDS.test(compact(heading.words));
}
