import { LANGUAGES, type Language } from '../../../config/rule-words/words-of.ts';
import { LANGUAGE, LANGUAGE_KEY } from '../language.ts';
import { LANGUAGE_NAMES, LANGUAGE_SWITCH } from '../words/languages.ts';

/** Keeps the language and draws the page anew in it; in a browser that keeps nothing it stays as it is. */
function speak(next: Language): void {
  try {
    window.localStorage.setItem(LANGUAGE_KEY, next);
  } catch {
    return;
  }
  window.location.reload();
}

/** The languages by their own names; the one that is spoken is pressed. Another draws the page anew. */
export function LanguageSwitch() {
  return (
    <fieldset className="languages">
      <legend>{LANGUAGE_SWITCH}</legend>
      {LANGUAGES.map((each) => (
        <button
          key={each}
          type="button"
          lang={each === 'zh' ? 'zh-CN' : each}
          aria-pressed={each === LANGUAGE}
          onClick={() => speak(each)}
        >
          {LANGUAGE_NAMES[each]}
        </button>
      ))}
    </fieldset>
  );
}
