import type { Cell } from '../../../pipeline/contracts/report.ts';
import { inLanguage } from '../language.ts';
import * as ENGLISH from './english/cell.ts';
import { PHRASES } from './phrases.ts';

/** What is said of one cell. */

/** How a cell that has no number is shown; null for a cell whose number is shown. */
export const CELL_STATUS_WORDS = inLanguage(ENGLISH.CELL_STATUS_WORDS, {
  reported: null,
  blank: '空白',
  notApplicable: '不适用',
  illegible: '未能识别',
  absent: '缺失',
});

export const CELL_STATUS_MEANING = inLanguage(ENGLISH.CELL_STATUS_MEANING, {
  reported: '已填报',
  blank: '空白：有此单元格，没有填写',
  notApplicable: '不适用：填写的是“/”“—”“无”一类记号',
  illegible: '未能识别：有字迹，没有读出',
  absent: '缺失：文件中没有这个单元格',
});

export const ORIGIN_WORDS = inLanguage(ENGLISH.ORIGIN_WORDS, {
  none: '原件中没有对应位置',
  page: (page: number, left: number, top: number): string =>
    `第 ${page} 页，距左 ${Math.round(left)} 磅、距上 ${Math.round(top)} 磅`,
  table: (table: number, row: number, column: number): string => `文件中第 ${table} 张表第 ${row} 行第 ${column} 列`,
  paragraph: (paragraph: number): string => `第 ${paragraph} 段`,
  line: (line: number): string => `第 ${line} 行`,
});

/** Where a cell stands in its source, in words. */
export function originWords(origin: Cell['origin']): string {
  if (origin === null) return ORIGIN_WORDS.none;
  if ('page' in origin) return ORIGIN_WORDS.page(origin.page, origin.bbox[0], origin.bbox[1]);
  const place =
    'table' in origin
      ? ORIGIN_WORDS.table(origin.table, origin.row, origin.column)
      : ORIGIN_WORDS.paragraph(origin.paragraph);
  return origin.line === undefined ? place : PHRASES.beside(place, ORIGIN_WORDS.line(origin.line));
}

export const CELL_WORDS = inLanguage(ENGLISH.CELL_WORDS, {
  raw: '原文',
  emptyRaw: '（无）',
  value: '数值',
  confidence: '置信度',
  reasons: '核对原因',
  origin: '位置',
  status: '状态',
  review: '待核对',
  confirmed: '已核对',
  corrected: '已更正',
  was: '原读作',
  noCell: '报告中没有这个单元格',
});
