import { UNITS_OF_PROSE } from './units.ts';

/** A number in Chinese prose that counts or measures something. Offsets are UTF-16 positions in the paragraph. */
export interface Quantity {
  /** Number and unit as printed. */
  readonly text: string;
  /** 万 and 亿 multiplied in, except before 元: an amount keeps 万元 or 亿元 as its unit. Percentages as printed: 49.4% is 49.4. */
  readonly value: number;
  /** Counter or measure as printed; `%` for every form of per cent; null where none follows. */
  readonly unit: string | null;
  readonly start: number;
  readonly end: number;
  /** The number is only said to be about this: 500余条, 近30件, 98%以上, 不少于2次. */
  readonly approximate: boolean;
  /** The clause around the number, from one clause mark to the next, without them. */
  readonly clause: string;
}

const UNIT = `(?:${UNITS_OF_PROSE.join('|')})`;

/** Counters that may follow a number in Chinese numerals; 个, 年 and the like stand in too many set phrases. */
const COUNTED_IN_WORDS = '(?:件次|人次|万元|个部分|部分|件|条|篇|份|起|宗|封|场|期|次|项|家|名|元)';
/** Set phrases that begin like a number in words and count nothing. */
const SET_PHRASE = /^(?:一次性|一件事|一条龙|一项项|一场场|一件件|一条条|一次次|一家人|一部分|三条红线|两件套)/u;

/** Characters that run on with figures in dates, times, telephone numbers, ranges, codes, addresses and names: 2022-01-26, 1+N, 5G. */
const RUNS_ON = /[\w@/:+×*.\-—–－~～·•]/;
const LETTER = /[A-Za-z_@]/;
/** Characters before a number that can make it one of an order: 第一、二、三、四条. */
const LONGEST_ORDER = 24;
/** Longest such run that is looked at; what runs on longer is no count either. */
const LONGEST_RUN = 200;
/** Years, months, days, numbers of documents and houses. */
const DATE_OR_NUMBER = /^\s?(?:年|月|日|号)/;
/** 第5条, and what goes on from it: 第9条至12条, 第三、四条. */
const ORDINAL_BEFORE =
  /第\s?(?:[\d零〇一二两三四五六七八九十百]{1,6}\s?[条款项章节号期届次批页]?\s?(?:[、,，]|以?及|[和与至到]|[-—–－~～])\s?)*$/;
const NUMBERED_PLACE = /(?:邮编|邮政编码|电话|传真|手机|热线|QQ|qq)(?:号码?)?(?:[:：]|[为是])?\s?$/;
/** Floors, rooms, houses, windows; times of day; anniversaries and ages; releases. */
const NAMED_BY_NUMBER =
  /^\s?(?:楼|层|室|房间|(?:栋|幢)(?=\s?\d)|单元|[时点](?!间|击|位|评|名|赞|对)|周年|周岁|岁|后(?=[，。、青干]|$)|版本|\.0版)/;
