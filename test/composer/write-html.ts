import type { Draft, Part, SidePart, Style, TablePart } from './draft.ts';
import { type Matrix, type MatrixCell, rowsOfMatrix, unmerged } from './matrix.ts';
import type { Line } from './prose.ts';
import { gb18030 } from './write-text.ts';
import { escaped, mirrored, siteLines, withTexts } from './written.ts';

/** Rows by which a careless span reaches beyond the table. */
const OVERLONG = 4;
const HIDDEN = ' style="display:none"';

function inside(cell: MatrixCell, style: Style): string {
  const text = escaped(cell.text).replaceAll('\n', '<br>');
  const hidden = cell.mark?.startsWith('hidden:') ? `<span${HIDDEN}>${cell.mark.slice(7)}</span>` : '';
  const mark = cell.mark && !hidden ? `<sup>${cell.mark}</sup>` : '';
  const content = `${text === '' ? '&nbsp;' : text}${mark}${hidden}`;
  return style.wordPaste
    ? `<p class=MsoNormal align=center style='text-align:center;mso-pagination:widow-orphan'><span lang=EN-US style='font-size:10.5pt;font-family:宋体'>${content}<o:p></o:p></span></p>`
    : content;
}

function markupTable(matrix: Matrix, style: Style): string {
  const rows = rowsOfMatrix(matrix).map((row, r) => {
    const cells = row.map((cell) => {
      const tag = style.html === 'headCells' && r < matrix.headRows ? 'th' : 'td';
      const isLow = cell.row + cell.rowSpan === matrix.rows && cell.rowSpan > 1;
      const rowSpan = style.carelessMarkup && isLow ? cell.rowSpan + OVERLONG : cell.rowSpan;
      const spans = `${cell.columnSpan > 1 ? ` colspan="${cell.columnSpan}"` : ''}${rowSpan > 1 ? ` rowspan="${rowSpan}"` : ''}`;
      return `<${tag}${spans}>${inside(cell, style)}${style.carelessMarkup ? '' : `</${tag}>`}`;
    });
    const hidden = row.some((c) => c.hidden) ? HIDDEN : '';
    return `<tr${hidden}>${cells.join('')}${style.carelessMarkup ? '' : '</tr>'}`;
  });
  const border = style.wordPaste
    ? ' class=MsoNormalTable border=0 cellspacing=0 cellpadding=0 width=0'
    : ' border="1" cellspacing="0"';
  return `<table${border}><tbody>\n${rows.join('\n')}\n</tbody></table>`;
}

const percent = (share: number): string => `${(share * 100).toFixed(2)}%`;

/** Rows of blocks: a cell over several rows stands in the first, and the others have an empty block. */
function blockTable(matrix: Matrix, style: Style): string {
  const tall = unmerged(matrix, 'first', (c) => c.rowSpan > 1 && c.columnSpan === 1);
  const flat = {
    ...tall,
    cells: tall.cells.flatMap((c) =>
      Array.from({ length: c.rowSpan }, (_, i) => ({ ...c, row: c.row + i, rowSpan: 1, text: i === 0 ? c.text : '' })),
    ),
  };
  const css = style.html === 'cssTable';
  const rows = rowsOfMatrix(flat).map((row) => {
    const cells = row.map((cell) =>
      css
        ? `<div style="display:table-cell">${inside(cell, style)}</div>`
        : `<div class="c" style="flex:0 0 ${percent(cell.columnSpan / matrix.columns)}">${inside(cell, style)}</div>`,
    );
    const hidden = row.some((c) => c.hidden);
    return `<div class="r" style="display:${hidden ? 'none' : css ? 'table-row' : 'flex'}">${cells.join('')}</div>`;
  });
  return `<div class="t"${css ? ' style="display:table"' : ''}>\n${rows.join('\n')}\n</div>`;
}

function gridTable(matrix: Matrix, style: Style): string {
  const cells = matrix.cells
    .filter((c) => !c.hidden)
    .map(
      (c) =>
        `<div style="grid-row:${c.row + 1} / span ${c.rowSpan};grid-column:${c.column + 1} / span ${c.columnSpan}">${inside(c, style)}</div>`,
    );
  return `<div style="display:grid;grid-template-columns:repeat(${matrix.columns},1fr)">\n${cells.join('\n')}\n</div>`;
}

function tableMarkup(part: TablePart, style: Style): string {
  const bare =
    style.html === 'divs' || style.html === 'cssTable'
      ? blockTable(part.matrix, style)
      : style.html === 'cssGrid'
        ? gridTable(part.matrix, style)
        : markupTable(part.matrix, style);
  if (part.frame === 'hidden') return `<div${HIDDEN}>${bare}</div>`;
  return part.frame === 'layout'
    ? `<table width="100%"><tr><td><table><tr><td>${bare}</td></tr></table></td></tr></table>`
    : bare;
}

