import { TABLE_KEYS } from '../../config/catalogue/form.ts';
import type { Extracted, Reading } from '../contracts/document.ts';
import type { Grid, GridCell } from '../contracts/grid.ts';
import type { Origin } from '../contracts/origin.ts';
import type { Box, Page } from '../contracts/page.ts';
import type { Cell, CheckedReport } from '../contracts/report.ts';
import { escapeHtml } from '../wording/escape-html.ts';

/** What the stages made of one document, for people who look for the place where it went wrong. */
export interface Inspected {
  readonly extracted: Extracted;
  readonly reading: Reading;
  readonly report: CheckedReport;
}

interface NamedCell {
  readonly name: string;
  readonly cell: Cell;
}

const cellsOf = (report: CheckedReport): readonly NamedCell[] =>
  TABLE_KEYS.flatMap((table) =>
    Object.entries(report.tables[table]?.rows ?? {}).flatMap(([row, columns]) =>
      Object.entries(columns).map(([column, cell]) => ({ name: `${table}/${row}/${column}`, cell })),
    ),
  );

const placeOf = (origin: Origin): string =>
  'page' in origin
    ? `${origin.page}:${origin.bbox.join(',')}`
    : 'table' in origin
      ? `${origin.table}/${origin.row}/${origin.column}`
      : `p${origin.paragraph}`;

const byPlace = (report: CheckedReport): ReadonlyMap<string, NamedCell> =>
  new Map(cellsOf(report).flatMap((named) => (named.cell.origin ? [[placeOf(named.cell.origin), named]] : [])));

const describe = ({ name, cell }: NamedCell): string =>
  [
    name,
    `${cell.value ?? '—'} (${cell.status})`,
    `confidence ${cell.confidence.toFixed(2)}`,
    ...cell.doubts,
    JSON.stringify(cell.raw),
  ].join('\n');

const classOf = (named: NamedCell | undefined): string =>
  named ? (named.cell.needsReview ? 'review' : 'sure') : 'unnamed';

const rect = ([left, top, right, bottom]: Box, className: string, title: string): string =>
  `<rect class="${className}" x="${left}" y="${top}" width="${right - left}" height="${bottom - top}"><title>${escapeHtml(title)}</title></rect>`;

function pageDrawing(page: Page, reading: Reading, named: ReadonlyMap<string, NamedCell>): string {
  const rules = page.rulings.map(({ orientation, at, from, to }) =>
    orientation === 'horizontal'
      ? `<line x1="${from}" y1="${at}" x2="${to}" y2="${at}"/>`
      : `<line x1="${at}" y1="${from}" x2="${at}" y2="${to}"/>`,
  );
  const glyphs = page.glyphs.map(
    ({ text, bbox, fontSizePt }) =>
      `<text x="${bbox[0]}" y="${bbox[3] - fontSizePt * 0.15}" font-size="${fontSizePt}">${escapeHtml(text)}</text>`,
  );
  const cells = reading.blocks.flatMap((block) => (block.kind === 'table' ? block.cells : []));
  const boxes = cells.flatMap(({ origin, text }) => {
    if (!('page' in origin) || origin.page !== page.number) return [];
    const cell = named.get(placeOf(origin));
    return [rect(origin.bbox, classOf(cell), cell ? describe(cell) : text)];
  });
  const paragraphs = reading.blocks.flatMap((block) =>
    block.kind === 'paragraph' && 'page' in block.origin && block.origin.page === page.number
      ? [rect(block.origin.bbox, 'paragraph', block.text)]
      : [],
  );
  return `<h2>Page ${page.number} · ${page.textLayer}</h2>
<svg viewBox="0 0 ${page.widthPt} ${page.heightPt}" width="${page.widthPt * 1.4}">
<g class="rules">${rules.join('')}</g><g class="glyphs">${glyphs.join('')}</g>${paragraphs.join('')}${boxes.join('')}</svg>`;
}

function gridDrawing(grid: Grid, index: number, named: ReadonlyMap<string, NamedCell>): string {
  const td = (cell: GridCell): string => {
    const found = named.get(placeOf(cell.origin));
    const name = found
      ? `<small>${escapeHtml(found.name)} = ${found.cell.value ?? '—'} · ${found.cell.confidence.toFixed(2)}</small>`
      : '';
    const title = found ? ` title="${escapeHtml(describe(found))}"` : '';
    return `<td class="${classOf(found)}" rowspan="${cell.rowSpan}" colspan="${cell.columnSpan}"${title}>${escapeHtml(cell.text)}${name}</td>`;
  };
  const rows = Array.from({ length: grid.rows }, (_, row) => {
    const cells = grid.cells.filter((cell) => cell.row === row).toSorted((a, b) => a.column - b.column);
    return `<tr>${cells.map(td).join('')}</tr>`;
  });
  return `<h2>Grid ${index + 1} · ${grid.layout} · ${grid.rows} × ${grid.columns}</h2><table>${rows.join('\n')}</table>`;
}

const STYLE = `body{font:14px/1.5 system-ui,"Noto Sans CJK SC","Microsoft YaHei",sans-serif;margin:24px;color:#222}
svg{border:1px solid #ccc;background:#fff;display:block;max-width:100%}.rules line{stroke:#999;stroke-width:.5}.glyphs text{fill:#333}
rect{fill:transparent;stroke-width:.8}rect.sure{stroke:#1a7f37;fill:#1a7f3718}rect.review{stroke:#c2410c;fill:#f9731640}
rect.unnamed{stroke:#2563eb55}rect.paragraph{stroke:#a855f755;stroke-dasharray:2}
table{border-collapse:collapse;margin:8px 0}td{border:1px solid #888;padding:2px 6px;white-space:pre-line;vertical-align:top}
td.sure{background:#eaf7ee}td.review{background:#fdebd8}small{display:block;color:#666}li{margin:2px 0}.error{color:#b91c1c}`;

/**
 * A page of HTML, complete in itself and without scripts: every page or grid of the document with the cells that were
 * recovered, each with its name, value and confidence. All text of the document is escaped.
 */
export function inspectionPage({ extracted, reading, report }: Inspected): string {
  const named = byPlace(report);
  const drawings =
    extracted.kind === 'pages'
      ? extracted.pages.map((page) => pageDrawing(page, reading, named))
      : reading.blocks.filter((block) => block.kind === 'table').map((grid, i) => gridDrawing(grid, i, named));
  const unplaced = cellsOf(report).filter(({ cell }) => cell.needsReview || cell.origin === null);
  const findings = report.validation.findings.map(
    (f) =>
      `<li class="${f.severity}"><code>${escapeHtml(f.rule)}</code> ${escapeHtml(f.message)} ${escapeHtml(f.formula ?? '')}</li>`,
  );
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>${escapeHtml(report.source.fileName)}</title><style>${STYLE}</style></head>
<body><h1>${escapeHtml(report.source.fileName)}</h1>
<pre>${escapeHtml(JSON.stringify(report.report, null, 1))}</pre>
<h2>Notes</h2><ul>${report.notes.map((n) => `<li>${n.code} ${escapeHtml(JSON.stringify(n.values))}</li>`).join('')}</ul>
<h2>Cells to look at: ${unplaced.length}</h2><ul>${unplaced.map((n) => `<li>${escapeHtml(describe(n))}</li>`).join('')}</ul>
<h2>Findings: ${findings.length}</h2><ul>${findings.join('')}</ul>
${drawings.join('\n')}</body></html>
`;
}
