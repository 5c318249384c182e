import { load } from 'cheerio';
import { describe, expect, it } from 'vitest';
import type { GridCell } from '../../../pipeline/contracts/grid.ts';
import { placeName } from '../../../pipeline/contracts/place-name.ts';
import { markPlaces } from '../../../pipeline/paper/docx-places.ts';
import { viewDocx } from '../../../pipeline/paper/docx-view.ts';
import {
  documentXml,
  gridsOf,
  p,
  plainTable,
  readFile,
  run,
  sourceOf,
  tbl,
  tc,
  text,
  tr,
  wordFile,
} from '../extract/docx/office-file.ts';

async function shown(body: string) {
  const bytes = await wordFile({ 'word/document.xml': documentXml(body) });
  const paper = await viewDocx(sourceOf(bytes));
  const $ = load(paper.body);
  const flow = await readFile(bytes);
  /** Text of the element that shows each cell of the n-th table. */
  const places = (table: number) =>
    (gridsOf(flow)[table]?.cells ?? []).map(({ origin }) => {
      const found = $(`[data-places~="${placeName(origin)}"]`);
      return found.length === 1 ? found.text() : null;
    });
  const texts = (table: number) => (gridsOf(flow)[table]?.cells ?? []).map((cell) => cell.text);
  return { $, places, texts };
}

describe('a Word file that mammoth draws', () => {
  it('names every cell where its text stands', async () => {
    const { places, texts } = await shown(
      plainTable([
        ['名称', '数量'],
        ['规章', '0'],
        ['规范性文件', '0'],
      ]),
    );
    expect(places(0)).toEqual(texts(0));
  });

  it('is matched row by row where our reader leaves out a hidden row', async () => {
    const hidden = tr([tc(text('旧规章')), tc(text('7'))], '<w:hidden/>');
    const rows = [tr([tc(text('规章')), tc(text('1'))]), hidden, tr([tc(text('许可')), tc(text('2'))])];
    const { places, texts } = await shown(tbl([4000, 4000], rows));
    expect(texts(0)).toEqual(['规章', '1', '许可', '2']);
    expect(places(0)).toEqual(texts(0));
  });

  it('tells two equal tables apart by their order', async () => {
    const table = plainTable([
      ['规章', '0'],
      ['许可', '0'],
    ]);
    const { $, places, texts } = await shown(table + p(run('二')) + table);
    expect([places(0), places(1)]).toEqual([texts(0), texts(1)]);
    expect($('[data-places]').length).toBe(9);
  });

  it('names paragraphs, and shows the numbers of lists that only our reader knows', async () => {
    const { $ } = await shown(p(run('一、总体情况')) + p(run('本年度公开信息十条。')));
    expect($('[data-places="p1"]').text()).toBe('一、总体情况');
    expect($('[data-places="p2"]').text()).toBe('本年度公开信息十条。');
  });

  it('says which element is only the nearest where the other reader shows no such place', () => {
    const $ = load('<table><tr><td>规章</td><td>1</td></tr></table><p>正文</p>', null, false);
    const cell = (row: number, column: number, words: string): GridCell => ({
      row: row - 1,
      column: column - 1,
      rowSpan: 1,
      columnSpan: 1,
      text: words,
      confidence: 1,
      origin: { table: 1, row, column },
    });
    const cells = [cell(1, 1, '规章'), cell(1, 2, '1'), cell(2, 1, '许可'), cell(2, 2, '2')];
    const regions = [{ table: 1 }];
    markPlaces($, [{ kind: 'table', layout: 'geometric', rows: 2, columns: 2, cells, regions }]);
    expect($('[data-places~="t1r1c2"]').text()).toBe('1');
    expect($('[data-nearest~="t1r2c2"]').is('table')).toBe(true);
    expect($('[data-places~="t1r2c2"]').length).toBe(0);
  });
});
