import type { CellPath } from '../../../config/catalogue/form.ts';
import { STATEMENT_CONFIDENCE } from '../../../config/limits/statements.ts';
import type { Phrase } from './phrase.ts';
import { areJoined, type Binding, type Earlier, has, rowsLike, sumName, total } from './reading.ts';
import { isOfRequests } from './requests.ts';
import { type Concept, REASONS, type Word } from './words.ts';

const { plain, likely, unclear } = STATEMENT_CONFIDENCE;

/** Outcomes, each with the rows that it is the sum of. */
const OUTCOMES: ReadonlyMap<Concept, { readonly name: string; readonly cells: readonly CellPath[] }> = new Map([
  ['disclosed', { name: '予以公开', cells: [total('disclosed')] }],
  ['partlyDisclosed', { name: '部分公开', cells: [total('partiallyDisclosed')] }],
  ['withheld', { name: '不予公开', cells: rowsLike('withheld.') }],
  ['unavailable', { name: '无法提供', cells: rowsLike('unavailable.') }],
  ['notProcessed', { name: '不予处理', cells: rowsLike('notProcessed.') }],
  ['otherHandling', { name: '其他处理', cells: rowsLike('otherHandling') }],
]);

/** The row of a reason, where its group is named beside it or was counted before it in the sentence. */
function reasonIn(phrase: Phrase, row: CellPath, named: readonly Word[], earlier: Earlier): Binding | null {
  if (has(phrase, 'received', 'open')) return null;
  const beside = named.map((w) => OUTCOMES.get(w.concept)!.cells).find((cells) => cells.includes(row));
  // 因不掌握而无法提供: all of the group may have been for that reason, or it is a part of it
  if (beside) return { cells: [row], otherwise: [beside], confidence: plain };
  const counted = named.length === 0 && earlier.phrases.some((e) => e.count?.cells.includes(row));
  return counted ? { cells: [row], confidence: likely } : null;
}

const KINDS_OF_DOCUMENTS = /公文|文件|属性|建议|提案/u;

/** 主动公开305件、依申请公开17件、不予公开100件 are kinds of documents that an agency made, not answers to applications. */
function areDocuments({ before }: Phrase, { phrases }: Earlier): boolean {
  if (/申请/u.test(before.replaceAll('依申请公开', ''))) return false;
  return KINDS_OF_DOCUMENTS.test(before) || phrases.some(({ phrase }) => phrase.text.includes('主动公开'));
}

export function outcomeIn(phrase: Phrase, paragraph: string, earlier: Earlier): Binding | null {
  const confidence = isOfRequests(phrase, paragraph) === null ? unclear : plain;
  const reason = REASONS.find((r) => r.words.test(phrase.text));
  const named = phrase.words.filter((w) => OUTCOMES.has(w.concept));
  if (reason) {
    const found = reasonIn(phrase, total(reason.row), named, earlier);
    return found && { ...found, confidence: Math.min(confidence, found.confidence) };
  }
  if (named.length === 0 || has(phrase, 'reconsideration', 'litigation') || areDocuments(phrase, earlier)) return null;
  const joined = named.length > 1 && areJoined(phrase, named);
  if (named.length > 1 && !joined) return null;
  if (/等(?:形式|方式|类|决定)?|或者?公开|公开或者?|公开和不予/u.test(phrase.text) && !joined) return null;
  const groups = named.map((w) => OUTCOMES.get(w.concept)!);
  const cells = groups.flatMap((g) => g.cells);
  return {
    cells,
    name: cells.length === 1 ? '' : sumName(groups.map((g) => g.name)),
    // 另有2件征求意见后予以公开
    scope: /另有|还有/u.test(phrase.lead) ? 'part' : 'own',
    // what had been published before is told apart from what was disclosed
    confidence: /已(?:经)?主动公开/u.test(phrase.before) ? unclear : confidence,
  };
}
