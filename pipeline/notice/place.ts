import { type CellPath, columnsOf, type TableKey } from '../../config/catalogue/form.ts';
import type { Finding } from '../contracts/finding.ts';
import type { Origin } from '../contracts/origin.ts';
import type { CanonicalReport, Section } from '../contracts/report.ts';
import { cellNames, columnName, rowName, tableName } from '../validate/place-name.ts';
import { readHeading } from '../wording/heading.ts';
import { numeralOf } from '../wording/ordinal.ts';

/** Cells that a place names before it only counts them. */
const NAMED = 6;

const quoted = (names: readonly string[]): string =>
  `${names
    .slice(0, NAMED)
    .map((name) => `“${name}”`)
    .join('、')}${names.length > NAMED ? `等${names.length}处` : ''}`;

/** Numbers with runs joined: 1、3～5. */
function ranges(numbers: readonly number[]): string {
  const sorted = [...new Set(numbers)].toSorted((a, b) => a - b);
  const runs: [number, number][] = [];
  for (const n of sorted) {
    const run = runs.at(-1);
    if (run && run[1] === n - 1) run[1] = n;
    else runs.push([n, n]);
  }
  return runs.map(([from, to]) => (from === to ? `${from}` : `${from}～${to}`)).join('、');
}

/** Where to turn to in the file: its pages, or for a file without pages the table and its rows. */
function whereabouts(origins: readonly Origin[]): string {
  const pages = origins.flatMap((origin) => ('page' in origin ? [origin.page] : []));
  if (pages.length > 0) return `（第${ranges(pages)}页）`;
  const rows = new Map<number, number[]>();
  for (const origin of origins)
    if ('table' in origin) rows.set(origin.table, [...(rows.get(origin.table) ?? []), origin.row]);
  if (rows.size === 0) return '';
  return `（文件中${[...rows].map(([table, each]) => `第${table}张表第${ranges(each)}行`).join('、')}）`;
}

/** Cells of one line of one table are told by that line; others one by one. */
function nameOfCells(paths: readonly string[]): string {
  const parts = paths.map((path) => path.split('/') as [TableKey, string, string]);
  const tables = new Set(parts.map(([table]) => table));
  const rows = new Set(parts.map(([, row]) => row));
  const columns = new Set(parts.map(([, , column]) => column));
  const [table] = parts[0]!;
  if (tables.size === 1 && paths.length > 1) {
    if (columns.size === 1)
      return `${tableName(table)}“${columnName(table, parts[0]![2])}”列：${quoted([...rows].map((row) => rowName(table, row)))}行`;
    if (rows.size === 1) {
      const row = `${tableName(table)}“${rowName(table, parts[0]![1])}”行`;
      return table !== 'proactiveDisclosure' && columns.size === columnsOf(table).length
        ? row
        : `${row}：${quoted([...columns].map((column) => columnName(table, column)))}列`;
    }
  }
  return cellNames(paths as readonly CellPath[], NAMED);
}

const originOf = (report: CanonicalReport, path: string): Origin | null => {
  const [table, row, column] = path.split('/') as [TableKey, string, string];
  return report.tables[table]?.rows[row]?.[column]?.origin ?? null;
};

function nameOfSection(number: number, sections: readonly Section[]): string {
  const found = sections.find((section) => section.number === number);
  return `第${numeralOf(number)}部分${found ? `“${readHeading(found.heading).words}”` : ''}`;
}

/** Characters from which a quote is a part of one label and no other. */
const TELLING = 6;

/** The label of a table that reads as quoted. */
function labelPlace(report: CanonicalReport, quote: string): string | null {
  for (const [key, table] of Object.entries(report.tables)) {
    const label = table?.labels.find(({ text }) => text === quote || (quote.length >= TELLING && text.includes(quote)));
    if (label)
      return `${tableName(key as TableKey)}${label.axis === 'column' ? '列名' : '行名'}${whereabouts([label.origin])}`;
  }
  return null;
}

/** Where the finding stands in the report, in words that the agency finds it by. */
export function placeOf({ cells, section, quote }: Finding, report: CanonicalReport): string {
  const text = section === null ? null : nameOfSection(section, report.sections);
  if (cells.length > 0) {
    const origins = cells.map((path) => originOf(report, path)).filter((origin) => origin !== null);
    return [...(text === null ? [] : [text]), `${nameOfCells(cells)}${whereabouts(origins)}`].join('；');
  }
  if (text !== null) return text;
  if (quote !== null) {
    if (report.report.title === quote) return '标题';
    const label = labelPlace(report, quote);
    if (label !== null) return label;
    if (report.closing.some((line) => line.includes(quote))) return '落款';
    if (report.preface.some((line) => line.includes(quote))) return '正文开头';
  }
  return '全文';
}
