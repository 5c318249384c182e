import {
  APPLICATIONS_NOTE,
  applicationGroups,
  applications,
  type FormVersion,
  rowsOf,
} from '../../../config/catalogue/form.ts';

/** One row of table three as it is filled in: the group labels that are printed on it, its own label, seven values. */
export interface FilledRow {
  readonly key: string;
  readonly groups: readonly string[];
  readonly label: string;
  /** Depth of the label in the form: 1 for 一、, 2 for （一）, 3 for 1. */
  readonly depth: 1 | 2 | 3;
  readonly values: readonly string[];
}

/** Fills the rows of one form version with values, seven a row. */
export function fillTable(version: FormVersion, values: readonly (readonly string[])[]): readonly FilledRow[] {
  const begun = new Set<string>();
  return rowsOf('applications', version).map((row, i) => {
    const chain = row.group === null ? [] : row.group === 'outcome' ? ['outcome'] : ['outcome', row.group];
    const groups = chain.filter((group) => !begun.has(group));
    for (const group of groups) begun.add(group);
    return {
      key: row.key,
      groups: groups.map((group) => applicationGroups[group] ?? ''),
      label: row.label,
      depth: (chain.length + 1) as FilledRow['depth'],
      values: values[i] ?? [],
    };
  });
}

const LEAVES = applications.columns.map((column) => column.label);
const [PERSON, ...REST] = LEAVES;
const ORGANISATIONS = REST.slice(0, -1);
const TOTAL = REST.at(-1) ?? '';
const ORGANISATION = '法人或其他组织';
const NOTE = `（${APPLICATIONS_NOTE}）`;
const HEADING = '三、收到和处理政府信息公开申请情况';

const blank = (text: string): string => (text === '' ? '\t' : text);
/** Empty cells that a row has where merged cells reach into it from above. */
const merged = (row: FilledRow): readonly string[] => new Array<string>(row.depth - 1 - row.groups.length).fill('');
const labels = (row: FilledRow): readonly string[] => [...row.groups, row.label];

/** Cells of the header rows, with an empty one for each part of a merged cell that another row begins. */
const HEADER: readonly (readonly string[])[] = [
  [NOTE, '申请人情况'],
  ['', PERSON ?? '', ORGANISATION, TOTAL],
  ['', '', ...ORGANISATIONS, ''],
];
const headerTexts = HEADER.flat().filter((text) => text !== '');

type Style = (rows: readonly FilledRow[]) => readonly string[];

/** Rows of cells, each cell on an indented line, a blank line between rows. */
const cellsInBlocks: Style = (rows) => {
  const all = [...HEADER, ...rows.map((row) => [...merged(row), ...labels(row), ...row.values])];
  return [HEADING, '', ...all.flatMap((cells) => [...cells.map((cell) => `\t${blank(cell).trimEnd()}`), ''])];
};

const cellsApart: Style = (rows) => {
  const all = [...headerTexts, ...rows.flatMap((row) => [...labels(row), ...row.values])];
  return [HEADING, '', ...all.flatMap((cell) => [cell, ''])];
};

const exported: Style = (rows) => {
  const body = rows.flatMap((row) => [...merged(row), ...labels(row), ...row.values]);
  return [HEADING, ...HEADER.flat(), ...body, ''];
};

const exportedWithSpacing: Style = (rows) => {
  const body = rows.flatMap((row) => [...merged(row), ...labels(row), ...row.values, '']);
  return [HEADING, ...HEADER.flat(), ...body, ''];
};

const bareCells: Style = (rows) => [HEADING, ...headerTexts, ...rows.flatMap((row) => [...labels(row), ...row.values])];

const valuesFirst: Style = (rows) => [
  HEADING,
  ...headerTexts,
  ...rows.flatMap((row) => [...row.values, ...labels(row)]),
];

const valuesOnOneLine: Style = (rows) => [
  HEADING,
  ...headerTexts,
  ...rows.flatMap((row) => [...labels(row), row.values.join(' ')]),
];

const rowOnOneLine: Style = (rows) => [
  HEADING,
  ...headerTexts,
  ...rows.map((row) => [...labels(row), ...row.values].join(' ')),
];

