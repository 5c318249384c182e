import { LINE_TOLERANCES } from '../../../config/limits/lines.ts';
import type { Paragraph } from '../../contracts/grid.ts';
import { beginsItem, beginsWithOrdinal } from '../../wording/ordinal.ts';
import { displayWidth } from './display-width.ts';
import type { ShapedLine } from './line-shape.ts';

/** A paragraph before the paragraphs of the document are numbered. */
export interface ReadParagraph {
  readonly text: string;
  readonly alignment: Paragraph['alignment'];
  readonly line: number;
}

const OPENING_MARK = /^(?:附[件表：:]|[•●○■▪·\-—])/u;
const beginsParagraph = (text: string): boolean =>
  beginsItem(text) || beginsWithOrdinal(text, ['clause']) || OPENING_MARK.test(text);
const SENTENCE_END = /[。！!？?；;：:]$/u;

const indentOf = (source: string): number => displayWidth(/^[\s\ufeff]*/u.exec(source)?.[0] ?? '');

/** Width from which prose was wrapped by hand or by a tool, null for a file with a paragraph a line. */
export function wrapWidth(lines: readonly ShapedLine[]): number | null {
  const { wrapSlack, wrappedLines, wrapColumns, agreementShare } = LINE_TOLERANCES;
  const counts = new Array<number>(wrapColumns + 2).fill(0);
  for (const line of lines) {
    const width = line.kind === 'text' ? displayWidth(line.source.trimEnd()) : 0;
    counts[Math.min(width, wrapColumns + 1)]!++;
  }
  const between = (from: number, to: number): number => counts.slice(from, to + 1).reduce((sum, n) => sum + n, 0);
  let usual = 0;
  let most = 0;
  for (let width = wrapSlack; width <= wrapColumns; width++) {
    const full = between(width - wrapSlack, width);
    if (full > most) [usual, most] = [width, full];
  }
  const longer = between(usual + wrapSlack + 1, wrapColumns + 1);
  const long = between(Math.ceil(usual / 2), usual + wrapSlack);
  const isWrapped = most >= wrappedLines && most >= long / 2 && longer <= (1 - agreementShare) * most;
  return isWrapped ? usual - wrapSlack : null;
}

/** Whether a paragraph goes on in the next line: the line is full and the next one begins nothing new. */
function goesOn(above: ShapedLine, below: ShapedLine, width: number): boolean {
  if (above.kind !== 'text' || below.kind !== 'text') return false;
  if (displayWidth(above.source.trimEnd()) < width) return false;
  if (indentOf(below.source) >= 4 || beginsParagraph(below.text)) return false;
  return !SENTENCE_END.test(above.text) || indentOf(above.source) > indentOf(below.source);
}

/** A rule or the number of a page, which no reader counts among the text. */
const isPageOrnament = (line: ShapedLine): boolean =>
  (line.kind === 'ornament' && !line.noise) ||
  (line.kind === 'text' &&
    /^\d{1,3}$/u.test(line.text) &&
    indentOf(line.source) >= LINE_TOLERANCES.indentedCharacters / 2);

/** A short line far from the left margin: a title before the text begins, a signature behind it. */
function alignmentOf(line: ShapedLine, afterProse: boolean): Paragraph['alignment'] {
  if (indentOf(line.source) < LINE_TOLERANCES.indentedCharacters) return null;
  return afterProse ? 'right' : 'center';
}

/**
 * Paragraphs of lines of prose, one for each line; lines that were wrapped at `width` display columns are put together.
 * `afterProse` says whether sentences have come before.
 */
export function readParagraphs(
  lines: readonly ShapedLine[],
  width: number | null,
  afterProse: boolean,
): readonly ReadParagraph[] {
  const paragraphs: ReadParagraph[] = [];
  let above: Exclude<ShapedLine, { kind: 'blank' }> | null = null;
  let sentences = afterProse;
  let isApart = false;
  let pageEnds = false;
  for (const line of lines) {
    if (line.kind === 'blank') {
      isApart = true;
      continue;
    }
    if (isPageOrnament(line)) {
      pageEnds = true;
      continue;
    }
    const last = paragraphs.at(-1);
    const isNext = !isApart || pageEnds;
    isApart = false;
    pageEnds = false;
    if (last && above && isNext && width !== null && goesOn(above, line, width)) {
      const gap = /[A-Za-z\d]$/u.test(above.text) && /^[A-Za-z]/u.test(line.text) ? ' ' : '';
      paragraphs[paragraphs.length - 1] = { ...last, text: `${last.text}${gap}${line.text}` };
    } else paragraphs.push({ text: line.text, alignment: alignmentOf(line, sentences), line: line.number });
    sentences ||= line.text.includes('。');
    above = line;
  }
  return paragraphs;
}
