import { ENGLISH_RULES } from './english.ts';
import type { FoundFault, RuleWords } from './finding-words.ts';

/** Languages in which findings are told. What a document says and names of places stay as they are. */
export const LANGUAGES = ['zh', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

const wordsOf = (rule: string): RuleWords | null =>
  rule in ENGLISH_RULES ? ENGLISH_RULES[rule as keyof typeof ENGLISH_RULES] : null;

/** A finding in the words of a language; in Chinese, the language that it was made in, where a rule is not known. */
export function findingIn(
  language: Language,
  finding: FoundFault & { readonly rule: string },
): { readonly message: string; readonly suggestion: string | null } {
  const { message, suggestion } = finding;
  const words = language === 'zh' ? null : wordsOf(finding.rule);
  if (words === null) return { message, suggestion };
  const advice = typeof words.suggestion === 'string' ? words.suggestion : words.suggestion(finding);
  return { message: words.message(finding), suggestion: suggestion === null ? null : advice };
}

/** The title of a rule in English; null for a rule of another version. */
export const englishTitle = (rule: string): string | null => wordsOf(rule)?.title ?? null;
