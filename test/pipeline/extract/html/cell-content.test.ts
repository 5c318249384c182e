import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { GridCell } from '../../../../pipeline/contracts/grid.ts';
import { paragraphsOf, readFlow, readGrid, readTexts } from './read.ts';

/** The cell with some content in a table of the form. */
async function cellWith(content: string, head = ''): Promise<GridCell> {
  const grid = await readGrid(
    `${head}<table><tr><td>规章</td><td>${content}</td><td>5</td></tr><tr><td>行政许可</td><td>3</td><td>8</td></tr></table>`,
  );
  return grid.cells.find((cell) => cell.row === 0 && cell.column === 1)!;
}
const read = async (content: string, head = ''): Promise<readonly [string, ...string[]]> => {
  const { text, doubts = [] } = await cellWith(content, head);
  return [text, ...doubts.map(({ code }) => code)];
};

const FOREIGN = '<link rel="stylesheet" href="site.css">';

describe('one number told to several readers is one number', () => {
  test.each([
    ['for screen readers, by a foreign sheet', '<span aria-hidden="true">7</span><span class="sr-only">7</span>'],
    ['for screen readers, by a name of its own', '<span aria-hidden="true">7</span><span class="reader">7</span>'],
    ['for desks and phones, by a framework', '<div class="hidden-xs">7</div><div class="visible-xs">7</div>'],
    ['for desks and phones, by names of its own', '<div class="pc">7</div><div class="wap">7</div>'],
    ['in Bootstrap 4', '<span class="d-none d-md-inline">7</span><span class="d-md-none">7</span>'],
    ['in Tailwind', '<span class="hidden md:inline">7</span><span class="md:hidden">7</span>'],
    ['in Element', '<span class="hidden-sm-and-down">7</span><span class="hidden-md-and-up">7</span>'],
    ['words for screen readers', '<span class="visually-hidden">数值：</span>7'],
  ])('%s', async (_, content) => {
    expect(await read(content, FOREIGN)).toEqual(['7']);
  });

  test('copies of several digits, in a line, by names of their own', async () => {
    expect(await read('<span class="pc">46</span><span class="wap">46</span>', FOREIGN)).toEqual(['46']);
  });

  test('digits in elements of their own may be two digits or two copies', async () => {
    expect(await read('<span class="a">4</span><span class="b">4</span>', FOREIGN)).toEqual(['4', 'copies-differ']);
    expect(await read('<b>4</b><b>4</b>')).toEqual(['44']);
    expect(await read('<span class="n">5</span><span class="sep">,</span><span class="m">174</span>', FOREIGN)).toEqual(
      ['5,174'],
    );
  });

  test('digits that run on into an element of a class that a foreign sheet may hide are in doubt', async () => {
    expect(await read('<span class="a">9</span>14', FOREIGN)).toEqual(['914', 'joined']);
    expect(await read('<span class="a">9</span>14')).toEqual(['914']);
    expect(await read('<b>9</b>14', FOREIGN)).toEqual(['914']);
  });

  test('words in an element of a class that a foreign sheet may hide leave the number, in doubt', async () => {
    expect(await read('<span class="tip">7<span class="text">上年8</span></span>', FOREIGN)).toEqual([
      '7',
      'copies-differ',
    ]);
    expect(await read('<span class="reader">数值：</span>7', FOREIGN)).toEqual(['7', 'copies-differ']);
    expect(await read('7<span class="unit">件</span>', FOREIGN)).toEqual(['7件']);
    expect(await read('<b class="n">1.</b>属于国家秘密', FOREIGN)).toEqual(['1.属于国家秘密']);
  });

  test('copies that differ are in doubt', async () => {
    expect(await read('<span class="pc">46</span><span class="wap">64</span>', FOREIGN)).toEqual([
      '46',
      'copies-differ',
    ]);
    expect(await read('<span aria-hidden="true">46</span><span class="sr-only">64</span>', FOREIGN)).toEqual([
      '46',
      'copies-differ',
    ]);
    expect((await cellWith('<span class="sr-only">64</span>46', FOREIGN)).doubts?.[0]?.couldMean).toEqual(['64']);
  });

  test('the same number in two lines that nothing tells apart is in doubt', async () => {
    expect(await read('<p>7</p><p>7</p>')).toEqual(['7', 'several-numbers']);
  });
});

