/** A place where figures run together because the marks between them were lost. */
export interface LostDigits {
  readonly text: string;
  readonly start: number;
  /** Every way in which it can be put right; empty where the text gives no hint. */
  readonly readings: readonly string[];
}

const isMonth = (n: number): boolean => n >= 1 && n <= 12;
const isDay = (n: number): boolean => n >= 1 && n <= 31;

/** Every month and day that a run of two to four figures can mean. */
function daysIn(figures: string): readonly string[] {
  return [1, 2].flatMap((cut) => {
    const [month, day] = [figures.slice(0, cut), figures.slice(cut)];
    if (day.length < 1 || day.length > 2 || month.startsWith('0') || day.startsWith('0')) return [];
    return isMonth(Number(month)) && isDay(Number(day)) ? [`${month}月${day}日`] : [];
  });
}

const YEAR = /^(?:19|20)\d{2}/u;

function datesIn(figures: string): readonly string[] {
  if (YEAR.test(figures) && figures.length > 5)
    return daysIn(figures.slice(4)).map((day) => `${figures.slice(0, 4)}年${day}`);
  return figures.length <= 4 ? daysIn(figures) : [];
}

const DOCUMENT_NUMBER = /[〔﹝［[【]\s?((?:19|20)\d{2})(\d{1,5})号/gu;
const RUN_TOGETHER_DAY = /(?<![\d.,，-])(\d{3,8})日(?!均|志)/gu;
const RUN_TOGETHER_MONTH = /(?<![\d.,，-])((?:19|20)\d{2})(1[0-2]|[1-9])月/gu;
/** 12月31止: the sign of the day is gone before what ends a span. */
const DAY_GONE = /(?<!\d)(\d{1,2})月(\d{1,2})(?=\s*(?:止|[起至到](?!\s*\d{1,2}\s*日)))/gu;
const COUNT_GONE = /(?<![公一总合其])共(?:项|件|条|篇|份|个部分)(?=内容|组成|[，。；、])/gu;

/** What every kind of loss has in it, to pass over the texts that have none. */
const HINT = /\d{3,8}[日号]|\d{5,6}月|\d月\d{1,2}\s*[止起至到]|共[项件条篇份个]/;

/** The figures of one text that lost what stood between them: 〔202112号, 202111日, 共项内容. */
export function lostDigitsIn(text: string): readonly LostDigits[] {
  if (!HINT.test(text)) return [];
  const lost: LostDigits[] = [];
  for (const m of text.matchAll(DOCUMENT_NUMBER)) {
    lost.push({ text: m[0], start: m.index, readings: [`〔${m[1]}〕${m[2]}号`] });
  }
  for (const m of text.matchAll(RUN_TOGETHER_DAY)) lost.push({ text: m[0], start: m.index, readings: datesIn(m[1]!) });
  for (const m of text.matchAll(RUN_TOGETHER_MONTH)) {
    lost.push({ text: m[0], start: m.index, readings: [`${m[1]}年${m[2]}月`] });
  }
  for (const m of text.matchAll(DAY_GONE)) {
    if (isMonth(Number(m[1])) && isDay(Number(m[2])))
      lost.push({ text: m[0], start: m.index, readings: [`${m[1]}月${m[2]}日`] });
  }
  for (const m of text.matchAll(COUNT_GONE)) lost.push({ text: m[0], start: m.index, readings: [] });
  return lost.sort((a, b) => a.start - b.start);
}
