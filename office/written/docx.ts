import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  HeadingLevel,
  type IParagraphOptions,
  convertMillimetersToTwip as mm,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextDirection,
  TextRun,
  VerticalAlignTable,
} from 'docx';
import { visibleLine } from '../../pipeline/wording/visible-line.ts';
import { undatedDocx } from '../../pipeline/zip/undated.ts';
import type { FormCell } from '../form-layout.ts';
import type { Block, WrittenDocument } from './document.ts';
import { type FilledForm, type FilledTable, filledCell } from './filled-form.ts';

/** Half points, as Word counts: 小二, 四号, 五号, 小五. */
const SIZE = { title: 36, body: 28, table: 21, form: 18 } as const;
const FONT = { title: '黑体', body: '仿宋', table: '宋体' } as const;
/** A4 with the margins of official letters, in millimetres. */
const PAPER = { short: 210, long: 297, top: 30, side: 25 } as const;
/** Millimetres of the columns of table three that hold labels, and the share of the first column elsewhere. */
const LABELS_MM = [12, 24, 62] as const;
const LABEL_SHARE = 0.34;
/** Of a standing page they take half, so that seven columns of numbers have room. */
const MOST_LABELS = 0.5;
/** Of the width: the name beside a bar, and its number. */
const BAR_SHARES = { name: 0.32, text: 0.14 } as const;

type Content = Paragraph | Table;

const fontOf = (eastAsia: string) => ({ ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia });
interface Look {
  readonly size: number;
  readonly font: string;
  readonly bold?: boolean;
  readonly color?: string;
}
const line = (text: string, { size, font, bold = false, color = '000000' }: Look, options: IParagraphOptions = {}) =>
  new Paragraph({
    ...options,
    children: [new TextRun({ text: visibleLine(text), size, bold, color, font: fontOf(font) })],
  });
const BODY: Look = { size: SIZE.body, font: FONT.body };
const TABLE: Look = { size: SIZE.table, font: FONT.table };
const FORM: Look = { size: SIZE.form, font: FONT.table };

/** A written document as a Word file. Every text stands in it as plain characters. */
export async function documentDocx({ title, landscape, blocks, signature }: WrittenDocument): Promise<Buffer> {
  const width = mm((landscape ? PAPER.long : PAPER.short) - 2 * PAPER.side);
  const children: Content[] = [
    line(
      title,
      { size: SIZE.title, font: FONT.title, bold: true },
      { alignment: AlignmentType.CENTER, heading: HeadingLevel.TITLE, spacing: { after: 240 } },
    ),
    ...blocks.flatMap((block) => contentOf(block, width)),
  ];
  if (signature !== null) {
    const right = { alignment: AlignmentType.RIGHT };
    if (signature.office !== null) children.push(line(signature.office, BODY, { ...right, spacing: { before: 480 } }));
    children.push(line(signature.day, BODY, right));
  }
  const document = new Document({
    creator: 'gouji',
    title: visibleLine(title),
    sections: [
      {
        properties: {
          page: {
            // The library turns the sides of a lying page itself.
            size: {
              width: mm(PAPER.short),
              height: mm(PAPER.long),
              orientation: landscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
            },
            margin: { top: mm(PAPER.top), bottom: mm(PAPER.side), left: mm(PAPER.side), right: mm(PAPER.side) },
          },
        },
        footers: { default: pageNumber() },
        children,
      },
    ],
  });
  return undatedDocx(await Packer.toBuffer(document));
}

