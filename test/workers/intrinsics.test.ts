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

  it('is looked at after each of many documents, whenever something changes it', () => {
    const isUntouched = rememberIntrinsics();
    expect([isUntouched(), isUntouched()]).toEqual([true, true]);
    array.at = () => 0;
    expect(isUntouched()).toBe(false);
  });

  it('may put a value of its name in the place of a getter, and then no other one', () => {
    class Made {}
    const shared = Object.defineProperty(globalThis, 'Made', { configurable: true, get: () => Made });
    const isUntouched = rememberIntrinsics();
    Object.defineProperty(shared, 'Made', { configurable: true, value: Made });
    expect(isUntouched()).toBe(true);
    Object.defineProperty(shared, 'Made', { configurable: true, value: { name: 'Made' } });
    expect(isUntouched()).toBe(false);
    Reflect.deleteProperty(shared, 'Made');
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
