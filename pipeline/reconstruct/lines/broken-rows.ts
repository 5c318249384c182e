import type { TextLine } from '../../contracts/document.ts';
import { looksLikeValue } from './cell-text.ts';

const BAR = /[|｜]/u;

const cellsOf = (text: string): readonly string[] => text.split(BAR).map((cell) => cell.trim());
const beginsWithBar = (text: string): boolean => BAR.test(text[0] ?? '');
/** Whether a line begins with a bar and holds nothing but values and blank cells. */
const goesOn = (text: string): boolean =>
  beginsWithBar(text) && cellsOf(text).every((cell) => cell === '' || looksLikeValue(cell));

/**
 * Puts rows together again that break at their blank cells: such a cell was written as a line break, so that the bar
 * behind it begins a line. Only where no row of labels begins with a bar, as the rows of a framed table do, and values
 * behind such a bar show that the line goes on: where each cell has a line of its own, a lone bar is a blank cell.
 */
export function withBrokenRowsJoined(lines: readonly TextLine[]): readonly TextLine[] {
  const texts = lines.map(({ text }) => text.trim());
  const barred = texts.filter((text) => BAR.test(text));
  const rest = barred.filter(beginsWithBar);
  const areBroken =
    rest.some((text) => cellsOf(text).length === 2) &&
    rest.some((text) => cellsOf(text).some((cell) => cell !== '')) &&
    rest.every(goesOn) &&
    barred.some((text) => !beginsWithBar(text) && cellsOf(text).length > 2);
  if (!areBroken) return lines;
  const joined: TextLine[] = [];
  for (const [i, line] of lines.entries()) {
    const above = joined.at(-1);
    if (above && goesOn(texts[i]!) && BAR.test(texts[i - 1] ?? ''))
      joined[joined.length - 1] = { ...above, text: `${above.text.trimEnd()} ${texts[i]!}` };
    else joined.push(line);
  }
  return joined;
}
