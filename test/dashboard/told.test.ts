import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../config/rule-words/words-of.ts';
import { TOLD } from '../../dashboard/src/words/told/told.ts';
import { RULES } from '../../pipeline/validate/catalogue.ts';

const HAN = /\p{Script=Han}/u;

/** Every text of a dictionary, those with values filled in. */
function textsOf(words: unknown): readonly string[] {
  if (typeof words === 'string') return [words];
  if (typeof words === 'function') return [String(words('7', 7, 7, 7, 7))];
  return typeof words === 'object' && words !== null ? Object.values(words).flatMap(textsOf) : [];
}

describe('what the page tells of findings and rules', () => {
  it.each(LANGUAGES)('is in its own language: %s', (language) => {
    const texts = textsOf(TOLD[language]);
    expect(texts.length).toBeGreaterThan(60);
    expect(texts.filter((text) => text.trim() === '' || /undefined/u.test(text))).toEqual([]);
    const foreign = texts.filter((text) => (language === 'zh' ? /[A-Za-z]{3}/u.test(text) : HAN.test(text)));
    expect(foreign).toEqual([]);
  });

  it.each(LANGUAGES)('names every family of rules: %s', (language) => {
    const families = new Set(RULES.map(({ id }) => id.split('.')[0]!));
    expect(Object.keys(TOLD[language].rules.families).toSorted()).toEqual([...families].toSorted());
  });
});
