import { describe, expect, it } from 'vitest';
import type { Extracted } from '../../../pipeline/contracts/document.ts';
import type { Block, Paragraph, Picture } from '../../../pipeline/contracts/grid.ts';
import type { Page } from '../../../pipeline/contracts/page.ts';
import { reconstruct } from '../../../pipeline/reconstruct/reconstruct.ts';
import { applicationsHeader, applicationsRows, gridOf, proactiveRows, remediesRows } from '../form-grid.ts';
import { pageOf, steps, tableOf, together, written } from './pages/drawn-page.ts';

const read = (page: Page): Page => ({ ...page, textLayer: 'recognised' });
const pictureOf = (page: Page, paragraph: number): Picture => ({
  kind: 'picture',
  page,
  origin: { paragraph },
  readBy: page.textLayer === 'recognised' ? ['seer'] : [],
});
const unread = (number: number): Page => ({ ...pageOf(number), textLayer: 'none', images: [[0, 0, 400, 200]] });
const line = (text: string, paragraph: number): Paragraph => ({
  kind: 'paragraph',
  text,
  alignment: null,
  headingLevel: null,
  origin: { paragraph },
});
const flowOf = (...blocks: readonly (Block | Picture)[]): Extracted => ({
  kind: 'flow',
  blocks,
  meta: [],
  notes: [],
  leftOut: [],
  pageCount: null,
});

const remedies = tableOf({
  xs: steps(40, 30, 15),
  ys: steps(100, 30, 4),
  size: 7,
  rows: [
    [
      ['行政复议', 5],
      ['行政诉讼', 10],
    ],
    [
      ...['结果维持', '结果纠正', '其他结果', '尚未审结', '总计'].map((text) => [text, 1, 2] as const),
      ['未经复议直接起诉', 5],
      ['复议后起诉', 5],
    ],
    [...Array.from({ length: 2 }, () => ['结果维持', '结果纠正', '其他结果', '尚未审结', '总计'])].flat(),
    Array.from({ length: 15 }, (_, i) => String(i)),
  ],
});

describe('pictures in a flow', () => {
  it('become the table that they show, where they stand', () => {
    const table = pictureOf(read(pageOf(1, remedies)), 2);
    const reading = reconstruct(flowOf(line('四、行政复议、行政诉讼情况', 1), table, line('五、存在的主要问题', 3)));
    expect(reading.blocks.map((block) => block.kind)).toEqual(['paragraph', 'table', 'paragraph']);
    expect(reading.leftOut).toEqual([]);
    expect(reading.notes).toEqual([{ code: 'table-as-image', values: { count: 1 } }]);
    expect([reading.scannedPages, reading.unreadPages, reading.ocrEngines]).toEqual([[1], [], ['seer']]);
  });

  it('are the pages of one scan where they follow one another', () => {
    const first = pictureOf(read(pageOf(1, written(60, 100, '一、总体情况', 12))), 1);
    const second = pictureOf(read(pageOf(2, written(60, 100, '甲县人民政府', 12))), 2);
    const reading = reconstruct(flowOf(first, second));
    const text = reading.blocks.map((block) => (block.kind === 'paragraph' ? block.text : '')).join('');
    expect(text).toBe('一、总体情况甲县人民政府');
    expect(reading.scannedPages).toEqual([1, 2]);
  });

  it('that show words of no report are left out with their words', () => {
    const chart = pictureOf(
      read(pageOf(1, together(written(60, 100, '第一季度', 10), written(60, 140, '第二季度', 10)))),
      2,
    );
    const reading = reconstruct(flowOf(line('一、总体情况', 1), chart));
    expect(reading.blocks).toHaveLength(1);
    expect(reading.leftOut.map(({ kind, origin }) => [kind, origin])).toEqual([['picture', { paragraph: 2 }]]);
    expect(reading.leftOut[0]!.text).toContain('第一季度');
    expect(reading.scannedPages).toEqual([]);
  });

  it('that engines looked at are ornaments where every table stands elsewhere and they are no page of a scan', () => {
    const grids = [proactiveRows('2021'), [...applicationsHeader, ...applicationsRows('2021')], remediesRows()];
    const tables = grids.map((rows, i) => gridOf(rows, i + 1));
    const kindsOf = (page: Page, readBy: readonly string[]) =>
      reconstruct(flowOf(...tables, { ...pictureOf(page, 2), readBy })).leftOut.map(({ kind }) => kind);
    const seen = { ...unread(1), heightPt: 200, images: [] };
    expect(kindsOf(seen, ['seer'])).toEqual(['furniture']);
    expect(kindsOf({ ...seen, heightPt: 700 }, ['seer'])).toEqual(['picture']);
    expect(kindsOf(unread(1), [])).toEqual(['picture']);
  });

  it('that were not read are told, and may hold the tables that the flow lacks', () => {
    const reading = reconstruct(flowOf(line('一、总体情况', 1), pictureOf(unread(1), 2)));
    expect(reading.notes).toEqual([{ code: 'large-picture', values: { paragraph: 2 } }]);
    expect(reading.leftOut).toEqual([{ kind: 'picture', text: '', origin: { paragraph: 2 } }]);
    expect([reading.scannedPages, reading.unreadPages]).toEqual([[1], [1]]);
  });
});
