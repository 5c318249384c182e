import { z } from 'zod';

/** Without the characters that nobody sees: controls, and marks that turn the direction of what is read. */
const visible = (text: string): string =>
  text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}]/gu, '')
    .trim();

/** What somebody wrote into a field: not empty, of at most so many characters. */
export const plainWords = (characters: number) => z.string().transform(visible).pipe(z.string().min(1).max(characters));

/** The same in one line. */
export const plainLine = (characters: number) => plainWords(characters).refine((text) => !text.includes('\n'));
