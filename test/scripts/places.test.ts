import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Source, SourceFormat } from '../../pipeline/contracts/document.ts';
import { convert } from '../../pipeline/convert.ts';
import { checkPlaces, printedBy } from '../../scripts/places/check-document.ts';
import { showsValue } from '../../scripts/places/printed.ts';

const sampleOf = (name: string, format: SourceFormat): Source => {
  const bytes = readFileSync(`samples/made/${name}`);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { fileName: name, format, mediaType: 'application/octet-stream', bytes, sha256 };
};

describe('the place of every cell on the paper', () => {
  it.each(
    (['docx', 'html', 'pdf'] as const).flatMap((format) =>
      ['000', '001', '002'].map((name) => [`${name}.${format}`, format] as const),
    ),
  )('shows what is printed in it: %s', async (name, format) => {
    const source = sampleOf(name, format);
    const report = await convert(source, null);
    const printed = printedBy(report);
    expect(printed.length).toBeGreaterThan(150);
    const { astray, together } = await checkPlaces(source, report, printed, null);
    expect([astray, together]).toEqual([[], 0]);
  });
});

describe('a place', () => {
  it.each([
    ['12', '12', true],
    ['112', '12', false],
    ['规章 12 3', '12', true],
    ['１，２３４', '1234', true],
    ['12.5', '12', false],
    ['', '', true],
    ['／', '/', true],
    ['——', '—', true],
    ['3', '', false],
    ['12', '-12', false],
  ])('with %s shows %s: %s', (place, printed, shown) => {
    expect(showsValue(place, printed)).toBe(shown);
  });
});
