import { describe, expect, it, test } from 'vitest';
import { ENGLISH_RULES } from '../../config/rule-words/english.ts';
import { findingIn } from '../../config/rule-words/words-of.ts';
import { RULES } from '../../pipeline/validate/catalogue.ts';
import { contextOf, reportOf } from '../../pipeline/validate/example.ts';
import type { Rule } from '../../pipeline/validate/rule.ts';
import { validate } from '../../pipeline/validate/validate.ts';

const findingsOf = ({ id, fails }: Rule) =>
  validate(reportOf(fails), contextOf(fails)).findings.filter(({ rule }) => rule === id);

/** What is quoted of the document stays as it is. */
const withoutQuotes = (text: string): string => text.replace(/“[^“”]*(?:“[^“”]*”[^“”]*)*”/gu, '');
const DUST = /\d\.\d{7,}/u;

describe('the words of a rule', () => {
  it('are there for every rule and for no other', () => {
    expect(Object.keys(ENGLISH_RULES).toSorted()).toEqual(RULES.map(({ id }) => id).toSorted());
  });

  test.each(RULES.map((rule) => [rule.id, rule] as const))('say in English what was found: %s', (_, rule) => {
    const findings = findingsOf(rule);
    expect(findings.length).toBeGreaterThan(0);
    for (const finding of findings) {
      const { message, suggestion } = findingIn('en', finding);
      expect(message).toMatch(/^[“A-Z\d-].*\.$/u);
      expect(message).not.toMatch(/null|undefined|NaN|\.\./u);
      expect(withoutQuotes(message)).not.toMatch(/[，。；]|不|的/u);
      expect(suggestion === null).toBe(finding.suggestion === null);
      expect(suggestion ?? '').not.toMatch(/null|undefined/u);
    }
  });

  test.each(RULES.map((rule) => [rule.id, rule] as const))('say in Chinese what was found: %s', (_, rule) => {
    for (const finding of findingsOf(rule)) {
      expect(findingIn('zh', finding)).toEqual({ message: finding.message, suggestion: finding.suggestion });
      expect(finding.message).toMatch(/。$/u);
      expect(`${finding.message}${finding.suggestion}`, 'dates as people write them').not.toMatch(/\d{4}-\d{2}-\d{2}/u);
      expect(`${finding.message}${finding.formula}`).not.toMatch(DUST);
      // an error can only be mended by somebody who is told how
      if (finding.severity === 'error') expect(finding.suggestion).not.toBeNull();
    }
  });

  it('of a rule that is not known are those of the finding', () => {
    const [finding] = findingsOf(RULES[0]!);
    expect(findingIn('en', { ...finding!, rule: 'former.rule' }).message).toBe(finding!.message);
  });
});

it('tells no binary dust of amounts', () => {
  const report = reportOf({ sections: { overview: { paragraphs: ['全年行政事业性收费1.13亿元。'] } } });
  const found = validate(report).findings.filter(({ rule }) => rule === 'narrative.fees');
  expect(1.13 * 1e4).not.toBe(11_300);
  expect(found.map(({ actual, formula }) => [actual, formula])).toEqual([
    [11_300, expect.stringContaining('11300 = ')],
  ]);
});
