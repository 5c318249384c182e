import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isRemarkedNumber, isValueText, readValue } from '../../../pipeline/wording/cell-value.ts';
import { UNITS_OF_CELLS } from '../../../pipeline/wording/units.ts';

describe('the text of a cell', () => {
  it.each<[string, number, string | null]>([
    ['12', 12, null],
    ['１２', 12, null],
    ['\u202d12\u202c', 12, null],
    ['\u20683\u2069', 3, null],
    ['1\u200b2', 12, null],
    ['1,234', 1234, null],
    ['1，234', 1234, null],
    ["1'234", 1234, null],
    ['1\u2009234', 1234, null],
    ['12.50', 12.5, null],
    ['+3', 3, null],
    ['－3', -3, null],
    ['增加3项', 3, '项'],
    ['减少 3', -3, null],
    ['↓3', -3, null],
    ['3件', 3, '件'],
    ['3 件次', 3, '件次'],
    ['3宗', 3, '宗'],
    ['3（件）', 3, '件'],
    ['3件（次）', 3, '件(次)'],
    ['共33件', 33, '件'],
    ['共计 33 件', 33, '件'],
    ['0件。', 0, '件'],
    ['2.5万元', 2.5, '万元'],
    ['98%', 98, '%'],
    ['壹拾贰', 12, null],
    ['叁拾叁件', 33, '件'],
    ['十二件', 12, '件'],
    ['一百零三件', 103, '件'],
    ['零', 0, null],
    ['③', 3, null],
    ['无变化', 0, null],
  ])('%j is %d in %j', (text, value, unit) => {
    expect(readValue(text)).toMatchObject({ kind: 'number', value, unit, doubts: [] });
    expect(isValueText(text)).toBe(true);
  });

  it.each([
    '12①',
    '12 ①',
    '①12',
    '12²',
    '²12',
    '12₁',
    '12⒈',
    '12[1]',
    '[1]12',
    '12［1］',
    '12〔1〕',
    '12*',
    '*12',
    '※12',
    '12注1',
    '注1：12',
    '12件①',
    '12①件',
  ])('the note mark of %j is no digit', (text) => {
    expect(readValue(text)).toMatchObject({ kind: 'number', value: 12, doubts: [] });
  });

  it.each([
    '/',
    '／',
    '//',
    '—',
    '——',
    '-',
    '－',
    '─',
    '_',
    '\\',
    '无',
    '没有',
    '不适用',
    'N/A',
    'None',
    '\u2068无\u2069',
  ])('%j stands for no number', (text) => {
    expect(readValue(text)).toEqual({ kind: 'none', doubts: [] });
    expect(isValueText(text)).toBe(true);
  });

  it.each(['', ' ', '\u3000', '\n', '\u200b', '\u200e', '\ufeff'])('%j is blank', (text) => {
    expect(readValue(text)).toEqual({ kind: 'blank' });
    expect(isValueText(text)).toBe(false);
  });

  it.each(['12,34', '1.2.3', '12.', '1,2,3'])('%j are figures that make no number', (text) => {
    expect(readValue(text).kind).toBe('figures');
    expect(isValueText(text)).toBe(true);
  });

  it.each(['约12', '3余件', '（3）', '0（其中1件转办）', '>5', '12/3'])('%j is a number with a remark', (text) => {
    expect(readValue(text).kind).toBe('remarked');
    expect(isRemarkedNumber(text)).toBe(true);
    expect(isValueText(text)).toBe(false);
  });

  it.each([
    '规章',
    '一',
    '二十',
    '（一）予以公开',
    '1.属于国家秘密',
    '2024年1月26日',
    '见附件',
    '一、',
    '第二十条',
    '[1]',
    '*',
    '件',
  ])('%j is no value', (text) => {
    expect(isValueText(text)).toBe(false);
  });

  it('numbers beside one another are several', () => {
    expect(readValue('12 34')).toEqual({ kind: 'several', parts: ['12', '34'] });
    expect(readValue('12\n3')).toEqual({ kind: 'several', parts: ['12', '3'] });
  });

  it('digits set apart may be one number', () => {
    expect(readValue('1 2')).toMatchObject({ kind: 'number', value: 12, doubts: ['joined'] });
  });

  it.each(['00', '07', '000', '012'])('%j, which begins with a zero, may be several numbers', (text) => {
    expect(readValue(text)).toMatchObject({ kind: 'number', doubts: ['several-numbers'] });
    expect(readValue('0.5')).toMatchObject({ value: 0.5, doubts: [] });
  });

  it('a raised digit alone is a mark or a number', () => {
    expect(readValue('²')).toMatchObject({ kind: 'number', value: 2, doubts: ['mark-or-digit'] });
    expect(readValue('①0④')).toMatchObject({ kind: 'number', doubts: ['mark-or-digit'] });
    expect(readValue('12①')).toMatchObject({ kind: 'number', value: 12, doubts: [] });
  });

  it('a number stays itself with any unit, mark and sign of direction around it', () => {
    const unit = fc.constantFrom('', ...UNITS_OF_CELLS);
    const before = fc.constantFrom('', '①', '¹', '*', '[1]', '\u2066', '\u202d', ' ', '共');
    const behind = fc.constantFrom('', '①', '¹', '₂', '[12]', '*', '\u2069', '\u202c', '\u3000');
    fc.assert(
      fc.property(fc.nat(99_999_999), before, unit, behind, (n, left, counter, right) => {
        const value = readValue(`${left}${n}${counter}${right}`);
        const doubts = left === '①' && right === '①' ? ['mark-or-digit'] : [];
        expect(value).toMatchObject({ kind: 'number', value: n, doubts });
      }),
    );
  });

  it('what is a value is never blank, and no text throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        if (isValueText(text)) expect(readValue(text).kind).not.toBe('blank');
        expect(readValue(text)).toEqual(readValue(text));
      }),
    );
  });

  it('text that invites backtracking is read in linear time', () => {
    for (const text of ['1'.repeat(200_000), `${'①'.repeat(50)}x`, '1 '.repeat(25)]) readValue(text);
  });
});
