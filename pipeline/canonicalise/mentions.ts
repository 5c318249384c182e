import { PROSE_LIMITS } from '../../config/limits/form.ts';
import type { Mention } from '../contracts/report.ts';
import { quantitiesIn } from '../wording/quantities.ts';
import type { Setting } from '../wording/statements/reading.ts';
import { statedCounts } from '../wording/statements/stated-counts.ts';

/**
 * Numbers of the prose with what they count. `refersTo` names the cell that a number states, where it is one cell and
 * nothing else may be meant; at most PROSE_LIMITS.mentions are kept.
 */
export function mentionsIn(
  paragraphs: readonly { readonly text: string; readonly section: number | null }[],
  setting: Setting,
): Mention[] {
  const mentions: Mention[] = [];
  for (const { text, section } of paragraphs) {
    const quantities = quantitiesIn(text);
    const counts = statedCounts(text, quantities, setting);
    for (const [i, quantity] of quantities.entries()) {
      if (mentions.length >= PROSE_LIMITS.mentions) return mentions;
      const count = counts[i] ?? null;
      const isOneCell = count !== null && count.cells.length === 1 && count.otherwise.length === 0;
      mentions.push({
        text: quantity.clause,
        quantity: quantity.value,
        unit: quantity.unit,
        section,
        refersTo: isOneCell && count.scope !== 'part' ? count.cells[0]! : null,
      });
    }
  }
  return mentions;
}
