import type { Doubt } from '../../contracts/doubt.ts';
import type { Glyph } from '../../contracts/page.ts';

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
