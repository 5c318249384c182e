import { englishTitle, findingIn } from '../../../config/rule-words/words-of.ts';
import type { Finding } from '../../../pipeline/contracts/finding.ts';
import { LANGUAGE } from '../language.ts';

/** A finding in the language of the page. */
export const tell = (finding: Finding): { readonly message: string; readonly suggestion: string | null } =>
  findingIn(LANGUAGE, finding);

/** The title of a rule in the language of the page; as the server has it where the page does not know the rule. */
export const ruleTitle = (rule: string, title: string): string =>
  (LANGUAGE === 'en' ? englishTitle(rule) : null) ?? title;
