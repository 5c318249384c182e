import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applications, cellsOf, type FormVersion, type TableKey } from '../../../config/catalogue/form.ts';
import { canonicalise } from '../../../pipeline/canonicalise/canonicalise.ts';
import type { Block } from '../../../pipeline/contracts/grid.ts';
import type { CanonicalReport, Cell } from '../../../pipeline/contracts/report.ts';
import {
  applicationsHeader,
  applicationsRows,
  type CellTexts,
  gridOf,
  type MarkupRow,
  paragraph,
  proactiveRows,
  remediesRows,
} from '../form-grid.ts';

const source = {
  fileName: '报告.docx',
  format: 'docx',
  mediaType: 'application/octet-stream',
  bytes: new Uint8Array(1),
  sha256: '0'.repeat(64),
} as const;

const read = (blocks: readonly Block[], unreadPages: readonly number[] = []): CanonicalReport =>
  canonicalise(
    {
      blocks,
      meta: [],
      notes: [],
      leftOut: [],
      pageCount: null,
      scannedPages: unreadPages,
      unreadPages,
      ocrEngines: [],
    },
    source,
  );

const titled = (blocks: readonly Block[], year = 2022): readonly Block[] => [
  paragraph(`东屏区教育局${year}年政府信息公开工作年度报告`),
  ...blocks,
];

const cellAt = (report: CanonicalReport, path: string): Cell | undefined => {
  const [table, row, column] = path.split('/') as [TableKey, string, string];
  return report.tables[table]?.rows[row]?.[column];
};

const tableThree = (rows: readonly MarkupRow[], version: FormVersion = '2021'): CanonicalReport =>
  read(titled([gridOf(rows)], version === '2021' ? 2022 : 2020));

const numbered = (texts: CellTexts = {}): CellTexts => {
  const filled: Record<string, string> = {};
  applications.rows.forEach((row, r) => {
    const values = [r, 1, 0, 2, 0, r % 3];
    applications.columns.forEach((column, c) => {
      filled[`${row.key}/${column.key}`] = String(c < 6 ? values[c] : values.reduce((a, b) => a + b, 0));
    });
  });
  return { ...filled, ...texts };
};

const expectCells = (report: CanonicalReport, texts: CellTexts, version: FormVersion): void => {
  for (const [row, column] of cellsOf('applications', version)) {
    const cell = cellAt(report, `applications/${row}/${column}`);
    expect([row, column, cell?.value, cell?.needsReview]).toEqual([
      row,
      column,
      Number(texts[`${row}/${column}`]),
      false,
    ]);
  }
};

