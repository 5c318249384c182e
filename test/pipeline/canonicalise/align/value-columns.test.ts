import { describe, expect, it } from 'vitest';
import { applications } from '../../../../config/catalogue/form.ts';
import type { FoldedGrid } from '../../../../pipeline/canonicalise/align/table-row.ts';
import { valueColumnsOf } from '../../../../pipeline/canonicalise/align/value-columns.ts';
import type { ValueColumns } from '../../../../pipeline/canonicalise/align/values.ts';
import type { MarkupRow } from '../../form-grid.ts';
import { foldedGrids, gridsInSequence, headed, labelled } from './folded-grids.ts';

const KEYS = applications.columns.map((column) => column.key);
const HEADS = applications.columns.map((column) => column.label);
const HEADER = headed('项目', ...HEADS);

const addsUp = (values: readonly number[]): boolean =>
  values.slice(0, -1).reduce((sum, value) => sum + value, 0) === values.at(-1);

const cellsBehindLabels = (grid: FoldedGrid) =>
  grid.rows.filter((row) => !HEADS.includes(row.cells[1]?.folded ?? '')).map((row) => row.cells.slice(1));

const columnsOf = (grids: readonly FoldedGrid[]): readonly (ValueColumns | undefined)[] => {
  const { columns } = valueColumnsOf(grids, KEYS, cellsBehindLabels, addsUp);
  return grids.map((grid) => columns.get(grid.index));
};

const startsOf = (columns: ValueColumns | undefined): readonly number[] | null =>
  columns?.ranges ? KEYS.map((key) => columns.ranges!.get(key)![0]) : null;

