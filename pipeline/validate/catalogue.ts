import type { Rule } from './rule.ts';
import { APPLICATIONS_RULES } from './rules/applications.ts';
import { CELL_RULES } from './rules/cell.ts';
import { CUT_DIGIT_RULES } from './rules/cut-digits.ts';
import { DIGIT_LOSS_RULES } from './rules/digit-loss.ts';
import { DOCUMENT_RULES } from './rules/document.ts';
import { NARRATIVE_PERIOD_RULES } from './rules/narrative-period.ts';
import { NARRATIVE_SUM_RULES } from './rules/narrative-sums.ts';
import { REMEDIES_RULES } from './rules/remedies.ts';
import { STRUCTURE_LABEL_RULES } from './rules/structure-labels.ts';
import { STRUCTURE_SECTION_RULES } from './rules/structure-sections.ts';
import { STRUCTURE_TABLE_RULES } from './rules/structure-tables.ts';

/** Every rule, in the order in which findings of one severity are shown. */
export const RULES: readonly Rule[] = [
  ...DOCUMENT_RULES,
  ...STRUCTURE_SECTION_RULES,
  ...STRUCTURE_TABLE_RULES,
  ...STRUCTURE_LABEL_RULES,
  ...CELL_RULES,
  ...CUT_DIGIT_RULES,
  ...APPLICATIONS_RULES,
  ...REMEDIES_RULES,
  ...NARRATIVE_SUM_RULES,
  ...NARRATIVE_PERIOD_RULES,
  ...DIGIT_LOSS_RULES,
];
