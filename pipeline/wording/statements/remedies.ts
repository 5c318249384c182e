import { remedies } from '../../../config/catalogue/form.ts';
import { STATEMENT_CONFIDENCE } from '../../../config/limits/statements.ts';
import type { Phrase } from './phrase.ts';
import { areJoined, type Binding, type Earlier, has, ofForm, sumName } from './reading.ts';
import type { Concept, Word } from './words.ts';

const { plain, likely } = STATEMENT_CONFIDENCE;

const LITIGATION = remedies.rows.filter((r) => r.group === 'litigation').map((r) => r.key);

const RESULTS: ReadonlyMap<Concept, string> = new Map([
  ['upheld', 'upheld'],
  ['corrected', 'corrected'],
  ['otherResult', 'other'],
  ['unsettled', 'pending'],
]);

const REMEDY_NAMES: Partial<Record<Concept, string>> = {
  reconsideration: '行政复议',
  litigation: '行政诉讼',
  litigationDirect: '行政诉讼（未经复议直接起诉）',
  litigationAfterReconsideration: '行政诉讼（复议后起诉）',
};

export const REMEDY_ROWS: ReadonlyMap<Concept, readonly string[]> = new Map([
  ['reconsideration', ['reconsideration']],
  ['litigation', LITIGATION],
  ['litigationDirect', ['litigationDirect']],
  ['litigationAfterReconsideration', ['litigationAfterReconsideration']],
]);

/** The remedy that results are said of: that of the phrase, else the only one named before it in the sentence. */
function remediesIn(phrase: Phrase, earlier: Earlier): readonly Word[] {
  const own = phrase.words.filter((w) => REMEDY_ROWS.has(w.concept));
  // 未经复议直接起诉的行政诉讼 is one kind of suit
  const narrow = own.filter((w) => w.concept.startsWith('litigation') && w.concept !== 'litigation');
  if (own.length > 0) return narrow.length > 0 ? narrow.slice(-1) : own;
  if (!has(phrase, ...RESULTS.keys())) return [];
  const named = earlier.phrases.flatMap((e) => e.phrase.words.filter((w) => REMEDY_ROWS.has(w.concept)));
  const last = named.at(-1);
  const opened = /其中|包括/u.test(phrase.lead) && new Set(named.map((w) => w.concept)).size > 1;
  return last && !opened ? [last] : [];
}

export function remedyIn(phrase: Phrase, earlier: Earlier): Binding | null {
  const named = remediesIn(phrase, earlier);
  if (named.length === 0) return null;
  const own = phrase.words.filter((w) => REMEDY_ROWS.has(w.concept));
  if (named.length > 1 && !areJoined(phrase, named)) return null;
  const results = phrase.words.filter((w) => RESULTS.has(w.concept));
  if (results.length > 1) return null;
  if (/听证|培训|答复书|解答|案例|应诉(?:率|工作)|出庭|责任人|败诉|胜诉|驳回|撤诉/u.test(phrase.text)) return null;
  const column = results[0] ? RESULTS.get(results[0].concept)! : 'total';
  const rows = named.flatMap((w) => REMEDY_ROWS.get(w.concept) ?? []);
  const cells = rows.map((row) => ofForm('remedies', row, column));
  const name =
    cells.length === 1
      ? ''
      : `${sumName(named.map((w) => REMEDY_NAMES[w.concept] ?? w.text))}${results[0]?.text ?? ''}`;
  return { cells, name, confidence: own.length > 0 ? plain : likely };
}
