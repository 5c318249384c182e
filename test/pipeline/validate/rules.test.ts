import { describe, expect, test } from 'vitest';
import { DEFAULT_RULE_SETTINGS, RULE_THRESHOLDS, type RuleThreshold, THRESHOLD_KEYS } from '../../../config/rules.ts';
import { RULES } from '../../../pipeline/validate/catalogue.ts';
import { gather } from '../../../pipeline/validate/evidence.ts';
import { contextOf, type ReportSketch, reportOf } from '../../../pipeline/validate/example.ts';
import type { Rule } from '../../../pipeline/validate/rule.ts';
import { applyRules, validate } from '../../../pipeline/validate/validate.ts';
import { COUNTEREXAMPLES } from './counterexamples.ts';

/** Ids by family. They stand in results, notices and reviewers' decisions and must never change. */
const PUBLISHED_IDS = {
  document:
    'unreadable not-annual-report several-reports duplicate-file wrapper-noise mirror-host traditional pinyin-noise unplaced unread hidden-part',
  identity: 'agency-unmatched agency-conflict year-conflict title-form agency-unknown year-unknown in-doubt',
  template: 'detect wrong-version',
  structure:
    'section-missing section-order section-title heading-ordinal-lost table-missing stat-table-missing table-as-image row-missing row-extra col-count row-shift label label-inverts unit-note section-empty',
  cell: 'blank placeholder not-number unit-inside not-integer negative low-confidence normalised outlier split-digits merged-digits',
  proactive:
    'valid-ge-made rule-authority fee-unit fee-vs-text all-zero discl-le-pub procure-pair extra-2019-rows items-change made-disclosed',
  applications:
    'balance result-total result-total-19 row-sum part-le-total grid-locate column-slip zero-total other-share unpaid-needs-notice backlog',
  remedies: 'sum total-label zero-applications many',
  narrative:
    'sum subset period period-missing digit-loss newly-received carried-over handled carried-forward outcome-group no-applications no-remedies all-done remedies-count remedies-outcome normative-documents regulations licensing penalty fees percent yoy repeat-conflict section-count year-stale enum-gap dup-char dup-word typo doc-number overview-aspects problems-empty problems-vague other-fee-statement other-fee-form boilerplate similar-self similar-peer procurement superseded-basis shares category-twice',
  years: 'carry carry-v08 valid items pub-total pending jump same-numbers restated',
  rollup: 'rollup rollup-incomplete double-count court-register',
  deadline: 'submit-late publish-late missing',
  publication: 'date-missing date-order changed versions-differ format',
  privacy: 'id-number phone bank-card person-name secret-mark',
  statistics2008: 'received done replied refused review suit staff channel done-le-received',
};

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

const saysNothing = (sketch: ReportSketch): boolean => Object.keys(sketch).every((key) => key === 'form');

describe('what is no fault', () => {
  test('stands in the bank for every rule whose passing example is the clean report', () => {
    const without = RULES.filter((rule) => saysNothing(rule.passes) && !COUNTEREXAMPLES[rule.id]?.length);
    expect(without.map((rule) => rule.id)).toEqual([]);
  });

  for (const [id, counterexamples] of Object.entries(COUNTEREXAMPLES)) {
    test.each(counterexamples)(`${id}: $what`, ({ sketch }) => {
      expect(RULES.map((rule) => rule.id)).toContain(id);
      expect(instancesOf(id, sketch).filter((i) => i.result === 'fail')).toEqual([]);
    });
  }
});

describe('the catalogue', () => {
  test('has exactly the published rules', () => {
    const published = Object.entries(PUBLISHED_IDS).flatMap(([family, names]) =>
      names.split(' ').map((n) => `${family}.${n}`),
    );
    expect(RULES.map((r) => r.id).toSorted()).toEqual(published.toSorted());
  });

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

describe('the thresholds of a rule', () => {
  /** Without the one by which many rules tell whose a finding is. */
  const judgedBy = ({ check, passes, fails }: Rule): readonly string[] => {
    const read = new Set<string>();
    const thresholds = new Proxy(RULE_THRESHOLDS, {
      get: (all, key: RuleThreshold) => {
        read.add(key);
        return all[key];
      },
    });
    for (const sketch of [passes, fails]) {
      check(gather(reportOf(sketch), { ...contextOf(sketch), settings: { ...DEFAULT_RULE_SETTINGS, thresholds } }));
    }
    read.delete('lowConfidence');
    return [...read].toSorted();
  };

  test('are those that it judges by', () => {
    for (const rule of RULES) {
      const named = (rule.thresholds ?? []).filter((key) => key !== 'lowConfidence').toSorted();
      expect(named, rule.id).toEqual(judgedBy(rule));
    }
  });

  test('are all named by some rule', () => {
    const named = new Set(RULES.flatMap(({ thresholds }) => thresholds ?? []));
    expect([...named].toSorted()).toEqual(THRESHOLD_KEYS.toSorted());
  });
});