const beside = (part: SidePart, style: Style): string =>
  `<table width="100%"><tr>${part.tables.map((t) => `<td valign="top">${tableMarkup(t, style)}</td>`).join('')}</tr></table>`;

function lineMarkup({ role, text }: Line, style: Style): string {
  const content = escaped(text);
  if (style.wordPaste)
    return `<p class=MsoNormal style='text-indent:32.0pt;line-height:28.0pt'><span style='font-size:16.0pt;font-family:仿宋'>${content}<o:p></o:p></span></p>`;
  if (role === 'title') return `<p style="text-align:center"><strong>${content}</strong></p>`;
  if (role === 'signer' || role === 'date') return `<p style="text-align:right">${content}</p>`;
  return role === 'heading' ? `<p><strong>${content}</strong></p>` : `<p>${content}</p>`;
}

const partMarkup = (part: Part, style: Style): string => {
  if (part.kind === 'line') return lineMarkup(part, style);
  return part.kind === 'side' ? beside(part, style) : tableMarkup(part, style);
};

function factsMarkup(draft: Draft): string {
  const facts = draft.pageFacts.map(([name, value]) => [escaped(name), escaped(value)] as const);
  if (facts.length === 0) return '';
  switch (draft.style.factsAs) {
    case 'table':
      return `<table class="info">${facts.map(([n, v]) => `<tr><th>${n}：</th><td>${v}</td></tr>`).join('')}</table>`;
    case 'lines':
      return `<ul>${facts.map(([n, v]) => `<li><b>${n}：</b>${v}</li>`).join('')}</ul>`;
    case 'oneLine':
      return `<div class="info">${facts.map(([n, v]) => `<span>${n}：${v}</span>`).join('　　')}</div>`;
    case 'meta':
      return '';
    default:
      return draft.style.factsAs satisfies never;
  }
}

const META_NAMES: readonly (readonly [RegExp, string])[] = [
  [/^发布机构|^公开主体|^发布单位/u, 'ContentSource'],
  [/日期|时间/u, 'PubDate'],
];

function headMarkup({ facts, pageFacts, style }: Draft): string {
  const saysUtf8 = style.encoding === 'utf-8' || style.encoding === 'lyingGb';
  const charset = style.encoding === 'undeclared' ? '' : `<meta charset="${saysUtf8 ? 'utf-8' : 'gb2312'}">`;
  const named = pageFacts.flatMap(([name, value]) =>
    META_NAMES.filter(([pattern]) => pattern.test(name)).map(
      ([, meta]) => `<meta name="${meta}" content="${escaped(value)}">`,
    ),
  );
  return `${charset}<title>${escaped(facts.title)}</title><meta name="ArticleTitle" content="${escaped(facts.title)}">${style.factsAs === 'meta' ? named.join('') : ''}`;
}

const asEntities = (html: string): string =>
  html.replace(/[\u0080-\uffff]/gu, (c) =>
    c.codePointAt(0)! % 2 === 0 ? `&#${c.codePointAt(0)};` : `&#x${c.codePointAt(0)!.toString(16)};`,
  );

/** A report as a web page. */
export function writeHtml(composed: Draft): Buffer {
  const draft = composed.style.mirror ? withTexts(composed, mirrored) : composed;
  const { style } = draft;
  const site = siteLines(draft);
  const links = (lines: readonly Line[]): string =>
    lines.map((l) => `<div><a href="/x">${escaped(l.text)}</a></div>`).join('');
  const menu =
    '<ul class="nav"><li><a href="/">首页</a></li><li><a href="/a">政务公开</a></li><li><a href="/b">互动交流</a></li></ul>';
  const above = style.chrome ? `${menu}${links(site.above)}` : '';
  const below = style.chrome ? `<div class="footer">${links(site.below)}</div>` : '';
  const main = `${factsMarkup(draft)}${draft.parts.map((part) => partMarkup(part, style)).join('\n')}`;
  const html = `<!DOCTYPE html><html><head>${headMarkup(draft)}</head><body>${above}<div id="zoom">${main}</div>${below}</body></html>`;
  const written = style.entities ? asEntities(html) : html;
  const isUtf8 = style.encoding === 'utf-8' || style.encoding === 'lyingUtf8';
  return isUtf8 ? Buffer.from(written, 'utf8') : gb18030(written);
}
