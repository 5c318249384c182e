import { LANGUAGES, type Language } from '../../config/rule-words/words-of.ts';

/**
 * The language of the page: kept by the browser, known before any words are, and the same until the page is left. So
 * words stay constants, and a component need not know that there are two languages.
 */

const KEY = 'gouji.lang';

function recall(): Language {
  try {
    return LANGUAGES.find((each) => each === window.localStorage.getItem(KEY)) ?? 'zh';
  } catch {
    // A browser that is told to keep nothing throws at the mere mention.
    return 'zh';
  }
}

export const LANGUAGE = recall();

/** As the browser names languages: for `lang`, numbers and dates. */
export const LOCALE = { zh: 'zh-CN', en: 'en-GB' }[LANGUAGE];

/** Keeps the language and draws the page anew in it; in a browser that keeps nothing it stays as it is. */
export function speak(next: Language): void {
  try {
    window.localStorage.setItem(KEY, next);
  } catch {
    return;
  }
  window.location.reload();
}

/**
 * The words of this page. Each language must have what the other has: a key too many or too few, or a sentence that is
 * told from other values, does not compile.
 */
export const inLanguage = <English, Chinese extends English>(
  english: English,
  chinese: Chinese & (English extends Chinese ? unknown : never),
): English => (LANGUAGE === 'zh' ? chinese : english);
