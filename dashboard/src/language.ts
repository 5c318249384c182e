import { LANGUAGES, type Language } from '../../config/rule-words/words-of.ts';

/**
 * The language of the page: kept by the browser, known before any words are, and the same until the page is left. So
 * words stay constants, and a component need not know that there are two languages.
 */

export const LANGUAGE_KEY = 'gouji.lang';

/** Words are asked for outside of browsers as well. */
const host = globalThis as typeof globalThis & { readonly localStorage?: { getItem(key: string): string | null } };

function recall(): Language {
  try {
    return LANGUAGES.find((each) => each === host.localStorage?.getItem(LANGUAGE_KEY)) ?? 'zh';
  } catch {
    // A browser that is told to keep nothing throws at the mere mention.
    return 'zh';
  }
}

export const LANGUAGE = recall();

/** As the browser names languages: for `lang`, numbers and dates. */
export const LOCALE = { zh: 'zh-CN', en: 'en-GB' }[LANGUAGE];

/**
 * The words of this page. Each language must have what the other has: a key too many or too few, or a sentence that is
 * told from other values, does not compile.
 */
export const inLanguage = <English, Chinese extends English>(
  english: English,
  chinese: Chinese & (English extends Chinese ? unknown : never),
): English => (LANGUAGE === 'zh' ? chinese : english);
