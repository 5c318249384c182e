import type { Cause } from '../contracts/finding.ts';
import type { Unplaced } from '../contracts/ink.ts';
import type { CanonicalReport } from '../contracts/report.ts';
import { compact } from '../wording/fold.ts';
import { isGarbledLine } from '../wording/strange-letters.ts';

/**
 * What nobody could look into: it may hold anything that is missed elsewhere. One line of something embedded is its
 * name, as of an attachment, and not what it says; a garbled line says nothing.
 */
const isOpaque = ({ looksLike, text }: Unplaced): boolean =>
  looksLike === 'picture' ||
  (looksLike === 'embedded' && !text.trim().includes('\n')) ||
  text.split('\n').some(isGarbledLine);

/** Numbers from which a row without any word may be one that is missed. */
const NAMELESS_VALUES = 5;

/** Whether rows or numbers that found no place have lost their labels: they may be those of anything that is missed. */
function areNameless(unplaced: readonly Unplaced[]): boolean {
  const wordless = unplaced.filter(
    ({ looksLike, text }) => (looksLike === 'row' || looksLike === 'number') && !/\p{Script=Han}/u.test(text),
  );
  return wordless.flatMap(({ text }) => text.match(/\d+/gu) ?? []).length >= NAMELESS_VALUES;
}

const holdsAny = (text: string, sought: readonly string[]): boolean =>
  sought.some((words) => compact(text).includes(compact(words)));

/**
 * Who is to blame for what was not found. Pictures and pages that were not read, and text that found no place, make it
 * our reading; parts that the file hides make it unknown.
 * @param sought the words that were looked for; without any, all text that found no place may be it
 */
export function causeOfAbsence({ unplaced }: Pick<CanonicalReport, 'unplaced'>, sought: readonly string[]): Cause {
  const may = (each: Unplaced): boolean => sought.length === 0 || holdsAny(each.text, sought);
  if (areNameless(unplaced)) return 'extraction';
  if (unplaced.some((each) => isOpaque(each) || (each.looksLike !== 'hidden' && may(each)))) return 'extraction';
  return unplaced.some((each) => each.looksLike === 'hidden' && may(each)) ? 'unknown' : 'agency';
}
