import { STATEMENT_LIMITS } from '../../../config/limits/statements.ts';
import type { Quantity } from '../quantities.ts';
import { type Concept, type Word, wordsIn } from './words.ts';

/**
 * What is said of one number. The verb stands before it (收到申请5件), its noun may follow it (收到5件申请), or the number
 * is the subject and the verb follows (2件结转至下年).
 */
export interface Phrase {
  /** Where the words stand that say what the number counts. */
  readonly order: 'number-last' | 'noun-after' | 'number-first';
  /** The words that bind the number, without white space. */
  readonly text: string;
  readonly words: readonly Word[];
  /** From the number before it in the sentence to the number, without white space. */
  readonly lead: string;
  /** The sentence up to the number, white space kept. */
  readonly before: string;
}

const SENTENCE_MARK = /[。！？!?\n]/u;
const LAST_CLAUSE = /[^，,；;：:（(）)]*$/u;
const FIRST_CLAUSE = /^[^，,；;。：:（(）)！？\n]*/u;
const FIRST_PART = /^[^；;。：:（(）)！？\n]*/u;
const OBJECTS: ReadonlySet<Concept> = new Set([
  'requests',
  'documents',
  'regulations',
  'licensing',
  'penalty',
  'compulsion',
  'reconsideration',
  'litigation',
  'litigationDirect',
  'litigationAfterReconsideration',
]);
const PREDICATES: ReadonlySet<Concept> = new Set([
  'carried',
  'deferred',
  'open',
  'handled',
  'withheld',
  'partlyDisclosed',
  'disclosed',
  'unavailable',
  'notProcessed',
  'otherHandling',
  'upheld',
  'corrected',
  'otherResult',
  'unsettled',
]);
/** What may stand before a number that is the subject of its clause. */
const SUBJECT_LEAD = /^(?:[、和与及]?(?:其中|含|包括|包含|另外?|还|尚|仍|共|其余|剩余)?(?:的|还|尚|仍)?有?|均|除)$/u;
/** Characters between a number and its noun: 5件由公民提出的政府信息公开申请 has 6. */
const NOUN_AFTER = 10;

const compact = (text: string): string => text.replace(/\s+/gu, '');
const isObject = (word: Word): boolean => OBJECTS.has(word.concept);

/** Whether a noun follows the number before any verb does, and where it ends. */
function nounBehind(after: readonly Word[]): number | null {
  const first = after.find((w) => isObject(w) || PREDICATES.has(w.concept));
  return first && isObject(first) && first.start <= NOUN_AFTER ? first.end : null;
}

/** Looks for the verb of which the number is the subject: in its own clause, else in the next one. */
function predicateOf(rest: string): string | null {
  const clause = compact(FIRST_CLAUSE.exec(rest)?.[0] ?? '').slice(0, STATEMENT_LIMITS.predicate);
  // 19件及上年结转2件: what a conjunction joins is of the next number
  if (/^(?:[和与、]|及(?!时))/u.test(clause)) return null;
  const isPredicate = (text: string): boolean => wordsIn(text).some((w) => PREDICATES.has(w.concept));
  // 1件尚未到期，结转下年: both clauses are needed only where the first has no verb
  if (isPredicate(clause)) return clause;
  const part = compact(FIRST_PART.exec(rest)?.[0] ?? '').slice(0, STATEMENT_LIMITS.predicate);
  return /^(?:因|经|按|由|未到|系|为|属|需|正)/u.test(clause) && isPredicate(part) ? part : null;
}

/** The number before in the same line. */
export interface Previous {
  readonly end: number;
  /** Its words follow it, up to the next mark: what stands between the two is not all about the second. */
  readonly wordsFollow: boolean;
}

/** Where the words about a number can begin: 4件予以公开、1件不予公开. */
function beginningOf(line: string, quantity: Quantity, { end, wordsFollow }: Previous): number {
  if (!wordsFollow) return end;
  const mark = line.slice(end, quantity.start).search(/[，,；;、。：:]|(?<![\u4e00-\u9fff])[和及与]/u);
  return mark < 0 ? quantity.start : end + mark + 1;
}

/** The phrase around a number; `nextStart` is where the next number begins. */
export function phraseOf(line: string, quantity: Quantity, previous: Previous, nextStart: number): Phrase {
  const previousEnd = beginningOf(line, quantity, previous);
  const from = Math.max(0, quantity.start - STATEMENT_LIMITS.sentence);
  let start = quantity.start;
  while (start > from && !SENTENCE_MARK.test(line[start - 1]!)) start--;
  const before = line.slice(start, quantity.start);
  const lead = compact(
    line.slice(Math.max(start, previousEnd, quantity.start - STATEMENT_LIMITS.phrase), quantity.start),
  );
  const own = LAST_CLAUSE.exec(lead)?.[0] ?? '';
  const words = wordsIn(own);
  const rest = line.slice(quantity.end, Math.min(nextStart, quantity.end + 2 * STATEMENT_LIMITS.predicate));
  const clause = compact(FIRST_CLAUSE.exec(rest)?.[0] ?? '').slice(0, STATEMENT_LIMITS.predicate);
  if (!words.some(isObject)) {
    const noun = nounBehind(wordsIn(clause));
    if (noun !== null) {
      const text = own + clause.slice(0, noun);
      return { order: 'noun-after', text, words: wordsIn(text), lead, before };
    }
  }
  if (SUBJECT_LEAD.test(own)) {
    const predicate = predicateOf(rest);
    if (predicate !== null) return { order: 'number-first', text: predicate, words: wordsIn(predicate), lead, before };
  }
  return { order: 'number-last', text: own, words, lead, before };
}
