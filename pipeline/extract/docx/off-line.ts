import { DOCX_TOLERANCES } from '../../../config/limits/markup.ts';
import { type Doubt, doubt } from '../../contracts/doubt.ts';

/** A stretch of a paragraph in one setting of type. */
export interface Setting {
  readonly from: number;
  readonly to: number;
  /** Set in small type above or below the line, as notes and powers are. */
  readonly script: boolean;
  /** Half points that it is moved off the line. */
  readonly raisedBy: number;
  /** Size of type in half points. */
  readonly size: number;
}

/** Text off the line that is only a mark: a digit typed behind a number would else change the number. */
const NOTE_MARK = /^[\s\d①-⑳*＊†‡注,，[\]〔〕【】()（）]+$/;
const DIGITS_ONLY = /^[\d\s.,，．]+$/;

/** Raised digits with nothing beside them: as plain digits they would read as a number. */
const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/**
 * Takes marks of notes and powers out of the text of a paragraph, however they were set off the line, and says where it
 * is not sure whether something small is a mark or a digit.
 */
export function withoutMarks(
  text: string,
  settings: readonly Setting[],
): { readonly text: string; readonly doubts: readonly Doubt[] } {
  const printed = settings.filter(({ from, to }) => text.slice(from, to).trim() !== '');
  const [first] = printed;
  if (first === undefined || printed.every((setting) => sameLine(setting, first) && !setting.script)) {
    return { text, doubts: [] };
  }
  const largest = printed.reduce((most, { size }) => Math.max(most, size), 0);
  const line = lineOf(text, printed);
  const isOff = ({ script, raisedBy }: Setting): boolean =>
    script || Math.abs(raisedBy - line) >= DOCX_TOLERANCES.offLineHalfPoints;
  const isSmall = ({ script, size }: Setting): boolean => script || size <= largest * DOCX_TOLERANCES.smallType;

  const kept = printed.filter((setting) => !isOff(setting));
  const onLine = kept.map(({ from, to }) => text.slice(from, to)).join('');
  const doubts: Doubt[] = [];
  let out = '';
  let at = 0;
  for (const setting of printed) {
    const { from, to } = setting;
    const part = text.slice(from, to);
    out += text.slice(at, from);
    at = to;
    const mayBeMark = NOTE_MARK.test(part) && !/[A-Za-z]$/.test(out);
    if (!mayBeMark || (!isOff(setting) && !isSmall(setting))) {
      out += part;
    } else if (isOff(setting) && isSmall(setting)) {
      if (onLine.trim() !== '') continue;
      out += part.replace(/\d/g, (digit) => RAISED[Number(digit)]!);
      doubts.push(doubt('mark-or-digit', { seen: part }));
    } else {
      out += part;
      if (DIGITS_ONLY.test(text)) doubts.push(doubt('mark-or-digit', { seen: text, couldMean: [onLine] }));
    }
  }
  return { text: out + text.slice(at), doubts };
}

const sameLine = (a: Setting, b: Setting): boolean => a.raisedBy === b.raisedBy && a.size === b.size;

/** How far from the line most of the text stands: all of it may be moved to sit well in its cell. */
function lineOf(text: string, settings: readonly Setting[]): number {
  const lengths = new Map<number, number>();
  for (const { from, to, raisedBy, script } of settings) {
    if (!script) lengths.set(raisedBy, (lengths.get(raisedBy) ?? 0) + text.slice(from, to).trim().length);
  }
  const [most] = [...lengths].toSorted((a, b) => b[1] - a[1] || Math.abs(a[0]) - Math.abs(b[0]));
  return most?.[0] ?? 0;
}
