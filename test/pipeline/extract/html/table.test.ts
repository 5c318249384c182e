import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gridsOf, placesOf, readFlow, readGrid, readPlaces, textsOf } from './read.ts';

const row = (...cells: readonly string[]): string => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;

describe('spans', () => {
  test('cells stand where a browser puts them', async () => {
    const html = `<table>
      <tr><td rowspan="2" colspan="2">说明</td><td colspan="2">申请人情况</td></tr>
      <tr><td>自然人</td><td>总计</td></tr>
      <tr><td rowspan="2">（三）不予公开</td><td>1.属于国家秘密</td><td>1</td><td>2</td></tr>
      <tr><td>2.其他法律行政法规禁止公开</td><td>3</td><td>4</td></tr></table>`;
    expect(await readPlaces(html)).toEqual([
      ['说明', '说明', '申请人情况', '申请人情况'],
      ['说明', '说明', '自然人', '总计'],
      ['（三）不予公开', '1.属于国家秘密', '1', '2'],
      ['（三）不予公开', '2.其他法律行政法规禁止公开', '3', '4'],
    ]);
  });

  test('every grid of spans written as rowspan and colspan is recovered', async () => {
    const tilings = fc
      .record({
        rows: fc.integer({ min: 2, max: 8 }),
        columns: fc.integer({ min: 2, max: 8 }),
        seed: fc.infiniteStream(fc.nat(6)),
      })
      .map(({ rows, columns, seed }) => tile(rows, columns, seed));
    await fc.assert(
      fc.asyncProperty(tilings, async ({ html, places }) => {
        expect(await readPlaces(html)).toEqual(places);
      }),
      { numRuns: 60 },
    );
  });

  test.each([
    ['0, which means to the end', '0'],
    ['far more rows than there are', '999'],
    ['one row too many', '4'],
    ['one row too few', '2'],
  ])('a row span of %s ends where the rows are full without it', async (_, span) => {
    const html = `<table>
      <tr><td colspan="2">信息内容</td><td>自然人</td><td>总计</td></tr>
      <tr><td rowspan="${span}">（三）不予公开</td><td>1.属于国家秘密</td><td>0</td><td>1</td></tr>
      <tr><td>2.其他法律行政法规禁止公开</td><td>0</td><td>2</td></tr>
      <tr><td>3.危及“三安全一稳定”</td><td>0</td><td>3</td></tr>
      <tr><td colspan="2">（七）总计</td><td>0</td><td>6</td></tr>
      <tr><td colspan="2">四、结转下年度继续办理</td><td>0</td><td>0</td></tr></table>`;
    expect((await readPlaces(html)).map((places) => places.at(-1))).toEqual(['总计', '1', '2', '3', '6', '0']);
    expect((await readPlaces(html)).map((places) => places[0])).toEqual([
      '信息内容',
      '（三）不予公开',
      '（三）不予公开',
      '（三）不予公开',
      '（七）总计',
      '四、结转下年度继续办理',
    ]);
  });

  test('a row that lacks a value or has one too many moves no other value', async () => {
    const rows = (total: string): string => `<table>
      <tr><td colspan="2">信息内容</td><td>自然人</td><td>总计</td></tr>
      <tr><td rowspan="2">（三）不予公开</td><td>1.属于国家秘密</td><td>0</td><td>1</td></tr>
      <tr><td>2.其他法律行政法规禁止公开</td><td>0</td><td>2</td></tr>
      <tr><td colspan="2">（七）总计</td>${total}</tr>
      <tr><td colspan="2">四、结转下年度继续办理</td><td>7</td><td>8</td></tr></table>`;
    expect((await readPlaces(rows('<td>3</td>')))[3]).toEqual(['（七）总计', '（七）总计', '3', null]);
    expect((await readPlaces(rows('<td>3</td><td>4</td><td>5</td>')))[3]?.slice(0, 4)).toEqual([
      '（七）总计',
      '（七）总计',
      '3',
      '4',
    ]);
    const grouped = rows('<td>3</td><td>4</td>').replace('<td>0</td><td>1</td>', '<td>0</td><td>1</td><td>9</td>');
    expect((await readPlaces(grouped)).slice(1, 3).map((places) => places.slice(0, 4))).toEqual([
      ['（三）不予公开', '1.属于国家秘密', '0', '1'],
      ['（三）不予公开', '2.其他法律行政法规禁止公开', '0', '2'],
    ]);
  });

  test('an absurd column span means across the table', async () => {
    const grid = await readGrid(
      `<table><tr><td colspan="9999">第二十条第（一）项</td></tr>${row('规章', '0', '1')}</table>`,
    );
    expect([grid.rows, grid.columns]).toEqual([2, 3]);
  });

  test('a column that no cell begins in is no column', async () => {
    const html = `<table><tr><td colspan="3">信息内容</td><td colspan="4">数量</td></tr><tr><td colspan="3">规章</td><td colspan="4">5</td></tr></table>`;
    expect(await readPlaces(html)).toEqual([
      ['信息内容', '数量'],
      ['规章', '5'],
    ]);
  });

  test('a boundary that a word processor wrote twice is one boundary', async () => {
    const cell = (text: string, width: number, colspan = 1): string =>
      `<td width="${width}" colspan="${colspan}">${text}</td>`;
    const html = `<table cellpadding="4">
      <tr>${cell('行政复议', 72, 2)}${cell('行政诉讼', 72, 3)}</tr>
      <tr>${cell('结果维持', 32)}${cell('总计', 32, 2)}${cell('结果维持', 32)}${cell('总计', 32)}</tr>
      <tr>${cell('1', 32)}${cell('2', 32, 2)}${cell('3', 32)}${cell('4', 32)}</tr></table>`;
    expect(await readPlaces(html)).toEqual([
      ['行政复议', '行政复议', '行政诉讼', '行政诉讼'],
      ['结果维持', '总计', '结果维持', '总计'],
      ['1', '2', '3', '4'],
    ]);
  });

  test('a table that lost its spans keeps only the order of its cells', async () => {
    const grid = await readGrid(
      `<table>${row('自然人', '总计')}${row('三、本年度办理结果', '（三）不予公开', '1.属于国家秘密', '1', '2')}${row('2.其他法律行政法规禁止公开', '3', '4')}${row('3.危及“三安全一稳定”', '5', '6')}</table>`,
    );
    expect(grid.layout).toBe('sequence');
  });
});

