import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CONTINUE,
  gridsOf,
  p,
  plainTable,
  RESTART,
  read,
  run,
  shown,
  span,
  tbl,
  tc,
  text,
  textsOf,
  tr,
} from './office-file.ts';

const gridOf = async (table: string) => shown(gridsOf(await read(table))[0]);

describe('columns of a table', () => {
  it('a cell covers the grid columns of its span', async () => {
    const table = tbl(
      [1000, 1000, 1000],
      [tr([tc('标题', span(3))]), tr([tc('a'), tc('b', span(2))]), tr([tc('1'), tc('2'), tc('3')])],
    );
    expect(await gridOf(table)).toEqual(['标题|<|<', 'a|b|<', '1|2|3']);
  });

  it('grid columns left out before and after the cells of a row stay empty', async () => {
    const table = tbl(
      [1000, 1000, 1000],
      [tr([tc('a'), tc('b'), tc('c')]), tr([tc('d')], '<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>')],
    );
    expect(await gridOf(table)).toEqual(['a|b|c', '∅|d|∅']);
  });

  it('a legacy horizontal merge is one cell over both columns', async () => {
    const table = tbl(
      [1000, 1000, 1000],
      [tr([tc('a', '<w:hMerge w:val="restart"/>'), tc('', '<w:hMerge/>'), tc('b')]), tr([tc('1'), tc('2'), tc('3')])],
    );
    expect(await gridOf(table)).toEqual(['a|<|b', '1|2|3']);
  });

  it('sides a few millimetres apart are the same side', async () => {
    const table = tbl(
      [1000, 120, 880, 1000],
      [tr([tc('甲'), tc('乙', span(2)), tc('丙')]), tr([tc('1', span(2)), tc('2'), tc('3')])],
    );
    expect(await gridOf(table)).toEqual(['甲|乙|丙', '1|2|3']);
  });

  it('a narrow column with cells of its own stays a column', async () => {
    const table = tbl([1000, 120, 880], [tr([tc('甲'), tc('乙'), tc('丙')]), tr([tc('1', span(2)), tc('2')])]);
    expect(await gridOf(table)).toEqual(['甲|乙|丙', '1|<|2']);
  });

  it('a grid column in which no cell begins or ends is none', async () => {
    const table = tbl([500, 500, 1000], [tr([tc('a', span(2)), tc('b')]), tr([tc('1', span(2)), tc('2')])]);
    expect(await gridOf(table)).toEqual(['a|b', '1|2']);
  });

  it('without a declared grid the spans alone give the columns', async () => {
    const table = `<w:tbl>${tr([tc('a', span(2))])}${tr([tc('1'), tc('2')])}</w:tbl>`;
    expect(await gridOf(table)).toEqual(['a|<', '1|2']);
  });

  it('rows of equal width with different numbers of cells and no spans are laid out by cell width', async () => {
    const wide = (content: string, twips: number) => tc(content, `<w:tcW w:w="${twips}" w:type="dxa"/>`);
    const table = tbl(
      [1000, 1000, 1000, 1000],
      [
        tr([wide('申请人', 1000), wide('法人', 3000)]),
        tr([wide('自然人', 1000), wide('企业', 1000), wide('机构', 1000), wide('其他', 1000)]),
      ],
    );
    expect(await gridOf(table)).toEqual(['申请人|法人|<|<', '自然人|企业|机构|其他']);
  });

  it('widths with units, as strict documents have them, are lengths too', async () => {
    const grid = ['50pt', '0.2cm', '1.5cm'].map((w) => `<w:gridCol w:w="${w}"/>`).join('');
    const rows = tr([tc('甲'), tc('乙', span(2))]) + tr([tc('1', span(2)), tc('2')]);
    expect(await gridOf(`<w:tbl><w:tblGrid>${grid}</w:tblGrid>${rows}</w:tbl>`)).toEqual(['甲|乙', '1|2']);
  });

  it('columns without any text are kept', async () => {
    expect(
      await gridOf(
        plainTable([
          ['a', '', 'c'],
          ['1', '', '3'],
        ]),
      ),
    ).toEqual(['a||c', '1||3']);
  });
});

