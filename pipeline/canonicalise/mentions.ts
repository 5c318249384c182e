import { STATISTICS_COLUMN } from '../../config/catalogue/statistics-2008.ts';
import { PROSE_LIMITS } from '../../config/limits/form.ts';
import type { Mention } from '../contracts/report.ts';
import { type Quantity, quantitiesIn } from '../wording/quantities.ts';
import { formerFacts } from '../wording/statements/former-facts.ts';
import type { Setting } from '../wording/statements/reading.ts';
import { statedCounts } from '../wording/statements/stated-counts.ts';

/** The cells that the numbers of a paragraph state, where it is one cell each and nothing else may be meant. */
function cellsOf(text: string, quantities: readonly Quantity[], setting: Setting): readonly (string | null)[] {
  if (setting.form === null)
    return formerFacts(text, quantities, setting).map((key) =>
      key === null ? null : `statistics2008/${key}/${STATISTICS_COLUMN}`,
    );
  return statedCounts(text, quantities, setting).map((count) => {
    const isOneCell = count !== null && count.cells.length === 1 && count.otherwise.length === 0;
    return isOneCell && count.scope !== 'part' ? count.cells[0]! : null;
  });
}

/**
 * Numbers of the prose with what they count. `refersTo` names the cell that a number states: one of the tables of the
 * form, in a report without a form one of the statistical table. At most PROSE_LIMITS.mentions are kept.
 */
export function mentionsIn(
  paragraphs: readonly { readonly text: string; readonly section: number | null }[],
  setting: Setting,
): Mention[] {
  const mentions: Mention[] = [];
  for (const { text, section } of paragraphs) {
    const quantities = quantitiesIn(text);
    const cells = cellsOf(text, quantities, setting);
    for (const [i, quantity] of quantities.entries()) {
      if (mentions.length >= PROSE_LIMITS.mentions) return mentions;
      mentions.push({
        text: quantity.clause,
        quantity: quantity.value,
        unit: quantity.unit,
        section,
        refersTo: cells[i] ?? null,
      });
    }
  }
  return mentions;
}