describe('table three', () => {
  it.each(['2021', '2019'] as const)('every cell of form %s is found in its official layout', (version) => {
    const texts = numbered();
    const report = tableThree([...applicationsHeader, ...applicationsRows(version, texts)], version);
    expectCells(report, texts, version);
    expect(report.report.template).toBe(version);
    expect(report.tables.applications?.anomalies).toEqual([]);
  });

  it('any numbers come back as they were, in any split into parts', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(99_999), { minLength: 175, maxLength: 175 }),
        fc.array(fc.integer({ min: 1, max: 24 }), { maxLength: 3 }),
        (numbers, breaks) => {
          const texts = Object.fromEntries(
            cellsOf('applications', '2021').map(([r, c], i) => [`${r}/${c}`, String(numbers[i])]),
          );
          const flat = applicationsRows('2021', texts).map((row) => row.map((c) => ({ ...c, rowSpan: 1 })));
          // a part after a break has lost the group labels above it, so every row of it stands alone
          const width = 10;
          const rows = flat.map((row) => {
            const missing = width - row.reduce((sum, c) => sum + (c.columnSpan ?? 1), 0);
            return missing > 0 ? [{ text: '', columnSpan: missing }, ...row] : row;
          });
          const cuts = [0, ...new Set(breaks), 25].toSorted((a, b) => a - b);
          const parts = cuts.slice(1).map((end, i) => rows.slice(cuts[i], end));
          const grids = parts
            .filter((p) => p.length > 0)
            .map((part, i) => gridOf(i === 0 ? [...applicationsHeader, ...part] : part, i + 1));
          expectCells(read(titled(grids)), texts, '2021');
        },
      ),
      { numRuns: 30 },
    );
  });

  it('a row without a readable label takes its place between its neighbours and is marked', () => {
    const rows = applicationsRows('2021', numbered()).map((row) =>
      row.map((c) => (c.text === '2.重复申请' ? { ...c, text: '■■■■' } : c)),
    );
    const report = tableThree([...applicationsHeader, ...rows]);
    const cell = cellAt(report, 'applications/notProcessed.repeatedRequest/total');
    expect(cell).toMatchObject({ value: 20, needsReview: true, doubts: ['row-inferred'] });
  });

  it('a row whose label is blank below that of its group does too', () => {
    const rows = applicationsRows('2021', numbered()).map((row) =>
      row.map((c) => (c.text === '2.重复申请' ? { ...c, text: '' } : c)),
    );
    const report = tableThree([...applicationsHeader, ...rows]);
    const cell = cellAt(report, 'applications/notProcessed.repeatedRequest/total');
    expect(cell).toMatchObject({ value: 20, needsReview: true, doubts: ['row-inferred'] });
  });

  it('a missing row is absent and the rows around it keep their numbers', () => {
    const texts = numbered();
    const rows = applicationsRows('2021', texts).filter((row) => !row.some((c) => c.text === '2.重复申请'));
    const report = tableThree([...applicationsHeader, ...rows]);
    expect(cellAt(report, 'applications/notProcessed.repeatedRequest/total')).toMatchObject({
      value: null,
      status: 'absent',
    });
    expect(cellAt(report, 'applications/notProcessed.publishedMaterial/naturalPerson')?.value).toBe(17);
    expect(report.tables.applications?.anomalies).toContainEqual({
      kind: 'row-missing',
      row: 'notProcessed.repeatedRequest',
    });
  });

  it('columns in another order are told by their headers', () => {
    const swap = (row: MarkupRow): MarkupRow =>
      row.map((c) =>
        c.text === '商业企业' ? { ...c, text: '科研机构' } : c.text === '科研机构' ? { ...c, text: '商业企业' } : c,
      );
    const report = tableThree([...applicationsHeader.map(swap), ...applicationsRows('2021', numbered())]);
    expect(cellAt(report, 'applications/newlyReceived/researchInstitution')?.value).toBe(1);
    expect(cellAt(report, 'applications/newlyReceived/commercialEnterprise')?.value).toBe(0);
  });

  it('a cell split in two is joined where only that makes the row add up, and the row is marked', () => {
    const texts = numbered({ 'newlyReceived/naturalPerson': '37', 'newlyReceived/total': '40' });
    const rows = applicationsRows('2021', texts);
    const [label, , ...rest] = rows[0]!;
    rows[0] = [label!, { text: '3' }, { text: '7' }, ...rest];
    const report = tableThree([...applicationsHeader, ...rows]);
    expect(cellAt(report, 'applications/newlyReceived/naturalPerson')).toMatchObject({ value: 37, needsReview: true });
    expect(report.tables.applications?.anomalies).toContainEqual(
      expect.objectContaining({ kind: 'column-count', row: 'newlyReceived', actual: 8 }),
    );
  });

  it('no value of a row with a column too few is certain', () => {
    const texts = numbered();
    const rows = applicationsRows('2021', texts);
    rows[1] = rows[1]!.slice(0, -2);
    const report = tableThree([...applicationsHeader, ...rows]);
    for (const column of applications.columns) {
      const cell = cellAt(report, `applications/carriedOver/${column.key}`);
      expect(cell?.needsReview, column.key).toBe(true);
    }
  });

  it('the unsplit row of the old form in a new report is kept, its three parts are absent without doubt', () => {
    const texts = numbered();
    const report = read(
      titled([
        gridOf(proactiveRows('2021')),
        gridOf([...applicationsHeader, ...applicationsRows('2021', texts, true)], 2),
      ]),
    );
    expect(report.report.template).toBe('2021');
    expect(cellAt(report, 'applications/otherHandling/total')).toMatchObject({
      value: Number(texts['otherHandling/total']),
      needsReview: false,
    });
    expect(cellAt(report, 'applications/otherHandling.feeNotPaid/total')).toMatchObject({
      status: 'absent',
      needsReview: false,
    });
  });

  it('the same row twice with other numbers is marked', () => {
    const rows = applicationsRows('2021', numbered());
    const again = applicationsRows('2021', numbered({ 'carriedForward/total': '77' })).at(-1)!;
    const report = tableThree([...applicationsHeader, ...rows, again]);
    expect(cellAt(report, 'applications/carriedForward/total')).toMatchObject({ needsReview: true });
  });

  it('rows that are only an order of cells give their values by order', () => {
    const texts = numbered();
    const rows = applicationsRows('2021', texts).map((row) => row.map(({ text }) => ({ text })));
    const header = applicationsHeader.map((row) => row.map(({ text }) => ({ text })));
    const report = read(titled([gridOf([...header, ...rows], 1, 'sequence')]));
    expectCells(report, texts, '2021');
  });

  it('blank cells stay blank and in their columns', () => {
    const report = tableThree([
      ...applicationsHeader,
      ...applicationsRows('2021', numbered({ 'disclosed/researchInstitution': '' })),
    ]);
    expect(cellAt(report, 'applications/disclosed/researchInstitution')).toMatchObject({
      value: null,
      status: 'blank',
      needsReview: false,
    });
  });
});

