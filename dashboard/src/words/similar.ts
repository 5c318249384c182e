import { inLanguage } from '../language.ts';
import { count } from './count.ts';
import * as ENGLISH from './english/similar.ts';

/** What is said on the page of like texts. */
export const SIMILAR_WORDS = inLanguage(ENGLISH.SIMILAR_WORDS, {
  title: (year: number): string => `${year} 年度查重`,
  hint: '比对本年度各单位之间、与上一年度之间的文字。灰色的是规定用语，不计；标出的是两份都有的文字。',
  least: '相似度',
  leastOf: (share: number): string => `${Math.round(share * 100)}% 以上`,
  waiting: (n: number): string => `还有 ${count(n)} 份正在比对，结果会自动补上。`,
  none: '没有超过这个相似度的报告。',
  total: (n: number): string => `共 ${count(n)} 对`,
  one: '单位',
  other: '与之相似',
  likeness: '相似度',
  passages: '相同的文字',
  beside: '并排看',
  back: '返回列表',
  year: (year: number): string => `${year} 年`,
  openReport: '看报告',
  previous: '上一页',
  next: '下一页',
  paragraphs: '只看有相同文字的段落',
});
export const LEASTS = [0.5, 0.6, 0.7, 0.8, 0.9] as const;
