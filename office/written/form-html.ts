import { escapeHtml } from '../../pipeline/wording/escape-html.ts';
import { visibleLine } from '../../pipeline/wording/visible-line.ts';
import type { FormCell } from '../form-layout.ts';
import { type FilledForm, type FilledTable, filledCell } from './filled-form.ts';

const STYLE = `
@page { size: A4 landscape; margin: 15mm; }
body { max-width: 70em; margin: 2em auto; padding: 0 1em; color: #1a1a1a; line-height: 1.5;
  font-family: SimSun, "Noto Serif CJK SC", "Source Han Serif SC", serif; }
h1 { text-align: center; font-size: 1.5em; } h2 { text-align: center; font-size: 1.1em; margin-top: 1.6em; break-after: avoid; }
table { border-collapse: collapse; width: 100%; font-size: 0.85em; break-inside: auto; } tr { break-inside: avoid; }
td { border: 1px solid #333; padding: 0.25em 0.4em; text-align: center; overflow-wrap: anywhere; }
td.row, td.note { text-align: left; } td.vertical { writing-mode: vertical-rl; text-align: center; } td.heading { font-weight: bold; }
p.paragraph { text-indent: 2em; margin: 0.3em 0; } p.signed { text-align: right; margin: 0.3em 0; }
td.uncertain { background: #fff2cc; } @media print { body { margin: 0; max-width: none; } }
`;

const escaped = (text: string): string => escapeHtml(visibleLine(text));

/** A page by itself: no scripts, nothing loaded. @param body HTML, its texts escaped */
export const htmlPage = (title: string, body: string): string => `<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width"><title>${escaped(title)}</title><style>${STYLE}</style></head><body>
<h1>${escaped(title)}</h1>
${body}
</body></html>
`;

/** The form as a page by itself, to be printed: every text dead. */
export const formHtml = ({ title, about, tables, notes }: FilledForm): string => {
  const lines = (texts: readonly string[]): string => texts.map((line) => `<p>${escaped(line)}</p>`).join('\n');
  return htmlPage(title, [lines(about), tables.map(tableHtml).join('\n'), lines(notes)].join('\n'));
};

export const tableHtml = (table: FilledTable): string =>
  `<h2>${escaped(table.heading)}</h2>\n<table>${table.layout.rows
    .map((row) => `<tr>${row.map((place) => cellHtml(table, place)).join('')}</tr>`)
    .join('\n')}</table>`;

function cellHtml(table: FilledTable, place: FormCell): string {
  const span = `${place.rowSpan > 1 ? ` rowspan="${place.rowSpan}"` : ''}${place.columnSpan > 1 ? ` colspan="${place.columnSpan}"` : ''}`;
  if (place.kind === 'label') {
    return `<td class="${place.role}${place.vertical ? ' vertical' : ''}"${span}>${escaped(place.text)}</td>`;
  }
  const { text, uncertain } = filledCell(table, place.path);
  return `<td${uncertain ? ' class="uncertain"' : ''}${span}>${escaped(text)}</td>`;
}
