import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SECTION_TITLES } from '../../../config/catalogue/sections.ts';
import {
  familyOfLines,
  isSectionLine,
  readHeading,
  sectionOpenedBy,
  sectionTitleOf,
} from '../../../pipeline/wording/heading.ts';
import { type OrdinalForm, printedOrdinal } from '../../../pipeline/wording/ordinal.ts';

const title = fc.constantFrom(...SECTION_TITLES);
const form = fc.constantFrom<OrdinalForm>('section', 'part', 'bracketed', 'clause', 'figure', 'bracketedFigure');

describe('a heading', () => {
  it('has the official section behind any ordinal', () => {
    fc.assert(
      fc.property(title, form, fc.integer({ min: 1, max: 12 }), (official, of, n) => {
        const heading = readHeading(`${printedOrdinal(of, n)}${official.title}`);
        expect(heading.title?.role).toBe(official.role);
        expect(heading).toMatchObject({ likeness: 1, words: official.title, rest: '' });
      }),
    );
  });

  it('of the longer official titles survives a slip of one character', () => {
    const longer = fc.constantFrom(...SECTION_TITLES.filter(({ title: words }) => words.length >= 9));
    fc.assert(
      fc.property(longer, fc.nat(), fc.constantFrom('', '的', '了'), ({ title: words, role }, at, put) => {
        const i = at % words.length;
        expect(sectionTitleOf(`三、${words.slice(0, i)}${put}${words.slice(i + 1)}`)?.role).toBe(role);
      }),
    );
  });

  it('is parted from the text that goes on in its paragraph', () => {
    const text = '2022年没有因政府信息公开被申请行政复议，也没有被提起行政诉讼的情况发生，全年平稳。';
    fc.assert(
      fc.property(title, fc.constantFrom('', '。', '：', ' '), (official, mark) => {
        const heading = readHeading(`四、${official.title}${mark}${text}`);
        expect(heading).toMatchObject({ text: `四、${official.title}`, rest: text });
      }),
    );
  });

  it('of applications is none of proactive disclosure, however alike', () => {
    expect(sectionTitleOf('四、依申请公开政府信息情况')).toBeNull();
  });

  it('of a table of contents is the title without its page', () => {
    expect(readHeading('五、存在的主要问题及改进情况……12')).toMatchObject({ likeness: 1 });
  });
});

describe('the ordinals of sections', () => {
  const titles = SECTION_TITLES.map((t) => t.title);
  const lines = (of: OrdinalForm): string[] => titles.map((words, i) => `${printedOrdinal(of, i + 1)}${words}`);

  it.each([
    ['section', 'section'],
    ['part', 'section'],
    ['figure', 'figure'],
    ['bracketed', 'bracketed'],
  ] as const)('%s are those before the official titles', (of, family) => {
    expect(familyOfLines(lines(of))).toBe(family);
  });

  it('are none where the titles stand bare', () => expect(familyOfLines(titles)).toBeNull());

  it('are 一、 though sub-headings are worded like titles', () => {
    const report = ['一、概况', '（一）主动公开政府信息情况', '二、申请', '（一）存在的主要问题及改进情况', '三、问题'];
    expect(familyOfLines([...report, '四、打算'])).toBe('section');
  });

  it('decide whether a line opens a section', () => {
    const line = '（二）收到和处理政府信息公开申请情况。';
    expect(sectionOpenedBy(line, 'section')).toBeNull();
    expect(sectionOpenedBy(line, 'bracketed')?.role).toBe('applications');
    expect(sectionOpenedBy('三是收到和处理政府信息公开申请情况', 'section')?.role).toBe('applications');
  });
});

it('a line by itself is a section by its title, or by an ordinal and words of sections', () => {
  const heads = ['二、依申请公开情况', '总体情况', '第二部分 主动公开', '三是收到和处理政府信息公开申请情况'];
  expect(heads.filter(isSectionLine)).toEqual(heads);
  const others = ['一、本年新收', '主动公开', '1.主动公开了3条', '总体情况良好。', '五、培训'];
  expect(others.filter(isSectionLine)).toEqual([]);
});