describe('rows', () => {
  test('the head stands on top and the foot at the bottom, wherever they are written', async () => {
    const html = `<table><tfoot>${row('（七）总计', '9')}</tfoot><tbody>${row('规章', '1')}</tbody><thead><tr><th>信息内容</th><th>数量</th></tr></thead></table>`;
    expect((await readPlaces(html)).map((places) => places[0])).toEqual(['信息内容', '规章', '（七）总计']);
  });

  test('blank cells and blank rows of values stay', async () => {
    const html = `<table>${row('规章', '&nbsp;', '')}${row('行政许可', '0', '<p>&nbsp;</p>')}${row('', '', '')}</table>`;
    expect(await readPlaces(html)).toEqual([
      ['规章', '', ''],
      ['行政许可', '0', ''],
      ['', '', ''],
    ]);
  });

  test('the row of no height that Word ends its tables with is left out', async () => {
    const html = `<table>${row('规章', '5')}<![if !supportMisalignedColumns]><tr height=0><td width=64></td><td width=20></td></tr><![endif]></table>`;
    expect((await readGrid(html)).rows).toBe(1);
  });

  test('hidden rows and cells take no place', async () => {
    const html = `<table>${row('规章', '5')}<tr style="display:none"><td>行政许可</td><td>9</td></tr><tr><td style="display:none">x</td><td>行政处罚</td><td>7</td></tr></table>`;
    expect(await readPlaces(html)).toEqual([
      ['规章', '5'],
      ['行政处罚', '7'],
    ]);
  });

  test('each cell says which cell of which table it is', async () => {
    const flow = await readFlow(
      `<table>${row('索引号', '1')}</table><p>一</p><table>${row('规章', '5')}${row('行政许可', '6')}</table>`,
    );
    const second = gridsOf(flow)[1];
    expect(second?.regions).toEqual([{ table: 2 }]);
    expect(second?.cells.map((cell) => cell.origin)).toEqual([
      { table: 2, row: 1, column: 1 },
      { table: 2, row: 1, column: 2 },
      { table: 2, row: 2, column: 1 },
      { table: 2, row: 2, column: 2 },
    ]);
  });
});

