import { STATEMENT_CONFIDENCE, STATEMENT_LIMITS } from '../../../config/limits/statements.ts';
import type { Quantity } from '../quantities.ts';
import { MONEY } from '../units.ts';
import { carriedIn } from './carried.ts';
import { amountIn, decisionsIn, procurementIn } from './decisions.ts';
import { documentsIn } from './documents.ts';
import { outcomeIn } from './outcomes.ts';
import { type Phrase, type Previous, phraseOf } from './phrase.ts';
import { type Binding, type Earlier, has, type Setting, type StatedCount, total } from './reading.ts';
import { REMEDY_ROWS, remedyIn } from './remedies.ts';
import { applicantsIn, countsOtherThings, isOfRequests, OTHER_BODIES, requestsIn, totalOfParts } from './requests.ts';
import { REASONS } from './words.ts';
import { COMPARED, speaksOfOtherYear, speaksOfPart, YEAR_OF_CARRYING } from './years.ts';

const { inherited, unclear } = STATEMENT_CONFIDENCE;

const COUNTED: ReadonlySet<string> = new Set([
  '件',
  '件次',
  '宗',
  '份',
  '起',
  '条',
  '个',
  '次',
  '例',
  '人次',
  '部',
  '项',
  '篇',
]);

function bind(
  phrase: Phrase,
  quantity: Quantity,
  paragraph: string,
  earlier: Earlier,
  { years, form }: Setting,
): Binding | null {
  const unit = quantity.unit ?? '';
  if (unit in MONEY) return amountIn(phrase, form);
  if (!COUNTED.has(unit)) return null;
  const carried =
    /资金|经费|预算|项目/u.test(phrase.text) || areCases(phrase, earlier) ? null : carriedIn(phrase, years);
  if (carried) return isOfRequests(phrase, paragraph) === null ? { ...carried, confidence: unclear } : carried;
  if (has(phrase, 'carried', 'deferred')) return null;
  if (COMPARED.test(phrase.lead) || speaksOfPart(phrase, years) || COMPARED.test(phrase.text)) return null;
  const timed = `${phrase.before.replace(YEAR_OF_CARRYING, '')}${phrase.order === 'number-last' ? '' : phrase.text}`;
  if (speaksOfOtherYear(timed, years) || has(phrase, 'last', 'next')) return null;
  const remedy = remedyIn(phrase, earlier);
  if (remedy || phrase.words.some((w) => REMEDY_ROWS.has(w.concept))) return remedy;
  const other =
    documentsIn(phrase, earlier, form) ??
    decisionsIn(phrase, unit) ??
    procurementIn(phrase, form) ??
    applicantsIn(phrase, paragraph);
  if (other) return other;
  if (/复议|诉讼|举报/u.test(phrase.text) && !REASONS.some((r) => r.words.test(phrase.text))) return null;
  if (has(phrase, 'documents', 'regulations', 'licensing', 'penalty', 'compulsion', 'procurement')) return null;
  if (has(phrase, 'open'))
    return isOfRequests(phrase, paragraph) ? { cells: [total('carriedForward')], confidence: inherited } : null;
  return (
    outcomeIn(phrase, paragraph, earlier) ?? totalOfParts(phrase, earlier) ?? requestsIn(phrase, paragraph, earlier)
  );
}

/** 行政复议收案9件，其中上年结转2件: no applications. */
const areCases = (phrase: Phrase, { phrases }: Earlier): boolean =>
  !has(phrase, 'requests') && (phrases.at(-1)?.phrase.words.some((word) => REMEDY_ROWS.has(word.concept)) ?? false);

/** 今年收到5件，累计收到90件: the year's own number stands before it. */
const isRunningTotal = ({ cells }: Binding, { lead }: Phrase, { phrases }: Earlier): boolean =>
  lead.includes('累计') && phrases.some(({ count }) => count?.scope === 'own' && count.cells[0] === cells[0]);

/** Without one of these words a paragraph speaks of nothing that the form counts. */
const SPEAKS_OF_FORM =
  /申请|结转|复议|诉讼|许可|处罚|强制|规范性文件|规章|收费|采购|予.{0,2}公开|部分公开|无法提供|不予处理|其[他它]处理/u;

/**
 * Which cells of the form each number of a paragraph states, in the order of `quantities`; null where verb and object do
 * not say it. Approximate numbers, those of other years and of other things are null.
 */
export function statedCounts(
  text: string,
  quantities: readonly Quantity[],
  setting: Setting,
): readonly (StatedCount | null)[] {
  if (!SPEAKS_OF_FORM.test(text)) return quantities.map(() => null);
  let previous: Previous = { end: 0, wordsFollow: false };
  let sentence = '';
  let earlier: { phrase: Phrase; count: StatedCount | null }[] = [];
  return quantities.map((quantity, i) => {
    const phrase = phraseOf(text, quantity, previous, quantities[i + 1]?.start ?? text.length);
    previous = { end: quantity.end, wordsFollow: phrase.order !== 'number-last' };
    if (sentence === '' || !phrase.before.startsWith(sentence)) earlier = [];
    sentence = phrase.before;
    const paragraph = text.slice(
      Math.max(0, quantity.start - STATEMENT_LIMITS.sentence),
      quantity.end + STATEMENT_LIMITS.phrase,
    );
    const binding = quantity.approximate ? null : bind(phrase, quantity, paragraph, { phrases: earlier }, setting);
    let count: StatedCount | null = null;
    if (binding && !countsOtherThings(binding, phrase) && !isRunningTotal(binding, phrase, { phrases: earlier })) {
      const others = OTHER_BODIES.test(phrase.lead);
      count = {
        name: '',
        otherwise: [],
        scope: 'own',
        ...binding,
        confidence: others ? Math.min(unclear, binding.confidence) : binding.confidence,
        phrase,
      };
    }
    earlier = [...earlier.slice(-8), { phrase, count }];
    return count;
  });
}
