import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gridsOf, placesOf, readFlow, readGrid, readPlaces, textsOf } from './read.ts';

interface Cell {
  readonly text: string;
  /** Share of the row, in per cent. */
  readonly width: number;
}
const cell = (text: string, width: number): Cell => ({ text, width });
/** Columns that a width is, of the four of the table and of the twelve of a framework. */
const COLUMNS: Readonly<Record<number, number>> = { 100: 4, 60: 3, 40: 1, 20: 1 };
const TWELFTHS: Readonly<Record<number, number>> = { 100: 12, 60: 6, 40: 6, 20: 2 };
const NOTE = '第二十条第（一）项';
const ROWS: readonly (readonly Cell[])[] = [
  [cell(NOTE, 100)],
  [cell('信息内容', 40), cell('本年制发件数', 20), cell('本年废止件数', 20), cell('现行有效件数', 20)],
  [cell('规章', 40), cell('1', 20), cell('', 20), cell('3', 20)],
  [cell('行政规范性文件', 40), cell('4', 20), cell('5', 20), cell('6', 20)],
  [cell('行政许可', 40), cell('562', 60)],
];
const PLACES = [
  [NOTE, NOTE, NOTE, NOTE],
  ['信息内容', '本年制发件数', '本年废止件数', '现行有效件数'],
  ['规章', '1', '', '3'],
  ['行政规范性文件', '4', '5', '6'],
  ['行政许可', '562', '562', '562'],
];

type Markup = (rows: readonly (readonly Cell[])[]) => string;
const rowsOf =
  (open: string, cellOf: (cell: Cell) => string, close: string): Markup =>
  (rows) =>
    rows.map((cells) => `${open}${cells.map(cellOf).join('')}${close}`).join('\n');

describe('rows of boxes', () => {
  test.each<[string, Markup]>([
    [
      'flex rows with a basis in per cent',
      rowsOf('<div style="display:flex">', (c) => `<div style="flex:0 0 ${c.width}.00%">${c.text}</div>`, '</div>'),
    ],
    [
      'flex rows with widths in pixels',
      rowsOf('<div style="display:flex">', (c) => `<div style="width:${c.width * 9}px">${c.text}</div>`, '</div>'),
    ],
    [
      'flex rows with growth factors',
      rowsOf('<div style="display:flex">', (c) => `<span style="flex:${c.width}">${c.text}</span>`, '</div>'),
    ],
    ['floats', rowsOf('<div>', (c) => `<div style="float:left;width:${c.width}%">${c.text}</div>`, '</div>')],
    [
      'inline blocks',
      rowsOf('<div>', (c) => `<span style="display:inline-block;width:${c.width}%">${c.text}</span>`, '</div>'),
    ],
    [
      'lists with a width for each item',
      rowsOf('<ul style="display:flex">', (c) => `<li style="width:${c.width}%">${c.text}</li>`, '</ul>'),
    ],
    [
      'columns of a framework',
      rowsOf('<div class="row">', (c) => `<div class="col-md-${TWELFTHS[c.width]}">${c.text}</div>`, '</div>'),
    ],
    [
      'rows with a grid of their own',
      rowsOf(
        '<div style="display:grid;grid-template-columns:repeat(5,1fr)">',
        (c) => `<div style="grid-column:span ${c.width / 20}">${c.text}</div>`,
        '</div>',
      ),
    ],
    [
      'cells that wrap one after the other',
      (rows) =>
        `<div>${rows
          .flat()
          .map((c) => `<div style="float:left;width:${c.width}%">${c.text}</div>`)
          .join('')}</div>`,
    ],
    [
      'cells of one grid',
      (rows) =>
        `<div style="display:grid;grid-template-columns:2fr repeat(3, 1fr)">${rows
          .flat()
          .map((c) => `<div style="grid-column:span ${COLUMNS[c.width]}">${c.text}</div>`)
          .join('')}</div>`,
    ],
  ])('%s are a table', async (_, markup) => {
    const grid = await readGrid(`<div class="content"><p>二、主动公开政府信息情况</p><div>${markup(ROWS)}</div></div>`);
    expect(grid.layout).toBe('geometric');
    expect(placesOf(grid)).toEqual(PLACES);
  });

  test('styles of a style element count as well as those of an attribute', async () => {
    const html = `<style>/* form */ .t .r { display: flex } @media print { .r { display: block } } .t > .r > .c { width: 20% } .t .r div:first-child { width: 40% }</style>
      <div class="t">${ROWS.slice(1, 4)
        .map((cells) => `<div class="r">${cells.map((c) => `<div class="c">${c.text}</div>`).join('')}</div>`)
        .join('')}</div>`;
    expect(await readPlaces(html)).toEqual(PLACES.slice(1, 4));
  });

  test('tables of style sheets have a column for the n-th cells', async () => {
    const row = (...cells: readonly string[]): string =>
      `<div style="display:table-row">${cells.map((text) => `<div style="display:table-cell">${text}</div>`).join('')}</div>`;
    expect(
      await readPlaces(
        `<div style="display:table">${row('信息内容', '数量', '')}${row('规章', '', '2')}${row('行政许可', '3', '4')}</div>`,
      ),
    ).toEqual([
      ['信息内容', '数量', ''],
      ['规章', '', '2'],
      ['行政许可', '3', '4'],
    ]);
  });

  test('rows beside a common label make it span them', async () => {
    const row = (inner: string, width = 100): string => `<div style="display:flex;width:${width}%">${inner}</div>`;
    const box = (width: number, text: string): string => `<div style="width:${width}%">${text}</div>`;
    const inner =
      row(box(50, '1.属于国家秘密') + box(50, '1')) + row(box(50, '2.其他法律行政法规禁止公开') + box(50, '2'));
    const html = `<div>${row(box(60, '（一）予以公开') + box(40, '9'))}${row(`${box(20, '（三）不予公开')}<div style="width:80%">${inner}</div>`)}</div>`;
    expect(await readPlaces(html)).toEqual([
      ['（一）予以公开', '（一）予以公开', '9'],
      ['（三）不予公开', '1.属于国家秘密', '1'],
      ['（三）不予公开', '2.其他法律行政法规禁止公开', '2'],
    ]);
  });

  test('a random table of flex rows is recovered from the widths of its cells', async () => {
    const rowOf = (columns: number): fc.Arbitrary<number[]> =>
      fc.array(fc.integer({ min: 1, max: 4 }), { minLength: columns, maxLength: columns }).map((spans) => {
        const taken: number[] = [];
        for (let at = 0; at < columns; at += taken.at(-1) ?? 1) taken.push(Math.min(spans[at] ?? 1, columns - at));
        return taken;
      });
    const tables = fc
      .integer({ min: 2, max: 15 })
      .chain((columns) =>
        fc.record({ columns: fc.constant(columns), rows: fc.array(rowOf(columns), { minLength: 1, maxLength: 6 }) }),
      );
    await fc.assert(
      fc.asyncProperty(tables, async ({ columns, rows }) => {
        const all = [new Array<number>(columns).fill(1), ...rows];
        const html = all
          .map(
            (spans, r) =>
              `<div style="display:flex">${spans.map((span, c) => `<div style="flex:0 0 ${((100 * span) / columns).toFixed(2)}%">${r === 0 ? '规章' : `${r}${c}`}</div>`).join('')}</div>`,
          )
          .join('');
        const expected = all.map((spans, r) =>
          spans.flatMap((span, c) => new Array<string>(span).fill(r === 0 ? '规章' : `${r}${c}`)),
        );
        expect(await readPlaces(`<div>${html}</div>`)).toEqual(expected);
      }),
      { numRuns: 40 },
    );
  });
});