describe('ink that is no text is not blank', () => {
  test.each([
    ['a picture', '<img src="n35.gif" alt="35" width="8" height="12">'],
    ['a drawing without text', '<svg width="20" height="14"><path d="M0 0L9 9"/></svg>'],
    ['a canvas', '<canvas width="40" height="14"></canvas>'],
    ['an object', '<object data="n.wmf"></object>'],
    [
      'digits cut from one picture',
      '<i class="d"></i>',
      '<style>.d{background:url(digits.png) -9px 0;width:9px}</style>',
    ],
    ['an icon of a foreign sheet', '<i class="num-3"></i>', FOREIGN],
    ['a counter of styles', '<i class="n"></i>', '<style>.n::before{content:counter(c)}</style>'],
  ])('%s', async (_, content, head = '') => {
    expect(await read(content, head)).toEqual(['', 'ink-without-text']);
  });

  test('a picture among digits leaves a doubt', async () => {
    expect(await read('1<img src="2.gif">3')).toEqual(['13', 'characters-lost']);
  });
  test('specks and hidden pictures are none', async () => {
    expect(await read('<img src="s.gif" width="1" height="1">')).toEqual(['']);
    expect(await read('<img src="s.gif" style="display:none">')).toEqual(['']);
  });
  test('a number that is struck out and has no other beside it is covered', async () => {
    expect(await read('<s>7</s>')).toEqual(['', 'covered']);
    expect(await read('<s>7</s> 9')).toEqual(['9']);
  });
  test('a blank cell with a number out of sight is in doubt', async () => {
    expect(await read('<span style="display:none">7</span>')).toEqual(['', 'hidden-source']);
    expect(await read('<b class="n"></b><noscript>7</noscript>')).toEqual(['', 'hidden-source']);
  });
});

