import { inLanguage } from '../language.ts';
import * as ENGLISH from './english/phrases.ts';

/** How words are put together. */
export const PHRASES = inLanguage(ENGLISH.PHRASES, {
  colon: '：',
  comma: '，',
  semicolon: '；',
  /** Between sentences. */
  sentences: '',
  listed: (names: readonly string[]): string => names.join('、'),
  beside: (text: string, more: string | number): string => `${text}（${more}）`,
  /** 更正标题 */
  of: (act: string, what: string): string => `${act}${what}`,
  quoted: (text: string): string => `“${text}”`,
});
