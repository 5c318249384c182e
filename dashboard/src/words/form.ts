import type { FormVersion, TableKey } from '../../../config/catalogue/form.ts';
import { SECTION_TITLES } from '../../../config/catalogue/sections.ts';
import { ordinalOf } from '../../../office/form-layout.ts';
import type { Anomaly } from '../../../pipeline/contracts/report.ts';
import { count } from './count.ts';

/** What is said of the statutory forms. */

export const VERSION_WORDS: Readonly<Record<FormVersion, string>> = { '2021': '2021年表式', '2019': '2019年表式' };

/** What is said around the forms. */
export const FORM_WORDS = {
  beyond: '以下单元格不在本表式之内，按文件所载列出：',
  missing: '文件中没有找到这张表。',
  allRight: '本表没有需要核对的单元格。',
  toReview: (cells: number): string => `本表有 ${count(cells)} 个单元格需要核对`,
  keys: '用方向键在单元格之间移动',
  anomalies: (n: number): string => `与表式不同之处（${count(n)}）`,
  legendReview: '待核对',
  legendError: '涉及错误',
  legendWarning: '涉及提示',
} as const;

export const sectionName = (number: number): string => `第${ordinalOf(number)}部分`;

/** 表二 for the table of section two: how people in the trade call it. */
export function tableShortName(table: TableKey): string {
  const section = SECTION_TITLES.find((title) => title.role === table);
  return section === undefined ? table : `表${ordinalOf(section.number)}`;
}

/** What differs from the form, in words; `rowName` gives the official wording of a row key, `columnName` of a column key. */
export function anomalyWords(
  anomaly: Anomaly,
  rowName: (key: string) => string,
  columnName: (key: string) => string,
): string {
  switch (anomaly.kind) {
    case 'row-extra':
      return `多出表式没有的一行“${anomaly.text}”，填写：${anomaly.values.join('、') || '（空）'}。`;
    case 'row-missing':
      return `缺少“${rowName(anomaly.row)}”一行。`;
    case 'column-count':
      return `“${rowName(anomaly.row)}”一行应有 ${anomaly.expected} 个数值，文件中有 ${anomaly.actual} 个。`;
    case 'row-shift':
      return `“${rowName(anomaly.row)}”的行名不在表式规定的位置。`;
    case 'column-missing':
      return `缺少“${columnName(anomaly.column)}”一列。`;
    default:
      return anomaly satisfies never;
  }
}

export const PLACE_WORDS = { countOf: (n: number): string => `等 ${count(n)} 处` } as const;
