import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalise } from '../../../pipeline/canonicalise/canonicalise.ts';
import type { Block } from '../../../pipeline/contracts/grid.ts';
import type { LeftOut } from '../../../pipeline/contracts/ink.ts';
import { applicationsRows, gridOf, type MarkupRow, paragraph, proactiveRows, remediesRows } from '../form-grid.ts';
import { cellAt, read, SOURCE, TITLE } from './reading.ts';

const HEADINGS = ['一、总体情况', '五、存在的主要问题及改进情况', '六、其他需要报告的事项'];
const prose: readonly Block[] = HEADINGS.flatMap((heading) => [
  paragraph(heading),
  paragraph('全年按要求开展政府信息公开工作，没有其他需要说明的情况。'),
]);

const whole = (proactive: readonly MarkupRow[]): readonly Block[] => [
  TITLE,
  ...prose,
  gridOf(proactive, 1),
  gridOf(applicationsRows('2021'), 2),
  gridOf(remediesRows({}), 3),
];

const withLeftOut = (leftOut: readonly LeftOut[]) =>
  canonicalise(
    {
      blocks: whole(proactiveRows('2021')),
      meta: [],
      notes: [],
      leftOut,
      pageCount: null,
      scannedPages: [],
      unreadPages: [],
      ocrEngines: [],
    },
    SOURCE,
  );

