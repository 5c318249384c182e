import { describe, expect, test } from 'vitest';
import { type CellPath, cellPath, cellsOf, type FormVersion } from '../../../config/catalogue/form.ts';
import { gather } from '../../../pipeline/validate/evidence.ts';
import { contextOf, type ReportSketch, reportOf } from '../../../pipeline/validate/example.ts';
import type { Localisation } from '../../../pipeline/validate/locate.ts';

/** Small generator, so that the figures of a run can be named. */
function figures(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Counts of a table three that satisfies every sum: many zeros, some small and some large figures. */
function cleanCells(form: FormVersion, random: () => number): Record<string, number> {
  const parts = [
    'naturalPerson',
    'commercialEnterprise',
    'researchInstitution',
    'socialOrganization',
    'legalServiceInstitution',
    'otherOrganization',
  ];
  const rows = [...new Set(cellsOf('applications', form).map(([r]) => r))];
  const outcomes = rows.filter((r) => !['newlyReceived', 'carriedOver', 'handledTotal', 'carriedForward'].includes(r));
  const cells: Record<string, number> = {};
  const put = (row: string, column: string, value: number) => {
    cells[cellPath('applications', row, column)] = value;
  };
  const get = (row: string, column: string) => cells[cellPath('applications', row, column)] ?? 0;
  for (const column of parts) {
    let handled = 0;
    for (const row of outcomes) {
      const value = random() < 0.5 ? 0 : Math.floor(random() ** 3 * 200);
      put(row, column, value);
      handled += value;
    }
    put('handledTotal', column, handled);
    const forward = random() < 0.4 ? 0 : Math.floor(random() * 12);
    const over = Math.min(handled + forward, Math.floor(random() * 9));
    put('carriedForward', column, forward);
    put('carriedOver', column, over);
    put('newlyReceived', column, handled + forward - over);
  }
  for (const row of rows)
    put(
      row,
      'total',
      parts.reduce((sum, c) => sum + get(row, c), 0),
    );
  return cells;
}

/** The number with one of its digits replaced by another. */
function withOneDigitChanged(value: number, random: () => number): number {
  const digits = String(value);
  const at = Math.floor(random() * digits.length);
  const other = (Number(digits[at]) + 1 + Math.floor(random() * 9)) % 10;
  const changed = Number(digits.slice(0, at) + other + digits.slice(at + 1));
  return changed === value ? value + 1 : changed;
}

const localised = (form: FormVersion, cells: Record<string, number>): Localisation => {
  const sketch: ReportSketch = { form, cells };
  return gather(reportOf(sketch), contextOf(sketch)).localisation();
};

describe('localisation in table three', () => {
  test('a table whose sums hold has no suspect', () => {
    expect(localised('2021', cleanCells('2021', figures(1)))).toEqual({ kind: 'none' });
  });

  for (const [form, count] of [
    ['2021', 175],
    ['2019', 161],
  ] as const) {
    test(`every one of the ${count} cells of the form ${form} is named with its old value when one digit of it is changed`, () => {
      const random = figures(7);
      const clean = cleanCells(form, random);
      const paths = Object.keys(clean);
      expect(paths).toHaveLength(count);
      const named = paths.filter((path) => {
        const found = localised(form, { ...clean, [path]: withOneDigitChanged(clean[path]!, random) });
        return found.kind === 'one' && found.suspect.path === path && found.suspect.repaired === clean[path];
      });
      expect(named).toHaveLength(count);
    });
  }

  test('of two changed cells the true pair is among the candidates in at least 94 of 100 tables', () => {
    const random = figures(11);
    const tables = 200;
    let found = 0;
    let listed = 0;
    for (let n = 0; n < tables; n++) {
      const clean = cleanCells('2021', random);
      const paths = Object.keys(clean) as CellPath[];
      const a = paths[Math.floor(random() * paths.length)]!;
      const b = paths.filter((p) => p !== a)[Math.floor(random() * (paths.length - 1))]!;
      const wrong = {
        ...clean,
        [a]: withOneDigitChanged(clean[a]!, random),
        [b]: withOneDigitChanged(clean[b]!, random),
      };
      const result = localised('2021', wrong);
      if (result.kind !== 'two') continue;
      listed += result.candidates.length;
      const isTrue = result.candidates.some((pair) =>
        [a, b].every((path) => pair.some((s) => s.path === path && s.repaired === clean[path])),
      );
      if (isTrue) found++;
    }
    expect(found / tables).toBeGreaterThanOrEqual(0.94);
    expect(listed / tables).toBeLessThan(40);
  });

  test('a row and a column that fail by the same amount meet in the suspect', () => {
    const clean = cleanCells('2021', figures(3));
    const path = 'applications/disclosed/naturalPerson';
    expect(localised('2021', { ...clean, [path]: clean[path]! + 5 })).toEqual({
      kind: 'one',
      suspect: { path, actual: clean[path]! + 5, repaired: clean[path] },
    });
  });
});
