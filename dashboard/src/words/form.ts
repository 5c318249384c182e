import type { TableKey } from '../../../config/catalogue/form.ts';
import { SECTION_TITLES } from '../../../config/catalogue/sections.ts';
import { ordinalOf, tableTitle as printedTitle } from '../../../office/form-layout.ts';
import type { Anomaly } from '../../../pipeline/contracts/report.ts';
import { inLanguage } from '../language.ts';
import { count } from './count.ts';
import * as ENGLISH from './english/form.ts';

/** What is said of the statutory forms. */

export const VERSION_WORDS = inLanguage(ENGLISH.VERSION_WORDS, {
  '2021': '2021年表式',
  '2019': '2019年表式',
});

/** What is said around the forms. */
export const FORM_WORDS = inLanguage(ENGLISH.FORM_WORDS, {
  beyond: '以下单元格不在本表式之内，按文件所载列出：',
  missing: '文件中没有找到这张表。',
  allRight: '本表没有需要核对的单元格。',
  toReview: (cells: number): string => `本表有 ${count(cells)} 个单元格需要核对`,
  keys: '用方向键在单元格之间移动',
  anomalies: (n: number): string => `与表式不同之处（${count(n)}）`,
  legendReview: '待核对',
  legendError: '涉及错误',
  legendWarning: '涉及提示',
});

const SECTION_WORDS = inLanguage(ENGLISH.SECTION_WORDS, {
  section: (number: number): string => `第${ordinalOf(number)}部分`,
  /** The table of the section of that number: how people in the trade call it. */
  table: (number: number): string => `表${ordinalOf(number)}`,
  tableTitle: {
    proactiveDisclosure: printedTitle('proactiveDisclosure'),
    applications: printedTitle('applications'),
    remedies: printedTitle('remedies'),
  },
});

export const sectionName = SECTION_WORDS.section;

/** 表二 for the table of section two. */
export function tableShortName(table: TableKey): string {
  const section = SECTION_TITLES.find((title) => title.role === table);
  return section === undefined ? table : SECTION_WORDS.table(section.number);
}

/** 三、收到和处理政府信息公开申请情况 */
export const tableTitle = (table: TableKey): string => SECTION_WORDS.tableTitle[table];

const ANOMALY_WORDS = inLanguage(ENGLISH.ANOMALY_WORDS, {
  rowExtra: (text: string, values: readonly string[]): string =>
    `多出表式没有的一行“${text}”，填写：${values.join('、') || '（空）'}。`,
  rowMissing: (row: string): string => `缺少“${row}”一行。`,
  columnCount: (row: string, expected: number, actual: number): string =>
    `“${row}”一行应有 ${expected} 个数值，文件中有 ${actual} 个。`,
  rowShift: (row: string): string => `“${row}”的行名不在表式规定的位置。`,
  columnMissing: (column: string): string => `缺少“${column}”一列。`,
});

/** What differs from the form, in words; `rowName` gives the official wording of a row key, `columnName` of a column key. */
export function anomalyWords(
  anomaly: Anomaly,
  rowName: (key: string) => string,
  columnName: (key: string) => string,
): string {
  switch (anomaly.kind) {
    case 'row-extra':
      return ANOMALY_WORDS.rowExtra(anomaly.text, anomaly.values);
    case 'row-missing':
      return ANOMALY_WORDS.rowMissing(rowName(anomaly.row));
    case 'column-count':
      return ANOMALY_WORDS.columnCount(rowName(anomaly.row), anomaly.expected, anomaly.actual);
    case 'row-shift':
      return ANOMALY_WORDS.rowShift(rowName(anomaly.row));
    case 'column-missing':
      return ANOMALY_WORDS.columnMissing(columnName(anomaly.column));
    default:
      return anomaly satisfies never;
  }
}

/** Several cells of one finding. */
export const PLACE_WORDS = inLanguage(ENGLISH.PLACE_WORDS, {
  within: (table: string, name: string, cells: string): string => `${table}“${name}”：${cells}`,
  /** @param names the first of `all` */
  countOf: (names: readonly string[], all: number): string => `${names.join('、')} 等 ${count(all)} 处`,
  rows: (table: string, rows: readonly string[], all: number): string =>
    `${table}：${rows.join('、')} 等 ${count(all)} 处`,
});
