import type { Language } from '../../config/rule-words/words-of.ts';
import { EN } from './en.ts';
import type { ToldWords } from './told-words.ts';
import { ZH } from './zh.ts';

export const TOLD: Readonly<Record<Language, ToldWords>> = { zh: ZH, en: EN };
