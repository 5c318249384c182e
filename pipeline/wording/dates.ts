const CHINESE_DIGITS = '〇一二三四五六七八九';
const YEAR = String.raw`(?:19|20)\d{2}`;
const DATE = new RegExp(
  String.raw`(?<!\d)(${YEAR})\s*(?:年|[-/.])\s*(\d{1,2})\s*(?:月|[-/.])\s*(\d{1,2})(?!\d)\s*日?`,
  'u',
);
const UNTIL = String.raw`\s*(?:[（(][^（）()]{0,24}[）)])?\s*(?:起|开始|始)?\s*[，,、]?\s*(?:至|到|[-—–－~～]+)\s*`;
const RANGE = new RegExp(
  String.raw`(?<!\d)(${YEAR})\s*年(?:度\s*[，,（(]?\s*[即自]?)?\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日\s*(?:(?:零|0)时)?\s*(?:起|开始|始)?${UNTIL}(?:(${YEAR}|次|同|当|本)\s*年\s*)?(\d{1,2})\s*月\s*(\d{1,2})\s*日`,
  'u',
);
/** The same in figures: 2023.1.1-2023.12.31, 2023-01-01至2023-12-31. */
const RANGE_IN_FIGURES = new RegExp(
  String.raw`(?<!\d)(${YEAR})([-/.])(\d{1,2})\2(\d{1,2})${UNTIL}(${YEAR})\2(\d{1,2})\2(\d{1,2})(?!\d)`,
  'u',
);
/** Whole months: 2023年1月至12月. */
const MONTHS = new RegExp(
  String.raw`(?<!\d)(${YEAR})\s*年\s*(\d{1,2})\s*月?(?:份|起)?${UNTIL}(?:(${YEAR})\s*年\s*)?(\d{1,2})\s*月(?!\s*\d)`,
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
    // 二0二四年: a figure typed for the ring
    .replace(/[〇一二三四五六七八九0O]{4}(?=\s*年)/gu, (year) =>
      /[〇一二三四五六七八九]/u.test(year)
        ? [...year].map((c) => (/[0O]/u.test(c) ? 0 : CHINESE_DIGITS.indexOf(c))).join('')
        : year,
    )
    // 元月, the first month
    .replace(/(?<=年\s*)元(?=\s*月)/gu, '1')
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
  /^(?:19|20)\d{2}\s?年?\s?\d{1,2}\s?月?\s?\d{0,2}\s?日?$/u.test(text.trim()) &&
  dateIn(text) === null &&
  monthLineOf(text) === null;

/** A line, or what is left of it beside labelled facts, that is a date and nothing else. */
export interface DateLine {
  /** YYYY-MM-DD; null where only the month is given. */
  readonly date: string | null;
  /** YYYY-MM. */
  readonly month: string;
  /** With hours and minutes, or in figures only: how pages print the moment of their publication. */
  readonly ofPage: boolean;
}

/** What may stand beside a date: brackets, a full stop, or a stroke of the seal over it. */
const BESIDE_DATE = /^(?:[\s()（）〔〕[\]【】。.]|[^\p{Script=Han}\d]|(?<=^)\p{Script=Han}(?=$)){0,3}$/u;
const TIME = /^(?:\s*T?\s*\d{1,2}\s*(?:[:：]\s*\d{2}){1,2}|\s*\d{1,2}[时点]\d{0,2}分?)/u;
const WEEKDAY = /[（(]?(?:星期|周)[一二三四五六日天][)）]?/u;
const LETTER_SPACED = /^[\d\s年月日()（）]+$/u;

const arabicLine = (text: string): string => {
  const arabic = arabicDate(text).trim();
  return LETTER_SPACED.test(arabic) && arabic.includes('年') ? arabic.replace(/\s+/gu, '') : arabic;
};

function monthLineOf(text: string): string | null {
  const match = /^[(（〔[]?\s*((?:19|20)\d{2})\s*年\s*(\d{1,2})\s*月\s*(?:份)?\s*[)）〕\]]?$/u.exec(arabicLine(text));
  const month = match ? Number(match[2]) : 0;
  return match && month >= 1 && month <= 12 ? `${match[1]}-${String(month).padStart(2, '0')}` : null;
}

/** Reads a line that is a date and nothing else, bare or in brackets, with or without the time of day; null for others. */
export function dateLineOf(text: string): DateLine | null {
  const arabic = arabicLine(text);
  const match = DATE.exec(arabic);
  if (!match) {
    const month = monthLineOf(text);
    return month === null ? null : { date: null, month, ofPage: false };
  }
  const date = isoDate(match[1]!, match[2]!, match[3]!);
  if (date === null) return null;
  const behind = arabic.slice(match.index + match[0].length);
  const rest = arabic.slice(0, match.index) + behind.replace(TIME, '').replace(WEEKDAY, '');
  if (!BESIDE_DATE.test(rest.trim())) return null;
  const ofPage = TIME.test(behind) || (!match[0].includes('年') && !/[()（）]/u.test(rest));
  return { date, month: date.slice(0, 7), ofPage };
}

/** Whether a line holds a date and nothing else: the date of a signature. */
export const isDateLine = (text: string): boolean => {
  const line = dateLineOf(text);
  return line !== null && line.date !== null;
};

/**
 * A name beside a date, and the date, of a line that has nothing else: 青禾县水务局 2024年1月16日, or the date first; null for
 * any other line.
 */
export function signatureIn(text: string): { readonly name: string; readonly date: string } | null {
  const arabic = arabicDate(text).trim();
  const match = DATE.exec(arabic);
  if (!match) return null;
  const before = arabic.slice(0, match.index).replace(/[\s(（]+$/u, '');
  const behind = arabic.slice(match.index + match[0].length).replace(/^[\s)）。.]+/u, '');
  if (before !== '' && behind !== '') return null;
  const date = isoDate(match[1]!, match[2]!, match[3]!);
  const name = before || behind;
  return date !== null && /^[\p{Script=Han}\s（）()·]{3,40}$/u.test(name) ? { name, date } : null;
}

interface Period {
  readonly start: string;
  readonly end: string;
}

const periodOf = (start: string | null, end: string | null): Period | null =>
  start !== null && end !== null && start < end ? { start, end } : null;

/**
 * First span of time of a text, from day to day or in whole months; the second year may be left out or said as 当年.
 * A day that lost a sign is not read.
 */
export function periodIn(text: string): Period | null {
  const arabic = arabicDate(text);
  const days = RANGE.exec(arabic);
  if (days) {
    const [, year, fromMonth, fromDay, endYear, toMonth, toDay] = days;
    const until = endYear === '次' ? Number(year) + 1 : /^\d/.test(endYear ?? '') ? Number(endYear) : Number(year);
    return periodOf(isoDate(year!, fromMonth!, fromDay!), isoDate(until, toMonth!, toDay!));
  }
  const figures = RANGE_IN_FIGURES.exec(arabic);
  if (figures) {
    const [, year, , fromMonth, fromDay, until, toMonth, toDay] = figures;
    return periodOf(isoDate(year!, fromMonth!, fromDay!), isoDate(until!, toMonth!, toDay!));
  }
  const months = MONTHS.exec(arabic);
  if (!months) return null;
  const [, year, from, endYear, to] = months;
  const until = Number(endYear ?? year);
  const last = Number(to) >= 1 && Number(to) <= 12 ? String(daysIn(until, Number(to))) : '0';
  return periodOf(isoDate(year!, from!, '1'), isoDate(until, to!, last));
}
