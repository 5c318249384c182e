import { LANGUAGES } from '../../../config/rule-words/words-of.ts';
import { speak, useLanguage } from '../language.ts';
import { TOLD } from '../words/told/told.ts';

/** The languages by their own names; the one that is spoken is pressed. */
export function LanguageSwitch() {
  const language = useLanguage();
  return (
    <fieldset className="languages">
      <legend>{TOLD[language].switch}</legend>
      {LANGUAGES.map((each) => (
        <button
          key={each}
          type="button"
          lang={each === 'zh' ? 'zh-CN' : each}
          aria-pressed={each === language}
          onClick={() => speak(each)}
        >
          {TOLD[each].name}
        </button>
      ))}
    </fieldset>
  );
}