describe('tables that only lay out the page', () => {
  const data = `<table><tr><td colspan="2">第二十条第（一）项</td></tr>${row('规章', '5')}</table>`;

  test('their content goes to the flow, a table in them stays a table', async () => {
    const flow = await readFlow(
      `<table><tr><td><h1>某局2023年政府信息公开工作年度报告</h1></td></tr><tr><td><table><tr><td><p>一、总体情况</p>${data}</td></tr></table></td></tr></table>`,
    );
    expect(textsOf(flow)).toEqual(['某局2023年政府信息公开工作年度报告', '一、总体情况']);
    expect(gridsOf(flow).map(placesOf)).toEqual([
      [
        ['第二十条第（一）项', '第二十条第（一）项'],
        ['规章', '5'],
      ],
    ]);
  });

  test('a cell of many short paragraphs is still a cell', async () => {
    const label = [...'三、本年度办理结果'].map((character) => `<p>${character}</p>`).join('');
    const grid = await readGrid(
      `<table><tr><td rowspan="2">${label}</td><td>（一）予以公开</td><td>1</td></tr>${row('（二）部分公开', '2')}</table>`,
    );
    expect(grid.cells[0]?.text.replaceAll('\n', '')).toBe('三、本年度办理结果');
    expect(grid.cells[0]?.rowSpan).toBe(2);
  });

  test('a table around one number is no table', async () => {
    const framed = (n: number): string => `<table><tr><td>${n}</td></tr></table>`;
    expect(
      await readPlaces(`<table>${row('规章', framed(5), framed(6))}${row('行政许可', framed(7), framed(8))}</table>`),
    ).toEqual([
      ['规章', '5', '6'],
      ['行政许可', '7', '8'],
    ]);
  });

  test('a cell that another table divides becomes the cells of that table', async () => {
    const divided = (...values: readonly string[]): string => `<td colspan="2"><table>${row(...values)}</table></td>`;
    const html = `<table>${row('信息内容', '自然人', '总计')}<tr><td>（一）予以公开</td>${divided('1', '2')}</tr><tr><td>（二）部分公开</td>${divided('3', '4')}</tr></table>`;
    expect(await readPlaces(html)).toEqual([
      ['信息内容', '自然人', '总计'],
      ['（一）予以公开', '1', '2'],
      ['（二）部分公开', '3', '4'],
    ]);
  });

  test('a report that is one great table comes apart at its headings and sentences', async () => {
    const flow = await readFlow(
      `<table><tr><td colspan="3">二、主动公开政府信息情况</td></tr><tr><td>信息内容</td><td>本年制发件数</td><td>现行有效件数</td></tr>${row('规章', '0', '1')}${row('行政规范性文件', '2', '3')}<tr><td colspan="3">五、存在的主要问题及改进情况</td></tr><tr><td colspan="3">公开的内容还不够全面。</td></tr><tr><td colspan="3">某某局</td></tr><tr><td colspan="3">2024年1月20日</td></tr></table>`,
    );
    expect(
      flow.blocks.map((block) =>
        block.kind === 'table' ? `${block.rows}×${block.columns}` : block.kind === 'paragraph' && block.text,
      ),
    ).toEqual([
      '二、主动公开政府信息情况',
      '3×3',
      '五、存在的主要问题及改进情况',
      '公开的内容还不够全面。',
      '某某局',
      '2024年1月20日',
    ]);
  });
});

describe('a table for each row', () => {
  const tableOf = (cells: string): string => `<table><tr>${cells}</tr></table>`;
  const cell = (text: string, attributes: string): string => `<td ${attributes}>${text}</td>`;

  test('rows whose column spans agree form one grid', async () => {
    const html = [
      tableOf(cell('信息内容', 'colspan="2"') + cell('数量', '')),
      '<p>&nbsp;</p>',
      tableOf(cell('（三）不予公开', '') + cell('1.属于国家秘密', '') + cell('4', '')),
      tableOf(cell('', '') + cell('2.其他法律行政法规禁止公开', '') + cell('5', '')),
    ].join('\n');
    const flow = await readFlow(html);
    expect(gridsOf(flow).map(placesOf)).toEqual([
      [
        ['信息内容', '信息内容', '数量'],
        ['（三）不予公开', '1.属于国家秘密', '4'],
        ['', '2.其他法律行政法规禁止公开', '5'],
      ],
    ]);
    expect(gridsOf(flow)[0]?.regions).toEqual([{ table: 1 }, { table: 2 }, { table: 3 }]);
    expect(gridsOf(flow)[0]?.cells.at(-1)?.origin).toEqual({ table: 3, row: 1, column: 3 });
    expect(flow.notes).toContainEqual({ code: 'table-joined', values: { parts: 3 } });
  });

  test('rows whose widths agree form one grid', async () => {
    const html = [
      tableOf(cell('信息内容', 'width="300"') + cell('数量', 'width="100"')),
      tableOf(cell('（三）不予公开', 'width="100"') + cell('1.属于国家秘密', 'width="200"') + cell('4', 'width="100"')),
    ].join('');
    const grid = await readGrid(html);
    expect(grid.layout).toBe('geometric');
    expect(placesOf(grid)).toEqual([
      ['信息内容', '信息内容', '数量'],
      ['（三）不予公开', '1.属于国家秘密', '4'],
    ]);
  });

  test('rows that say nothing of their columns keep the order of their cells', async () => {
    const grid = await readGrid(
      [row('信息内容', '数量'), row('（三）不予公开', '1.属于国家秘密', '4')]
        .map((r) => `<table>${r}</table>`)
        .join(''),
    );
    expect(grid.layout).toBe('sequence');
  });
});

