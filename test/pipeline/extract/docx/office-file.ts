import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';
import type { Extracted, Source } from '../../../../pipeline/contracts/document.ts';
import type { Block, Grid, Paragraph, Picture } from '../../../../pipeline/contracts/grid.ts';
import { extractDocx } from '../../../../pipeline/extract/docx/docx.ts';
import { occupancy } from '../../../../pipeline/grid/occupancy.ts';

export const NAMESPACES = [
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"',
  'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"',
  'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"',
  'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"',
  'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"',
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"',
  'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"',
  'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"',
  'xmlns:v="urn:schemas-microsoft-com:vml"',
].join(' ');

const PACKAGE_RELATIONSHIPS =
  '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>';

export const documentXml = (body: string): string => `<w:document ${NAMESPACES}><w:body>${body}</w:body></w:document>`;
export const stylesXml = (styles: string): string => `<w:styles ${NAMESPACES}>${styles}</w:styles>`;
export const numberingXml = (definitions: string): string => `<w:numbering ${NAMESPACES}>${definitions}</w:numbering>`;

/** A zip with the given members, in the given order. */
export async function zipOf(members: Readonly<Record<string, string | Buffer>>): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(members)) zip.addBuffer(Buffer.from(content), name);
  zip.end();
  return buffer(zip.outputStream);
}

export const wordFile = (members: Readonly<Record<string, string | Buffer>>): Promise<Buffer> =>
  zipOf({ '_rels/.rels': PACKAGE_RELATIONSHIPS, ...members });

export const sourceOf = (bytes: Uint8Array): Source => ({
  fileName: 'report.docx',
  format: 'docx',
  mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  bytes,
  sha256: '0'.repeat(64),
});

type ExtractedFlow = Extract<Extracted, { kind: 'flow' }>;
type Flow = Omit<ExtractedFlow, 'blocks'> & {
  readonly blocks: readonly Block[];
  readonly pictures: readonly Picture[];
};

/** What a file extracts to, its pictures apart from its paragraphs and tables. */
export async function readFile(bytes: Uint8Array): Promise<Flow> {
  const extracted = await extractDocx(sourceOf(bytes));
  if (extracted.kind !== 'flow') throw new Error(`a DOCX gave ${extracted.kind}`);
  return {
    ...extracted,
    blocks: extracted.blocks.filter((block): block is Block => block.kind !== 'picture'),
    pictures: extracted.blocks.filter((block): block is Picture => block.kind === 'picture'),
  };
}

/** Extracts a document with the given body; `parts` holds word/styles.xml and other members. */
export const read = async (body: string, parts: Readonly<Record<string, string | Buffer>> = {}): Promise<Flow> =>
  readFile(await wordFile({ 'word/document.xml': documentXml(body), ...parts }));

export const paragraphsOf = (flow: Flow): readonly Paragraph[] =>
  flow.blocks.filter((b): b is Paragraph => b.kind === 'paragraph');
export const textsOf = (flow: Flow): readonly string[] => paragraphsOf(flow).map((p) => p.text);
export const gridsOf = (flow: Flow): readonly Grid[] => flow.blocks.filter((b): b is Grid => b.kind === 'table');

/** Each position of a grid with the text of its cell; a position that a cell covers from the left or above is `<` or `^`. */
export const shown = (grid: Grid | undefined): readonly string[] =>
  grid === undefined
    ? []
    : occupancy(grid.cells, grid.rows, grid.columns).map((row, r) =>
        row
          .map((cell, c) => {
            if (cell === null) return '∅';
            if (cell.row === r && cell.column === c) return cell.text.replaceAll('\n', '/');
            return cell.row === r ? '<' : '^';
          })
          .join('|'),
      );

export const run = (text: string, properties = ''): string =>
  `<w:r>${properties === '' ? '' : `<w:rPr>${properties}</w:rPr>`}<w:t xml:space="preserve">${text}</w:t></w:r>`;
export const p = (content: string, properties = ''): string =>
  `<w:p>${properties === '' ? '' : `<w:pPr>${properties}</w:pPr>`}${content}</w:p>`;
export const text = (content: string, properties = ''): string => p(run(content), properties);

/** A cell; `properties` go into tcPr. */
export const tc = (content: string, properties = ''): string =>
  `<w:tc><w:tcPr>${properties}</w:tcPr>${content.startsWith('<') ? content : text(content)}</w:tc>`;
export const tr = (cells: readonly string[], properties = ''): string =>
  `<w:tr>${properties === '' ? '' : `<w:trPr>${properties}</w:trPr>`}${cells.join('')}</w:tr>`;
/** A table over grid columns of the given widths in twips. */
export const tbl = (gridTwips: readonly number[], rows: readonly string[]): string =>
  `<w:tbl><w:tblPr/><w:tblGrid>${gridTwips.map((w) => `<w:gridCol w:w="${w}"/>`).join('')}</w:tblGrid>${rows.join('')}</w:tbl>`;
/** A table of one-column cells with the given texts. */
export const plainTable = (rows: readonly (readonly string[])[]): string =>
  tbl(
    (rows[0] ?? []).map(() => 1000),
    rows.map((row) => tr(row.map((content) => tc(content)))),
  );

export const span = (columns: number): string => `<w:gridSpan w:val="${columns}"/>`;
export const RESTART = '<w:vMerge w:val="restart"/>';
export const CONTINUE = '<w:vMerge/>';
