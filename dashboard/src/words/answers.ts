import { LANGUAGE } from '../language.ts';
import { ANSWERS } from './english/answers.ts';

const BY_CODE: Readonly<Record<string, string>> = ANSWERS;

/** A sentence of the server in the language of the page, by its stable code; the server's own where the page does not know it. */
export const answerWords = ({ code, message }: { readonly code: string; readonly message: string }): string =>
  (LANGUAGE === 'zh' ? undefined : BY_CODE[code]) ?? message;
