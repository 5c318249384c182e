import { expect, it } from 'vitest';
import { isStorageFailure } from '../../store/database.ts';

it.each([
  ['53100', true],
  ['58030', true],
  ['23505', false],
  ['57014', false],
])('the code %s of a database error means that its disk is full or broken: %s', (code, means) => {
  expect(isStorageFailure(Object.assign(new Error('x'), { code }))).toBe(means);
});

it('an error without a code is no failure of the disk', () => {
  expect(isStorageFailure(new Error('No space left on device'))).toBe(false);
});
