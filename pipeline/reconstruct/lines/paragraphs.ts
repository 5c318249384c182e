import { LINE_TOLERANCES } from '../../../config/limits.ts';
import type { Paragraph } from '../../contracts/grid.ts';
import { displayWidth } from './display-width.ts';
import type { ShapedLine } from './line-shape.ts';

/** A paragraph before the paragraphs of the document are numbered. */
export interface ReadParagraph {
  readonly text: string;
  readonly alignment: Paragraph['alignment'];
  readonly line: number;
}

const BEGINS_PARAGRAPH =
  /^(?:[一二三四五六七八九十]{1,3}[、．.是]|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[.．、)）](?!\d)|第[一二三四五六七八九十]+|附[件表：:]|[•●○■▪·\-—])/u;
const SENTENCE_END = /[。！!？?；;：:]$/u;

const indentOf = (source: string): number => displayWidth(/^[\s\ufeff]*/u.exec(source)?.[0] ?? '');

/** Width at which a file was wrapped by hand or by a tool, null for a file with a paragraph a line. */
export function wrapWidth(lines: readonly ShapedLine[]): number | null {
  const widths = lines.flatMap((line) => (line.kind === 'text' ? [displayWidth(line.source.trimEnd())] : []));
  const widest = widths.reduce((a, b) => Math.max(a, b), 0);
  if (widest > LINE_TOLERANCES.wrapColumns) return null;
  const full = widths.filter((width) => width >= widest - LINE_TOLERANCES.wrapSlack).length;
  const half = widths.filter((width) => width >= widest / 2).length;
  return full >= LINE_TOLERANCES.wrappedLines && full >= half / 2 ? widest - LINE_TOLERANCES.wrapSlack : null;
}

/** Whether a paragraph goes on in the next line: the line is full and the next one begins nothing new. */
function goesOn(above: ShapedLine, below: ShapedLine, width: number): boolean {
  if (above.kind !== 'text' || below.kind !== 'text' || below.number !== above.number + 1) return false;
  if (displayWidth(above.source.trimEnd()) < width) return false;
  if (indentOf(below.source) >= 4 || BEGINS_PARAGRAPH.test(below.text)) return false;
  return !SENTENCE_END.test(above.text) || indentOf(above.source) > indentOf(below.source);
}

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
  let above: ShapedLine | null = null;
  let sentences = afterProse;
  for (const line of lines) {
    if (line.kind === 'blank') continue;
    const last = paragraphs.at(-1);
    if (last && above && width !== null && goesOn(above, line, width)) {
      const gap = /[A-Za-z\d]$/u.test(last.text) && /^[A-Za-z]/u.test(line.text) ? ' ' : '';
      paragraphs[paragraphs.length - 1] = { ...last, text: `${last.text}${gap}${line.text}` };
    } else paragraphs.push({ text: line.text, alignment: alignmentOf(line, sentences), line: line.number });
    sentences ||= /。/u.test(line.text);
    above = line;
  }
  return paragraphs;
}