describe('rows without widths', () => {
  test('named rows and cells keep the order of their cells, blank ones too', async () => {
    const row = (...cells: readonly string[]): string =>
      `<div class="tr">${cells.map((text) => `<div class="td">${text}</div>`).join('')}</div>`;
    const grid = await readGrid(
      `<div>${row('信息内容', '数量')}${row('规章', '', '1', '2')}${row('行政许可', '3')}</div>`,
    );
    expect(grid.layout).toBe('sequence');
    expect(grid.cells.filter((c) => c.row === 1).map((c) => c.text)).toEqual(['规章', '', '1', '2']);
  });

  test('items of spans with a label and figures are rows, not numbers run together', async () => {
    const item = (...cells: readonly string[]): string =>
      `<li>${cells.map((text) => `<span>${text}</span>`).join('')}</li>`;
    const places = await readPlaces(
      `<ul>${item('（一）予以公开', '1', '0', '1')}${item('（二）部分公开', '2', '0', '2')}${item('1.属于国家秘密', '3', '0', '3')}${item('2.重复申请', '0', '0', '0')}</ul>`,
    );
    expect(places[0]).toEqual(['（一）予以公开', '1', '0', '1']);
  });

  test('definition lists are rows of a term and what belongs to it', async () => {
    expect(
      await readPlaces('<dl><dt>索引号</dt><dd>0557/2024-00635</dd><dt>发布机构</dt><dd>某某局</dd></dl>'),
    ).toEqual([
      ['索引号', '0557/2024-00635'],
      ['发布机构', '某某局'],
    ]);
  });
});

describe('boxes that are no table', () => {
  test('columns of a page stay apart', async () => {
    const flow = await readFlow(
      '<div style="display:flex"><div style="width:20%"><p>栏目</p></div><div style="width:80%"><p>一、总体情况</p><p>2023年，我局认真贯彻落实各项要求，全年主动公开政府信息241条，取得新成效。</p><p>二、主动公开政府信息情况</p><p>见下。</p></div></div>',
    );
    expect(gridsOf(flow)).toEqual([]);
    expect(textsOf(flow)).toContain('一、总体情况');
  });

  test('a heading between ornaments is a paragraph', async () => {
    const flow = await readFlow(
      '<section style="display:flex"><section style="width:20px"></section><section>一、总体情况</section><section style="width:20px"></section></section><p>全年公开信息。</p>',
    );
    expect(textsOf(flow)).toEqual(['一、总体情况', '全年公开信息。']);
  });

  test('a heading and sentences among rows end the table and stay text', async () => {
    const row = (...cells: readonly string[]): string =>
      `<div class="row">${cells.map((text) => `<div class="col">${text}</div>`).join('')}</div>`;
    const flow = await readFlow(
      `<div>${row('二、主动公开政府信息情况')}${row('规章', '1', '2')}${row('行政许可', '3', '4')}${row('以上数据截至年底。')}</div>`,
    );
    expect(
      flow.blocks.map((block) => (block.kind === 'table' ? block.rows : block.kind === 'paragraph' && block.text)),
    ).toEqual(['二、主动公开政府信息情况', 2, '以上数据截至年底。']);
  });
});
