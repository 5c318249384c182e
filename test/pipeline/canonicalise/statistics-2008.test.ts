import { describe, expect, it } from 'vitest';
import { STATISTICS_2008_INDICATORS } from '../../../config/catalogue/statistics-2008.ts';
import type { CanonicalReport } from '../../../pipeline/contracts/report.ts';
import { readLines } from '../../../pipeline/reconstruct/lines/lines.ts';
import { validate } from '../../../pipeline/validate/validate.ts';
import { gridOf, paragraph } from '../form-grid.ts';
import { read } from './reading.ts';

/** Indicator, unit and figure as an agency fills them in; every sum of the table holds. */
const PRINTED: readonly (readonly [label: string, unit: string, figure: string])[] = [
  ['一、主动公开情况', '', ''],
  ['（一）主动公开政府信息数（不同渠道和方式公开相同信息计1条）', '条', '643'],
  ['其中：主动公开规范性文件数', '条', '7'],
  ['1.政府公报公开政府信息数', '条', '0'],
  ['2.政府网站公开政府信息数', '条', '598'],
  ['3.政务微博公开政府信息数', '条', '41'],
  ['4.政务微信公开政府信息数', '条', '112'],
  ['5.其他方式公开政府信息数', '条', '9'],
  ['三、依申请公开情况', '', ''],
  ['（一）收到申请数', '件', '31'],
  ['1.当面申请数', '件', '4'],
  ['2.传真申请数', '件', '1'],
  ['3.网络申请数', '件', '20'],
  ['4.信函申请数', '件', '6'],
  ['（二）申请办结数', '件', '30'],
  ['1.按时办结数', '件', '28'],
  ['2.延期办结数', '件', '2'],
  ['（三）申请答复数', '件', '30'],
  ['1.属于已主动公开范围数', '件', '5'],
  ['2.同意公开答复数', '件', '12'],
  ['3.同意部分公开答复数', '件', '2'],
  ['4.不同意公开答复数', '件', '3'],
  ['其中：1.涉及国家秘密', '件', '0'],
  ['2.涉及商业秘密', '件', '1'],
  ['3.涉及个人隐私', '件', '1'],
  ['4.危及国家安全、公共安全、经济安全和社会稳定', '件', '0'],
  ['5.不是《条例》所指政府信息', '件', '1'],
  ['6.法律法规规定的其他情形', '件', '0'],
  ['5.不属于本行政机关公开数', '件', '3'],
  ['6.申请信息不存在数', '件', '4'],
  ['7.告知作出更改补充数', '件', '1'],
  ['8.告知通过其他途径办理数', '件', '0'],
  ['四、行政复议数量', '件', '3'],
  ['（一）维持具体行政行为数', '件', '2'],
  ['（二）被依法纠错数', '件', '1'],
  ['（三）其他情形数', '件', '0'],
  ['五、行政诉讼数量', '件', '2'],
  ['（一）维持具体行政行为或者驳回原告诉讼请求数', '件', '1'],
  ['（二）被依法纠错数', '件', '0'],
  ['（三）其他情形数', '件', '1'],
  ['七、依申请公开信息收取的费用', '万元', '0.35'],
  ['（三）从事政府信息公开工作人员数', '人', '5'],
  ['1.专职人员数（不包括政府公报及政府网站工作人员数）', '人', '2'],
  ['2.兼职人员数', '人', '3'],
];

const EXPECTED: Readonly<Record<string, number>> = {
  disclosed: 643,
  normativeDisclosed: 7,
  byGazette: 0,
  byWebsite: 598,
  byMicroblog: 41,
  byWechat: 112,
  byOther: 9,
  received: 31,
  inPerson: 4,
  byFax: 1,
  byNetwork: 20,
  byLetter: 6,
  done: 30,
  doneInTime: 28,
  doneExtended: 2,
  replied: 30,
  alreadyPublic: 5,
  agreed: 12,
  partlyAgreed: 2,
  refused: 3,
  refusedSecret: 0,
  refusedTrade: 1,
  refusedPrivacy: 1,
  refusedStability: 0,
  refusedNotInformation: 1,
  refusedByLaw: 0,
  notHeld: 3,
  notExisting: 4,
  toCorrect: 1,
  otherWay: 0,
  reviews: 3,
  reviewsUpheld: 2,
  reviewsCorrected: 1,
  reviewsOther: 0,
  suits: 2,
  suitsUpheld: 1,
  suitsCorrected: 0,
  suitsOther: 1,
  fees: 0.35,
  staff: 5,
  staffFull: 2,
  staffPart: 3,
};

