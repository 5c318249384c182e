import {
  applicationGroups,
  applications,
  columnsOf,
  proactiveDisclosure,
  remedies,
  rowsOf,
  TABLE_KEYS,
  type TableKey,
} from '../../config/catalogue/form.ts';
import type { Block, Paragraph } from '../../pipeline/contracts/grid.ts';
import type { CanonicalReport, Table } from '../../pipeline/contracts/report.ts';
import { sectionTitleOf } from '../../pipeline/wording/heading.ts';

export interface LayoutCell {
  readonly text: string;
  readonly columnSpan: number;
  readonly rowSpan: number;
  readonly header: boolean;
  /** Letters below one another. */
  readonly vertical: boolean;
}
export type LayoutRow = readonly LayoutCell[];

/** What a page shows, in reading order. */
export type Part =
  | {
      readonly kind: 'paragraph';
      readonly text: string;
      readonly alignment: Paragraph['alignment'];
      readonly heading: boolean;
    }
  | { readonly kind: 'table'; readonly key: TableKey; readonly rows: readonly LayoutRow[] };

const cell = (text: string, columnSpan = 1, rowSpan = 1, header = false, vertical = false): LayoutCell => ({
  text,
  columnSpan,
  rowSpan,
  header,
  vertical,
});

/** Label as this document prints it, its mistakes included. */
const printed = (table: Table, axis: string, key: string, block: string | null, official: string): string =>
  table.labels.find((l) => l.axis === axis && l.key === key && (block === null || l.block === block))?.text ?? official;

const textAt = (table: Table, row: string, column: string): string => table.rows[row]?.[column]?.raw ?? '';

function proactiveRows(table: Table): LayoutRow[] {
  const labelOf = new Map(proactiveDisclosure.rows.map((r) => [r.key, r.label]));
  const headerOf = new Map(proactiveDisclosure.columns.map((c) => [c.key, c.label]));
  return proactiveDisclosure.blocks['2021'].flatMap((block) => {
    const spanOf = (i: number): number => (block.columns.length === 1 ? 3 : i < 3 ? 1 : 1);
    const [first] = block.rows;
    return [
      [cell(block.heading, 4, 1, true)],
      [
        cell('信息内容', 1, 1, true),
        ...block.columns.map((key, i) =>
          cell(printed(table, 'column', key, first!, headerOf.get(key)!), spanOf(i), 1, true),
        ),
      ],
      ...block.rows.map((row) => [
        cell(printed(table, 'row', row, null, labelOf.get(row)!)),
        ...block.columns.map((key, i) => cell(textAt(table, row, key), spanOf(i))),
      ]),
    ];
  });
}

function applicationsRows(table: Table): LayoutRow[] {
  const header = (key: string): string =>
    printed(table, 'column', key, null, applications.columns.find((c) => c.key === key)!.label);
  const fields = rowsOf('applications', '2021');
  const outcomes = fields.filter((r) => r.group !== null);
  const body = fields.map((field): LayoutRow => {
    const values = columnsOf('applications').map((c) => cell(textAt(table, field.key, c.key)));
    const text = printed(table, 'row', field.key, null, field.label);
    if (field.group === null) return [cell(text, 3), ...values];
    const outer = outcomes[0] === field ? [cell(applicationGroups.outcome!, 1, outcomes.length, false, true)] : [];
    if (field.group === 'outcome') return [...outer, cell(text, 2), ...values];
    const siblings = fields.filter((r) => r.group === field.group);
    const inner = siblings[0] === field ? [cell(applicationGroups[field.group]!, 1, siblings.length)] : [];
    return [...outer, ...inner, cell(text), ...values];
  });
  return [
    [
      cell('（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）', 3, 3),
      cell('申请人情况', 7, 1, true),
    ],
    [cell(header('naturalPerson'), 1, 2, true), cell('法人或其他组织', 5, 1, true), cell(header('total'), 1, 2, true)],
    applications.columns.slice(1, 6).map((c) => cell(header(c.key), 1, 1, true)),
    ...body,
  ];
}

function remediesRows(table: Table): LayoutRow[] {
  const outcome = (row: string) => remedies.columns.map((c) => printed(table, 'column', c.key, row, c.label));
  const [first, second, third] = remedies.rows.map((r) => r.key) as [string, string, string];
  return [
    [cell('行政复议', 5, 1, true), cell('行政诉讼', 10, 1, true)],
    [
      ...outcome(first).map((text) => cell(text, 1, 2, true)),
      cell('未经复议直接起诉', 5, 1, true),
      cell('复议后起诉', 5, 1, true),
    ],
    [...outcome(second), ...outcome(third)].map((text) => cell(text, 1, 1, true)),
    remedies.rows.flatMap((r) => remedies.columns.map((c) => cell(textAt(table, r.key, c.key)))),
  ];
}

const ROWS: Readonly<Record<TableKey, (table: Table) => LayoutRow[]>> = {
  proactiveDisclosure: proactiveRows,
  applications: applicationsRows,
  remedies: remediesRows,
};

/** Paragraphs of the text as they stand, each statutory table in its official layout at the place of its first line. */
export function partsOf(blocks: readonly Block[], report: CanonicalReport): readonly Part[] {
  const tables = TABLE_KEYS.flatMap((key) => {
    const table = report.tables[key];
    const region = table?.regions[0];
    return table && region && 'table' in region ? [{ key, ordinal: region.table, rows: ROWS[key](table) }] : [];
  });
  const placed = new Set<TableKey>();
  return blocks.flatMap((block): Part[] => {
    if (block.kind === 'paragraph') {
      const heading = /^\s*[一二三四五六七八九十]+\s*、/u.test(block.text) && block.text.trim().length < 40;
      return [{ kind: 'paragraph', text: block.text.trim(), alignment: block.alignment, heading }];
    }
    const ordinals = block.regions.flatMap((r) => ('table' in r ? [r.table] : []));
    const headings = block.cells.filter(
      (c) => c.text.trim() !== '' && sectionTitleOf(c.text) && /^\s*[一二三四五六]\s*、/u.test(c.text),
    );
    const titles = headings.map(
      (c): Part => ({ kind: 'paragraph', text: c.text.trim(), alignment: null, heading: true }),
    );
    const own = tables.filter((t) => ordinals.includes(t.ordinal) && !placed.has(t.key));
    for (const { key } of own) placed.add(key);
    if (own.length > 0)
      return own.flatMap(({ key, rows }, i): Part[] => [...titles.slice(i, i + 1), { kind: 'table', key, rows }]);
    return block.cells.length > 0 && ordinals.length > 0 && !tables.some((t) => ordinals.includes(t.ordinal))
      ? [
          {
            kind: 'paragraph',
            text: block.cells
              .map((c) => c.text.trim())
              .filter(Boolean)
              .join(' | '),
            alignment: null,
            heading: false,
          },
        ]
      : titles;
  });
}
