import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  beginsItem,
  isLoneOrdinal,
  numeralOf,
  type OrdinalForm,
  ordinalOf,
  printedOrdinal,
} from '../../../pipeline/wording/ordinal.ts';

const FORMS: readonly OrdinalForm[] = ['section', 'part', 'bracketed', 'clause', 'figure', 'bracketedFigure'];
const words = fc.constantFrom('总体情况', '加强领导', '主动公开政府信息情况', '培训3次');

describe('an ordinal', () => {
  it('of any form and number is told from the words behind it', () => {
    fc.assert(
      fc.property(fc.constantFrom(...FORMS), fc.integer({ min: 1, max: 99 }), words, (form, n, behind) => {
        const text = printedOrdinal(form, n);
        const found = ordinalOf(`${text}${behind}`);
        expect(found).toMatchObject({ form, number: n });
        expect(`${text}${behind}`.slice(found!.text.length)).toBe(behind);
      }),
    );
  });

  it('is a beginning of its text, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const found = ordinalOf(text);
        if (found) expect(text.trimStart().startsWith(found.text)).toBe(true);
      }),
    );
  });

  it.each([
    ['一、总体情况', 'section', 1],
    ['十二．附则', 'section', 12],
    ['—、总体情况', 'section', 1],
    ['Ⅳ、总体情况', 'section', 4],
    ['⼆、主动公开', 'section', 2],
    ['三 、依申请公开', 'section', 3],
    ['第二部分：主动公开', 'part', 2],
    ['第三章 依申请公开', 'part', 3],
    ['一　总体情况', 'spaced', 1],
    ['（ 三 ）平台建设', 'bracketed', 3],
    ['四）监督保障', 'bracketed', 4],
    ['㈡依申请公开', 'bracketed', 2],
    ['三是收到申请', 'clause', 3],
    ['2．培训', 'figure', 2],
    ['(2)培训', 'bracketedFigure', 2],
    ['③培训', 'circled', 3],
    ['⒈培训', 'circled', 1],
  ])('%s has the form %s', (text, form, number) => expect(ordinalOf(text)).toMatchObject({ form, number }));

  it.each(['（）监督保障', '( )监督保障', '、总体情况'])('that lost its number is told to be one: %s', (text) =>
    expect(ordinalOf(text)).toMatchObject({ number: null }),
  );

  it.each(['2023年公开3条', '3.5万元', '12.31前', '一是否属实', '总体情况', '（2023年）', '一次性告知', ''])(
    '%s begins with none',
    (text) => expect(ordinalOf(text)).toBeNull(),
  );
});

it('articles and parts begin a line as ordinals do', () => {
  expect(['第二十条第（一）项', '1.属于国家秘密', '（三）不予公开'].filter(beginsItem)).toHaveLength(3);
  expect(['第三季度公开6条', '本年新收3件', '一次性告知'].filter(beginsItem)).toEqual([]);
});

it('an ordinal alone is known without its mark', () => {
  expect(['一', '（二）', '三、', '1.', '2)'].filter(isLoneOrdinal)).toHaveLength(5);
  expect(['12', '一件', '', '2023.'].filter(isLoneOrdinal)).toEqual([]);
});

it('numerals count to 99', () => {
  expect([1, 10, 11, 20, 42, 99].map(numeralOf)).toEqual(['一', '十', '十一', '二十', '四十二', '九十九']);
});
