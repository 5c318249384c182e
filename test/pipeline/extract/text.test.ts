import { expect, test } from 'vitest';
import { EXTRACT_LIMITS } from '../../../config/limits/extract.ts';
import { extractText } from '../../../pipeline/extract/text.ts';
import { sourceOf } from './source.ts';

function linesOf(content: string | Uint8Array): readonly string[] {
  const extracted = extractText(sourceOf(content, 'text'));
  if (extracted.kind !== 'lines') throw new Error(`read as ${extracted.kind}`);
  expect(extracted.lines.map((line) => line.number)).toEqual(extracted.lines.map((_, i) => i + 1));
  return extracted.lines.map((line) => line.text);
}

test('every kind of line end ends a line once', () => {
  expect(linesOf('a\nb\r\nc\rd\u2028e\ff\vg\u0085h\u2029i')).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i']);
});

test('a page break behind the end of a line leaves no empty line', () => {
  expect(linesOf('行政强制 3 3\n\f第二十条\r\n\f规章\n\n\f')).toEqual(['行政强制 3 3', '第二十条', '规章', '', '']);
});

test('white space and blank lines stay', () => {
  expect(linesOf('规章\t0\t\t12\n\n　　一、总体情况 ')).toEqual(['规章\t0\t\t12', '', '　　一、总体情况 ']);
});

test('byte order mark and zero bytes are no text', () => {
  expect(linesOf('\ufeff规章\0 0')).toEqual(['规章 0']);
});

test('UTF-16 from an old editor is read', () => {
  expect(linesOf(Uint8Array.from(Buffer.from('\ufeff规章\r\n12', 'utf16le')))).toEqual(['规章', '12']);
});

test('text and lines beyond all reports are refused', () => {
  expect(() => linesOf('一'.repeat(EXTRACT_LIMITS.textCharacters + 1))).toThrow(
    expect.objectContaining({ code: 'too-complex' }),
  );
  expect(() => linesOf('\n'.repeat(EXTRACT_LIMITS.textLines + 1))).toThrow(
    expect.objectContaining({ code: 'too-complex' }),
  );
});
