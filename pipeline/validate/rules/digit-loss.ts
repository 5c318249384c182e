import type { Quantity } from '../../wording/quantities.ts';
import type { Evidence, Line } from '../evidence.ts';
import { type Fault, failEach, type Instance, type Rule } from '../rule.ts';

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
const COUNT_GONE = /(?<![公一总合其])共(?:项|件|条|篇|份|个部分)(?=内容|组成|[，。；、])/gu;

/** The figures of one text that lost what stood between them: 〔202112号, 202111日, 共项内容. */
export function lostDigitsIn(text: string): readonly LostDigits[] {
  if (!/[号日月共]/u.test(text)) return [];
  const lost: LostDigits[] = [];
  for (const m of text.matchAll(DOCUMENT_NUMBER)) {
    lost.push({ text: m[0], start: m.index, readings: [`〔${m[1]}〕${m[2]}号`] });
  }
  for (const m of text.matchAll(RUN_TOGETHER_DAY)) lost.push({ text: m[0], start: m.index, readings: datesIn(m[1]!) });
  for (const m of text.matchAll(RUN_TOGETHER_MONTH)) {
    lost.push({ text: m[0], start: m.index, readings: [`${m[1]}年${m[2]}月`] });
  }
  for (const m of text.matchAll(COUNT_GONE)) lost.push({ text: m[0], start: m.index, readings: [] });
  return lost.sort((a, b) => a.start - b.start);
}

const NEIGHBOURS = 2;

/** A figure without a unit behind figures that all have one, in the same sentence: 人事信息13条,…,其他7办理. */
function unitsGone(line: Line): readonly LostDigits[] {
  const quantities = line.quantities();
  return quantities.flatMap((q, i): LostDigits[] => {
    if (q.unit !== null || !/[\p{Script=Han}]\s?$/u.test(line.text.slice(Math.max(0, q.start - 2), q.start))) return [];
    const before: readonly Quantity[] = quantities.slice(Math.max(0, i - NEIGHBOURS), i);
    const [first] = before;
    const between = first ? line.text.slice(first.start, q.start) : '';
    const sameUnit =
      before.length === NEIGHBOURS && first!.unit !== null && before.every((b) => b.unit === first!.unit);
    const listed = /[，,、；]/u.test(line.text.slice(before.at(-1)?.end ?? q.start, q.start));
    if (!sameUnit || !listed || /[。！？]/u.test(between) || first!.unit === '%') return [];
    const label = /[^，,、；;]{0,6}$/u.exec(line.text.slice(0, q.start))?.[0] ?? '';
    return [
      {
        text: `${label}${q.text}`,
        start: q.start - label.length,
        readings: [`${q.text}${first!.unit}`],
      },
    ];
  });
}

const CONTEXT = 14;

function digitLoss(evidence: Evidence): readonly Instance[] {
  const faults = evidence.lines().flatMap((line) =>
    [...lostDigitsIn(line.text), ...unitsGone(line)].map((lost): Fault => {
      const quote = line.text.slice(Math.max(0, lost.start - CONTEXT), lost.start + lost.text.length + 2).trim();
      return {
        message: `“${lost.text}”的数字与文字连在一起，疑似丢失了字符。`,
        section: line.section,
        actual: lost.text,
        expected: lost.readings.length === 1 ? lost.readings[0]! : null,
        quote,
        // the same loss comes from the agency's page and from a conversion on the way; the text alone does not tell
        cause: 'unknown',
        suggestion:
          lost.readings.length === 0
            ? '对照原件补上丢失的字符。'
            : `对照原件核对，可能是${lost.readings.map((r) => `“${r}”`).join('或')}。`,
      };
    }),
  );
  return failEach(faults);
}

export const DIGIT_LOSS_RULES: readonly Rule[] = [
  {
    id: 'narrative.digit-loss',
    severity: 'warning',
    versions: 'all',
    title: '数字丢失或连写',
    explanation: '文号、日期、数量中的〕、年、月或量词丢失，数字连成一串，无法确定原意。给出可能的写法，不自行改动。',
    basis: '报告数据应当准确（国办公开办函〔2021〕30号）；党政机关公文格式',
    formula: null,
    check: digitLoss,
    passes: { preface: ['依据国办函〔2020〕109号，数据自2022年1月1日起至12月31日止，10日内答复。'] },
    fails: { preface: ['依据川办发〔202116号，数据自202211日起至1231日止。'] },
  },
];