describe('vertical merges', () => {
  it('a merge goes on in the same grid columns, also behind left-out columns', async () => {
    const table = tbl(
      [1000, 1000, 1000],
      [
        tr([tc('a'), tc('b', RESTART), tc('c')]),
        tr([tc('', CONTINUE), tc('d')], '<w:gridBefore w:val="1"/>'),
        tr([tc('e'), tc('f'), tc('g')]),
      ],
    );
    expect(await gridOf(table)).toEqual(['a|b|c', '∅|^|d', 'e|f|g']);
  });

  it('a restart below a merge begins a new one', async () => {
    const table = tbl(
      [1000, 1000],
      [
        tr([tc('甲', RESTART), tc('1')]),
        tr([tc('', CONTINUE), tc('2')]),
        tr([tc('乙', RESTART), tc('3')]),
        tr([tc('', CONTINUE), tc('4')]),
      ],
    );
    expect(await gridOf(table)).toEqual(['甲|1', '^|2', '乙|3', '^|4']);
  });

  it('a continuation of another width is a cell of its own and moves nothing', async () => {
    const table = tbl(
      [1000, 1000, 1000],
      [tr([tc('甲', RESTART + span(2)), tc('1')]), tr([tc('', CONTINUE), tc('乙'), tc('2')])],
    );
    expect(await gridOf(table)).toEqual(['甲|<|1', '|乙|2']);
  });

  it('a continuation without a beginning shows its own text and can be continued', async () => {
    const table = tbl([1000, 1000], [tr([tc('甲', CONTINUE), tc('1')]), tr([tc('', CONTINUE), tc('2')])]);
    expect(await gridOf(table)).toEqual(['甲|1', '^|2']);
  });

  it('text under a merge is not shown and is noted', async () => {
    const flow = await read(tbl([1000, 1000], [tr([tc('5', RESTART), tc('1')]), tr([tc('7', CONTINUE), tc('2')])]));
    expect(shown(gridsOf(flow)[0])).toEqual(['5|1', '^|2']);
    expect(flow.notes).toEqual([{ code: 'hidden-text', values: { count: 1 } }]);
  });

  it('a tracked merge of cells counts', async () => {
    const table = tbl(
      [1000, 1000],
      [
        tr([tc('甲', '<w:cellMerge w:vMerge="rest"/>'), tc('1')]),
        tr([tc('', '<w:cellMerge w:vMerge="cont"/>'), tc('2')]),
      ],
    );
    expect(await gridOf(table)).toEqual(['甲|1', '^|2']);
  });

  it('any grid of merged cells is recovered as it was drawn', async () => {
    await fc.assert(
      fc.asyncProperty(drawnGrid, async ({ columns, cells }) => {
        const grid = gridsOf(await read(serialised(columns, cells)))[0];
        const found = grid?.cells.map(({ row, column, rowSpan, columnSpan, text: name }) => ({
          row,
          column,
          rowSpan,
          columnSpan,
          name,
        }));
        expect(found?.toSorted(byPlace)).toEqual(cells.toSorted(byPlace));
      }),
      { numRuns: 150 },
    );
  });
});

interface DrawnCell {
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly columnSpan: number;
  readonly name: string;
}
const byPlace = (a: DrawnCell, b: DrawnCell) => a.row - b.row || a.column - b.column;

/** A full cover of a grid by rectangles. The last row and column stay unmerged, so that every grid line is in use. */
const drawnGrid = fc
  .record({
    rows: fc.integer({ min: 1, max: 8 }),
    columns: fc.integer({ min: 1, max: 8 }),
    wishes: fc.array(fc.record({ height: fc.integer({ min: 1, max: 4 }), width: fc.integer({ min: 1, max: 4 }) }), {
      minLength: 64,
      maxLength: 64,
    }),
  })
  .map(({ rows, columns, wishes }) => {
    const taken = Array.from({ length: rows }, () => new Array<boolean>(columns).fill(false));
    const cells: DrawnCell[] = [];
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        if (taken[row]?.[column] === true) continue;
        const wish = wishes[row * 8 + column] ?? { height: 1, width: 1 };
        const height = row === rows - 1 ? 1 : Math.min(wish.height, rows - 1 - row);
        const wanted = row === rows - 1 || column === columns - 1 ? 1 : Math.min(wish.width, columns - 1 - column);
        let width = 1;
        while (width < wanted && taken[row]?.[column + width] === false) width++;
        for (let r = row; r < row + height; r++) taken[r]?.fill(true, column, column + width);
        cells.push({ row, column, rowSpan: height, columnSpan: width, name: `${row}.${column}` });
      }
    }
    return { columns, cells };
  });

