import { distance } from 'fastest-levenshtein';
import { SECTION_TITLES } from '../../../config/catalogue/sections.ts';
import { ALIGNMENT_LIMITS, PROSE_LIMITS } from '../../../config/limits/form.ts';
import { LINE_TOLERANCES } from '../../../config/limits/lines.ts';
import { labelParts } from '../../form/label.ts';
import { compact } from '../../wording/fold.ts';
import { beginsLabel, foldCell, labelsOf } from './cell-text.ts';

const TOP_ORDINAL = /^[一二三四五六七八九十]{1,3}[、．.,，:：](?=.)/u;
const SENTENCE_END = /[。；;！!？?]$/u;

const TITLE_BODIES = SECTION_TITLES.flatMap((title) => [title.title, ...title.aliases]).map((t) => labelParts(t).body);

function titleLikeness(body: string): number {
  const scores = TITLE_BODIES.map((title) => 1 - distance(body, title) / Math.max(body.length, title.length));
  return Math.max(...scores);
}

/**
 * Whether a line heads a section of the report. Top-level ordinals also stand before rows of table three
 * (一、本年新收…, 四、结转…), so the wording decides: the more like a title, the less like a label.
 */
export function isSectionHeading(text: string): boolean {
  if (text.length > PROSE_LIMITS.headingCharacters * 3) return false;
  const bare = compact(foldCell(text));
  if (bare.length > PROSE_LIMITS.headingCharacters || SENTENCE_END.test(bare)) return false;
  const { body } = labelParts(bare);
  if (body.length === 0) return false;
  const [best] = labelsOf(text);
  const label = best?.score ?? 0;
  const likeness = titleLikeness(body);
  if (TOP_ORDINAL.test(bare)) {
    if (likeness >= PROSE_LIMITS.titleLikeness && likeness > label) return true;
    // Only labels of table three have such ordinals; words beside another table's label make a heading of it.
    if (best?.place.table !== 'applications' && label < ALIGNMENT_LIMITS.wholeLabelScore) return !beginsLabel(bare);
    return label < LINE_TOLERANCES.cellScore && !beginsLabel(bare);
  }
  return likeness >= LINE_TOLERANCES.joinedScore && likeness > label;
}
