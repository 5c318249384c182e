import {
  AlignmentType,
  convertMillimetersToTwip,
  Document,
  Footer,
  HeadingLevel,
  type IParagraphOptions,
  Packer,
  PageNumber,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
} from 'docx';
import { NOTICE_WORDS } from '../../config/notice-words.ts';
import { undatedDocx } from '../zip/undated.ts';
import type { Notice, NoticeItem, NoticePoint } from './notice.ts';
import { plainText } from './plain-text.ts';

/** Half points, as Word counts: 小二, 四号, 小四, 五号. */
const SIZE = { title: 36, body: 28, point: 24, small: 21 } as const;
const FONT = { title: '黑体', body: '仿宋', table: '宋体' } as const;
/** Twentieths of a point: two characters of the body. */
const INDENT = 560;
/** Lines of the body 1.4 times their height. */
const LINE = 336;

/** A4 with the margins of official letters. */
const PAGE = { top: 30, right: 24, bottom: 26, left: 26, width: 210, height: 297 } as const;
/** Columns of the table of a point in millimetres; together the width between the margins. */
const COLUMNS = [11, 34, 45, 29, 41].map((mm) => convertMillimetersToTwip(mm));
const FACT_COLUMNS = [30, 130].map((mm) => convertMillimetersToTwip(mm));
const WIDTH = convertMillimetersToTwip(160);

interface Look {
  readonly size: number;
  readonly font: string;
  readonly bold?: boolean;
  readonly color?: string;
}

const run = (text: string, { size, font, bold = false, color = '000000' }: Look): TextRun =>
  new TextRun({
    text: plainText(text),
    size,
    bold,
    font: { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: font },
    color,
  });

const paragraph = (text: string, look: Look, options: IParagraphOptions = {}): Paragraph =>
  new Paragraph({ ...options, children: [run(text, look)] });

const BODY: Look = { size: SIZE.body, font: FONT.body };
const TABLE: Look = { size: SIZE.small, font: FONT.table };
const HEAD: Look = { ...TABLE, bold: true };

const body = (text: string): Paragraph =>
  paragraph(text, BODY, { indent: { firstLine: INDENT }, spacing: { line: LINE } });

const tableCell = (width: number, children: readonly Paragraph[], shaded = false): TableCell =>
  new TableCell({
    width: { size: width, type: 'dxa' },
    margins: { top: 40, bottom: 40, left: 80, right: 80 },
    verticalAlign: shaded ? VerticalAlign.CENTER : VerticalAlign.TOP,
    ...(shaded ? { shading: { type: ShadingType.CLEAR, fill: 'F0F0F0', color: 'auto' } } : {}),
    children,
  });

const table = (columnWidths: readonly number[], rows: readonly TableRow[]): Table =>
  new Table({ width: { size: WIDTH, type: 'dxa' }, layout: TableLayoutType.FIXED, columnWidths, rows });

const factsTable = (facts: Notice['facts']): Table =>
  table(
    FACT_COLUMNS,
    facts.map(
      ([name, value]) =>
        new TableRow({
          cantSplit: true,
          children: [
            tableCell(FACT_COLUMNS[0]!, [paragraph(name, HEAD)], true),
            tableCell(FACT_COLUMNS[1]!, [paragraph(value, TABLE)]),
          ],
        }),
    ),
  );

const itemRow = (item: NoticeItem, i: number): TableRow => {
  const quote = item.quote === null ? [] : [paragraph(NOTICE_WORDS.quote(item.quote), { ...TABLE, color: '444444' })];
  const texts = [item.place, item.found, item.expected ?? '—', item.remedy ?? '—'];
  return new TableRow({
    cantSplit: true,
    children: [
      tableCell(COLUMNS[0]!, [paragraph(`${i + 1}`, TABLE, { alignment: AlignmentType.CENTER })]),
      ...texts.map((text, c) => tableCell(COLUMNS[c + 1]!, [paragraph(text, TABLE), ...(c === 1 ? quote : [])])),
    ],
  });
};

const headRow = (): TableRow =>
  new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: NOTICE_WORDS.columns.map((name, c) =>
      tableCell(COLUMNS[c]!, [paragraph(name, HEAD, { alignment: AlignmentType.CENTER, keepNext: true })], true),
    ),
  });

const why = (words: string, text: string): Paragraph =>
  paragraph(`${words}${text}`, { ...TABLE, color: '444444' }, { keepNext: true, spacing: { after: 40 } });

function pointBlocks({ title, basis, formula, items, more }: NoticePoint, i: number): readonly (Paragraph | Table)[] {
  const places = items.length > 1 ? NOTICE_WORDS.places(items.length + more) : '';
  return [
    paragraph(
      `${i + 1}. ${title}${places}`,
      { size: SIZE.point, font: FONT.body, bold: true },
      { heading: HeadingLevel.HEADING_2, keepNext: true, spacing: { before: 200, after: 40 } },
    ),
    ...(basis === '' ? [] : [why(NOTICE_WORDS.basis, basis)]),
    ...(formula === null ? [] : [why(NOTICE_WORDS.formula, formula)]),
    table(COLUMNS, [headRow(), ...items.map(itemRow)]),
    ...(more > 0 ? [paragraph(NOTICE_WORDS.more(more), TABLE)] : []),
  ];
}

const partBlocks = (part: Notice['parts'][number]): readonly (Paragraph | Table)[] => [
  paragraph(
    part.heading,
    { size: SIZE.body, font: FONT.title },
    { heading: HeadingLevel.HEADING_1, keepNext: true, spacing: { before: 320, after: 80 } },
  ),
  ...part.points.flatMap(pointBlocks),
];

const signature = (text: string, before: number): Paragraph =>
  paragraph(text, BODY, { alignment: AlignmentType.RIGHT, spacing: { before, line: LINE } });

const pageNumber = (): Footer =>
  new Footer({
    children: [
      new Paragraph({
        alignment: AlignmentType.CENTER,
        children: [new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'], size: SIZE.small })],
      }),
    ],
  });

/** A letter as a Word file. Every text of the report stands in it as plain characters. */
export async function noticeDocx(notice: Notice): Promise<Buffer> {
  const { title, facts, addressee, opening, parts, closing, office, date } = notice;
  const mm = convertMillimetersToTwip;
  const document = new Document({
    creator: 'gouji',
    title,
    sections: [
      {
        properties: {
          page: {
            size: { width: mm(PAGE.width), height: mm(PAGE.height) },
            margin: { top: mm(PAGE.top), right: mm(PAGE.right), bottom: mm(PAGE.bottom), left: mm(PAGE.left) },
          },
        },
        footers: { default: pageNumber() },
        children: [
          paragraph(
            title,
            { size: SIZE.title, font: FONT.title, bold: true },
            { alignment: AlignmentType.CENTER, heading: HeadingLevel.TITLE, spacing: { after: 240 } },
          ),
          factsTable(facts),
          paragraph('', BODY),
          ...(addressee === null
            ? []
            : [paragraph(NOTICE_WORDS.addressee(addressee), BODY, { spacing: { line: LINE } })]),
          body(opening),
          ...parts.flatMap(partBlocks),
          ...(closing === null ? [] : [paragraph('', BODY), body(closing)]),
          ...(office === null ? [] : [signature(office, 480)]),
          signature(NOTICE_WORDS.day(date), office === null ? 480 : 0),
        ],
      },
    ],
  });
  return undatedDocx(await Packer.toBuffer(document));
}
