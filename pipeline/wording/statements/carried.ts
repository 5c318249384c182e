import { STATEMENT_CONFIDENCE } from '../../../config/limits/statements.ts';
import type { Phrase } from './phrase.ts';
import { type Binding, total } from './reading.ts';
import { isTime, relationOf } from './years.ts';

const { plain, likely } = STATEMENT_CONFIDENCE;

/**
 * Applications that cross a turn of the year. Where to decides: 结转至2023年 in the report of 2023 is carried over,
 * 顺延至下一年 carried forward; without it, where from: 上年结转.
 */
export function carriedIn(phrase: Phrase, years: readonly number[]): Binding | null {
  const verb = phrase.words.find((w) => w.concept === 'carried' || w.concept === 'deferred');
  if (!verb) {
    // 2件为2022年转入, 2022年转办2件 being something else
    const into = /(?:年度?)转入/u.exec(phrase.text);
    const source = phrase.words.find((w) => isTime(w) && into !== null && w.end <= into.index + into[0].length);
    return source && relationOf(source, years) === -1 ? { cells: [total('carriedOver')], confidence: plain } : null;
  }
  const target = phrase.words.find((w) => isTime(w) && w.start >= verb.end);
  const source = phrase.words.findLast((w) => isTime(w) && w.end <= verb.start);
  const to = target ? relationOf(target, years) : null;
  const from = source ? relationOf(source, years) : null;
  if (to === 1 && from !== -1) return { cells: [total('carriedForward')], confidence: plain };
  if (verb.concept === 'deferred') return null;
  if (to === 0 && from !== 0) return { cells: [total('carriedOver')], confidence: from === -1 ? plain : likely };
  if (!target && from === -1) return { cells: [total('carriedOver')], confidence: plain };
  return null;
}