/**
 * A random tiling of a grid as a table, and what stands at each of its places. The first row and the first column are
 * single cells: rows and columns in which no cell begins are not to be recovered.
 */
function tile(
  rows: number,
  columns: number,
  seed: { next(): IteratorResult<number> },
): { html: string; places: string[][] } {
  const next = (): number => seed.next().value;
  const places = Array.from({ length: rows }, () => new Array<string>(columns).fill(''));
  const markup = Array.from({ length: rows }, () => '');
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) {
      if (places[r]![c] !== '') continue;
      let width = 1;
      while (r > 0 && c > 0 && c + width < columns && places[r]![c + width] === '' && next() > 4) width++;
      const height = r > 0 && c > 0 && next() > 4 ? Math.min(rows - r, 1 + next()) : 1;
      const text = `${r}.${c}`;
      for (let i = r; i < r + height; i++) for (let j = c; j < c + width; j++) places[i]![j] = text;
      markup[r] += `<td rowspan="${height}" colspan="${width}">${text}</td>`;
    }
  }
  return { html: `<table>${markup.map((cells) => `<tr>${cells}</tr>`).join('')}</table>`, places };
}

describe('heads that a print-out repeats', () => {
  test.each([
    ['in head elements', ['<thead>', '</thead>']],
    ['among the rows', ['', '']],
  ])('%s are left out, and the span that they cut goes on', async (_, [open, close]) => {
    const head = `${open}${row('', '', '自然人', '总计')}${close}`;
    const grid = await readGrid(
      `<table>${head}<tr><td colspan="2">（一）予以公开</td><td>1</td><td>1</td></tr><tr><td rowspan="2">（三）不予公开</td><td>1.属于国家秘密</td><td>2</td><td>2</td></tr>${head}${row('2.其他法律行政法规禁止公开', '3', '3')}<tr><td colspan="2">（七）总计</td><td>6</td><td>6</td></tr></table>`,
    );
    expect(placesOf(grid)).toEqual([
      ['', '', '自然人', '总计'],
      ['（一）予以公开', '（一）予以公开', '1', '1'],
      ['（三）不予公开', '1.属于国家秘密', '2', '2'],
      ['（三）不予公开', '2.其他法律行政法规禁止公开', '3', '3'],
      ['（七）总计', '（七）总计', '6', '6'],
    ]);
  });
});

test('cells that span no rows go on what stands above them where every row declares all columns', async () => {
  const grid = await readGrid(
    `<table><tr><td rowspan="3">（三）不予公开</td><td>1.属于国家秘密</td><td>1</td></tr><tr><td rowspan="0"></td><td>2.其他法律行政法规禁止公开</td><td>2</td></tr><tr><td rowspan="0">（四）无法提供</td><td>1.本机关不掌握相关政府信息</td><td>3</td></tr></table>`,
  );
  expect(placesOf(grid)).toEqual([
    ['（三）不予公开', '1.属于国家秘密', '1'],
    ['（三）不予公开', '2.其他法律行政法规禁止公开', '2'],
    ['（四）无法提供', '1.本机关不掌握相关政府信息', '3'],
  ]);
});

test('rows and cells whose table tag was stripped are a table, up to what is none of their parts', async () => {
  const rows =
    '<tr><td colspan="2">第二十条第（一）项</td></tr> <tr><td>规章</td><td>2<table><tr><td>甲</td></tr></table></td></tr>';
  const flow = await readFlow(`<!-- <tr> --><script>"<td>"</script><p>前</p>${rows}<p>后</p><td>乙</td>`);
  const [grid] = gridsOf(flow);
  expect([grid?.rows, grid?.columns]).toEqual([2, 2]);
  expect(grid?.cells.map(({ text }) => text)).toEqual(['第二十条第（一）项', '规章', '2\n甲']);
  expect(textsOf(flow)).toEqual(expect.arrayContaining(['前', '后']));
});