/** Figures, tables and the like that are told apart by a number: 图1, 附件3. A counter behind the number makes it a count. */
const TELLS_APART = /(?:图|表|附件|附表|附图|附录|注|式|专栏|方案|阶段|步骤|版本|类型)\s?$/;
/** Sessions and their meetings are numbered without 第: 五届四次全会, 人大七次会议. */
const SESSION_BEFORE = /(?:届|人大|政协|党代会|代表大会|常委会|委员会|全委会)[^，。；、]{0,6}$/;
const SESSION_AFTER = /^\s?(?:全会|全体|会议|常委会|常务|党代会|代表大会|大会)/;
/** Places in an order: 前三名, 位居全市2位. */
const RANK_BEFORE = /(?:前|居|列|排名?)(?:全[国省市州县区]|[省市州县区])?\s?$/;
const RANK_AFTER = /^(?:名|位)/;
const HOTLINE_AFTER = /^\s?(?:政务|政府|市民|市长|便民|服务|热线|平台|”|")/;
const CLAUSE_START = /(?:^|[。；;：:\n\s])$/;

/** Whether the figures from `start` to `end` name, date or number something instead of counting it. */
function isNoCount(text: string, start: number, end: number, figure: string): boolean {
  let from = start;
  let to = start + figure.length;
  while (from > 0 && start - from < LONGEST_RUN && RUNS_ON.test(text[from - 1]!)) from--;
  while (to < text.length && to - end < LONGEST_RUN && RUNS_ON.test(text[to]!)) to++;
  const run = text.slice(from, to).replace(/^[.:]+|[.:]+$/g, '');
  if (
    run.length > figure.length &&
    (LETTER.test(run) || /\d\D+\d|[+×*]/.test(run.replace(figure, '0')) || /^[-—–－~～/]|[-—–－~～/]$/.test(run))
  )
    return true;
  const after = text.slice(start + figure.length, start + figure.length + 4);
  const before = text.slice(Math.max(0, start - 8), start);
  if (DATE_OR_NUMBER.test(after) || NUMBERED_PLACE.test(before) || NAMED_BY_NUMBER.test(after)) return true;
  if (end === start + figure.length && TELLS_APART.test(before)) return true;
  // 1月至12月 and 10:18
  if (/^\s?[至到]\s?\d{1,2}\s?月/.test(text.slice(start + figure.length, start + figure.length + 6))) return true;
  if (/^0\d/.test(figure)) return true;
  const digits = figure.length;
  if (/[（(〔﹝[［【]\s?$/.test(before) && /^\s?[)）〕﹞\]］】]/.test(after))
    return digits <= 2 || /^(?:19|20)\d{2}$/.test(figure);
  if (/(?:19|20)\d{2}\s?[〕﹞\]］】)）]\s?$/.test(before) && !/^\s?[件条篇份项个]/.test(after)) return true;
  if (digits <= 2 && /^(?:[、．)）]|\.(?!\d))/.test(after) && CLAUSE_START.test(before)) return true;
  return (
    (/^12\d{3}$/.test(figure) && HOTLINE_AFTER.test(after)) || (/^\d{4,5}$/.test(figure) && after.startsWith('热线'))
  );
}

/** Whether a number, in figures or in words, is the number of something in an order: an article, a session, a rank. */
function isOrdinalNumber(text: string, start: number, end: number, unit: string | undefined): boolean {
  const before = text.slice(Math.max(0, start - LONGEST_ORDER), start);
  if (ORDINAL_BEFORE.test(before)) return true;
  const numberEnd = end - (unit?.length ?? 0);
  if (RANK_BEFORE.test(before) && RANK_AFTER.test(text.slice(numberEnd, numberEnd + 1))) return true;
  return unit === '次' && SESSION_BEFORE.test(before) && SESSION_AFTER.test(text.slice(end, end + 4));
}

const FIGURE = '(?:\\d{1,3}(?:,\\d{3})+(?!\\d)|\\d+)(?:\\.\\d+)?';
const WORDS = '[零〇一二两三四五六七八九十百千]{1,9}';
const COUNTED = new RegExp(
  `(?<figure>${FIGURE})(?<more>\\s?[余多几]\\s?)?(?<scale>[万亿](?!元))?(?<more2>\\s?[余多]\\s?)?\\s?(?<unit>%|‰|${UNIT})?` +
    `|百分之(?<percent>${WORDS}|${FIGURE})` +
    `|(?<![第零〇一二两三四五六七八九十百千几数])(?<words>${WORDS})(?<wordsMore>[余多])?(?<scaleWords>万(?!元))?(?<wordsUnit>${COUNTED_IN_WORDS})`,
  // every character meant is of the basic plane, and matching by code unit is much faster
  'g',
);

const ABOUT_BEFORE =
  /(?:近|约|大约|约为|将近|超|超过|突破|逾|不少于|不低于|至少|最少|多达|达到?近|接近|不超过|左右)\s?$/;
const ABOUT_AFTER = /^\s?(?:以上|以下|以内|左右|上下|多[件条次人])/;
const CLAUSE_MARK = /[，。；：！？!?;\n]|,(?!\d{3}(?!\d))|:(?!\d)/g;

const DIGITS: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};
const PLACES: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 };

