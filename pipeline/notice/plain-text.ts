import { NOTICE_LIMITS } from '../../config/limits/office.ts';

/** What XML cannot hold, what cannot be seen, and what turns the writing direction round. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]+/gu;

/** Text of a document or rule as a letter prints it: one line of visible characters, cut where it is endless. */
export function plainText(text: string): string {
  const line = text.replace(UNPRINTABLE, ' ').trim();
  const characters = [...line];
  return characters.length > NOTICE_LIMITS.textCharacters
    ? `${characters.slice(0, NOTICE_LIMITS.textCharacters).join('')}…`
    : line;
}
