import { describe, expect, it } from 'vitest';
import { zipWithin } from '../../../pipeline/zip/within.ts';
import { zipOf } from '../intake/zip-file.ts';

const zip = zipOf([
  { name: 'a.txt', data: '甲' },
  { name: 'b.txt', data: '乙' },
]);
const found = (bytes: Uint8Array): boolean => {
  const inside = zipWithin(bytes);
  return inside !== null && Buffer.from(inside).equals(zip);
};

describe('a zip file in other bytes', () => {
  it('is found whole, behind bytes, in front of bytes, and between both', () => {
    const more = Buffer.from('PK\x05\x06 is no end of a file by itself');
    expect(found(zip)).toBe(true);
    expect(found(Buffer.concat([zip, more]))).toBe(true);
    expect(found(Buffer.concat([more, zip]))).toBe(true);
    expect(found(Buffer.concat([more, zip, Buffer.alloc(5)]))).toBe(true);
  });

  it('is not there where its directory is not, or its end is cut', () => {
    expect(zipWithin(Buffer.alloc(0))).toBeNull();
    expect(zipWithin(Buffer.from('PK\x05\x06'))).toBeNull();
    expect(zipWithin(zip.subarray(0, zip.length - 30))).toBeNull();
    expect(zipWithin(zip.subarray(40))).toBeNull();
  });

  it('keeps its comment as far as the file goes', () => {
    const commented = Buffer.concat([zip, Buffer.from('备注')]);
    commented.writeUInt16LE(6, zip.length - 2);
    expect(zipWithin(Buffer.concat([commented, Buffer.alloc(9)]))?.length).toBe(commented.length);
    expect(zipWithin(commented.subarray(0, commented.length - 2))?.length).toBe(commented.length - 2);
  });
});
