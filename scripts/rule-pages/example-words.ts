import { type CellPath, columnsOf, rowsOf, type TableKey } from '../../config/catalogue/form.ts';
import { SECTION_TITLES } from '../../config/catalogue/sections.ts';
import type { ReportSketch, SectionSketch } from '../../pipeline/validate/example.ts';
import { cellName, tableName } from '../../pipeline/validate/place-name.ts';

/** Characters of a text of an example that a page shows. */
const SHOWN = 160;
/** Characters of what is known beside the report. */
const SHOWN_JSON = 600;
/** Cells of an example that a page lists. */
const LISTED = 8;

const cut = (text: string, most = SHOWN): string => (text.length > most ? `${text.slice(0, most)}……` : text);
const quoted = (texts: readonly string[]): string => texts.map((text) => `“${cut(text)}”`).join('');

const isReport = (value: unknown): boolean => typeof value === 'object' && value !== null && 'schemaVersion' in value;

/** What is known beside a report, reports and signatures in it left out. */
const brief = (value: unknown): string =>
  cut(
    JSON.stringify(value, (_key, part: unknown) =>
      isReport(part) ? '（一份报告）' : part instanceof Uint32Array ? '（文本特征）' : part,
    ),
    SHOWN_JSON,
  );

type CellChange = NonNullable<ReportSketch['cells']>[string];

function cellWords(change: CellChange): string {
  if (change === '') return '空白';
  if (typeof change !== 'object') return String(change);
  if (change.status === 'illegible') return '无法辨认';
  return change.raw ?? (change.value === undefined || change.value === null ? '空白' : String(change.value));
}

function cellLines(cells: NonNullable<ReportSketch['cells']>): readonly string[] {
  const all = Object.entries(cells);
  const listed = all.slice(0, LISTED).map(([path, change]) => `${cellName(path as CellPath)}：${cellWords(change)}`);
  return all.length > LISTED ? [...listed, `另有${all.length - LISTED}个单元格`] : listed;
}

function labelLine(place: string, text: string): string {
  const [table, axis, key] = place.split('/') as [TableKey, string, string];
  const fields = axis === 'row' ? rowsOf(table) : columnsOf(table);
  return `${tableName(table)}“${fields.find((f) => f.key === key)?.label ?? key}”写作“${text}”`;
}

function sectionLines(role: string, change: SectionSketch | null): readonly string[] {
  const title = SECTION_TITLES.find((t) => t.role === role)?.title ?? role;
  if (change === null) return [`没有“${title}”部分`];
  return [
    ...(change.heading === undefined ? [] : [`“${title}”的标题写作“${change.heading}”`]),
    ...(change.paragraphs === undefined ? [] : [`“${title}”：${quoted(change.paragraphs)}`]),
  ];
}

const FORMS = { '2021': '2021年格式', '2019': '2019年格式', narrative: '2018年及以前的文字报告' } as const;

/** What an example says beyond a clean report of the form of 2021, line by line. */
export function exampleLines(sketch: ReportSketch): readonly string[] {
  const { form, cells, facts, sections, preface, closing, labels, anomalies, withoutTables, withoutRows } = sketch;
  const { notes, source, context, lastYear } = sketch;
  const lines = [
    ...(form === undefined ? [] : [FORMS[form]]),
    ...(cells === undefined ? [] : cellLines(cells)),
    ...Object.entries(labels ?? {}).map(([place, text]) => labelLine(place, text)),
    ...Object.entries(sections ?? {}).flatMap(([role, change]) =>
      change === undefined ? [] : sectionLines(role, change),
    ),
    ...(preface === undefined ? [] : [`正文开头：${quoted(preface)}`]),
    ...(closing === undefined ? [] : [closing.length === 0 ? '没有落款' : `落款：${quoted(closing)}`]),
    ...(withoutTables ?? []).map((table) => `没有${tableName(table)}`),
    ...(withoutRows ?? []).map((row) => `没有行 \`${row}\``),
    ...(facts === undefined ? [] : [`报告信息：\`${brief(facts)}\``]),
    ...(anomalies === undefined ? [] : [`表格与规定格式的差别：\`${brief(anomalies)}\``]),
    ...(notes === undefined ? [] : [`转换时的记录：\`${brief(notes)}\``]),
    ...(source === undefined ? [] : [`文件：\`${brief(source)}\``]),
    ...(context === undefined ? [] : [`另外已知：\`${brief(context)}\``]),
    ...(lastYear === undefined ? [] : ['上年报告：', ...exampleLines(lastYear).map((line) => `上年 ${line}`)]),
  ];
  return lines.length === 0 ? ['一份没有差错的报告'] : lines;
}
