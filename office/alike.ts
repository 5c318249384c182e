import { TEMPLATE_PHRASES } from '../config/catalogue/lexicon.ts';
import { SIMILAR_LIMITS } from '../config/limits/office.ts';
import type { Section } from '../pipeline/contracts/report.ts';
import type { TextSketch } from '../pipeline/contracts/validation-context.ts';
import { likeness, notText, SHINGLE, shinglesInOrder } from '../pipeline/wording/shingles.ts';

/** Which texts are like one another, and where. */

/** A piece of a paragraph: `like`: the other text has it too; `template`: words that everybody writes. */
export interface Piece {
  readonly kind: 'own' | 'like' | 'template';
  readonly text: string;
}
export type MarkedParagraph = readonly Piece[];

export interface Sketch extends TextSketch {
  readonly documentId: string;
}

export interface AlikePair {
  readonly documentId: string;
  readonly otherId: string;
  readonly likeness: number;
}

/** Of one year, or of two that follow one another; two versions of one report are none. */
const mayBePair = (one: Sketch, other: Sketch): boolean =>
  one.year !== null &&
  other.year !== null &&
  Math.abs(one.year - other.year) <= 1 &&
  !(one.agency === other.agency && one.year === other.year);

/**
 * Rows of a band. Two texts of which half is alike have one of their 64 bands in common but for one in a hundred million;
 * of texts that have nothing to do with one another, one in forty. So only few have to be compared.
 */
const BAND = 2;

/** Texts by the bands of their signatures. */
export type AlikeIndex = ReadonlyMap<string, readonly Sketch[]>;

function* bandsOf({ signature }: Sketch): Generator<string> {
  for (let at = 0; at + BAND <= signature.length; at += BAND) yield `${at} ${signature[at]} ${signature[at + 1]}`;
}

export function alikeIndex(all: readonly Sketch[]): AlikeIndex {
  const index = new Map<string, Sketch[]>();
  for (const sketch of all) {
    for (const band of bandsOf(sketch)) {
      const known = index.get(band);
      if (known === undefined) index.set(band, [sketch]);
      else known.push(sketch);
    }
  }
  return index;
}

/** What one text is like, the likest first. Each pair names the smaller id first. */
export function pairsOf(one: Sketch, index: AlikeIndex): readonly AlikePair[] {
  const pairs: AlikePair[] = [];
  const candidates = new Set<Sketch>();
  for (const band of bandsOf(one)) for (const other of index.get(band) ?? []) candidates.add(other);
  for (const other of candidates) {
    if (other.documentId === one.documentId || !mayBePair(one, other)) continue;
    const share = likeness(one.signature, other.signature, SIMILAR_LIMITS.kept);
    if (share < SIMILAR_LIMITS.kept) continue;
    const [documentId = '', otherId = ''] = [one.documentId, other.documentId].toSorted();
    pairs.push({ documentId, otherId, likeness: share });
  }
  return pairs.toSorted((a, b) => b.likeness - a.likeness).slice(0, SIMILAR_LIMITS.pairsOfOne);
}

/** Paragraphs of the sections in the order of the report. */
export const paragraphsOf = (sections: readonly Section[]): readonly string[] =>
  sections.flatMap(({ paragraphs, children }) => [...paragraphs, ...paragraphsOf(children)]);

/** Characters of template phrases; true where one stands. */
function templateMarks(text: string): boolean[] {
  const marks = Array.from({ length: text.length }, () => false);
  for (const phrase of TEMPLATE_PHRASES) {
    for (const { 0: found, index } of text.matchAll(phrase)) marks.fill(true, index, index + found.length);
  }
  return marks;
}

/** The Chinese characters of a text that are its own words, with where each stands. */
function wordsOf(
  text: string,
  isTemplate: readonly boolean[],
): { readonly words: string; readonly places: readonly number[] } {
  const places: number[] = [];
  const isText = Array.from({ length: text.length }, () => true);
  for (const { 0: found, index } of text.matchAll(notText)) isText.fill(false, index, index + found.length);
  for (let i = 0; i < text.length; i++) if (isText[i] && !isTemplate[i]) places.push(i);
  return { words: places.map((at) => text[at]).join(''), places };
}

const shinglesIn = (paragraphs: readonly string[]): ReadonlySet<number> =>
  new Set(paragraphs.flatMap((text) => shinglesInOrder(wordsOf(text, templateMarks(text)).words)));

/** The paragraphs of a text with what another has too. */
export function markAlike(paragraphs: readonly string[], others: readonly string[]): readonly MarkedParagraph[] {
  const known = shinglesIn(others);
  return paragraphs.map((text) => {
    const isTemplate = templateMarks(text);
    const { words, places } = wordsOf(text, isTemplate);
    const kinds: Piece['kind'][] = isTemplate.map((each) => (each ? 'template' : 'own'));
    shinglesInOrder(words).forEach((shingle, start) => {
      if (!known.has(shingle)) return;
      // Marks between two like characters are like them.
      const [from = 0, to = 0] = [places[start], places[start + SHINGLE - 1]];
      for (let i = from; i <= to; i++) if (kinds[i] === 'own') kinds[i] = 'like';
    });
    return piecesOf(text, kinds);
  });
}

function piecesOf(text: string, kinds: readonly Piece['kind'][]): Piece[] {
  const pieces: Piece[] = [];
  let start = 0;
  for (let i = 1; i <= text.length; i++) {
    const kind = kinds[start];
    if (i < text.length && kinds[i] === kind) continue;
    if (kind !== undefined) pieces.push({ kind, text: text.slice(start, i) });
    start = i;
  }
  return pieces;
}

/** The longest like passages of a text, with a mark where one goes on. */
export const longestPassages = (paragraphs: readonly MarkedParagraph[]): readonly string[] =>
  paragraphs
    .flat()
    .filter(({ kind }) => kind === 'like')
    .map(({ text }) => text)
    .toSorted((a, b) => b.length - a.length)
    .slice(0, SIMILAR_LIMITS.passages)
    .map((text) =>
      text.length > SIMILAR_LIMITS.passageCharacters ? `${text.slice(0, SIMILAR_LIMITS.passageCharacters)}……` : text,
    );
