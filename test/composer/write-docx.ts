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
    const printed = row.filter((cell) => cell !== null);
    const left = style.legacyGrid ? printed.findIndex((cell) => !isLeftOut(cell)) : 0;
    const right = style.legacyGrid ? printed.findLastIndex((cell) => !isLeftOut(cell)) : printed.length - 1;
    const kept = left < 0 ? printed : printed.slice(left, right + 1);
    const cells = kept.map((cell, i) => {
      const merge = cell.rowSpan === 1 ? '' : cell.row === r ? '<w:vMerge w:val="restart"/>' : '<w:vMerge/>';
      const content = cell.row === r ? cellContent(cell, style) : '<w:p/>';
      const joined = style.legacyGrid ? joinedCells(content, cell.columnSpan, merge) : null;
      const xml = joined ?? tc(content, `${cell.columnSpan > 1 ? span(cell.columnSpan) : ''}${merge}`);
      return style.contentControls && (r + i) % 3 === 0 ? controlled(xml) : xml;
    });
    const hidden = row.some((cell) => cell?.row === r && cell.hidden === true) ? '<w:hidden/>' : '';
    const before = left > 0 ? `<w:gridBefore w:val="${left}"/>` : '';
    const after = left >= 0 && right < printed.length - 1 ? `<w:gridAfter w:val="${printed.length - 1 - right}"/>` : '';
    const xml = tr(cells, `${before}${after}${hidden}`);
    return style.contentControls && r % 4 === 1 ? controlled(xml) : xml;
  });
  const xml = tbl(
    Array.from({ length: matrix.columns }, () => 900),
    rows,
  );
  return style.contentControls ? controlled(xml) : xml;
}

/** A blank cell at the edge of a row, which Word may skip over instead of writing it. */
const isLeftOut = (cell: MatrixCell): boolean =>
  cell.kind === 'empty' && cell.text === '' && cell.rowSpan === 1 && cell.columnSpan === 1;

/** A cell over several columns as old versions of Word write it: one cell a column, joined to the first. */
const joinedCells = (content: string, columns: number, merge: string): string | null =>
  columns === 1 || merge !== ''
    ? null
    : [
        tc(content, '<w:hMerge w:val="restart"/>'),
        ...Array.from({ length: columns - 1 }, () => tc('<w:p/>', '<w:hMerge/>')),
      ].join('');

const controlled = (content: string): string =>
  `<w:sdt><w:sdtPr><w:alias w:val="a"/></w:sdtPr><w:sdtContent>${content}</w:sdtContent></w:sdt>`;

const framed = (content: string): string => tbl([9000], [tr([tc(`${content}<w:p/>`)])]);

/** A text box; `twice` with the copy for older programs that Word writes beside it. */
function boxed(content: string, twice: boolean): string {
  const copy = twice
    ? `<mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>${content}<w:p/></w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback>`
    : '';
  return p(
    `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:txbx><w:txbxContent>${content}<w:p/></w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice>${copy}</mc:AlternateContent></w:r>`,
  );
}

function framedTable(part: TablePart, style: Style): string {
  const hiddenCells = part.matrix.cells.map((c) => ({ ...c, hidden: true }));
  const xml = tableXml(part.frame === 'hidden' ? { ...part.matrix, cells: hiddenCells } : part.matrix, style);
  if (part.frame === 'textBox' || part.frame === 'textBoxTwice') return boxed(xml, part.frame === 'textBoxTwice');
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
