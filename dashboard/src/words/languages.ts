import type { Language } from '../../../config/rule-words/words-of.ts';
import { inLanguage } from '../language.ts';

/** Each language by its own name, which is the same in all. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { zh: '中文', en: 'English' };

export const LANGUAGE_SWITCH = inLanguage<string, string>('Language', '语言');
