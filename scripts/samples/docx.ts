import {
  AlignmentType,
  Document,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx';
import type { LayoutCell, Part } from './parts.ts';

const ALIGNMENT = { left: AlignmentType.LEFT, center: AlignmentType.CENTER, right: AlignmentType.RIGHT } as const;

const run = (text: string, bold = false): TextRun => new TextRun({ text, bold, font: { eastAsia: '宋体' }, size: 21 });

const cellOf = (cell: LayoutCell): TableCell =>
  new TableCell({
    columnSpan: cell.columnSpan,
    rowSpan: cell.rowSpan,
    verticalAlign: VerticalAlign.CENTER,
    children: (cell.vertical ? [...cell.text] : [cell.text]).map(
      (text) => new Paragraph({ alignment: AlignmentType.CENTER, children: [run(text, cell.header)] }),
    ),
  });

const blockOf = (part: Part): Paragraph | Table =>
  part.kind === 'table'
    ? new Table({
        width: { size: 100, type: WidthType.PERCENTAGE },
        rows: part.rows.map((row) => new TableRow({ children: row.map(cellOf) })),
      })
    : new Paragraph({
        ...(part.alignment ? { alignment: ALIGNMENT[part.alignment] } : {}),
        children: [run(part.text, part.heading)],
      });

/** A Word file with merged cells and the vertical label letter by letter. */
export const docxOf = (parts: readonly Part[]): Promise<Buffer> =>
  Packer.toBuffer(new Document({ sections: [{ children: parts.map(blockOf) }] }));
