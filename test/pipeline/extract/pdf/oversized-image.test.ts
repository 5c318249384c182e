import { expect, test } from 'vitest';
import { hasOversizedImage } from '../../../../pipeline/extract/pdf/oversized-image.ts';

const file = (...dictionaries: readonly string[]): Uint8Array =>
  Buffer.from(
    dictionaries.map((d, i) => `${i + 1} 0 obj\n<< ${d} >>\nstream\n\u00ff\u00fe\nendstream\nendobj\n`).join(''),
    'latin1',
  );
const image = (width: number, height: number) => `/Type /XObject /Subtype /Image /Width ${width} /Height ${height}`;

test('an image of more pixels than can be held is seen before it is decoded, whichever size comes first', () => {
  expect(hasOversizedImage(file(image(30_000, 30_000)))).toBe(true);
  expect(hasOversizedImage(file(image(10, 10), '/Height 30000 /Subtype /Image /Width 30000'))).toBe(true);
});

test('a scanned sheet is none, nor are two images one', () => {
  expect(hasOversizedImage(file(image(4_960, 7_016)))).toBe(false);
  expect(hasOversizedImage(file(image(30_000, 10), image(10, 30_000)))).toBe(false);
});