describe('the columns of a table', () => {
  it('stand below its headers', () => {
    const [only] = columnsOf(foldedGrids([HEADER, labelled('一', '1 0 0 0 0 0 1')]));
    expect(startsOf(only)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(only?.printed).toBeNull();
  });

  it('leave out one that no header names and below which nothing stands', () => {
    const rows = [headed('项目', ...HEADS.slice(0, -1)), labelled('一', '1 0 2 0 0 4'), labelled('二', '0 - 0 0 0 1')];
    expect([...(columnsOf(foldedGrids(rows))[0]?.ranges ?? [])].map(([key]) => key)).toEqual(KEYS.slice(0, -1));
    const wider = [headed('项目', ...HEADS.slice(0, -1), ''), labelled('一', '1 0 2 0 0 4 7')];
    expect(columnsOf(foldedGrids(wider))[0]?.ranges?.size ?? KEYS.length).toBe(KEYS.length);
  });

  it('go on in the next table of the same width', () => {
    const [, second] = columnsOf(
      foldedGrids([HEADER, labelled('一', '1 0 0 0 0 0 1')], [labelled('二', '- 2 - - - - 2')]),
    );
    expect(startsOf(second)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(second?.borrowed).toBe(true);
  });

  it('do not go on where labels end further left and ink stands there', () => {
    const upper: MarkupRow[] = [
      [{ text: '项目', columnSpan: 2 }, ...HEADS.map((text) => ({ text }))],
      labelled('一', '1 0 0 0 0 0 1', 2),
    ];
    const [, second] = columnsOf(foldedGrids(upper, [labelled('二', '5 - - - - - 5 -')]));
    expect(second?.borrowed).toBe(false);
  });

  it('are crowded where most rows hold more values than the form has columns', () => {
    const rows = [
      labelled('一', '1 0 0 0 0 0 1 9'),
      labelled('二', '0 0 0 0 0 0 0 9'),
      labelled('四', '1 0 0 0 0 0 1'),
    ];
    expect(columnsOf(foldedGrids(rows)).map((columns) => columns?.crowded)).toEqual([true]);
    expect(columnsOf(foldedGrids(rows.slice(1))).map((columns) => columns?.crowded)).toEqual([false]);
  });

  it('stay open behind a table that has numbers below a header of its own', () => {
    const upper = [headed('项目', ...HEADS, '上年总计'), labelled('一', '1 0 0 0 0 0 1 7')];
    const [, second] = columnsOf(foldedGrids(upper, [labelled('二', '1 0 0 0 0 0 - 1 - -')]));
    expect(second?.unsure).toBe(true);
    expect(second?.ranges).toBeNull();
  });

  it('are not left open by remarks', () => {
    const upper = [headed('项目', ...HEADS, '备注'), labelled('一', '1 0 0 0 0 0 1 含转办')];
    const [, second] = columnsOf(foldedGrids(upper, [labelled('二', '1 0 0 0 0 0 1 - -')]));
    expect(second?.unsure).toBe(false);
    expect(startsOf(second)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });
});

describe('a table without headers', () => {
  it('has its columns where most complete rows print them', () => {
    const rows = [
      labelled('一', '1 0 0 0 0 0 1 -'),
      labelled('二', '2 0 0 0 0 0 2 -'),
      labelled('四', '- 3 0 0 0 0 0 3'),
    ];
    expect(startsOf(columnsOf(foldedGrids(rows))[0])).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  it('has none where complete rows disagree', () => {
    const rows = [labelled('一', '1 0 0 0 0 0 1 -'), labelled('四', '- 3 0 0 0 0 0 3')];
    expect(startsOf(columnsOf(foldedGrids(rows))[0])).toBeNull();
  });

  it('has them where any row has ink, if these are as many as the form has, side by side', () => {
    const rows = [labelled('一', '- 1 0 - 0 0 - 1'), labelled('二', '- 2 - 0 - 0 0 2')];
    expect(startsOf(columnsOf(foldedGrids(rows))[0])).toEqual([2, 3, 4, 5, 6, 7, 8]);
  });

  it('has them beside a blank column as far as the sums of its rows speak for them', () => {
    const holding = [labelled('一', '1 0 - - 0 0 - 1'), labelled('二', '2 - 0 - - 0 0 2')];
    expect(startsOf(columnsOf(foldedGrids(holding))[0])).toEqual([1, 2, 3, 5, 6, 7, 8]);
    const failing = [labelled('一', '1 0 - - 0 0 1 -'), labelled('二', '2 - 0 - 1 0 - 2')];
    expect(startsOf(columnsOf(foldedGrids(failing))[0])).toBeNull();
  });
});

describe('columns in another order', () => {
  const OTHER = ['总计', ...HEADS.slice(0, -1)];

  it('are printed as the headers name them', () => {
    const [only] = columnsOf(gridsInSequence([headed('项目', ...OTHER), labelled('一', '1 1 0 0 0 0 0')]));
    expect(only?.printed).toEqual(['total', ...KEYS.slice(0, -1)]);
  });

  it('stay so in a table behind that has no headers', () => {
    const grids = foldedGrids(
      [headed('项目', ...OTHER), labelled('一', '1 1 0 0 0 0 0')],
      [labelled('二', '2 2 0 0 0 0 0 - -')],
    );
    expect(columnsOf(grids)[1]?.printed).toEqual(['total', ...KEYS.slice(0, -1)]);
  });

  it('are those of the form, inferred, where rows add up in its order and not in that of the headers', () => {
    const swapped = [...HEADS.slice(0, -2), '总计', '其他'];
    const rows = [headed('项目', ...swapped), labelled('一', '1 0 2 0 0 4 7'), labelled('二', '3 0 0 0 0 1 4')];
    const [only] = columnsOf(foldedGrids(rows));
    expect(startsOf(only)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(only).toMatchObject({ printed: null, orderInferred: true });
  });

  it('are those of the headers, inferred, where rows add up in no order', () => {
    const swapped = [...HEADS.slice(0, -2), '总计', '其他'];
    const [only] = columnsOf(foldedGrids([headed('项目', ...swapped), labelled('一', '1 0 2 0 0 4 9')]));
    expect(startsOf(only)).toEqual([1, 2, 3, 4, 5, 7, 6]);
    expect(only?.orderInferred).toBe(true);
  });

  it('are doubtful where too many headers have words of their own', () => {
    const words = ['总计', '个人', '自然人', '企业', '社会公益组织', '法律服务机构', '其他'];
    const [only] = columnsOf(gridsInSequence([headed('项目', ...words), labelled('一', '1 1 0 0 0 0 0')]));
    expect(only).toMatchObject({ printed: null, unsure: true });
  });
});
