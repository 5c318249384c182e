import { DOUBT_WORDS as CHINESE } from '../../../config/doubt-words.ts';
import { ENGLISH_DOUBTS } from '../../../config/rule-words/english-doubts.ts';
import { inLanguage } from '../language.ts';

/** Why we are not sure of a value. */
export const DOUBT_WORDS = inLanguage(ENGLISH_DOUBTS, CHINESE);