describe('visible ink that is text is read', () => {
  test.each([
    [
      'text of a drawing',
      '<svg width="20" height="14"><title>图</title><text x="9" y="12">2</text><text x="2" y="12">1</text></svg>',
      '12',
    ],
    ['a formula', '<math><mn>12</mn></math>', '12'],
    ['a formula with a raised mark', '<math><msup><mn>12</mn><mn>1</mn></msup></math>', '12'],
    ['text of styles', '<i class="n"></i>', '12', '<style>.n::before{content:"1"}.n:after{content:"\\32 "}</style>'],
    [
      'an attribute shown by styles',
      '<i class="n" data-v="12"></i>',
      '12',
      '<style>.n::before{content:attr(data-v)}</style>',
    ],
    ['a field in boxes', '<div><div><input value="12" readonly></div></div>', '12'],
    ['a field with a unit', '<input type="text" value="12件">', '12件'],
    ['a text field', '<textarea rows="1">12</textarea>', '12'],
    ['the chosen option', '<select><option>0</option><option selected>12</option></select>', '12'],
    ['the first option where none is chosen', '<select><option>12</option><option>0</option></select>', '12'],
    ['a button', '<button>12</button>', '12'],
    [
      'a style sheet in the page hides the copy',
      '12<b class="c">9</b>',
      '12',
      `<link rel="stylesheet" href="data:text/css,${encodeURIComponent('.c{display:none}')}">`,
    ],
    ['a list of one', '<ol><li>12</li></ol>', '12'],
    ['isolates and joiners', '&#x2066;1&#x200b;2&#x2069;', '12'],
    ['readings left out', '<ruby>12<rt>yī</rt></ruby>', '12'],
    ['a mark before the number', '<sup>1</sup>12', '12'],
    ['a mark behind the number', '12<sup>1</sup>', '12'],
    ['a small mark moved up', '12<span style="font-size:60%;position:relative;bottom:.5em">2</span>', '12'],
    ['a small mark moved up by a length', '12<span style="font-size:9px;vertical-align:5px">2</span>', '12'],
    ['a mark raised by Word', '12<span style="font-size:7.5pt;mso-text-raise:4pt">2</span>', '12'],
  ])('%s', async (_, content, text, head = '') => {
    expect(await read(content, head)).toEqual([text]);
  });

  test('digits that are small or moved but not both may be a mark', async () => {
    expect(await read('12<span style="font-size:60%">2</span>')).toEqual(['122', 'mark-or-digit']);
    expect(await read('12<span style="position:relative;top:-4px">2</span>')).toEqual(['122', 'mark-or-digit']);
  });
  test('digits that their container orders are read as the eye sees them', async () => {
    const digits = '<i>3</i><i>2</i><i>1</i>';
    expect(await read(`<span style="display:flex;flex-direction:row-reverse">${digits}</span>`)).toEqual(['123']);
    expect(
      await read(`<span style="display:flex"><i style="order:2">3</i><i>2</i><i style="order:-1">1</i></span>`),
    ).toEqual(['123']);
    expect(await read(`<span style="display:flex;flex-flow:row wrap-reverse">${digits}</span>`)).toEqual(['321']);
  });
  test('a figure in grey in an empty field, and a bar that shows a share, are no blank cells', async () => {
    expect(await read('<input placeholder="12">')).toEqual(['', 'hidden-source']);
    expect(await read('<input placeholder="请输入">')).toEqual(['']);
    expect(await read('<meter value="1">12</meter>')).toEqual(['', 'ink-without-text']);
  });
  test('digits set from right to left are read as the eye sees them, in doubt', async () => {
    expect(await read('<bdo dir="rtl">123</bdo>')).toEqual(['321', 'eye-differs']);
  });
});

/** Ways in which styles take a text out of sight, by an attribute or by a rule of the page. */
const HIDING = [
  'display:none',
  'visibility:hidden',
  'opacity:0',
  'opacity:.001',
  'font-size:1px',
  'font-size:0',
  'color:transparent',
  'color:#fff',
  'color:#fefefe;background:#ffffff',
  'color:hsl(0,0%,100%)',
  'color:rgb(255 255 255 / .01)',
  'display:inline-block;transform:scale(.01)',
  'display:block;text-indent:100%;white-space:nowrap;overflow:hidden',
  'font:1px/1 serif',
  'position:absolute;left:-9999px',
  'position:absolute;top:-500em',
  'position:fixed;right:-9999px',
  'display:inline-block;margin-left:-9999px',
  'display:inline-block;text-indent:-9999px',
  'display:block;height:0;overflow:hidden',
  'position:absolute;width:1px;height:1px;overflow:hidden',
  'position:absolute;clip:rect(0 0 0 0)',
  'position:absolute;clip:rect(1px,1px,1px,1px)',
  'position:absolute;clip-path:inset(50%)',
  'clip-path:polygon(0 0,0 0,0 0)',
  'clip-path:circle(0)',
  'display:inline-block;transform:scale(0)',
  'display:inline-block;transform:translateX(-9999px)',
  'display:inline-block;transform:rotateY(90deg)',
  'filter:opacity(0%)',
  'content-visibility:hidden',
  '-webkit-text-fill-color:transparent',
  'mso-hide:all',
];