/** Writes the cells as a word processor does: every row names all its cells, those under a merge as continuations. */
function serialised(columns: number, cells: readonly DrawnCell[]): string {
  const rows = Math.max(...cells.map((cell) => cell.row + cell.rowSpan));
  return tbl(
    new Array<number>(columns).fill(1000),
    Array.from({ length: rows }, (_, row) =>
      tr(
        cells
          .filter((cell) => cell.row <= row && row < cell.row + cell.rowSpan)
          .toSorted((a, b) => a.column - b.column)
          .map((cell) => {
            const merge = cell.rowSpan === 1 ? '' : cell.row === row ? RESTART : CONTINUE;
            return tc(cell.row === row ? cell.name : '', span(cell.columnSpan) + merge);
          }),
      ),
    ),
  );
}

describe('rows and cells', () => {
  it('rows and cells inside content controls, custom XML and insertions are rows and cells', async () => {
    const control = (content: string) => `<w:sdt><w:sdtPr/><w:sdtContent>${content}</w:sdtContent></w:sdt>`;
    const table = tbl(
      [1000, 1000],
      [
        control(tr([tc('a'), control(tc('b'))])),
        `<w:customXml>${tr([tc('c'), tc('d')])}</w:customXml>`,
        tr([tc('e'), tc(control(text('f')))]),
      ],
    );
    expect(await gridOf(table)).toEqual(['a|b', 'c|d', 'e|f']);
  });

  it('an inserted row counts, a deleted and a hidden one do not', async () => {
    const flow = await read(
      tbl(
        [1000],
        [
          tr([tc('旧')], '<w:del w:id="1" w:author="x"/>'),
          tr([tc('新')], '<w:ins w:id="2" w:author="x"/>'),
          tr([tc('隐')], '<w:hidden/>'),
          tr([tc('末')]),
        ],
      ),
    );
    expect(shown(gridsOf(flow)[0])).toEqual(['新', '末']);
    expect(flow.notes).toEqual([
      { code: 'hidden-text', values: { count: 1 } },
      { code: 'tracked-changes', values: { count: 2 } },
    ]);
  });

  it('the paragraphs of a cell stand on lines of their own, empty ones do not', async () => {
    const table = tbl([1000], [tr([tc(text('三') + text('、') + text('') + text('本年度'))]), tr([tc(p('<w:r/>'))])]);
    expect(await gridOf(table)).toEqual(['三/、/本年度', '']);
  });

  it('a manual line break in a cell is a line break, spaces around a number are kept', async () => {
    const table = tbl(
      [1000],
      [tr([tc(p('<w:r><w:t>科研</w:t><w:br/><w:t>机构</w:t></w:r>'))]), tr([tc(p(run(' 5　')))])],
    );
    expect(await gridOf(table)).toEqual(['科研/机构', ' 5　']);
  });

  it('the mark of a note in a cell is not part of the number', async () => {
    const mark = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="2"/></w:r>';
    const custom = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="3"/><w:t>1</w:t></w:r>';
    const typed = run('①', '<w:vertAlign w:val="superscript"/>');
    const whole = run('7', '<w:vertAlign w:val="superscript"/>');
    const table = tbl(
      [1000],
      [run('12') + mark, run('13') + custom, run('14') + typed, whole].map((content) => tr([tc(p(content))])),
    );
    expect(await gridOf(table)).toEqual(['12', '13', '14', '⁷']);
  });

  it('each cell names its table, row and grid column from one', async () => {
    const flow = await read(
      plainTable([['x']]) +
        plainTable([
          ['a', 'b'],
          ['c', 'd'],
        ]),
    );
    const [, second] = gridsOf(flow);
    expect(second?.regions).toEqual([{ table: 2 }]);
    expect(second?.cells.map((cell) => cell.origin)).toEqual([
      { table: 2, row: 1, column: 1 },
      { table: 2, row: 1, column: 2 },
      { table: 2, row: 2, column: 1 },
      { table: 2, row: 2, column: 2 },
    ]);
  });
});

