import { STATISTICS_2008_INDICATORS } from '../../../config/catalogue/statistics-2008.ts';
import * as FORM from '../../../office/form-layout.ts';
import { LANGUAGE } from '../language.ts';
import { FORM_LABELS, SECTION_TITLES, STATISTICS_LABELS } from './english/form-labels.ts';

/** The forms as office/form-layout.ts words them, in the language of the page. What goes out stays in the words of the form. */

/** Between a group and its row, and a row and its column. */
const BETWEEN = /( › | · )/u;

/** A label of the form, or several put together. */
export const labelWords: (printed: string) => string =
  LANGUAGE === 'zh'
    ? (printed) => printed
    : (printed) =>
        printed
          .split(BETWEEN)
          .map((part) => FORM_LABELS[part] ?? part)
          .join('');

export const rowWords = (...row: Parameters<typeof FORM.rowWords>): string => labelWords(FORM.rowWords(...row));
export const columnWords = (...column: Parameters<typeof FORM.columnWords>): string =>
  labelWords(FORM.columnWords(...column));
export const cellWords = (...cell: Parameters<typeof FORM.cellWords>): string => labelWords(FORM.cellWords(...cell));

/** An indicator of the statistics table of reports up to 2018. */
export const statisticsLabel = (key: string): string =>
  (LANGUAGE === 'zh' ? undefined : STATISTICS_LABELS[key]) ??
  STATISTICS_2008_INDICATORS.find((each) => each.key === key)?.label ??
  key;

/** 二、主动公开政府信息情况 */
export const sectionTitle = (number: number, title: string): string =>
  LANGUAGE === 'zh' ? `${FORM.ordinalOf(number)}、${title}` : `${number}. ${SECTION_TITLES[title] ?? title}`;
