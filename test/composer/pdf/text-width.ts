/** Width of a character in shares of its size: half for what is not full-width. */
export const widthOf = (character: string): number => (character < '\u0300' ? 0.5 : 1);

export const textWidth = (text: string, spaced = 0): number =>
  [...text].reduce((sum, c) => sum + widthOf(c) + spaced, 0) - (text === '' ? 0 : spaced);

const STUCK = /[\u0021-\u007e]/u;

/** What cannot be parted at the end of a line: a full-width character, a word, a number. */
function unitsOf(text: string): string[] {
  const units: string[] = [];
  for (const c of text) {
    const last = units.at(-1);
    if (last !== undefined && STUCK.test(c) && STUCK.test(last.at(-1)!)) units[units.length - 1] = last + c;
    else units.push(c);
  }
  return units;
}

/** Breaks text into lines of at most `width`, in shares of its size. A word that is too long is cut anywhere. */
export function wrapped(text: string, width: number, spaced = 0): string[] {
  return text.split('\n').flatMap((paragraph) => {
    const lines = [''];
    const put = (unit: string): void => {
      const line = lines.at(-1)!;
      if (line !== '' && textWidth(line + unit, spaced) > width) lines.push(unit);
      else lines[lines.length - 1] = line + unit;
    };
    for (const unit of unitsOf(paragraph)) {
      if (textWidth(unit, spaced) <= width) put(unit);
      else for (const c of unit) put(c);
    }
    return lines;
  });
}