test('what styles hide in a cell never reaches its value, however they hide it and wherever it stands', async () => {
  const figure = fc.integer({ min: 0, max: 9999 }).map(String);
  const hidden = fc.record({
    style: fc.constantFrom(...HIDING),
    tag: fc.constantFrom('span', 'b', 'div', 'p', 'i'),
    byRule: fc.constantFrom('attribute', 'class', 'position', 'important'),
    wraps: fc.integer({ min: 0, max: 2 }),
    isBefore: fc.boolean(),
    figure,
  });
  await fc.assert(
    fc.asyncProperty(figure, hidden, async (seen, { style, tag, byRule, wraps, isBefore, figure: unseen }) => {
      const attribute = byRule === 'attribute' ? `style="${style}"` : byRule === 'position' ? '' : 'class="x"';
      const rules = {
        attribute: '',
        class: `.x{${style}}`,
        important: `td .x{${style.replaceAll(/(;|$)/g, '!important$1')}}.x{display:inline;opacity:1;visibility:visible}`,
        position: `td ${tag}.h:nth-child(1){${style}}`,
      }[byRule];
      const mark = byRule === 'position' ? 'class="h"' : attribute;
      const part = `<${tag} ${mark}>${'<u>'.repeat(wraps)}${unseen}${'</u>'.repeat(wraps)}</${tag}>`;
      const [text] = await read(isBefore ? part + seen : `${seen}${part}`, `<style>${rules}</style>`);
      expect(text).toBe(seen);
    }),
    { numRuns: 150 },
  );
});

test('a number that a workbook keeps and shows rounded or not at all is in doubt', async () => {
  const cells =
    '<td>规章</td><td sdval="5">5</td><td sdval="5.25">5.3</td><td sdval="5"></td><td sdval="45000">2023-03-15</td>';
  const grid = await readGrid(
    `<table><tr>${cells}</tr><tr><td>行政许可</td><td>1</td><td>2</td><td>3</td><td>4</td></tr></table>`,
  );
  const codes = grid.cells
    .filter(({ row }) => row === 0)
    .map(({ doubts = [] }) => doubts.map(({ code }) => code).join());
  expect(codes).toEqual(['', '', 'copies-differ', 'hidden-source', '']);
});

test('a number that a script counts up to is read in doubt while the page shows nought or nothing', async () => {
  const cells =
    '<td>规章</td><td><span data-to="1663">0</span></td><td data-count="12"><b>0</b></td><td data-value="3">3</td><td data-num="2">14</td><td><i data-to="7"></i></td>';
  const grid = await readGrid(
    `<table><tr>${cells}</tr><tr><td>行政许可</td><td>1</td><td>2</td><td>3</td><td>4</td><td>5</td></tr></table>`,
  );
  const found = grid.cells
    .filter(({ row }) => row === 0)
    .map(({ text, doubts = [] }) => [text, ...doubts.map(({ code }) => code)].join(' '));
  expect(found).toEqual(['规章', '1663 copies-differ', '12 copies-differ', '3', '14', '7 copies-differ']);
});

test('a number that a script counts up to in prose is the one that it counts to, in doubt', async () => {
  const [paragraph] = paragraphsOf(
    await readFlow('<p>收到申请<b class="n" data-to="17">0</b>件，办结<i data-purecounter-end="9"></i>件。</p>'),
  );
  expect(paragraph?.text).toBe('收到申请17件，办结9件。');
  expect(paragraph?.doubts?.map(({ code, seen }) => [code, seen])).toEqual([
    ['copies-differ', '17'],
    ['copies-differ', '9'],
  ]);
});

test('a digit that links to a place of the page is a note mark behind a number and a number elsewhere', async () => {
  const grid = await readGrid(
    '<table><tr><td>规章</td><td>12<a href="#n1">1</a></td><td><a href="#n2">34</a></td></tr><tr><td>行政许可</td><td>1</td><td>2</td></tr></table>',
  );
  expect(grid.cells.slice(1, 3).map(({ text, doubts = [] }) => [text, ...doubts.map(({ code }) => code)])).toEqual([
    ['12', 'mark-or-digit'],
    ['34'],
  ]);
  expect(await readTexts('<p>见表<a href="#t2">2</a>。</p>')).toEqual(['见表2。']);
});
