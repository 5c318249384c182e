import {
  applicationGroups,
  applications,
  columnsOf,
  proactiveDisclosure,
  remedies,
  rowsOf,
  TABLE_KEYS,
} from '../../../config/catalogue/form.ts';
import { SECTION_TITLES } from '../../../config/catalogue/sections.ts';
import { LABEL_THRESHOLDS } from '../../../config/limits/form.ts';
import { HTML_LIMITS } from '../../../config/limits/markup.ts';
import { labelParts } from '../../form/label.ts';
import { isValueText } from '../../wording/cell-value.ts';
import { compact, simplified, withoutPinyin } from '../../wording/fold.ts';
import { isSectionLine } from '../../wording/heading.ts';
import { statesMeta as lineStatesMeta, metaNameOf } from '../../wording/meta-line.ts';

const OFFICIAL_LABELS: readonly string[] = [
  ...TABLE_KEYS.flatMap((table) => [...rowsOf(table), ...columnsOf(table)]).flatMap((field) => [
    field.label,
    ...field.aliases,
  ]),
  ...Object.values(applicationGroups),
  ...proactiveDisclosure.blocks['2019'].map((block) => block.heading),
  ...applications.columns.flatMap((column) => (column.group ? [column.group] : [])),
  remedies.litigationLabel,
  '申请人情况',
  '信息内容',
];

const LABEL_BODIES: ReadonlySet<string> = new Set(OFFICIAL_LABELS.map((label) => labelParts(label).body));

const remembered = new Map<string, string>();

/** Text as it is compared: Simplified, without readings and white space; empty for text too long to be a label. */
export function folded(text: string): string {
  if (text.length > HTML_LIMITS.labelCharacters) return '';
  const known = remembered.get(text);
  if (known !== undefined) return known;
  const result = /\p{Script=Han}/u.test(text) ? compact(simplified(withoutPinyin(text).text)) : compact(text);
  if (remembered.size > LABEL_THRESHOLDS.remembered) remembered.clear();
  remembered.set(text, result);
  return result;
}

/** Whether a text is exactly one of the labels that the statutory tables print. */
export const isFormLabel = (text: string): boolean => {
  const label = folded(text);
  return label !== '' && LABEL_BODIES.has(labelParts(label).body);
};

/** Whether a line is a label of the form, with or without the figures of its row. */
export function isFormLine(text: string): boolean {
  if (text.length > HTML_LIMITS.labelCharacters) return false;
  if (isFormLabel(text)) return true;
  const parts = text.split(/[\s|｜;；]+/u);
  while (parts.length > 1 && (parts.at(-1) === '' || isValueText(parts.at(-1) ?? ''))) parts.pop();
  return isFormLabel(parts.join(''));
}

/** Whether a line opens a section. */
export const isSectionHeading = (text: string): boolean => {
  const line = folded(text);
  // white space is a part of some ordinals: 一　总体情况
  return line !== '' && line.length <= HTML_LIMITS.headingCharacters && (isSectionLine(line) || isSectionLine(text));
};

const TABLE_TITLES = SECTION_TITLES.filter((section) => section.number >= 2 && section.number <= 4).flatMap(
  (section) => [section.title, ...section.aliases],
);

/** The title of the section that a table of the form belongs to, where a line is its heading; else null. */
export const tableSection = (text: string): string | null =>
  isSectionHeading(text) ? (TABLE_TITLES.find((title) => folded(text).includes(compact(title))) ?? null) : null;

/** Whether a line is the title of the report of one year. */
export const isReportTitle = (text: string): boolean => {
  const line = folded(text);
  return (
    line.length <= HTML_LIMITS.titleCharacters &&
    /公开.{0,6}(?:报告|年报)/.test(line) &&
    /20\d{2}|二[〇○零]|年度/.test(line)
  );
};

/** Whether a text is only the name of a fact of the page: 索引号, 发布日期. */
export const isMetaLabel = (text: string): boolean => metaNameOf(folded(text)) !== null;
/** Whether a line states a fact of the page behind its name: 发布日期：2024-01-21. */
export const statesMeta = (text: string): boolean => lineStatesMeta(folded(text));
