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

/** Heads of sections: the titles of the form, and those of the years before it. */
const SECTION_WORDS = new RegExp(
  [
    ...SECTION_TITLES.map((section) => section.title),
    '概述',
    '主动公开',
    '依申请公开',
    '复议',
    '诉讼',
    '主要问题',
    '其他需要',
    '收费',
  ].join('|'),
);
const ORDINAL = /^(?:第?[一二三四五六七八九十]{1,2}(?:[、.．,，:：]|部分)|[（(][一二三四五六七八九十][)）])/;

/** Whether a line opens a section: an ordinal and the words of a section title. */
export const isSectionHeading = (text: string): boolean => {
  const line = folded(text);
  return line.length <= HTML_LIMITS.headingCharacters && ORDINAL.test(line) && SECTION_WORDS.test(line);
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

/** Names of facts that mean nothing else, and those that need a colon to be names. */
const SURE_META_LABEL =
  '(?:(?:信息)?索引号?|(?:发布|制发|制作|公开)(?:机构|机关|单位)|发文(?:机关|机构|单位|字号|日期|时间)|(?:信息|稿件|文章)来源|(?:发布|成文|生成|公开|公布|印发|更新)(?:日期|时间)|公文字号|文号|文件编号|(?:主题|信息|组配|体裁)分类|公开(?:方式|时限|范围|形式|程序)|主题词|有效性|时效性)';
const META_LABEL = `(?:${SURE_META_LABEL}|责任(?:单位|部门)|来源|作者|时间|日期|名称|标题|(?:信息|文件)名称|分类|关键词)`;
const IS_META_LABEL = new RegExp(`^[【\\[]?${META_LABEL}[】\\]]?[:：]?$`);
const HAS_META_LABEL = new RegExp(`${META_LABEL}[】\\]]?[:：]|^[【\\[]?${SURE_META_LABEL}`);

/** Whether a text is only the name of a fact of the page: 索引号, 发布日期. */
export const isMetaLabel = (text: string): boolean => IS_META_LABEL.test(folded(text));
/** Whether a line states a fact of the page behind its name: 发布日期：2024-01-21. */
export const statesMeta = (text: string): boolean => {
  const line = folded(text);
  return HAS_META_LABEL.test(line) && !/[。；]/.test(line);
};
