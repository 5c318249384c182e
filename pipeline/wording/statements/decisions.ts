import type { FormVersion } from '../../../config/catalogue/form.ts';
import { STATEMENT_CONFIDENCE } from '../../../config/limits/statements.ts';
import type { Phrase } from './phrase.ts';
import { areJoined, type Binding, has, ofForm, sumName } from './reading.ts';
import type { Concept } from './words.ts';

const { plain, unclear } = STATEMENT_CONFIDENCE;

const DECISION_ROWS: Partial<Record<Concept, { readonly row: string; readonly name: string }>> = {
  licensing: { row: 'administrativeLicensing', name: '行政许可' },
  penalty: { row: 'administrativePenalty', name: '行政处罚' },
  compulsion: { row: 'administrativeCompulsion', name: '行政强制' },
};

/** Decisions, told from items of the catalogue, from requests for them and from their publicity. */
export function decisionsIn(phrase: Phrase, unit: string): Binding | null {
  const named = phrase.words.filter((w) => DECISION_ROWS[w.concept] !== undefined);
  if (named.length === 0 || (named.length > 1 && !areJoined(phrase, named))) return null;
  if (has(phrase, 'received', 'explained', 'requests', 'reconsideration', 'litigation')) return null;
  const decided = has(phrase, 'decided');
  if (has(phrase, 'items') && !/办[理结][^，。；]{0,6}(?:许可|处罚|强制)(?:决定)?事项$/u.test(phrase.text)) return null;
  if (/项目|种类|依据|标准|流程|人员|率|案卷|案例|撤销|不予|免予/u.test(phrase.text)) return null;
  const verb = decided || has(phrase, 'handled', 'published') || /作出|办理|实施|公开|公示/u.test(phrase.before);
  // items of a catalogue are counted in 项 too
  if (!verb || (!decided && /目录|清单|事项|职权|权力/u.test(phrase.before))) return null;
  const rows = named.map((w) => DECISION_ROWS[w.concept]!);
  const cells = rows.map(({ row }) => ofForm('proactiveDisclosure', row, 'decisions'));
  // publicity of decisions is counted in 条, and need not be the decisions
  const sure = /作出|做出|决定|实施|案件/u.test(phrase.before) && unit !== '条' && !has(phrase, 'published');
  return {
    cells,
    name: cells.length === 1 ? '' : sumName(rows.map((r) => r.name)),
    confidence: sure ? plain : unclear,
  };
}

export function amountIn(phrase: Phrase, form: FormVersion | null): Binding | null {
  const { text } = phrase;
  if (
    /采购/u.test(text) &&
    form === '2019' &&
    /采购(?:项目)?(?:的)?(?:成交|中标|合同|总)?(?:总?金额|总?额|资金|预算)?(?:共|合计|共计|为|达|约)*$/u.test(text)
  )
    return {
      cells: [ofForm('proactiveDisclosure', 'governmentProcurement', 'amount')],
      confidence: /预算/u.test(text) ? unclear : plain,
    };
  return /(?<!减免|免征|免收|取消|退还|降低)行政事业性收费(?:项目)?(?:总?金额|总额|共|共计|合计|为|收入|收取|收)*$/u.test(
    text,
  )
    ? { cells: [ofForm('proactiveDisclosure', 'administrativeFees', 'amount')], confidence: plain }
    : null;
}

export function procurementIn(phrase: Phrase, form: FormVersion | null): Binding | null {
  return form === '2019' && /(?:集中|政府)采购(?:的)?(?:项目)?(?:数量|数)?(?:共|共计|合计|为|有)*$/u.test(phrase.text)
    ? { cells: [ofForm('proactiveDisclosure', 'governmentProcurement', 'items')], confidence: plain }
    : null;
}
