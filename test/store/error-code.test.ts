import { expect, it } from 'vitest';
import { isDiskFull } from '../../store/error-code.ts';

const failed = (code: string, cause?: Error): Error => Object.assign(new Error(code, { cause }), { code });

it('a full disk is told from other failures, however deep it lies', () => {
  expect(isDiskFull(failed('ENOSPC'))).toBe(true);
  expect(isDiskFull(new Error('pages could not be kept', { cause: failed('internal', failed('EDQUOT')) }))).toBe(true);
  expect(isDiskFull(failed('EACCES', failed('ENOENT')))).toBe(false);
  expect(isDiskFull('ENOSPC')).toBe(false);
});
