import { inLanguage } from '../language.ts';
import * as ENGLISH from './english/picker.ts';
/** What is said where an agency is picked by its name. */
export const PICKER_WORDS = inLanguage(ENGLISH.PICKER_WORDS, {
  placeholder: '输入单位名称',
  nothing: '没有找到这个单位。',
  clear: '不限',
});