describe('table two', () => {
  it.each(['2021', '2019'] as const)('every cell of form %s is found', (version) => {
    const cells = cellsOf('proactiveDisclosure', version);
    const texts = Object.fromEntries(cells.map(([r, c], i) => [`${r}/${c}`, String(i + 1)]));
    const report = read(titled([gridOf(proactiveRows(version, texts))], version === '2021' ? 2023 : 2019));
    cells.forEach(([r, c], i) => {
      expect([r, c, cellAt(report, `proactiveDisclosure/${r}/${c}`)]).toEqual([
        r,
        c,
        expect.objectContaining({ value: i + 1, needsReview: false }),
      ]);
    });
    expect(report.report.template).toBe(version);
  });

  it('cells split where the form has one keep the value under its header', () => {
    const rows = proactiveRows('2021', { 'administrativePenalty/decisions': '390' }).map((row) =>
      row.flatMap((c) =>
        [c, ...Array.from({ length: (c.columnSpan ?? 1) - 1 }, () => ({ text: '' }))].map((x) => ({ text: x.text })),
      ),
    );
    const report = read(titled([gridOf(rows)]));
    expect(cellAt(report, 'proactiveDisclosure/administrativePenalty/decisions')).toMatchObject({
      value: 390,
      needsReview: false,
    });
  });

  it('its parts may be tables of their own', () => {
    const rows = proactiveRows('2021', { 'administrativeFees/amount': '142.07' });
    const parts = [rows.slice(0, 4), rows.slice(4, 7), rows.slice(7, 11), rows.slice(11)];
    const report = read(titled(parts.map((part, i) => gridOf(part, i + 1))));
    expect(cellAt(report, 'proactiveDisclosure/administrativeFees/amount')).toMatchObject({
      value: 142.07,
      needsReview: false,
    });
  });
});

