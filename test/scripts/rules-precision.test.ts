import { describe, expect, test } from 'vitest';
import { judgeCauses } from '../../scripts/precision/causes.ts';
import { type Faultless, judgeComposed } from '../../scripts/precision/composed.ts';
import type { Tallies } from '../../scripts/precision/tally.ts';

describe('the rules over composed reports of each form', async () => {
  const tallies: Tallies = new Map();
  const faultless: Faultless = await judgeComposed(tallies, [2]);

  test('call nothing an error where nothing is wrong, however it is said', () => {
    expect(faultless.sentences).toBeGreaterThan(200);
    expect(faultless.errors).toBe(0);
    expect([...tallies].flatMap(([rule, { alarms }]) => alarms.map((alarm) => `${rule}: ${alarm}`))).toEqual([]);
  });

  test('find every fault that is put into one', () => {
    expect([...tallies.values()].reduce((sum, tally) => sum + tally.injected, 0)).toBeGreaterThan(100);
    expect([...tallies.values()].flatMap((tally) => tally.missed)).toEqual([]);
  });
});

describe('the causes of errors in composed reports', async () => {
  const { single, toldOnce, double, toldTwice, missed } = await judgeCauses([3]);

  test('are told once where there is one, twice at most where there are two', () => {
    expect(single).toBeGreaterThan(50);
    expect(double).toBeGreaterThan(40);
    expect(toldOnce / single, missed.join('\n')).toBeGreaterThanOrEqual(0.98);
    expect(toldTwice / double, missed.join('\n')).toBeGreaterThanOrEqual(0.95);
  });
});
