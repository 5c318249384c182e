import { isAspectTitle } from '../../config/catalogue/sections.ts';
import { PROSE_LIMITS } from '../../config/limits/form.ts';
import type { Section } from '../contracts/report.ts';
import { readHeading, type SectionFamily } from '../wording/heading.ts';
import { type OrdinalForm, ordinalOf } from '../wording/ordinal.ts';

const SENTENCE_END = /[。；;！!？?]$/u;
/** Bare titles of aspects in one section from which they are its sub-headings. */
const LEAST_ASPECTS = 2;

export const section = (
  number: number | null,
  heading: string,
  role: string | null,
  paragraphs: string[],
): Section => ({ number, heading, role, paragraphs, children: [] });

interface Levels {
  /** Ordinals that open a sub-heading wherever they begin a paragraph. */
  readonly second: readonly OrdinalForm[];
  /** Ordinals that open a heading below it on a line of its own. */
  readonly third: readonly OrdinalForm[];
}

const LEVELS: Readonly<Record<NonNullable<SectionFamily>, Levels>> = {
  section: { second: ['bracketed'], third: ['figure'] },
  figure: { second: ['bracketed', 'bracketedFigure'], third: [] },
  bracketed: { second: [], third: ['figure'] },
};

/** Nests the texts of one section under its second and third level headings. */
export function nest(
  texts: readonly string[],
  family: SectionFamily,
  isOverview: boolean,
): { readonly paragraphs: string[]; readonly children: Section[] } {
  const { second, third } = LEVELS[family ?? 'section'];
  const aspects = isOverview && texts.filter((text) => isAspectTitle(text)).length >= LEAST_ASPECTS;
  const paragraphs: string[] = [];
  const children: Section[] = [];
  for (const each of texts) {
    const text = each.trim();
    const ordinal = ordinalOf(text);
    const form = ordinal?.form;
    const onItsOwn = text.length <= PROSE_LIMITS.headingCharacters && !SENTENCE_END.test(text);
    const parent = children.at(-1);
    if (form && second.includes(form)) {
      const { text: heading, rest } = readHeading(text);
      children.push(section(ordinal.number, heading, null, rest ? [rest] : []));
    } else if (aspects && ordinal === null && isAspectTitle(text)) {
      children.push(section(null, text, null, []));
    } else if (form && third.includes(form) && onItsOwn && (parent || second.length === 0)) {
      (parent && second.length > 0 ? parent.children : children).push(section(ordinal.number, text, null, []));
    } else {
      const deepest = parent?.children.at(-1) ?? parent;
      (deepest?.paragraphs ?? paragraphs).push(text);
    }
  }
  return { paragraphs, children };
}