describe('table four', () => {
  const texts = Object.fromEntries(cellsOf('remedies', '2021').map(([r, c], i) => [`${r}/${c}`, String(i)]));
  const expectRemedies = (report: CanonicalReport): void => {
    cellsOf('remedies', '2021').forEach(([r, c], i) => {
      expect([r, c, cellAt(report, `remedies/${r}/${c}`)]).toEqual([
        r,
        c,
        expect.objectContaining({ value: i, needsReview: false }),
      ]);
    });
  };

  it('fifteen values in one row are found', () => {
    expectRemedies(read(titled([gridOf(remediesRows(texts))])));
  });

  it('a header altered beyond its meaning does not move the values', () => {
    const rows = remediesRows(texts).map((row) => row.map((c) => (c.text === '总计' ? { ...c, text: '结果支持' } : c)));
    const report = read(titled([gridOf(rows)]));
    expectRemedies(report);
    expect(report.tables.remedies?.labels.filter((l) => l.text === '结果支持').map((l) => l.key)).toEqual([
      'total',
      'total',
      'total',
    ]);
  });

  it('its values may stand on the next page without a header', () => {
    const rows = remediesRows(texts);
    expectRemedies(read(titled([gridOf(rows.slice(0, 3)), gridOf(rows.slice(3), 2)])));
  });

  it('three labelled rows are found as well', () => {
    const outcomes = ['结果维持', '结果纠正', '其他结果', '尚未审结', '总计'];
    const value = (r: number): MarkupRow => outcomes.map((_, i) => ({ text: String(r * 5 + i) }));
    const rows: MarkupRow[] = [
      [{ text: '类别' }, ...outcomes.map((text) => ({ text }))],
      [{ text: '行政复议' }, ...value(0)],
      [{ text: '未经复议直接起诉' }, ...value(1)],
      [{ text: '复议后起诉' }, ...value(2)],
    ];
    expectRemedies(read(titled([gridOf(rows)])));
  });
});

describe('pages that were not read', () => {
  it('make every cell illegible, never zero', () => {
    const report = read([], [1, 2, 3]);
    for (const table of ['proactiveDisclosure', 'applications', 'remedies'] as const) {
      const cells = Object.values(report.tables[table]?.rows ?? {}).flatMap((row) => Object.values(row));
      expect(cells.length).toBeGreaterThan(9);
      expect(cells.every((c) => c.status === 'illegible' && c.value === null && c.needsReview)).toBe(true);
    }
  });
});

describe('rows that slipped', () => {
  const tabbed = (row: MarkupRow, level: 'top' | 'outcome' | 'reason', first: boolean): MarkupRow => {
    const labels = row.slice(0, -7).map(({ text }) => text);
    const leading = level === 'top' ? 0 : level === 'outcome' ? (first ? 0 : 1) : 3 - labels.length - (first ? 0 : 0);
    return [
      ...Array.from({ length: leading }, () => ({ text: '' })),
      ...labels.map((text) => ({ text })),
      ...row.slice(-7),
    ];
  };
  const rows = applicationsRows('2021', numbered()).map((row, i) => {
    const key = applications.rows.filter((r) => r.key !== 'otherHandling')[i]!.key;
    const level = key.includes('.')
      ? 'reason'
      : ['disclosed', 'partiallyDisclosed', 'handledTotal'].includes(key)
        ? 'outcome'
        : 'top';
    return tabbed(row, level, key === 'disclosed');
  });
  const shiftedIn = (all: readonly MarkupRow[]): string[] =>
    (
      read(titled([gridOf([...applicationsHeader.map((r) => r.map(({ text }) => ({ text }))), ...all], 1, 'sequence')]))
        .tables.applications?.anomalies ?? []
    )
      .filter((a) => a.kind === 'row-shift')
      .map((a) => a.row);

  it('a label that lost its leading places is told', () => {
    const torn = rows.map((row) =>
      row.some((c) => c.text === '3.其他' || c.text === '（七）总计') ? row.filter((c) => c.text !== '') : row,
    );
    expect(shiftedIn(rows)).toEqual([]);
    expect(shiftedIn(torn).toSorted()).toEqual(['handledTotal', 'otherHandling.other']);
  });
});

describe('a cell with ink and no text', () => {
  it.each(['ink-without-text', 'characters-lost', 'covered'] as const)('is illegible and not blank: %s', (code) => {
    const grid = gridOf(remediesRows({ 'reconsideration/upheld': '' }));
    const cells = grid.cells.map((cell) => (cell.text === '' ? { ...cell, doubts: [{ code }] } : cell));
    const cell = cellAt(read(titled([{ ...grid, cells }])), 'remedies/reconsideration/upheld');
    expect(cell).toMatchObject({ value: null, status: 'illegible', needsReview: true, doubts: [code] });
  });
});
