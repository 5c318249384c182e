import { describe, expect, test } from 'vitest';
import { RULES } from '../../../pipeline/validate/catalogue.ts';
import { contextOf, type ReportSketch, reportOf } from '../../../pipeline/validate/example.ts';
import { applyRules, validate } from '../../../pipeline/validate/validate.ts';

const instancesOf = (id: string, sketch: ReportSketch) =>
  applyRules(reportOf(sketch), contextOf(sketch)).find((o) => o.rule.id === id)?.instances ?? [];

describe('the examples of each rule', () => {
  for (const rule of RULES) {
    test(`${rule.id} finds nothing in its passing example`, () => {
      expect(instancesOf(rule.id, rule.passes).filter((i) => i.result === 'fail')).toEqual([]);
      expect(instancesOf(rule.id, rule.passes).some((i) => i.result === 'pass')).toBe(true);
    });
    test(`${rule.id} finds a fault in its failing example`, () => {
      expect(instancesOf(rule.id, rule.fails).some((i) => i.result === 'fail')).toBe(true);
    });
  }
});

describe('the catalogue', () => {
  test('has every rule once, with words for the agency', () => {
    expect(new Set(RULES.map((r) => r.id)).size).toBe(RULES.length);
    for (const rule of RULES) {
      expect(rule.title, rule.id).toMatch(/\p{Script=Han}/u);
      expect(rule.explanation, rule.id).toMatch(/。$/u);
      expect(rule.basis.length, rule.id).toBeGreaterThan(3);
    }
  });

  for (const form of ['2021', '2019', 'narrative'] as const) {
    test(`finds no error in a clean report of the form ${form}`, () => {
      const { findings } = validate(reportOf({ form }));
      const expected = form === 'narrative' ? ['structure.stat-table-missing', 'template.detect'] : ['template.detect'];
      expect(findings.map((f) => f.rule)).toEqual(expected);
    });
  }
});