const WIDTH = 3;
/** Cells of a row in the columns of the drawn table: three label columns, seven value columns. */
const inColumns = (row: FilledRow): readonly string[] => {
  const before = [...merged(row), ...labels(row)];
  return [...before, ...new Array<string>(WIDTH - before.length).fill(''), ...row.values];
};
const HEADER_IN_COLUMNS: readonly (readonly string[])[] = [
  [NOTE, '', '', '申请人情况', '', '', '', '', '', ''],
  ['', '', '', PERSON ?? '', ORGANISATION, '', '', '', '', TOTAL],
  ['', '', '', '', ...ORGANISATIONS, ''],
];
const tableInColumns = (rows: readonly FilledRow[]): readonly (readonly string[])[] => [
  ...HEADER_IN_COLUMNS,
  ...rows.map(inColumns),
];

const tabs: Style = (rows) => [HEADING, '', ...tableInColumns(rows).map((cells) => cells.join('\t'))];
const trimmedTabs: Style = (rows) => [HEADING, '', ...tableInColumns(rows).map((cells) => cells.join('\t').trimEnd())];

/** Merged cells leave their empty places behind the label, so that values stand to the right of their headers. */
const shiftedTabs: Style = (rows) => [
  HEADING,
  '',
  ...HEADER_IN_COLUMNS.map((cells) => cells.join('\t')),
  ...rows.map((row) => [...merged(row), ...labels(row), '', '', '', '', ...row.values, ''].join('\t')),
];

const pipes: Style = (rows) => [
  HEADING,
  '??',
  ...HEADER.map((cells) => `${cells.filter((cell) => cell !== '').join(' | ')} |`),
  ...rows.map((row) => {
    const spanned = new Array<string>(WIDTH - row.depth).fill('');
    return `${[...labels(row), ...spanned, ...row.values].join(' | ')} |`;
  }),
];

const lostPipes: Style = (rows) => [
  HEADING,
  ...HEADER.map((cells) => `${cells.filter((cell) => cell !== '').join(' | ')} | |||||||`),
  ...rows.map((row) => `${[...labels(row), ...row.values].join(' | ')} | ${'|'.repeat(4 - row.groups.length)}`),
];

const markdown: Style = (rows) => {
  const [first, ...rest] = tableInColumns(rows).map((cells) => `| ${cells.join(' | ')} |`);
  return [HEADING, '', first ?? '', `|${' --- |'.repeat(WIDTH + 7)}`, ...rest];
};

const quoted = (text: string): string => (/[",]/u.test(text) ? `"${text}"` : text);
const commas: Style = (rows) => [HEADING, ...tableInColumns(rows).map((cells) => cells.map(quoted).join(','))];

/** Columns set apart by spaces; long labels go on in the next line. */
const spaces: Style = (rows) => {
  const place = (texts: readonly (readonly [number, string])[]): string => {
    let line = '';
    for (const [at, text] of texts) line = line.padEnd(at) + text;
    return line.trimEnd();
  };
  const at = (column: number): number => 44 + column * 9;
  const head = [
    place([[50, '申请人情况']]),
    place([
      [at(0), PERSON ?? ''],
      [at(2), ORGANISATION],
      [at(6), TOTAL],
    ]),
    place(ORGANISATIONS.map((text, i) => [at(i + 1), text.slice(0, 2)] as const)),
    place(ORGANISATIONS.map((text, i) => [at(i + 1), text.slice(2)] as const)),
  ];
  const body = rows.flatMap((row) => {
    const values = row.values.map((text, i) => [at(i) + 1, text] as const);
    const left = row.depth === 3 ? 12 : row.depth === 2 ? 4 : 0;
    const [start, rest] = [row.label.slice(0, 20), row.label.slice(20)];
    const group = row.depth === 3 && row.groups.length > 0 ? [[4, row.groups.at(-1) ?? ''] as const] : [];
    return [place([...group, [left, start], ...values]), ...(rest === '' ? [] : [place([[left, rest]])])];
  });
  return [HEADING, ...head, ...body];
};

/** The ways in which text files print a table, by whether a blank value leaves its place. */
export const STYLES = {
  withBlanks: {
    cellsInBlocks,
    exported,
    exportedWithSpacing,
    tabs,
    trimmedTabs,
    shiftedTabs,
    pipes,
    lostPipes,
    markdown,
    commas,
    spaces,
    cellsApart,
  },
  withoutBlanks: { bareCells, valuesFirst, valuesOnOneLine, rowOnOneLine },
} as const satisfies Record<string, Record<string, Style>>;