const pageNumber = (): Footer =>
  new Footer({
    children: [
      new Paragraph({
        alignment: AlignmentType.CENTER,
        children: [new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'], size: SIZE.table })],
      }),
    ],
  });

function contentOf(block: Block, width: number): Content[] {
  switch (block.kind) {
    case 'heading':
      return [heading(block.text)];
    case 'paragraph':
      return [line(block.text, BODY, { indent: { firstLine: 2 * SIZE.body * 10 }, spacing: { line: 336 } })];
    case 'note':
      return [line(block.text, { ...TABLE, color: '444444' }, { spacing: { before: 40, after: 80 } })];
    case 'table':
      return [tableOf(block, width), line('', TABLE)];
    case 'bars':
      return barsOf(block, width);
    case 'form':
      return formOf(block.form, width);
    default:
      return block satisfies never;
  }
}

const heading = (text: string): Paragraph =>
  line(
    text,
    { size: SIZE.body, font: FONT.title },
    { heading: HeadingLevel.HEADING_1, keepNext: true, spacing: { before: 240, after: 80 } },
  );

const MARGINS = { top: 40, bottom: 40, left: 80, right: 80 };
const GREY = { type: ShadingType.CLEAR, fill: 'F0F0F0', color: 'auto' };

const fixed = (columnWidths: readonly number[], rows: readonly TableRow[]): Table =>
  new Table({
    width: { size: columnWidths.reduce((sum, each) => sum + each, 0), type: 'dxa' },
    layout: TableLayoutType.FIXED,
    columnWidths,
    rows,
  });

function tableOf({ columns, rows, widths }: Extract<Block, { kind: 'table' }>, width: number): Table {
  const shares = widths ?? columns.map(() => 1);
  const all = shares.reduce((sum, share) => sum + share, 0);
  const sizes = shares.map((share) => Math.floor((width * share) / all));
  const cell = (text: string, index: number, isHead: boolean): TableCell =>
    new TableCell({
      width: { size: sizes[index] ?? 0, type: 'dxa' },
      margins: MARGINS,
      ...(isHead ? { shading: GREY } : {}),
      children: [line(text, { ...TABLE, bold: isHead })],
    });
  return fixed(sizes, [
    new TableRow({
      tableHeader: true,
      cantSplit: true,
      children: columns.map((text, index) => cell(text, index, true)),
    }),
    ...rows.map(
      (row) =>
        new TableRow({
          cantSplit: true,
          children: columns.map((_, index) => cell(row[index] ?? '', index, false)),
        }),
    ),
  ]);
}

const NO_LINE = { style: BorderStyle.NONE, size: 0, color: 'auto' };
const NO_BORDERS = { top: NO_LINE, bottom: NO_LINE, left: NO_LINE, right: NO_LINE };

/** Bars as shaded cells: every program shows them, and no font is needed to draw them. */
function barsOf({ caption, bars }: Extract<Block, { kind: 'bars' }>, width: number): Content[] {
  const most = Math.max(...bars.map(({ value }) => value), 0);
  const name = Math.floor(width * BAR_SHARES.name);
  const text = Math.floor(width * BAR_SHARES.text);
  const room = width - name - text;
  const cell = (size: number, content: string, shaded: boolean): TableCell =>
    new TableCell({
      width: { size, type: 'dxa' },
      margins: { top: 20, bottom: 20, left: 60, right: 60 },
      borders: NO_BORDERS,
      ...(shaded ? { shading: { type: ShadingType.CLEAR, fill: '1F3A5F', color: 'auto' } } : {}),
      children: [line(content, TABLE)],
    });
  const tables = bars.map((bar) => {
    const long = most === 0 ? 0 : Math.floor((room * Math.max(0, bar.value)) / most);
    const sizes = long === 0 ? [name, room + text] : [name, long, text + room - long];
    const cells =
      long === 0
        ? [cell(name, bar.name, false), cell(room + text, bar.text, false)]
        : [cell(name, bar.name, false), cell(long, '', true), cell(text + room - long, bar.text, false)];
    return fixed(sizes, [new TableRow({ cantSplit: true, children: cells })]);
  });
  // Two tables one after the other would be one: a line of no height parts them.
  const parted = tables.flatMap((table) => [table, new Paragraph({ spacing: { line: 20, lineRule: 'exact' } })]);
  return [line(caption, { ...TABLE, bold: true }, { alignment: AlignmentType.CENTER, keepNext: true }), ...parted];
}

function formOf(form: FilledForm, width: number): Content[] {
  return [
    ...form.about.map((text) => line(text, TABLE)),
    ...form.tables.flatMap((table) => [heading(table.heading), formTable(table, width)]),
    ...form.notes.map((text) => line(text, TABLE, { spacing: { before: 80 } })),
  ];
}

function widthsOf({ table, layout }: FilledTable, width: number): number[] {
  const { columns } = layout;
  if (table === 'remedies') return Array.from({ length: columns }, () => Math.floor(width / columns));
  if (table === 'proactiveDisclosure') {
    const label = Math.floor(width * LABEL_SHARE);
    return [label, ...Array.from({ length: columns - 1 }, () => Math.floor((width - label) / (columns - 1)))];
  }
  const share = Math.min(1, (width * MOST_LABELS) / LABELS_MM.reduce<number>((sum, each) => sum + mm(each), 0));
  const labels = LABELS_MM.map((each) => Math.floor(mm(each) * share));
  const rest = width - labels.reduce((sum, each) => sum + each, 0);
  const values = columns - labels.length;
  return [...labels, ...Array.from({ length: values }, () => Math.floor(rest / values))];
}

function formTable(table: FilledTable, width: number): Table {
  const sizes = widthsOf(table, width);
  const cell = (place: FormCell): TableCell => {
    const size = sizes.slice(place.column, place.column + place.columnSpan).reduce((sum, each) => sum + each, 0);
    const isLabel = place.kind === 'label';
    const text = isLabel ? place.text : filledCell(table, place.path).text;
    const isLeft = isLabel && (place.role === 'row' || place.role === 'note') && !place.vertical;
    return new TableCell({
      width: { size, type: 'dxa' },
      rowSpan: place.rowSpan,
      columnSpan: place.columnSpan,
      margins: { ...MARGINS, left: 40, right: 40 },
      verticalAlign: VerticalAlignTable.CENTER,
      ...(isLabel && place.vertical ? { textDirection: TextDirection.TOP_TO_BOTTOM_RIGHT_TO_LEFT } : {}),
      children: [line(text, FORM, { alignment: isLeft ? AlignmentType.LEFT : AlignmentType.CENTER })],
    });
  };
  return fixed(
    sizes,
    table.layout.rows.map((row) => new TableRow({ cantSplit: true, children: row.map(cell) })),
  );
}