describe('tables in tables', () => {
  const numbers = plainTable([
    ['自然人', '总计'],
    ['1', '2'],
    ['3', '4'],
  ]);

  it('a table that only frames the page gives its paragraphs and tables to the flow', async () => {
    const flow = await read(tbl([9000], [tr([tc(text('标题') + numbers + text('结尾'))])]));
    expect(flow.blocks.map((b) => (b.kind === 'table' ? shown(b) : b.text))).toEqual([
      '标题',
      ['自然人|总计', '1|2', '3|4'],
      '结尾',
    ]);
    expect(gridsOf(flow)[0]?.regions).toEqual([{ table: 2 }]);
  });

  it('a frame with a side column is a frame too', async () => {
    const flow = await read(tbl([2000, 7000], [tr([tc('栏目'), tc(numbers + text(''))])]));
    expect(textsOf(flow)).toEqual(['栏目']);
    expect(shown(gridsOf(flow)[0])).toEqual(['自然人|总计', '1|2', '3|4']);
  });

  it('one cell around a page of prose is no table', async () => {
    const prose = '本年度认真贯彻落实政府信息公开条例。'.repeat(6);
    expect(textsOf(await read(tbl([9000], [tr([tc(prose)])])))).toEqual([prose]);
  });

  it('a small table that fills a cell goes on in the table around it', async () => {
    const inner = plainTable([
      ['1.属于国家秘密', '0', '6'],
      ['2.重复申请', '1', '7'],
    ]);
    const outer = tbl(
      [1000, 1000, 1000, 1000],
      [
        tr([tc('项目', span(2)), tc('自然人'), tc('总计')]),
        tr([tc('一、新收', span(2)), tc('8'), tc('9')]),
        tr([tc('二、结转', span(2)), tc('4'), tc('5')]),
        tr([tc('（三）不予公开'), tc(inner + text(''), span(3))]),
      ],
    );
    const flow = await read(outer);
    expect(shown(gridsOf(flow)[0])).toEqual([
      '项目|<|自然人|总计',
      '一、新收|<|8|9',
      '二、结转|<|4|5',
      '（三）不予公开|1.属于国家秘密|0|6',
      '^|2.重复申请|1|7',
    ]);
    expect(gridsOf(flow)[0]?.cells.find((cell) => cell.text === '7')?.origin).toEqual({ table: 2, row: 2, column: 3 });
  });

  it('a small table beside text in a cell is read as lines of that cell', async () => {
    const outer = plainTable([
      ['a', 'b'],
      ['c', 'd'],
      ['e', text('注：') + plainTable([['甲', '1']]) + text('')],
    ]);
    expect(await gridOf(outer)).toEqual(['a|b', 'c|d', 'e|注：/甲\t1']);
  });
});

it('a table with figures of its own is one with the tables that fill its cells, however much these hold', async () => {
  const inner = tbl(
    [500, 500, 500],
    ['1.甲', '2.乙', '3.丙'].map((label) => tr([tc(label), tc('4'), tc('5')])),
  );
  const table = tbl(
    [1000, 500, 500, 500],
    [
      tr([tc('总计', span(2)), tc('8'), tc('9')]),
      tr([tc('（三）不予公开'), `<w:tc><w:tcPr><w:gridSpan w:val="3"/></w:tcPr>${inner}<w:p/></w:tc>`]),
    ],
  );
  expect(await gridOf(table)).toEqual(['总计|<|8|9', '（三）不予公开|1.甲|4|5', '^|2.乙|4|5', '^|3.丙|4|5']);
});
