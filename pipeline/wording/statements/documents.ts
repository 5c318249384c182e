import type { CellPath, FormVersion } from '../../../config/catalogue/form.ts';
import { STATEMENT_CONFIDENCE } from '../../../config/limits/statements.ts';
import type { Phrase } from './phrase.ts';
import { type Binding, type Earlier, has, lastOf, ofForm } from './reading.ts';
import type { Concept, Word } from './words.ts';

const { plain, inherited, likely } = STATEMENT_CONFIDENCE;

const DOCUMENT_ROWS: Partial<Record<Concept, string>> = { documents: 'normativeDocuments', regulations: 'regulations' };

const FATES: readonly Concept[] = ['made', 'repealed', 'inForce', 'published'];

/** Words of counting that may stand between a verb and its number. */
const COUNTING = /[的了共计总为有是数量件约其中、和与及]|分别|行政/gu;

/** Made for another body: 以县政府名义印发, 代拟. */
const OF_ANOTHER = /以(?!本|我)[^，。；]{2,14}名义|代拟/u;

/** The documents that the sentence spoke of last, if nothing else was counted since. */
function documentsBefore({ phrases }: Earlier): Word | undefined {
  const named = (words: readonly Word[]): Word | undefined =>
    words.findLast((w) => DOCUMENT_ROWS[w.concept] !== undefined);
  const at = phrases.findLastIndex((p) => named(p.phrase.words) !== undefined);
  return phrases.slice(at + 1).every((p) => p.count !== null) ? named(phrases[at]?.phrase.words ?? []) : undefined;
}

/** The row that the phrase speaks of, and what happened to its documents, each said here or by the number before. */
function documentWords(phrase: Phrase, earlier: Earlier) {
  const own = lastOf(phrase, 'documents', 'regulations');
  const before = earlier.phrases.at(-1)?.phrase.words ?? [];
  const object = own ?? documentsBefore(earlier);
  const said = phrase.words.filter((w) => FATES.includes(w.concept));
  // 制定规章1件、规范性文件3件
  const goesOn = own !== undefined && said.length === 0 && /^[、和与及]/u.test(phrase.text);
  const verbs = goesOn ? before.filter((w) => FATES.includes(w.concept)) : said;
  const words = [...(own ? [own] : []), ...said].toSorted((x, y) => x.start - y.start);
  const behind = phrase.text.slice(words.at(-1)?.end ?? 0).replace(COUNTING, '');
  // 印发制度5项 counts other things than the documents before it
  const counts = phrase.order !== 'number-last' || behind === '';
  return object && counts ? { row: DOCUMENT_ROWS[object.concept]!, verbs, isOwn: own !== undefined && !goesOn } : null;
}

/** Documents of the form by what happened to them; the two forms count different things. */
export function documentsIn(phrase: Phrase, earlier: Earlier, form: FormVersion | null): Binding | null {
  if (has(phrase, 'explained', 'requests', 'licensing', 'penalty') || OF_ANOTHER.test(phrase.lead)) return null;
  const found = documentWords(phrase, earlier);
  if (!found || found.verbs.length === 0) return null;
  const { row, verbs, isOwn } = found;
  const confidence = isOwn ? plain : inherited;
  const cell = (column: string): readonly CellPath[] => [ofForm('proactiveDisclosure', row, column)];
  const kinds = new Set(verbs.map((v) => v.concept));
  if (form === '2019') {
    if (kinds.has('repealed') || kinds.has('inForce')) return null;
    if (kinds.has('published') && !kinds.has('made'))
      return { cells: cell(/总/u.test(phrase.text) ? 'disclosedTotal' : 'disclosed'), confidence };
    const shown = kinds.has('published') || verbs.some((v) => /[发公]布/u.test(v.text));
    return {
      cells: cell('created'),
      otherwise: shown ? [cell('disclosed')] : [],
      confidence: shown ? likely : confidence,
    };
  }
  // 对外公布的现行有效规范性文件 are those in force
  if (kinds.has('inForce')) return kinds.has('repealed') ? null : { cells: cell('inForce'), confidence };
  if (kinds.has('repealed')) return kinds.size === 1 ? { cells: cell('repealed'), confidence } : null;
  if (!kinds.has('made')) return null;
  return { cells: cell('issued'), confidence: kinds.has('published') ? likely : confidence };
}
