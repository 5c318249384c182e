import { type Doubt, doubt } from '../../contracts/doubt.ts';
import type { Glyph } from '../../contracts/page.ts';

/** A number that crosses a rule or goes on in the next line, or one that may be of a neighbouring cell. */
export const BROKEN_NUMBER: readonly Doubt[] = [doubt('broken-number')];
/** Rows or columns that the lines of a table leave open. */
export const IRREGULAR: readonly Doubt[] = [doubt('irregular-rules')];
/** Columns or rows told by how the text stands. */
export const BY_POSITION: readonly Doubt[] = [doubt('by-position')];
/** Sides without a rule where others show that it must be. */
export const RULE_INFERRED: readonly Doubt[] = [doubt('rule-inferred')];

const textsOf = ({ seen, couldMean = [] }: Doubt): string => `${seen ?? ''} ${couldMean.join(' ')}`;

/** Doubts of several carriers as those of one: each once. */
export function joinDoubts(...lists: readonly (readonly Doubt[] | undefined)[]): readonly Doubt[] {
  const joined = new Map<string, Doubt>();
  for (const doubt of lists.flatMap((list) => list ?? [])) {
    const key = `${doubt.code} ${textsOf(doubt)}`;
    if (!joined.has(key)) joined.set(key, doubt);
  }
  return [...joined.values()];
}

/** What speaks against the text of characters. */
export const doubtsOf = (glyphs: readonly Glyph[]): readonly Doubt[] =>
  glyphs.some((glyph) => glyph.doubts) ? joinDoubts(...glyphs.map((glyph) => glyph.doubts)) : [];

/** As a part of what carries them; nothing where there are none. */
export const carried = (doubts: readonly Doubt[]): { readonly doubts?: readonly Doubt[] } =>
  doubts.length > 0 ? { doubts } : {};