type Row = readonly string[];
const HEADER: Row = ['统计指标', '单位', '统计数'];
/** Rows with the group that each stands in; the headings of groups are left out. */
const GROUPED = PRINTED.reduce<{ group: string; rows: { group: string; row: Row; isFirst: boolean }[] }>(
  ({ group, rows }, row) =>
    row[2] === ''
      ? { group: row[0], rows }
      : { group, rows: [...rows, { group, row, isFirst: rows.at(-1)?.group !== group }] },
  { group: '', rows: [] },
).rows;
const COUNTED = GROUPED.map(({ row }) => row);
const HALF = Math.ceil(PRINTED.length / 2);
const FRONT = ['临泽市林业局2015年政府信息公开工作年度报告', '一、概述', '全年开展了政府信息公开工作。'];

const asMarkup = (rows: Parameters<typeof gridOf>[0]): CanonicalReport =>
  read([...FRONT.map((text, i) => paragraph(text, i + 1)), paragraph('政府信息公开情况统计表'), gridOf(rows)]);
const asGrid = (rows: readonly Row[]): CanonicalReport => asMarkup(rows.map((row) => row.map((text) => ({ text }))));

const asText = (lines: readonly string[]): CanonicalReport =>
  read(readLines([...FRONT, '政府信息公开情况统计表', ...lines].map((text, i) => ({ number: i + 1, text }))));

const rows = (change: (row: Row) => Row = (row) => row): Row[] => PRINTED.map((row) => change(row));

const VARIANTS: Readonly<Record<string, () => CanonicalReport>> = {
  'three columns with a header': () => asGrid([['统计指标', '单位', '统计数'], ...rows()]),
  'no header': () => asGrid(rows()),
  'dashes in the rows that only head a group': () =>
    asGrid(rows(([label, unit, figure]) => [label!, unit || '——', figure || '——'])),
  'the unit in brackets behind the figure': () =>
    asGrid(
      rows(([label, unit, figure]) => [label!, figure === '' ? '' : unit === '万元' ? figure! : `${figure}${unit}`]),
    ),
  'a column of codes': () =>
    asGrid([
      ['指标名称', '代码', '单位', '数量'],
      ...rows(([label, unit, figure]) => [label!, String(100 + label!.length), unit!, figure!]),
    ]),
  'a column of sums over years': () =>
    asGrid([
      ['统计指标', '单位', '本年数', '历年累计'],
      ...rows(([label, unit, figure]) => [label!, unit!, figure!, figure === '' ? '' : String(Number(figure) + 900)]),
    ]),
  'a column that counts the rows': () =>
    asGrid([['序号', '统计指标', '单位', '统计数'], ...PRINTED.map((row, i) => [String(i + 1), ...row])]),
  'a column of groups, repeated': () =>
    asGrid([['类别', ...HEADER], ...GROUPED.map(({ group, row }) => [group, ...row])]),
  'a column of groups, merged': () =>
    asMarkup(
      GROUPED.map(({ group, row, isFirst }) => [
        ...(isFirst ? [{ text: group, rowSpan: GROUPED.filter((other) => other.group === group).length }] : []),
        ...row.map((text) => ({ text })),
      ]),
    ),
  'two halves side by side': () =>
    asGrid([
      [...HEADER, ...HEADER],
      ...rows()
        .slice(0, HALF)
        .map((row, i) => [...row, ...(PRINTED[HALF + i] ?? ['', '', ''])]),
    ]),
  'indicators in the header, figures below': () =>
    asGrid([COUNTED.map((row) => row[0]!), COUNTED.map((row) => row[2]!)]),
  'the unit behind the figure': () => asGrid(rows(([label, unit, figure]) => [label!, figure!, unit!])),
  'a colon in text': () => asText(COUNTED.map(([label, unit, figure]) => `${label}：${figure}${unit}`)),
  'nothing between in text': () => asText(COUNTED.map(([label, unit, figure]) => `${label}${figure}${unit}`)),
  'dots in text': () => asText(COUNTED.map(([label, unit, figure]) => `${label}……${figure}${unit}`)),
  'commas in text': () => asText(rows().map((row) => row.join(','))),
  'tabs in text': () => asText(rows().map((row) => row.join('\t'))),
  'pipes in text': () => asText(rows().map((row) => `| ${row.join(' | ')} |`)),
  'columns of spaces in text': () => asText(rows().map(([label, unit, figure]) => `${label}    ${unit}    ${figure}`)),
  'one space in text': () => asText(rows().map((row) => row.join(' ').trim())),
  'a cell a line': () => asText(rows().flatMap((row) => row.filter((text) => text !== ''))),
};

