import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { cellsOf, type FormVersion, TABLE_KEYS } from '../config/catalogue/form.ts';
import { ERROR_WORDS } from '../config/words.ts';
import { ERROR_KINDS } from '../pipeline/contracts/errors.ts';

describe('error codes', () => {
  it('have words for users and advice in docs/errors.md, and nothing else has', () => {
    const documented = [
      ...readFileSync('docs/errors.md', 'utf8').matchAll(/^\| `([a-z-]+)` +\| (\w+) +\| (\w+) +\|/gm),
    ].map(([, code, stage, retry]) => [code, { stage, retry }]);
    expect(Object.fromEntries(documented)).toEqual(ERROR_KINDS);
    expect(Object.keys(ERROR_WORDS).toSorted()).toEqual(Object.keys(ERROR_KINDS).toSorted());
  });
});

describe('the form', () => {
  const count = (version: FormVersion): number =>
    TABLE_KEYS.reduce((sum, table) => sum + cellsOf(table, version).length, 0);

  it('has 200 cells in the version of 2021 and 198 in that of 2019', () => {
    expect([count('2021'), count('2019')]).toEqual([200, 198]);
  });
});
