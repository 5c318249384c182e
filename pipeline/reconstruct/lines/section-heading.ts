import { ALIGNMENT_LIMITS, PROSE_LIMITS } from '../../../config/limits/form.ts';
import { LINE_TOLERANCES } from '../../../config/limits/lines.ts';
import { compact } from '../../wording/fold.ts';
import { familyOf, isMarked, readHeading } from '../../wording/heading.ts';
import { beginsLabel, foldCell, labelsOf } from './cell-text.ts';

const SENTENCE_END = /[。；;！!？?]$/u;

/**
 * Whether a line heads a section of the report. Top-level ordinals also stand before rows of table three
 * (一、本年新收…, 四、结转…), so the wording decides: the more like a title, the less like a label.
 */
export function isSectionHeading(text: string): boolean {
  if (text.length > PROSE_LIMITS.headingCharacters * 3) return false;
  const folded = foldCell(text).trim();
  const bare = compact(folded);
  if (bare.length > PROSE_LIMITS.headingCharacters || SENTENCE_END.test(bare)) return false;
  const { ordinal, words, likeness } = readHeading(folded);
  if (!/[\p{L}\d]/u.test(words)) return false;
  const [best] = labelsOf(text);
  const label = best?.score ?? 0;
  if (familyOf(ordinal) === 'section' && isMarked(ordinal)) {
    if (likeness > label) return true;
    // Only labels of table three have such ordinals; words beside another table's label make a heading of it.
    if (best?.place.table !== 'applications' && label < ALIGNMENT_LIMITS.wholeLabelScore) return !beginsLabel(bare);
    return label < LINE_TOLERANCES.cellScore && !beginsLabel(bare);
  }
  return likeness >= LINE_TOLERANCES.joinedScore && likeness > label;
}
