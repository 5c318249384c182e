import { describe, expect, it } from 'vitest';
import {
  applicationGroups,
  cellsOf,
  type FormVersion,
  rowsOf,
  TABLE_KEYS,
  type TableKey,
} from '../../config/catalogue/form.ts';
import {
  cellsBeyondForm,
  cellWords,
  type FormLayout,
  layOutForm,
  neighbour,
  type PresentCells,
} from '../../office/form-layout.ts';

const VERSIONS: readonly FormVersion[] = ['2021', '2019'];
const FORMS = VERSIONS.flatMap((version) => TABLE_KEYS.map((table) => ({ table, version })));

/** The cells of a form as a report has them. */
function present(pairs: readonly (readonly [string, string])[]): PresentCells {
  const rows: Record<string, Record<string, unknown>> = {};
  for (const [row, column] of pairs) rows[row] = { ...rows[row], [column]: {} };
  return rows;
}
const full = (table: TableKey, version: FormVersion): PresentCells => present(cellsOf(table, version));

const valuePaths = (layout: FormLayout): readonly string[] =>
  layout.rows.flat().flatMap((cell) => (cell.kind === 'value' ? [cell.path] : []));
const labels = (layout: FormLayout) => layout.rows.flat().flatMap((cell) => (cell.kind === 'label' ? [cell] : []));

/** How many cells cover each place of the sheet, row by row. */
function coverage(layout: FormLayout): readonly (readonly number[])[] {
  const covered = layout.rows.map(() => new Array<number>(layout.columns).fill(0));
  for (const cell of layout.rows.flat()) {
    for (let row = cell.row; row < cell.row + cell.rowSpan; row++) {
      for (let column = cell.column; column < cell.column + cell.columnSpan; column++) {
        const line = covered[row];
        if (line === undefined) throw new Error(`row ${row} lies below the form`);
        line[column] = (line[column] ?? 0) + 1;
      }
    }
  }
  return covered;
}

const withoutOtherHandling = (pairs: readonly (readonly [string, string])[]) =>
  pairs.filter(([row]) => !row.startsWith('otherHandling'));
const unsplit = cellsOf('applications', '2019').filter(([row]) => row === 'otherHandling');

describe('the statutory tables in their official form', () => {
  it.each(FORMS)('$table of $version has every cell exactly once', ({ table, version }) => {
    const layout = layOutForm(table, full(table, version), version);
    const expected = cellsOf(table, version).map(([row, column]) => `${table}/${row}/${column}`);
    expect(valuePaths(layout).toSorted()).toEqual(expected.toSorted());
    expect(layout.version).toBe(version);
  });

  it.each(FORMS)('$table of $version leaves no hole and no overlap', ({ table, version }) => {
    const layout = layOutForm(table, full(table, version), version);
    expect(coverage(layout).every((row) => row.every((times) => times === 1))).toBe(true);
  });

  it.each(FORMS)('$table of $version prints the label of every row', ({ table, version }) => {
    const texts = labels(layOutForm(table, full(table, version), version)).map((label) => label.text);
    for (const row of rowsOf(table, version)) {
      expect(texts.some((text) => text === row.label || row.aliases.includes(text))).toBe(true);
    }
  });

  it('writes the outcome label from top to bottom over all its rows, the total among them', () => {
    const layout = layOutForm('applications', full('applications', '2021'), '2021');
    const vertical = labels(layout).filter((label) => label.vertical);
    expect(vertical.map((label) => label.text)).toEqual([applicationGroups.outcome]);
    expect(vertical[0]?.rowSpan).toBe(rowsOf('applications', '2021').length - 3);
  });

  it('groups the reasons of refusal, which are eight, three, five and three', () => {
    const layout = layOutForm('applications', full('applications', '2021'), '2021');
    const spans = Object.entries(applicationGroups)
      .filter(([key]) => key !== 'outcome')
      .map(([, text]) => labels(layout).find((label) => label.text === text)?.rowSpan);
    expect(spans).toEqual([8, 3, 5, 3]);
  });

  it('keeps the one row of a 2021 report that did not split 其他处理', () => {
    const cells = present([...withoutOtherHandling(cellsOf('applications', '2021')), ...unsplit]);
    const layout = layOutForm('applications', cells, '2021');
    const rows = new Set(valuePaths(layout).map((path) => path.split('/')[1]));
    expect([...rows].filter((row) => row?.startsWith('otherHandling'))).toEqual(['otherHandling']);
    expect(coverage(layout).every((row) => row.every((times) => times === 1))).toBe(true);
  });

  it('keeps the whole and the parts of 其他处理 where a report has both', () => {
    const layout = layOutForm('applications', present([...cellsOf('applications', '2021'), ...unsplit]), '2021');
    expect(valuePaths(layout)).toHaveLength(182);
    expect(coverage(layout).every((row) => row.every((times) => times === 1))).toBe(true);
  });

  it('lays out a row that the report lacks, so that its absence is seen', () => {
    const cells = present(cellsOf('applications', '2021').filter(([row]) => row !== 'carriedOver'));
    expect(valuePaths(layOutForm('applications', cells, '2021'))).toContain('applications/carriedOver/total');
  });

  it('takes the form that holds more of the cells, whatever year the report is of', () => {
    const layout = layOutForm('proactiveDisclosure', full('proactiveDisclosure', '2019'), '2021');
    expect(layout.version).toBe('2019');
    expect(labels(layout).map((label) => label.text)).toContain('采购总金额');
  });

  it('names the cells that the form has no place for', () => {
    const extra = ['otherPublicServices', 'decisions'] as const;
    const cells = present([...cellsOf('proactiveDisclosure', '2021'), extra]);
    const layout = layOutForm('proactiveDisclosure', cells, '2021');
    expect(cellsBeyondForm(layout, cells)).toEqual(['proactiveDisclosure/otherPublicServices/decisions']);
  });

  it('has nothing beyond the form in a plain report', () => {
    for (const { table, version } of FORMS) {
      const cells = full(table, version);
      expect(cellsBeyondForm(layOutForm(table, cells, version), cells)).toEqual([]);
    }
  });
});

