import { NOTICE_LIMITS } from '../../config/limits/office.ts';
import { visibleLine } from '../wording/visible-line.ts';

/** Text of a document or rule as a letter prints it: one line of visible characters, cut where it is endless. */
export function plainText(text: string): string {
  const line = visibleLine(text);
  const characters = [...line];
  return characters.length > NOTICE_LIMITS.textCharacters
    ? `${characters.slice(0, NOTICE_LIMITS.textCharacters).join('')}…`
    : line;
}
