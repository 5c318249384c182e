import type { LayoutCell, Part } from './parts.ts';

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (c) => ESCAPES[c]!);

const STYLE = `@page{size:A4;margin:22mm 18mm}
body{font:12pt/1.75 "Noto Serif CJK SC",SimSun,serif;max-width:174mm;margin:0 auto}
p{text-indent:2em;margin:0}h1{font-size:20pt;text-align:center;font-weight:bold}p.head{font-weight:bold}
p.center{text-align:center;text-indent:0}p.right{text-align:right;text-indent:0}
table{border-collapse:collapse;width:100%;margin:6pt 0;font-size:10pt;line-height:1.4}
td,th{border:0.75pt solid #000;padding:3pt 2pt;text-align:center;font-weight:normal}td.v{width:1.2em}`;

const tag = (cell: LayoutCell): string => {
  const spans = `${cell.columnSpan > 1 ? ` colspan="${cell.columnSpan}"` : ''}${cell.rowSpan > 1 ? ` rowspan="${cell.rowSpan}"` : ''}`;
  const name = cell.header ? 'th' : 'td';
  return `<${name}${cell.vertical ? ' class="v"' : ''}${spans}>${escaped(cell.text)}</${name}>`;
};

const partHtml = (part: Part): string => {
  if (part.kind === 'table')
    return `<table>\n${part.rows.map((row) => `<tr>${row.map(tag).join('')}</tr>`).join('\n')}\n</table>`;
  const className = part.heading ? 'head' : (part.alignment ?? '');
  return `<p${className ? ` class="${className}"` : ''}>${escaped(part.text)}</p>`;
};

/** A page as an agency publishes it; the same page is printed for the PDF. */
export const htmlOf = (parts: readonly Part[]): string =>
  `<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8"><title>政府信息公开工作年度报告</title><style>${STYLE}</style></head>\n<body>\n${parts.map(partHtml).join('\n')}\n</body></html>\n`;
