const CHINESE_DIGITS = '〇一二三四五六七八九';
const YEAR = String.raw`(?:19|20)\d{2}`;
const DATE = new RegExp(
  String.raw`(?<!\d)(${YEAR})\s*(?:年|[-/.])\s*(\d{1,2})\s*(?:月|[-/.])\s*(\d{1,2})(?!\d)\s*日?`,
  'u',
);
const RANGE = new RegExp(
  String.raw`(?<!\d)(${YEAR})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日\s*(?:零时)?\s*(?:起|开始)?\s*[，,、]?\s*(?:至|到|[-—–－~～]+)\s*(?:(${YEAR}|次|同|当|本)\s*年\s*)?(\d{1,2})\s*月\s*(\d{1,2})\s*日`,
  'u',
);

const daysIn = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** ISO date of three numbers, null where the calendar has no such day. */
function isoDate(year: string | number, month: string, day: string): string | null {
  const [y, m, d] = [Number(year), Number(month), Number(day)];
  if (m < 1 || m > 12 || d < 1 || d > daysIn(y, m)) return null;
  return `${y}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`;
}

/** Chinese numerals of dates as Arabic ones: 二〇二四年一月十八日 → 2024年1月18日. */
export const arabicDate = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[零○◯]/gu, '〇')
    .replace(/[〇一二三四五六七八九]{4}(?=年)/gu, (year) => [...year].map((c) => CHINESE_DIGITS.indexOf(c)).join(''))
    .replace(/(?<=[年月])([一二三四五六七八九十]{1,3})(?=[月日])/gu, (number) => {
      const [tens, ones] = number.includes('十') ? number.split('十') : [null, number];
      const high = tens === null ? 0 : tens ? CHINESE_DIGITS.indexOf(tens) : 1;
      return String(high * 10 + (ones ? CHINESE_DIGITS.indexOf(ones) : 0));
    });

/** First complete date of a text as YYYY-MM-DD; null where there is none that the calendar has. */
export function dateIn(text: string): string | null {
  const match = DATE.exec(arabicDate(text));
  return match ? isoDate(match[1]!, match[2]!, match[3]!) : null;
}

/** Whether a line is what a publishing system left of a date: digits only, with 年 or 月 lost. */
export const isDamagedDateLine = (text: string): boolean =>
  /^(?:19|20)\d{2}\s?年?\s?\d{1,2}\s?月?\s?\d{0,2}\s?日?$/u.test(text.trim()) && dateIn(text) === null;

/** What may stand beside the date of a signature: brackets, a full stop, or a stroke of the seal over it. */
const BESIDE_DATE = /^(?:[\s()（）。.]|[^\p{Script=Han}\d]|(?<=^)\p{Script=Han}(?=$)){0,2}$/u;

/** Whether a line holds a date and nothing else: the date of a signature. */
export const isDateLine = (text: string): boolean => {
  const arabic = arabicDate(text).trim();
  return BESIDE_DATE.test(arabic.replace(DATE, '').trim()) && dateIn(arabic) !== null;
};

/** First span of time of a text, from day to day; the second year may be left out or said as 当年. */
export function periodIn(text: string): { readonly start: string; readonly end: string } | null {
  const match = RANGE.exec(arabicDate(text));
  if (!match) return null;
  const [, year, fromMonth, fromDay, endYear, toMonth, toDay] = match;
  const until = endYear === '次' ? Number(year) + 1 : /^\d/.test(endYear ?? '') ? Number(endYear) : Number(year);
  const start = isoDate(year!, fromMonth!, fromDay!);
  const end = isoDate(until, toMonth!, toDay!);
  return start && end && start < end ? { start, end } : null;
}
