import type { Phrase } from './phrase.ts';
import type { Word } from './words.ts';

/** Another stretch of time than the report's year. */
export const PART_OF_YEAR =
  /上半年|下半年|季度|截至\d{1,2}月|\d{1,2}月(?!\d)|当月|每月|本月|以来|累计|历年|近[三五十]年/u;

/** 全年累计 is the whole year, 施行以来累计 is not. */
export const speaksOfPart = ({ lead, before }: Phrase, years: readonly number[]): boolean => {
  const own = years.map((y) => `${y}年`).concat('全年', '本年', '今年');
  const ofTheYear = own.some((y) => before.includes(y)) && !/以来|历年/u.test(before);
  return PART_OF_YEAR.test(ofTheYear ? lead.replace(/累计/gu, '') : lead);
};

export const COMPARED = /去年|上年同期|较上|比上|同比|环比|上年收到|上年度收到/u;

/** Whether the nearest year named before the number is another one than the report's. */
export function speaksOfOtherYear(before: string, years: readonly number[]): boolean {
  if (years.length === 0) return false;
  const last = [...before.matchAll(/(?<!\d)(20\d{2})\s?年/gu)].at(-1);
  return last !== undefined && !years.includes(Number(last[1]));
}

/** The years of a report, of its title and of a period that is one year. */
export function yearsOf(
  year: number | null,
  period: { readonly start: string; readonly end: string } | null,
): readonly number[] {
  const [start, end] = [period?.start.slice(0, 4), period?.end.slice(0, 4)];
  return [...new Set([year, start !== undefined && start === end ? Number(start) : null])].filter((y) => y !== null);
}

/** −1 for a year before the report's, 0 for its own, 1 for a later one; null where that is unknown. */
export function relationOf(word: Word, years: readonly number[]): number | null {
  if (word.concept !== 'year') return word.concept === 'last' ? -1 : word.concept === 'next' ? 1 : 0;
  const named = Number.parseInt(word.text, 10);
  if (years.length === 0) return null;
  return named < Math.min(...years) ? -1 : named > Math.max(...years) ? 1 : 0;
}

export const isTime = (w: Word): boolean => ['year', 'last', 'this', 'next'].includes(w.concept);

/** Years from or to which applications are carried; what else the sentence counts is not of them. */
export const YEAR_OF_CARRYING =
  /20\d{2}\s?年度?[^，。；、\d]{0,8}(?:结转|转入|遗留)|(?:结转|顺延|延期?|推迟|转)[至到]20\d{2}\s?年/gu;