describe('moving from cell to cell by arrow keys', () => {
  const layout = layOutForm('applications', full('applications', '2021'), '2021');

  it('goes to the neighbour of the same row or column', () => {
    const from = 'applications/carriedOver/commercialEnterprise';
    expect(neighbour(layout, from, 'right')).toBe('applications/carriedOver/researchInstitution');
    expect(neighbour(layout, from, 'left')).toBe('applications/carriedOver/naturalPerson');
    expect(neighbour(layout, from, 'up')).toBe('applications/newlyReceived/commercialEnterprise');
    expect(neighbour(layout, from, 'down')).toBe('applications/disclosed/commercialEnterprise');
  });

  it('stops at the edge of the form', () => {
    expect(neighbour(layout, 'applications/newlyReceived/naturalPerson', 'up')).toBeNull();
    expect(neighbour(layout, 'applications/newlyReceived/naturalPerson', 'left')).toBeNull();
    expect(neighbour(layout, 'applications/carriedForward/total', 'down')).toBeNull();
  });

  it.each(FORMS)('reaches every cell of $table $version from the first', ({ table, version }) => {
    const form = layOutForm(table, full(table, version), version);
    const [first = ''] = valuePaths(form);
    const reached = new Set([first]);
    for (const path of reached) {
      for (const direction of ['left', 'right', 'up', 'down'] as const) {
        const next = neighbour(form, path, direction);
        if (next !== null) reached.add(next);
      }
    }
    expect(reached.size).toBe(valuePaths(form).length);
  });
});

describe('naming a cell', () => {
  it('says the group where rows of one name stand in several groups', () => {
    expect(cellWords('applications/otherHandling.other/naturalPerson', '2021')).toBe(
      '（六）其他处理 › 3.其他 · 自然人',
    );
  });

  it('uses the wording of the form version', () => {
    expect(cellWords('proactiveDisclosure/normativeDocuments/created', '2019')).toBe('规范性文件 · 本年新制作数量');
    expect(cellWords('proactiveDisclosure/normativeDocuments/issued', '2021')).toBe('行政规范性文件 · 本年制发件数');
  });

  it('gives the path back where the form has no such cell', () => {
    expect(cellWords('somewhere/else', '2021')).toBe('somewhere/else');
  });
});