describe('the account of the ink', () => {
  it('finds a place for everything in a report that is as the form has it', () => {
    expect(read(whole(proactiveRows('2021'))).unplaced).toEqual([]);
  });

  it('keeps a row that the form does not have, with its numbers and its place', () => {
    const rows = proactiveRows('2021');
    const at = rows.findIndex((row) => row.some(({ text }) => text.includes('规范性文件')));
    const own = ['机关内部文件', '41', '0', '87'].map((text) => ({ text }));
    const { unplaced } = read(whole([...rows.slice(0, at + 1), own, ...rows.slice(at + 1)]));
    expect(unplaced).toContainEqual({
      text: '机关内部文件\t41\t0\t87',
      origin: expect.objectContaining({ table: 1, row: at + 2 }),
      looksLike: 'row',
    });
  });

  it('loses no number of such a row, whatever it is called', () => {
    const rows = proactiveRows('2021');
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1000, max: 9_999_999 }), { minLength: 1, maxLength: 3 }), (numbers) => {
        const own = ['甲乙丙丁', ...numbers.map(String)].map((text) => ({ text }));
        const { unplaced, tables } = read(whole([...rows.slice(0, 5), own, ...rows.slice(5)]));
        const kept = JSON.stringify([unplaced, tables]);
        expect(numbers.every((number) => kept.includes(String(number)))).toBe(true);
      }),
      { numRuns: 25 },
    );
  });

  it('takes a column that only counts the rows for furniture', () => {
    const numbered = applicationsRows('2021').map((row, i) => [{ text: i === 0 ? '序号' : String(i) }, ...row]);
    const { unplaced } = read([TITLE, ...prose, gridOf(numbered, 1)]);
    expect(unplaced.filter(({ looksLike }) => looksLike === 'number')).toEqual([]);
  });

  it('keeps the header of a table whose rows are lost, where that table is missed', () => {
    const stump = gridOf([['申请人情况', '自然人', '法人或其他组织', '总计'].map((text) => ({ text }))], 2);
    const { unplaced, tables } = read([TITLE, ...prose, gridOf(proactiveRows('2021'), 1), stump]);
    expect(tables.applications).toBeNull();
    expect(unplaced).toMatchObject([{ looksLike: 'label', origin: { table: 2, row: 1 } }]);
    expect(unplaced[0]!.text).toContain('自然人');
  });

  it('keeps what stands in the prose and is a row of a table, or bytes of another code', () => {
    const torn = ['ÿˆNåNlQ开\t86\t90\t68\t226', 'Õl‹_'].map((text) => paragraph(text));
    const { unplaced } = read([...whole(proactiveRows('2021')), ...torn]);
    expect(unplaced).toMatchObject([{ looksLike: 'row', text: 'ÿˆNåNlQ开\t86\t90\t68\t226' }, { text: 'Õl‹_' }]);
    const named = paragraph('邀请Müller先生介绍“kāi fàng”平台的经验，参会86人。');
    expect(read([...whole(proactiveRows('2021')), named]).unplaced).toEqual([]);
  });

  it('keeps a table that is none of the form, row by row', () => {
    const annex = [
      ['渠道', '条数'],
      ['政务微博', '318'],
    ].map((row) => row.map((text) => ({ text })));
    const { unplaced } = read([TITLE, ...prose, gridOf(annex, 1)]);
    expect(unplaced.map(({ text }) => text)).toContain('政务微博\t318');
  });

  it('takes a table of the agency’s own in a section of prose as a part of the section, where the form is whole', () => {
    const own = (...rows: readonly (readonly string[])[]) =>
      gridOf(
        rows.map((row) => row.map((text) => ({ text }))),
        9,
      );
    const channels = own(['渠道', '公开数量（条）'], ['政务微博', '318'], ['总计', '318']);
    const withOwn = (grid: Block, rest = whole(proactiveRows('2021')).slice(1)) =>
      read([TITLE, ...rest.slice(0, 2), grid, ...rest.slice(2)]);
    const report = withOwn(channels);
    expect(report.unplaced).toEqual([]);
    expect(report.sections[0]!.paragraphs).toContain('渠道\t公开数量（条）\n政务微博\t318\n总计\t318');
    for (const doubtful of [
      own(['渠道', '数量'], ['行政许可', '318']),
      own(['政务微博', '318'], ['微信', '20']),
      own(['渠道', '数量'], ['ÿˆNåNlQ开', '318']),
    ])
      expect(withOwn(doubtful).unplaced).not.toEqual([]);
    const torn = whole(proactiveRows('2021').slice(0, -1)).slice(1);
    expect(withOwn(channels, torn).unplaced).not.toEqual([]);
  });

  it('keeps a paragraph in which the cells of a table were run together', () => {
    const cells = proactiveRows('2021').flatMap((row) => row.map((cell) => cell.text));
    const { unplaced } = read([TITLE, ...prose, paragraph(cells.join(''), 20)]);
    expect(unplaced).toMatchObject([{ origin: { paragraph: 20 }, looksLike: 'row' }]);
    const named = paragraph('作出行政许可5件，行政处罚3件，行政强制0件，收取行政事业性收费2万元。', 20);
    expect(read([TITLE, ...prose, named]).unplaced).toEqual([]);
  });

  it('keeps what remains of a table in the prose as one loss', () => {
    const { unplaced } = read([
      TITLE,
      ...prose,
      paragraph('一、本年新收政府信息公开申请数量', 20),
      paragraph('4', 21),
      paragraph('0', 22),
    ]);
    expect(unplaced).toEqual([
      { text: '一、本年新收政府信息公开申请数量\n4\n0', origin: { paragraph: 20 }, looksLike: 'row' },
    ]);
  });

  it('takes a date in figures for a date, not for a number of a table', () => {
    expect(
      read([...whole(proactiveRows('2021')), paragraph('某市水利局办公室', 20), paragraph('2024.1.15', 21)]).unplaced,
    ).toEqual([]);
  });

  it('keeps prose that stands under no section where none was found', () => {
    const sentence = '全年公开信息五十余条，收到申请两件，均在规定时限内答复申请人。';
    expect(read([TITLE, paragraph(sentence, 2)]).unplaced).toEqual([
      { text: sentence, origin: { paragraph: 2 }, looksLike: 'paragraph' },
    ]);
  });

  it('counts pictures, unread pages and objects among what found no place, and furniture not', () => {
    const origin = { paragraph: 9 };
    const { unplaced } = withLeftOut([
      { kind: 'picture', text: '', origin },
      { kind: 'embedded', text: '', origin },
      { kind: 'furniture', text: '首页 > 政务公开', origin },
    ]);
    expect(unplaced.map(({ looksLike }) => looksLike)).toEqual(['picture', 'embedded']);
  });

  it('counts hidden text only where it may be a part of the report', () => {
    const hidden = (text: string): LeftOut => ({ kind: 'hidden', text, origin: null });
    expect(withLeftOut([hidden('登录'), hidden('一、本年新收政府信息公开申请数量\t3')]).unplaced).toEqual([
      { text: '一、本年新收政府信息公开申请数量\t3', origin: null, looksLike: 'hidden' },
    ]);
  });

  it('doubts the empty cells beside a number without a place', () => {
    const rows = proactiveRows('2021', { 'administrativeLicensing/decisions': '' });
    const at = rows.findIndex((row) => row.some(({ text }) => text.includes('行政许可')));
    const beside = rows.map((row, i) => (i === at ? [...row, { text: '1366' }] : row));
    const report = read(whole(beside));
    const cell = cellAt(report, 'proactiveDisclosure/administrativeLicensing/decisions');
    expect(JSON.stringify([report.unplaced, cell])).toContain('1366');
    expect(cell).toMatchObject({ needsReview: true });
  });
});
