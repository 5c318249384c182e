import { PROSE_LIMITS } from '../../config/limits/form.ts';
import { dateIn, dateLineOf, isDamagedDateLine, signatureIn } from '../wording/dates.ts';
import { compact } from '../wording/fold.ts';
import { metaLineOf } from '../wording/meta-line.ts';
import { beginsWithOrdinal } from '../wording/ordinal.ts';
import type { Line } from './line.ts';

const BODY_END =
  /(?:局|厅|委|委员会|办|办公室|政府|院|部|署|站|所|中心|公司|大队|支队|总队|街道|镇|乡|集团|银行|税务|海关|办事处|管委会|管理处|服务处|联合会|协会|总社|大学|学院|学校|医院|法院)$/u;

/** Whether a name ends as those of public bodies do. */
export const isBodyName = (name: string): boolean => BODY_END.test(compact(name).replace(/[（(][^（()）]*[)）]$/u, ''));

/** Whether a line can name who signs: short, without the marks of a sentence, and no heading. */
export function isSigner(line: Line): boolean {
  const text = compact(line.text);
  if (text.length < 3 || text.length > PROSE_LIMITS.signerCharacters || /[。，；：、:]/u.test(text)) return false;
  if (beginsWithOrdinal(line.text) || /^(?:无|没有)/u.test(text)) return false;
  return line.alignment === 'right' || isBodyName(text);
}

const isSigningDate = (text: string): boolean => {
  const line = dateLineOf(text);
  return (line !== null && !line.ofPage) || isDamagedDateLine(text) || isSignedLine(text);
};

const isSignedLine = (text: string): boolean => {
  const signed = signatureIn(text);
  return signed !== null && isBodyName(signed.name);
};

const isSentence = (line: Line): boolean => line.text.includes('。');

/** Sentences behind a date from which it is none of a signature. */
const SENTENCES_BEHIND = 2;

/**
 * Where the signature at the end begins: the last line that is a date, with the lines before it that name who signs, or
 * a signing body alone. It stands behind the text: no heading of a section follows, nor do further sentences.
 */
export function closingStart(lines: readonly Line[], lastHeading: number): number {
  const firstSentence = lines.findIndex(isSentence);
  const behindText = lastHeading >= 0 ? lastHeading + 1 : firstSentence < 0 ? lines.length : firstSentence + 1;
  const from = Math.max(behindText, lines.length - PROSE_LIMITS.closingLines);
  const isDate = (line: Line, i: number): boolean => i >= from && isSigningDate(line.text);
  // one in figures, as pages print it, signs where no other does
  let date = lines.findLastIndex(isDate);
  if (date < 0) date = lines.findLastIndex((line, i) => i >= from && dateLineOf(line.text) !== null);
  if (date >= 0 && lines.slice(date + 1).filter(isSentence).length < SENTENCES_BEHIND) {
    let start = date;
    while (start > behindText && isSigner(lines[start - 1]!)) start--;
    return start;
  }
  const last = lines.at(-1);
  return last && lines.length > behindText && isSigner(last) && isBodyName(last.text) ? lines.length - 1 : lines.length;
}

export interface Signature {
  readonly signer: string | null;
  readonly signedOn: string | null;
  /** YYYY-MM of a signature that gives no day. */
  readonly month: string | null;
}

const NOTHING: Signature = { signer: null, signedOn: null, month: null };

/** Who signs and when, of the lines at the end. */
export function signatureOf(closing: readonly string[]): Signature {
  const at = closing.findLastIndex((text) => dateLineOf(text) !== null || isSignedLine(text));
  if (at < 0) {
    const names = closing.filter((text) => !isDamagedDateLine(text) && metaLineOf(text) === null);
    return { ...NOTHING, signer: names.length > 0 ? compact(names.at(-1)!) : null };
  }
  const signed = signatureIn(closing[at]!);
  if (signed && isSignedLine(closing[at]!)) return { signer: compact(signed.name), signedOn: signed.date, month: null };
  const isName = (text: string): boolean => dateLineOf(text) === null && !isDamagedDateLine(text);
  const before = closing.slice(0, at).filter(isName).at(-1);
  const behind = closing.slice(at + 1).find((text) => isName(text) && isBodyName(text) && !/[。，：:]/u.test(text));
  const name = before ?? behind;
  const { date, month } = dateLineOf(closing[at]!)!;
  return { signer: name === undefined ? null : compact(name), signedOn: date, month: date === null ? month : null };
}

/** Lines below a title that a cover can have before its date. */
const COVER_LINES = 6;

/**
 * Who signs and when where both stand below the title: a date alone or in brackets, before it the body that signs.
 * A date in figures only or with the time of day is that of the page and not of the signature.
 */
export function coverSignatureOf(preface: readonly Line[], isTitle: (text: string) => boolean): Signature {
  const title = preface.findLastIndex((line) => isTitle(line.text));
  const firstSentence = preface.findIndex(isSentence);
  const until = Math.min(firstSentence < 0 ? preface.length : firstSentence, title + 1 + COVER_LINES);
  for (let i = title + 1; i < until; i++) {
    const line = preface[i]!;
    const signed = signatureIn(line.text);
    if (signed && isSignedLine(line.text)) return { signer: compact(signed.name), signedOn: signed.date, month: null };
    const date = dateLineOf(line.text);
    if (date === null || date.ofPage) continue;
    const names = preface.slice(title + 1, i).filter(isSigner);
    const name = names.at(-1);
    return {
      signer: name ? compact(name.text) : null,
      signedOn: date.date,
      month: date.date === null ? date.month : null,
    };
  }
  return NOTHING;
}

/** A day in brackets below the title with words of its publication: （2024年1月16日河阳县民政局公布）. */
const PUBLISHED_IN_BRACKETS = /^[（(〔[][^（）()]{0,40}(?:公布|发布)[^（）()]{0,10}[)）〕\]]$/u;

/** The day that a page prints below its title without saying of what: 2024-01-17 10:00, or a day before 来源：. */
export function pageDayOf(preface: readonly Line[]): string | null {
  const days = preface.flatMap(({ text }): string[] => {
    const line = dateLineOf(text);
    if (line?.ofPage && line.date !== null) return [line.date];
    if (PUBLISHED_IN_BRACKETS.test(text.trim())) return [dateIn(text) ?? []].flat();
    const meta = metaLineOf(text);
    const day = meta && meta.unlabelled !== '' ? dateLineOf(meta.unlabelled) : null;
    return day?.date ? [day.date] : meta?.unlabelled ? [dateIn(meta.unlabelled) ?? []].flat() : [];
  });
  return days[0] ?? null;
}
