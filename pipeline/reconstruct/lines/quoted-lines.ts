import { LINE_TOLERANCES } from '../../../config/limits/lines.ts';
import type { TextLine } from '../../contracts/document.ts';

/** A field that begins with a quotation mark: at the start of the line or behind a delimiter. */
const OPENING = /(?:^|[,;\t])\s*"/u;
/** What closes it: a quotation mark before a delimiter or at the end of the line. */
const CLOSING = /"\s*(?:[,;\t]|$)/u;

const marksIn = (text: string): number => text.match(/"/gu)?.length ?? 0;

/**
 * Puts lines together that a quoted field of separated values runs over: spreadsheets break the lines inside a cell so.
 * A quotation mark that nothing closes nearby stays where it is.
 */
export function joinQuotedLines(lines: readonly TextLine[]): readonly TextLine[] {
  const joined: TextLine[] = [];
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]!;
    const opens = marksIn(line.text) % 2 === 1 && OPENING.test(line.text);
    const reach = lines.slice(i + 1, i + 1 + LINE_TOLERANCES.quotedLines);
    const last = opens ? reach.findIndex(({ text }) => marksIn(text) % 2 === 1) : -1;
    const closes = last >= 0 && CLOSING.test(reach[last]!.text);
    if (!closes) {
      joined.push(line);
      continue;
    }
    joined.push({ number: line.number, text: [line, ...reach.slice(0, last + 1)].map(({ text }) => text).join('') });
    i += last + 1;
  }
  return joined;
}
