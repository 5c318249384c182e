import { cellsOf, TABLE_KEYS, type TableKey } from '../../config/catalogue/form.ts';
import { SECTION_TITLES } from '../../config/catalogue/sections.ts';
import { type FormCell, layOutForm } from '../../office/form-layout.ts';

/** What stands in cells, by cell path; a cell that is not named holds 0, one that is null is left empty. */
export type Numbers = Readonly<Record<string, number | string | null>>;

const ORDINALS = '一二三四五六';

function tableOf(table: TableKey, numbers: Numbers): string {
  const present: Record<string, Record<string, unknown>> = {};
  for (const [row, column] of cellsOf(table, '2021')) present[row] = { ...present[row], [column]: {} };
  const text = (cell: FormCell): string => {
    if (cell.kind === 'label') return cell.text;
    const number = numbers[cell.path];
    return number === null ? '' : String(number ?? 0);
  };
  const rows = layOutForm(table, present, '2021').rows.map(
    (row) =>
      `<tr>${row.map((cell) => `<td rowspan="${cell.rowSpan}" colspan="${cell.columnSpan}">${text(cell)}</td>`).join('')}</tr>`,
  );
  return `<table border="1">${rows.join('\n')}</table>`;
}

/** A report of template 2021 as a web page: six sections, the three tables with their merged cells. */
export function reportPage(agency: string, year: number, numbers: Numbers): string {
  const title = `${agency}${year}年政府信息公开工作年度报告`;
  const sections = SECTION_TITLES.map(({ number, role, title: heading }) => {
    const table = TABLE_KEYS.find((key) => key === role);
    const text = number === 6 ? '本年度未收取信息处理费。' : `${year}年，本机关依法推进政府信息公开工作。`;
    const body = table === undefined ? `<p>${text}</p>` : tableOf(table, numbers);
    return `<h2>${ORDINALS[number - 1]}、${heading}</h2>\n${body}`;
  });
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>${title}</title></head>
<body><h1>${title}</h1>
<p>本报告所列数据的统计期限自${year}年1月1日起至${year}年12月31日止。</p>
${sections.join('\n')}
<p>${agency}</p><p>${year + 1}年1月20日</p></body></html>`;
}
