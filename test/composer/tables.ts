import {
  applicationGroups,
  applications,
  cellPath,
  proactiveDisclosure,
  remedies,
  type TableKey,
} from '../../config/catalogue/form.ts';
import type { Facts } from './facts.ts';
import { type Declared, type Matrix, matrixOf } from './matrix.ts';
import { applicationRowsOf, type Numbers } from './numbers.ts';

const header = (text: string, columnSpan = 1, rowSpan = 1): Declared => ({ text, kind: 'header', columnSpan, rowSpan });
const label = (text: string, columnSpan = 1, rowSpan = 1): Declared => ({ text, kind: 'label', columnSpan, rowSpan });
const value = (numbers: Numbers, table: TableKey, row: string, column: string, columnSpan = 1): Declared => {
  const path = cellPath(table, row, column);
  return { text: numbers.get(path) ?? '', kind: 'value', path, columnSpan };
};

/** Bands of table two, each on its own; all are as wide as the widest. */
export function proactiveBands(facts: Facts, numbers: Numbers): Matrix[] {
  const labels = new Map(proactiveDisclosure.rows.map((r) => [r.key, r.label]));
  const headers = new Map(proactiveDisclosure.columns.map((c) => [c.key, c.label]));
  const bands = proactiveDisclosure.blocks[facts.kind === '2019' ? '2019' : '2021'];
  return bands.map((block) => {
    const narrow = Math.floor(3 / block.columns.length);
    const spanOf = (i: number): number => (i === block.columns.length - 1 ? 3 - narrow * i : narrow);
    return matrixOf(
      [
        [header(block.heading, 4)],
        [header('信息内容'), ...block.columns.map((key, i) => header(headers.get(key)!, spanOf(i)))],
        ...block.rows.map((row) => [
          label(labels.get(row)!),
          ...block.columns.map((key, i) => value(numbers, 'proactiveDisclosure', row, key, spanOf(i))),
        ]),
      ],
      2,
      1,
    );
  });
}

export const APPLICATIONS_HEAD = 3;

/** Table three in its official layout: three label columns and seven columns of values. */
export function applicationsTable(facts: Facts, numbers: Numbers): Matrix {
  const fields = applicationRowsOf(facts.kind);
  const outcomes = fields.filter((r) => r.group !== null);
  const rows = fields.map((field) => {
    const values = applications.columns.map((c) => value(numbers, 'applications', field.key, c.key));
    const { group } = field;
    if (group === null) return [label(field.label, 3), ...values];
    const outer = outcomes[0] === field ? [label(applicationGroups.outcome!, 1, outcomes.length)] : [];
    if (group === 'outcome') return [...outer, label(field.label, 2), ...values];
    const siblings = fields.filter((r) => r.group === group);
    const inner = siblings[0] === field ? [label(applicationGroups[group]!, 1, siblings.length)] : [];
    return [...outer, ...inner, label(field.label), ...values];
  });
  const note: Declared = {
    text: '（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）',
    kind: 'note',
    columnSpan: 3,
    rowSpan: 3,
  };
  const head = [
    [note, header('申请人情况', 7)],
    [header('自然人', 1, 2), header('法人或其他组织', 5), header('总计', 1, 2)],
    applications.columns.slice(1, 6).map((c) => header(c.label)),
  ];
  return matrixOf([...head, ...rows], APPLICATIONS_HEAD, 3);
}

/** Table four in its official layout: fifteen values in one row. */
export function remediesTable(numbers: Numbers): Matrix {
  const outcomes = remedies.columns.map((c) => c.label);
  return matrixOf(
    [
      [header('行政复议', 5), header('行政诉讼', 10)],
      [...outcomes.map((o) => header(o, 1, 2)), header('未经复议直接起诉', 5), header('复议后起诉', 5)],
      [...outcomes, ...outcomes].map((o) => header(o)),
      remedies.rows.flatMap((r) => remedies.columns.map((c) => value(numbers, 'remedies', r.key, c.key))),
    ],
    3,
    0,
  );
}

/** Table four as three rows of five values, each with its label. */
export function remediesRows(numbers: Numbers): Matrix {
  const outcomes = remedies.columns.map((c) => header(c.label));
  const values = (row: string): Declared[] => remedies.columns.map((c) => value(numbers, 'remedies', row, c.key));
  return matrixOf(
    [
      [header('类别', 2), ...outcomes],
      [label('行政复议', 2), ...values('reconsideration')],
      [label('行政诉讼', 1, 2), label('未经复议直接起诉'), ...values('litigationDirect')],
      [label('复议后起诉'), ...values('litigationAfterReconsideration')],
    ],
    1,
    2,
  );
}

/** Table four as three tables of one row of values each. */
export function remediesApart(numbers: Numbers): Matrix[] {
  const outcomes = remedies.columns.map((c) => header(c.label));
  return remedies.rows.map((r) =>
    matrixOf(
      [
        [header(r.group ? `行政诉讼—${r.label}` : r.label, 5)],
        outcomes,
        remedies.columns.map((c) => value(numbers, 'remedies', r.key, c.key)),
      ],
      2,
      0,
    ),
  );
}
