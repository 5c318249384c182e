import { afterEach, describe, expect, it } from 'vitest';
import { rememberIntrinsics } from '../../workers/intrinsics.ts';

const prototype = Object.prototype as { polluted?: string };
const array = Array.prototype as { at: unknown };
const at = array.at;

describe('what JavaScript brings', () => {
  afterEach(() => {
    delete prototype.polluted;
    array.at = at;
  });

  it('is as it was after a document that leaves it alone', () => {
    const isUntouched = rememberIntrinsics();
    JSON.parse('{"__proto__":{"polluted":"yes"}}');
    'abc'.replace(/b/, '');
    expect(isUntouched()).toBe(true);
  });

  it('is not when a prototype was added to', () => {
    const isUntouched = rememberIntrinsics();
    prototype.polluted = 'yes';
    expect(isUntouched()).toBe(false);
  });

  it('is not when a method was replaced', () => {
    const isUntouched = rememberIntrinsics();
    array.at = () => 0;
    expect(isUntouched()).toBe(false);
  });
});