/** The value of a number in Chinese numerals up to 千, or of digits read one by one (二〇二一); null for anything else. */
export function numberInWords(words: string): number | null {
  if (words === '') return null;
  let total = 0;
  let digit: number | null = null;
  let digits = 0;
  let placed = false;
  for (const character of words) {
    const place = PLACES[character];
    if (place !== undefined) {
      total += (digit ?? 1) * place;
      digit = null;
      placed = true;
      continue;
    }
    const value = DIGITS[character];
    if (value === undefined) return null;
    digits = digits * 10 + value;
    digit = value;
  }
  return placed ? total + (digit ?? 0) : digits;
}

/** Figures and marks in their narrow form, one character for one, so that offsets stay those of the paragraph. */
const narrow = (paragraph: string): string =>
  paragraph.replace(/[０-９．％]|(?<=[０-９])，(?=[０-９]{3}(?![０-９]))/gu, (c) =>
    c === '，' ? ',' : String.fromCharCode(c.charCodeAt(0) - 0xfee0),
  );

const MAY_COUNT = /[\d零〇一二两三四五六七八九十百千]/;

const scaleOf = (scale: string | undefined): number => (scale === '万' ? 1e4 : scale === '亿' ? 1e8 : 1);

/** Multiplying decimals by 万 must not leave binary dust: 3.57万 is 35700. */
const scaled = (value: number, scale: number): number => (scale === 1 ? value : Math.round(value * scale * 100) / 100);

function clausesOf(text: string): readonly { readonly start: number; readonly end: number }[] {
  const clauses = [];
  let start = 0;
  for (const mark of text.matchAll(CLAUSE_MARK)) {
    clauses.push({ start, end: mark.index });
    start = mark.index + mark[0].length;
  }
  clauses.push({ start, end: text.length });
  return clauses;
}

/**
 * All quantities of a paragraph in their order. Left out: dates and times, document numbers, ordinals and list marks,
 * telephone numbers, postcodes, hotlines, addresses, ranges, names with figures, set phrases in words.
 */
export function quantitiesIn(paragraph: string): readonly Quantity[] {
  const text = narrow(paragraph);
  if (!MAY_COUNT.test(text)) return [];
  const clauses = clausesOf(text);
  const found: Quantity[] = [];
  let inClause = 0;
  for (const match of text.matchAll(COUNTED)) {
    const start = match.index;
    const printed = match[0].trimEnd();
    const g = match.groups ?? {};
    if (g.figure !== undefined && isNoCount(text, start, start + printed.length, g.figure)) continue;
    const value = valueIn(g);
    if (value === null) continue;
    if (g.words !== undefined && SET_PHRASE.test(text.slice(start, start + 6))) continue;
    const end = start + printed.length;
    if (isOrdinalNumber(text, start, end, g.unit ?? g.wordsUnit)) continue;
    const unit = g.percent !== undefined ? '%' : (g.unit ?? g.wordsUnit ?? null);
    while (inClause < clauses.length - 1 && clauses[inClause]!.end <= start) inClause++;
    const clause = clauses[inClause]!;
    found.push({
      text: paragraph.slice(start, end),
      value,
      unit: unit === '万人次' ? '人次' : unit,
      start,
      end,
      approximate:
        g.more !== undefined ||
        g.more2 !== undefined ||
        g.wordsMore !== undefined ||
        ABOUT_BEFORE.test(text.slice(Math.max(0, start - 5), start)) ||
        ABOUT_AFTER.test(text.slice(end, end + 4)),
      clause: paragraph.slice(clause.start, clause.end).trim(),
    });
  }
  return found;
}

function valueIn(groups: Readonly<Record<string, string | undefined>>): number | null {
  if (groups.figure !== undefined) {
    // more digits than a double holds are no count
    if (groups.figure.length > 18) return null;
    const figure = Number(groups.figure.replaceAll(',', ''));
    const scale = groups.unit === '万人次' ? 1e4 : scaleOf(groups.scale);
    return scaled(figure, scale);
  }
  if (groups.percent !== undefined) return numberInWords(groups.percent) ?? Number(groups.percent.replaceAll(',', ''));
  if (groups.words === undefined) return null;
  const value = numberInWords(groups.words);
  return value === null ? null : scaled(value, scaleOf(groups.scaleWords));
}