describe('the statistical table of reports up to 2018', () => {
  it.each(Object.entries(VARIANTS))('is read with every figure right or in doubt: %s', (_, make) => {
    const report = make();
    const table = report.tables.statistics2008;
    const wrong = Object.entries(EXPECTED).filter(([key, value]) => {
      const cell = table?.rows[key]?.count;
      return cell?.value !== value && cell?.needsReview !== true;
    });
    expect(wrong).toEqual([]);
    expect(report.unplaced).toEqual([]);
    expect(validate(report).findings.filter(({ rule }) => rule.startsWith('statistics2008'))).toEqual([]);
  });

  it('knows every indicator by its own label', () => {
    const report = asGrid(STATISTICS_2008_INDICATORS.map(({ label }, i) => [label, '件', String(i + 1)]));
    const read = Object.entries(report.tables.statistics2008?.rows ?? {}).map(([key, { count }]) => [
      key,
      count?.value,
    ]);
    expect(read).toEqual(STATISTICS_2008_INDICATORS.map(({ key }, i) => [key, i + 1]));
  });

  it('keeps an indicator of a local table under its own text', () => {
    const report = asGrid([...rows(), ['本市特有指标数', '件', '77']]);
    expect(report.tables.statistics2008?.rows.本市特有指标数?.count?.value).toBe(77);
  });

  it.each([
    ['received', '（一）收到申请数', '32'],
    ['done', '（二）申请办结数', '29'],
    ['replied', '（三）申请答复数', '31'],
    ['refused', '4.不同意公开答复数', '4'],
    ['review', '四、行政复议数量', '4'],
    ['suit', '五、行政诉讼数量', '3'],
  ])('a wrong sum is an error of the agency with its cells: %s', (rule, label, figure) => {
    const report = asGrid(rows((row) => (row[0] === label ? [row[0]!, row[1]!, figure] : row)));
    const found = validate(report).findings.filter((f) => f.rule === `statistics2008.${rule}`);
    expect(found).toEqual([expect.objectContaining({ severity: 'error', cause: 'agency' })]);
    expect(found[0]!.cells[0]).toMatch(/^statistics2008\/\w+\/count$/u);
  });

  it('keeps the place of a number that is the count of nothing', () => {
    const report = asGrid([
      ['统计指标', '单位', '统计数', ''],
      ...rows().map((row, i) => [...row, i === 9 ? '本市' : '']),
      ['', '', '', '88'],
      ['备查', '', '', ''],
    ]);
    expect(report.tables.statistics2008?.rows.received?.count?.value).toBe(31);
    expect(report.unplaced.map(({ text }) => text)).toEqual(['88']);
  });

  it.each([
    ['6', []],
    ['5', ['warning']],
  ])('counts an indicator of its own among the parts of a sum: %s', (figure, severities) => {
    const report = asGrid(
      rows().flatMap((row) =>
        row[0] === '（一）收到申请数'
          ? [[row[0], row[1]!, '37']]
          : row[0] === '3.网络申请数'
            ? [['3.电子邮件申请数', '件', figure], row]
            : [row],
      ),
    );
    const found = validate(report).findings.filter(({ rule }) => rule === 'statistics2008.received');
    expect(found.map(({ severity }) => severity)).toEqual(severities);
  });

  it('is missing only where there is none', () => {
    const missing = (report: CanonicalReport) =>
      validate(report).findings.some(({ rule }) => rule === 'structure.stat-table-missing');
    expect(missing(asGrid(rows()))).toBe(false);
    expect(missing(read(FRONT.map((text, i) => paragraph(text, i + 1))))).toBe(true);
  });
});
