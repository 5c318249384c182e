import { inLanguage } from '../language.ts';
import { count } from './count.ts';
import * as ENGLISH from './english/versions.ts';

/** What is said of the versions of the program that made results, and of converting anew. */

export const VERSION_WORDS = inLanguage(ENGLISH.VERSION_WORDS, {
  version: '作出结果的程序版本',
  documents: '份数',
  lastAt: '最近一次转换',
  unrecorded: '没有记录',
  current: '当前版本',
  madeBy: (version: string): string => `由程序版本 ${version} 转换`,
  unknown: '转换时没有记录程序版本',
  convert: '重新转换',
  convertOthers: (n: number): string => `把其他版本转换的 ${count(n)} 份重新转换`,
  allCurrent: '全部结果都由当前版本转换。',
  begun: (n: number): string => `${count(n)} 份已交回转换；新结果出来之前仍显示原来的结果。`,
  none: '还没有转换过文件。',
});

/** A version is named by the hash of the program; so much of it tells versions apart. */
const NAME_CHARACTERS = 8;

export const versionName = (madeBy: string | null): string =>
  madeBy?.slice(0, NAME_CHARACTERS) ?? VERSION_WORDS.unrecorded;
