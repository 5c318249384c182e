import {
  applicationGroups,
  applications,
  type FormVersion,
  proactiveDisclosure,
  remedies,
  rowsOf,
} from '../../config/catalogue/form.ts';
import type { Grid, GridCell, Paragraph } from '../../pipeline/contracts/grid.ts';
import { placeCells } from '../../pipeline/grid/occupancy.ts';

/** Text of the cell `<row>/<column>`; what it does not name is '0'. */
export type CellTexts = Readonly<Record<string, string>>;

export interface MarkupCell {
  readonly text: string;
  readonly rowSpan?: number;
  readonly columnSpan?: number;
}
export type MarkupRow = readonly MarkupCell[];

/** A grid as an extractor of marked-up tables gives it. `table` counts from 1. */
export function gridOf(rows: readonly MarkupRow[], table = 1, layout: Grid['layout'] = 'geometric'): Grid {
  const { cells, columns } = placeCells(
    rows.map((row) => row.map(({ text, rowSpan = 1, columnSpan = 1 }) => ({ rowSpan, columnSpan, content: text }))),
  );
  return {
    kind: 'table',
    layout,
    rows: rows.length,
    columns,
    regions: [{ table }],
    cells: cells.map(
      ({ row, column, rowSpan, columnSpan, content }): GridCell => ({
        row,
        column,
        rowSpan,
        columnSpan,
        text: content,
        confidence: 1,
        origin: { table, row: row + 1, column: column + 1 },
      }),
    ),
  };
}

export const paragraph = (text: string, n = 1): Paragraph => ({
  kind: 'paragraph',
  text,
  alignment: null,
  headingLevel: null,
  origin: { paragraph: n },
});

const cell = (text: string, columnSpan = 1, rowSpan = 1): MarkupCell => ({ text, columnSpan, rowSpan });

/** Table two in its official layout. */
export function proactiveRows(version: FormVersion, texts: CellTexts = {}): MarkupRow[] {
  const labels = new Map(proactiveDisclosure.rows.map((r) => [r.key, r.label]));
  const headers = new Map(proactiveDisclosure.columns.map((c) => [c.key, c.label]));
  return proactiveDisclosure.blocks[version].flatMap((block) => {
    const span = Math.floor(3 / block.columns.length);
    const spanOf = (i: number): number => (i === block.columns.length - 1 ? 3 - span * i : span);
    return [
      [cell(block.heading, 4)],
      [cell('信息内容'), ...block.columns.map((key, i) => cell(headers.get(key)!, spanOf(i)))],
      ...block.rows.map((row) => [
        cell(labels.get(row)!),
        ...block.columns.map((key, i) => cell(texts[`${row}/${key}`] ?? '0', spanOf(i))),
      ]),
    ];
  });
}

export const applicationsHeader: MarkupRow[] = [
  [cell('（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）', 3, 3), cell('申请人情况', 7)],
  [cell('自然人', 1, 2), cell('法人或其他组织', 5), cell('总计', 1, 2)],
  applications.columns.slice(1, 6).map((c) => cell(c.label)),
];

/** Rows of table three in their official layout; `unsplit` keeps the one row 其他处理 of the form of 2019. */
export function applicationsRows(
  version: FormVersion,
  texts: CellTexts = {},
  unsplit = version === '2019',
): MarkupRow[] {
  const fields = rowsOf('applications').filter((r) =>
    unsplit ? !r.key.startsWith('otherHandling.') : r.key !== 'otherHandling',
  );
  const outcomes = fields.filter((r) => r.group !== null);
  return fields.map((field) => {
    const values = applications.columns.map((c) => cell(texts[`${field.key}/${c.key}`] ?? '0'));
    const { group } = field;
    if (group === null) return [cell(field.label, 3), ...values];
    const outer = outcomes[0] === field ? [cell(applicationGroups.outcome!, 1, outcomes.length)] : [];
    if (group === 'outcome') return [...outer, cell(field.label, 2), ...values];
    const siblings = fields.filter((r) => r.group === group);
    const inner = siblings[0] === field ? [cell(applicationGroups[group]!, 1, siblings.length)] : [];
    return [...outer, ...inner, cell(field.label), ...values];
  });
}

/** Table four: fifteen values in one row. */
export function remediesRows(texts: CellTexts = {}): MarkupRow[] {
  const outcomes = remedies.columns.map((c) => c.label);
  return [
    [cell('行政复议', 5), cell('行政诉讼', 10)],
    [...outcomes.map((o) => cell(o, 1, 2)), cell('未经复议直接起诉', 5), cell('复议后起诉', 5)],
    [...outcomes, ...outcomes].map((o) => cell(o)),
    remedies.rows.flatMap((r) => remedies.columns.map((c) => cell(texts[`${r.key}/${c.key}`] ?? '0'))),
  ];
}
