import {
  AlignmentType,
  Document,
  ExternalHyperlink,
  FootnoteReferenceRun,
  Header,
  HeadingLevel,
  LevelFormat,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  VerticalMergeType,
} from 'docx';
import mammoth from 'mammoth';
import { describe, expect, it } from 'vitest';
import { gridsOf, paragraphsOf, readFile, shown } from './office-file.ts';

const cell = (text: string, more: { columnSpan?: number; rowSpan?: number } = {}) =>
  new TableCell({ children: [new Paragraph(text)], ...more });

/** A report as a program that knows nothing of ours writes it. */
const report = () =>
  Packer.toBuffer(
    new Document({
      numbering: {
        config: [
          {
            reference: 'headings',
            levels: [
              { level: 0, format: LevelFormat.CHINESE_COUNTING, text: '%1、' },
              { level: 1, format: LevelFormat.CHINESE_COUNTING, text: '（%2）' },
            ],
          },
        ],
      },
      footnotes: { 1: { children: [new Paragraph('脚注的内容')] } },
      sections: [
        {
          headers: { default: new Header({ children: [new Paragraph('页眉')] }) },
          children: [
            new Paragraph({ text: '某局2023年度报告', alignment: AlignmentType.CENTER, heading: HeadingLevel.TITLE }),
            new Paragraph({
              text: '总体情况',
              heading: HeadingLevel.HEADING_1,
              numbering: { reference: 'headings', level: 0 },
            }),
            new Paragraph({ text: '主动公开', numbering: { reference: 'headings', level: 1 } }),
            new Paragraph({
              children: [
                new TextRun('全年公开信息'),
                new TextRun({ text: '12', bold: true }),
                new FootnoteReferenceRun(1),
                new TextRun('条，见'),
                new ExternalHyperlink({ link: 'https://example.org', children: [new TextRun('网站')] }),
                new TextRun('。'),
              ],
            }),
            new Paragraph({
              text: '申请',
              heading: HeadingLevel.HEADING_1,
              numbering: { reference: 'headings', level: 0 },
            }),
            new Table({
              rows: [
                new TableRow({ children: [cell('项目', { rowSpan: 2 }), cell('申请人情况', { columnSpan: 2 })] }),
                new TableRow({ children: [cell('自然人'), cell('总计')] }),
                new TableRow({
                  children: [
                    new TableCell({ children: [new Paragraph('新收')], verticalMerge: VerticalMergeType.RESTART }),
                    cell('3'),
                    cell('4'),
                  ],
                }),
                new TableRow({
                  children: [
                    new TableCell({ children: [new Paragraph('')], verticalMerge: VerticalMergeType.CONTINUE }),
                    cell('5'),
                    cell('6'),
                  ],
                }),
              ],
            }),
            new Paragraph({ text: '某局', alignment: AlignmentType.RIGHT }),
          ],
        },
      ],
    }),
  );

const extracted = async () => {
  return readFile(await report());
};

describe('a report written by another program', () => {
  it('gives its paragraphs with numbers, levels and alignment', async () => {
    expect(paragraphsOf(await extracted()).map((p) => [p.text, p.headingLevel, p.alignment])).toEqual([
      ['某局2023年度报告', null, 'center'],
      ['一、总体情况', 1, null],
      ['（一）主动公开', null, null],
      ['全年公开信息12条，见网站。', null, null],
      ['二、申请', 1, null],
      ['某局', null, 'right'],
    ]);
  });

  it('gives its table as it is drawn', async () => {
    expect(shown(gridsOf(await extracted())[0])).toEqual(['项目|申请人情况|<', '^|自然人|总计', '新收|3|4', '^|5|6']);
  });

  it('an independent reader finds no text that is missing here', async () => {
    const { value } = await mammoth.extractRawText({ buffer: await report() });
    const flow = await extracted();
    const ours = flow.blocks
      .flatMap((b) => (b.kind === 'paragraph' ? [b.text] : b.cells.map((c) => c.text)))
      .join('\n');
    const theirs = value.split('\n').filter((line) => line !== '' && line !== '脚注的内容');
    expect(theirs.length).toBeGreaterThan(10);
    expect(theirs.filter((line) => !ours.includes(line))).toEqual([]);
  });
});
