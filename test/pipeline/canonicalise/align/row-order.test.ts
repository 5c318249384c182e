import { describe, expect, it } from 'vitest';
import { rowCandidates } from '../../../../pipeline/canonicalise/align/row-candidates.ts';
import { rowsByLabel, rowsByPlace, separateTables } from '../../../../pipeline/canonicalise/align/row-order.ts';
import { applicationsHeader, applicationsRows } from '../../form-grid.ts';
import { foldedGrids } from './folded-grids.ts';

const TABLE = [...applicationsHeader, ...applicationsRows('2021')];
const labelsOf = (tables: ReturnType<typeof separateTables>): readonly (readonly string[])[] =>
  tables.map((rows) => rows.map((row) => row.label.folded));

describe('tables of the same kind behind one another', () => {
  it('are cut where the second begins, also with rows that the first does not have', () => {
    const withoutFirst = TABLE.filter((row) => !row[0]?.text.startsWith('一、'));
    const [first, second] = labelsOf(separateTables(rowCandidates(foldedGrids(withoutFirst, TABLE))));
    expect(first).toHaveLength(24);
    expect(second?.[0]).toBe('一、本年新收政府信息公开申请数量');
    expect(second).toHaveLength(25);
  });
});

describe('a row of the form that the document does not have', () => {
  it('is not given to a row that comes twice', () => {
    const rows = applicationsRows('2021').flatMap((row) => {
      if (row[0]?.text === '4.保护第三方合法权益') return [];
      return row[0]?.text === '5.属于三类内部事务信息' ? [row, row] : [row];
    });
    const candidates = rowCandidates(foldedGrids([...applicationsHeader, ...rows]));
    const aligned = rowsByLabel(candidates);
    expect(aligned.has('withheld.thirdPartyRights')).toBe(false);
    expect([...rowsByPlace(candidates, aligned)]).toEqual([]);
  });
});
