import {
  documentXml,
  numberingXml,
  p,
  run,
  span,
  tbl,
  tc,
  tr,
  wordFile,
} from '../pipeline/extract/docx/office-file.ts';
import type { Draft, Part, Style, TablePart } from './draft.ts';
import type { Matrix, MatrixCell } from './matrix.ts';
import type { Line } from './prose.ts';
import { escaped } from './written.ts';

const VANISHED = '<w:vanish/>';

function runsOf(text: string, style: Style, properties = ''): string {
  const lines = text.split('\n').map((part) => {
    const middle = Math.ceil(part.length / 2);
    const pieces = style.splitRuns && part.length > 1 ? [part.slice(0, middle), part.slice(middle)] : [part];
    return pieces.map((piece) => run(escaped(piece), properties)).join('');
  });
  return lines.join('<w:r><w:br/></w:r>');
}

function cellContent(cell: MatrixCell, style: Style): string {
  const properties = cell.hidden ? VANISHED : '';
  const hidden = cell.mark?.startsWith('hidden:') ? run(cell.mark.slice(7), VANISHED) : '';
  const mark = cell.mark && hidden === '' ? run(cell.mark, '<w:vertAlign w:val="superscript"/>') : '';
  const deleted =
    style.trackedChanges && cell.kind === 'value' && cell.row % 5 === 0
      ? `<w:del w:id="1" w:author="a"><w:r><w:delText>88</w:delText></w:r></w:del>`
      : '';
  const text =
    style.trackedChanges && deleted
      ? `<w:ins w:id="2" w:author="a">${runsOf(cell.text, style)}</w:ins>`
      : runsOf(cell.text, style, properties);
  return p(`${deleted}${text}${mark}${hidden}`);
}

function tableXml(matrix: Matrix, style: Style): string {
  const grid: (MatrixCell | null)[][] = Array.from({ length: matrix.rows }, () => new Array(matrix.columns).fill(null));
  for (const cell of matrix.cells) for (let r = 0; r < cell.rowSpan; r++) grid[cell.row + r]![cell.column] = cell;
  const rows = grid.map((row, r) => {
    const cells = row.flatMap((cell) => {
      if (cell === null) return [];
      const merge = cell.rowSpan === 1 ? '' : cell.row === r ? '<w:vMerge w:val="restart"/>' : '<w:vMerge/>';
      const content = cell.row === r ? cellContent(cell, style) : '<w:p/>';
      return [tc(content, `${cell.columnSpan > 1 ? span(cell.columnSpan) : ''}${merge}`)];
    });
    const hidden = row.some((cell) => cell?.row === r && cell.hidden === true);
    return tr(cells, hidden ? '<w:hidden/>' : '');
  });
  return tbl(
    Array.from({ length: matrix.columns }, () => 900),
    rows,
  );
}

const framed = (content: string): string => tbl([9000], [tr([tc(`${content}<w:p/>`)])]);

const boxed = (content: string): string =>
  p(
    `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:txbx><w:txbxContent>${content}<w:p/></w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice></mc:AlternateContent></w:r>`,
  );

function framedTable(part: TablePart, style: Style): string {
  const hiddenCells = part.matrix.cells.map((c) => ({ ...c, hidden: true }));
  const xml = tableXml(part.frame === 'hidden' ? { ...part.matrix, cells: hiddenCells } : part.matrix, style);
  if (part.frame === 'textBox') return boxed(xml);
  return part.frame === 'layout' ? framed(xml) : xml;
}

const TOP_ORDINAL = /^[一二三四五六]、/u;
const SECOND_ORDINAL = /^（[一二三四五六]）/u;

function lineXml({ role, text }: Line, style: Style): string {
  const level =
    role === 'heading' && TOP_ORDINAL.test(text) ? 0 : role === 'subheading' && SECOND_ORDINAL.test(text) ? 1 : null;
  if (style.numbered && level !== null) {
    const bare = text.replace(level === 0 ? TOP_ORDINAL : SECOND_ORDINAL, '');
    return p(runsOf(bare, style), `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="1"/></w:numPr>`);
  }
  const alignment = role === 'title' ? 'center' : role === 'signer' || role === 'date' ? 'right' : null;
  return p(runsOf(text, style), alignment ? `<w:jc w:val="${alignment}"/>` : '');
}

const partXml = (part: Part, style: Style): string => {
  if (part.kind === 'line') return lineXml(part, style);
  if (part.kind === 'table') return `${framedTable(part, style)}<w:p/>`;
  const cells = part.tables.map((t) => tc(`${framedTable(t, style)}<w:p/>`));
  return `${tbl(
    part.tables.map(() => 4500),
    [tr(cells)],
  )}<w:p/>`;
};

const NUMBERING = numberingXml(
  '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
);

/** A report as a Word file of raw WordprocessingML. */
export function writeDocx(draft: Draft): Promise<Buffer> {
  const body = draft.parts.map((part) => partXml(part, draft.style)).join('');
  return wordFile({
    'word/document.xml': documentXml(body),
    'word/numbering.xml': NUMBERING,
    'word/_rels/document.xml.rels':
      '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" Target="numbering.xml"/></Relationships>',
  });
}
