import { findingIn, type Language } from '../../../config/rule-words/words-of.ts';
import type { Finding } from '../../../pipeline/contracts/finding.ts';
import { useLanguage } from '../language.ts';
import { TOLD, type Told } from '../words/told/told.ts';

/** How this browser tells findings. */
export interface Telling {
  readonly language: Language;
  readonly told: Told;
  readonly tell: (finding: Finding) => { readonly message: string; readonly suggestion: string | null };
}

export function useTold(): Telling {
  const language = useLanguage();
  return { language, told: TOLD[language], tell: (finding) => findingIn(language, finding) };
}
