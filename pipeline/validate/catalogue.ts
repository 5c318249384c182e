import type { Rule } from './rule.ts';
import { APPLICATIONS_RULES } from './rules/applications.ts';
import { CELL_RULES } from './rules/cell.ts';
import { CUT_DIGIT_RULES } from './rules/cut-digits.ts';
import { DELIVERY_RULES } from './rules/delivery.ts';
import { DIGIT_LOSS_RULES } from './rules/digit-loss.ts';
import { DOCUMENT_RULES } from './rules/document.ts';
import { IDENTITY_RULES } from './rules/identity.ts';
import { NARRATIVE_BASIS_RULES } from './rules/narrative-basis.ts';
import { NARRATIVE_CLAIM_RULES } from './rules/narrative-claims.ts';
import { NARRATIVE_CONTENT_RULES } from './rules/narrative-content.ts';
import { NARRATIVE_FIGURE_RULES } from './rules/narrative-figures.ts';
import { NARRATIVE_LIST_RULES } from './rules/narrative-lists.ts';
import { NARRATIVE_PERIOD_RULES } from './rules/narrative-period.ts';
import { NARRATIVE_SIMILARITY_RULES } from './rules/narrative-similarity.ts';
import { NARRATIVE_STATEMENT_RULES } from './rules/narrative-statements.ts';
import { NARRATIVE_SUM_RULES } from './rules/narrative-sums.ts';
import { NARRATIVE_WORDING_RULES } from './rules/narrative-wording.ts';
import { PRIVACY_RULES } from './rules/privacy.ts';
import { PROACTIVE_RULES } from './rules/proactive.ts';
import { PROACTIVE_ITEM_RULES } from './rules/proactive-items.ts';
import { REMEDIES_RULES } from './rules/remedies.ts';
import { ROLLUP_RULES } from './rules/rollup.ts';
import { STATISTICS_RULES } from './rules/statistics2008.ts';
import { STRUCTURE_LABEL_RULES } from './rules/structure-labels.ts';
import { STRUCTURE_SECTION_RULES } from './rules/structure-sections.ts';
import { STRUCTURE_TABLE_RULES } from './rules/structure-tables.ts';
import { TEMPLATE_RULES } from './rules/template.ts';
import { UNREAD_RULES } from './rules/unread.ts';
import { YEARS_RULES } from './rules/years.ts';
import { YEARS_WHOLE_RULES } from './rules/years-whole.ts';

/** Every rule, in the order in which findings of one severity are shown. */
export const RULES: readonly Rule[] = [
  ...DOCUMENT_RULES,
  ...UNREAD_RULES,
  ...IDENTITY_RULES,
  ...TEMPLATE_RULES,
  ...STRUCTURE_SECTION_RULES,
  ...STRUCTURE_TABLE_RULES,
  ...STRUCTURE_LABEL_RULES,
  ...CELL_RULES,
  ...CUT_DIGIT_RULES,
  ...PROACTIVE_RULES,
  ...PROACTIVE_ITEM_RULES,
  ...APPLICATIONS_RULES,
  ...REMEDIES_RULES,
  ...NARRATIVE_SUM_RULES,
  ...NARRATIVE_LIST_RULES,
  ...NARRATIVE_PERIOD_RULES,
  ...DIGIT_LOSS_RULES,
  ...NARRATIVE_STATEMENT_RULES,
  ...NARRATIVE_CLAIM_RULES,
  ...NARRATIVE_FIGURE_RULES,
  ...NARRATIVE_WORDING_RULES,
  ...NARRATIVE_BASIS_RULES,
  ...NARRATIVE_CONTENT_RULES,
  ...NARRATIVE_SIMILARITY_RULES,
  ...YEARS_RULES,
  ...YEARS_WHOLE_RULES,
  ...ROLLUP_RULES,
  ...DELIVERY_RULES,
  ...PRIVACY_RULES,
  ...STATISTICS_RULES,
];

const TITLES: ReadonlyMap<string, string> = new Map(RULES.map(({ id, title }) => [id, title]));

/** The Chinese title of a rule; the id itself of one that this version does not have. */
export const ruleTitle = (id: string): string => TITLES.get(id) ?? id;
