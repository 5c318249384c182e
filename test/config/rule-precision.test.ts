import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { PRECISION_BARS, precisionOf, recallOf } from '../../config/measured-rules.ts';
import { RULE_PRECISION } from '../../config/rule-precision.ts';
import { DEFAULT_RULE_SETTINGS } from '../../config/rules.ts';
import { RULES } from '../../pipeline/validate/catalogue.ts';
import { precisionPage } from '../../scripts/precision/page.ts';

describe('the measured precision of the rules', () => {
  it('is on record for every rule and for no other', () => {
    expect(Object.keys(RULE_PRECISION.rules).toSorted()).toEqual(RULES.map(({ id }) => id).toSorted());
  });

  it('is the one that the page of the documentation shows', () => {
    expect(readFileSync('docs/rules-precision.md', 'utf8')).toBe(precisionPage(RULE_PRECISION));
  });

  it('makes no error of a rule that is too often wrong, and turns one off that mostly is', () => {
    const measured = RULES.flatMap((rule) => {
      const precision = precisionOf(RULE_PRECISION.rules[rule.id]);
      return precision === null ? [] : [{ ...rule, precision }];
    });
    expect(measured.length).toBeGreaterThan(50);
    const isOff = (id: string): boolean => DEFAULT_RULE_SETTINGS.off.includes(id);
    const severityOf = (id: string, own: string): string => DEFAULT_RULE_SETTINGS.severity[id] ?? own;
    expect(
      measured
        .filter(
          ({ id, severity, precision }) => precision < PRECISION_BARS.error && severityOf(id, severity) === 'error',
        )
        .map(({ id }) => id),
    ).toEqual([]);
    expect(measured.filter(({ id, precision }) => precision < PRECISION_BARS.on && !isOff(id))).toEqual([]);
  });

  it('finds the faults that were put in, and tells each by one error', () => {
    expect(RULES.filter(({ id }) => (recallOf(RULE_PRECISION.rules[id]) ?? 1) < 0.99).map(({ id }) => id)).toEqual([]);
    const { single, toldOnce, double, toldTwice } = RULE_PRECISION.causes;
    expect(toldOnce / single).toBeGreaterThanOrEqual(0.98);
    expect(toldTwice / double).toBeGreaterThanOrEqual(0.95);
    const { mentions } = RULE_PRECISION;
    expect(mentions === null ? 1 : mentions.right / mentions.stated).toBeGreaterThanOrEqual(0.98);
  });
});
