import { describe, expect, it } from 'vitest';
import { identify } from '../../../pipeline/canonicalise/identify.ts';
import type { Line } from '../../../pipeline/canonicalise/line.ts';
import { mentionsIn } from '../../../pipeline/canonicalise/mentions.ts';
import { readProse } from '../../../pipeline/canonicalise/prose.ts';
import { dateIn, isDateLine, periodIn } from '../../../pipeline/wording/dates.ts';

const line = (text: string, alignment: Line['alignment'] = null): Line => ({
  text,
  alignment,
  headingLevel: null,
  inTable: false,
  origin: null,
});

const SIX = [
  '一、总体情况',
  '二、主动公开政府信息情况',
  '三、收到和处理政府信息公开申请情况',
  '四、政府信息公开行政复议、行政诉讼情况',
  '五、存在的主要问题及改进情况',
  '六、其他需要报告的事项',
];

describe('sections', () => {
  it('the six headings make six sections with their roles', () => {
    const { sections } = readProse(SIX.map((text) => line(text)));
    expect(sections.map((s) => [s.number, s.heading, s.role])).toEqual([
      [1, SIX[0], 'overview'],
      [2, SIX[1], 'proactiveDisclosure'],
      [3, SIX[2], 'applications'],
      [4, SIX[3], 'remedies'],
      [5, SIX[4], 'problems'],
      [6, SIX[5], 'other'],
    ]);
  });

  it.each([
    ['第一部分 ', '第二部分 '],
    ['一　', '二　'],
    ['第一、', '第二、'],
  ])('official titles behind %s are sections', (first, second) => {
    const { sections } = readProse([
      line(`${first}总体情况`),
      line('全年6次。'),
      line(`${second}主动公开政府信息情况`),
    ]);
    expect(sections.map((s) => [s.number, s.role])).toEqual([
      [1, 'overview'],
      [2, 'proactiveDisclosure'],
    ]);
  });

  it('a title that is like the one before it is a section of its own', () => {
    const titles = ['一、概述', '二、主动公开政府信息情况', '三、依申请公开政府信息情况', '四、政府信息公开收费情况'];
    const lines = titles.flatMap((title) => [line(title), line('（一）基本情况。全年共6项。')]);
    expect(readProse(lines).sections.map((s) => s.heading)).toEqual(titles);
  });

  it('a list that starts anew inside a section opens no section', () => {
    const lines = [SIX[0]!, '一、加强组织领导。明确责任。', '二、拓宽渠道。', ...SIX.slice(1)].map((text) =>
      line(text),
    );
    expect(readProse(lines).sections.map((s) => s.heading)).toEqual(SIX);
  });

  it('a heading that lost its ordinal is known by the official title', () => {
    const { sections } = readProse(['总体情况', SIX[1]!].map((text) => line(text)));
    expect(sections.map((s) => [s.number, s.heading])).toEqual([
      [1, '总体情况'],
      [2, SIX[1]],
    ]);
  });

  it('a sub-heading and its text in one paragraph are told apart', () => {
    const { sections } = readProse(
      [SIX[0]!, '（一）主动公开情况。全年公开信息3条。', '（二）依申请公开', '收到申请1件。'].map((t) => line(t)),
    );
    expect(sections[0]?.children.map((c) => [c.heading, c.paragraphs])).toEqual([
      ['（一）主动公开情况', ['全年公开信息3条。']],
      ['（二）依申请公开', ['收到申请1件。']],
    ]);
  });

  it('signature and date at the end belong to no section', () => {
    const { sections, closing } = readProse([
      ...SIX.map((t) => line(t)),
      line('无。'),
      line('东屏区教育局', 'right'),
      line('2023年1月4日', 'right'),
    ]);
    expect(closing).toEqual(['东屏区教育局', '2023年1月4日']);
    expect(sections.at(-1)?.paragraphs).toEqual(['无。']);
  });
});

describe('dates', () => {
  it.each([
    ['2024年1月18日', '2024-01-18'],
    ['2024-02-22 10:18:21', '2024-02-22'],
    ['二〇二四年一月十八日', '2024-01-18'],
    ['2022 年 12 月 31 日', '2022-12-31'],
    ['二○二二年十二月三十一日', '2022-12-31'],
  ])('%s is %s', (text, date) => expect(dateIn(text)).toBe(date));

  it.each(['2022126日', '2023年2月30日', '2022年13月1日', '202111日'])('%s is no date', (text) =>
    expect(dateIn(text)).toBeNull(),
  );

  it('only a date alone is a date line', () => {
    expect(isDateLine('　　2023年1月5日')).toBe(true);
    expect(isDateLine('截至2023年1月5日')).toBe(false);
  });

  it.each([
    ['自2023年1月1日起至12月31日止', '2023-01-01', '2023-12-31'],
    ['从 2021 年1月1日起，至 2021 年12月31日止', '2021-01-01', '2021-12-31'],
    ['2018年1月1日起至2018年12月30日止', '2018-01-01', '2018-12-30'],
    ['2023年1月1日—2023年12月31日', '2023-01-01', '2023-12-31'],
  ])('%s is a span of time', (text, start, end) => expect(periodIn(text)).toEqual({ start, end }));

  it('a span that lost its years and months is none', () => expect(periodIn('自202111日起至1231日止')).toBeNull());
});

describe('facts', () => {
  const facts = (preface: readonly string[], closing: readonly string[] = []) =>
    identify({ preface: preface.map((t) => line(t)), body: [], closing, facts: [], meta: [] });

  it.each([
    [['东屏区教育局2022年政府信息公开工作年度报告'], '东屏区教育局', 2022],
    [['2025年度清坪区教育局政府信息公开工作年度报告'], '清坪区教育局', 2025],
    [['双桥区公安局', '2021年政府信息公开工作年度报告'], '双桥区公安局', 2021],
    [['自治区经济和信息化厅2021政府信息公开', '工作年度报告'], '自治区经济和信息化厅', 2021],
    [['河北省人民政府办公厅', '2024年政府信息公开', '工作年度报告'], '河北省人民政府办公厅', 2024],
  ])('%j gives %s and %d', (lines, agency, year) => expect(facts(lines)).toMatchObject({ agency, year }));

  it('the full name on the page is taken for the short one in the title', () => {
    const found = facts([
      '新疆维吾尔自治区工业和信息化厅',
      '政府信息公开',
      '2018年自治区工信厅政府信息公开工作年度报告',
    ]);
    expect(found.agency).toBe('新疆维吾尔自治区工业和信息化厅');
  });

  it('contact data are those of the sentence that offers contact', () => {
    const found = facts([
      '如有疑问，请与我局联系（地址：西昌市福利路5号，邮编：615000，电话：0834-2189047，传真：0834-2189048，电子邮箱：a_b@163.com）。',
    ]);
    expect(found.contact).toEqual({
      address: '西昌市福利路5号',
      postcode: '615000',
      phone: '0834-2189047',
      fax: '0834-2189048',
      email: 'a_b@163.com',
    });
  });

  it('an address ends before what is in brackets behind it, but for a room', () => {
    expect(facts(['联系地址：福利路5号（邮编：615000）。如有疑问，请拨打0834-2189047。']).contact).toMatchObject({
      address: '福利路5号',
      postcode: '615000',
      phone: '0834-2189047',
    });
    expect(facts(['地址：福利路5号（行政中心3楼）。']).contact.address).toBe('福利路5号(行政中心3楼)');
  });

  it('what the document does not say is null', () => {
    expect(facts(['政府信息公开工作年度报告'])).toMatchObject({
      agency: null,
      year: null,
      period: null,
      publishedOn: null,
      signedOn: null,
    });
  });

  it('a damaged date gives no date of signature', () => {
    expect(facts([], ['凉山州经济和信息化局', '2022126日'])).toMatchObject({
      signer: '凉山州经济和信息化局',
      signedOn: null,
    });
  });
});

describe('mentions', () => {
  const cells = (text: string) =>
    mentionsIn([{ text, section: 1 }], { years: [2021], form: '2021' })
      .filter((m) => m.refersTo)
      .map((m) => [m.refersTo, m.quantity]);

  it('verb and object name the cell', () => {
    expect(
      cells(
        '2021年，本年新收政府信息公开申请860件，其中自然人707件，法人或其他组织153件，上年结转92件。本年度共办理答复902件，其中予以公开251件、部分公开99件等。结转下年度继续办理50件。',
      ),
    ).toEqual([
      ['applications/newlyReceived/total', 860],
      ['applications/newlyReceived/naturalPerson', 707],
      ['applications/carriedOver/total', 92],
      ['applications/handledTotal/total', 902],
      ['applications/disclosed/total', 251],
      ['applications/partiallyDisclosed/total', 99],
      ['applications/carriedForward/total', 50],
    ]);
  });

  it.each([
    '认真办理人大代表建议6件、政协委员提案3件，办复率均为100%。',
    '全年办结群众来信77件。',
    '上年同期收到政府信息公开申请12件。',
    '收到政府信息公开申请10余件。',
  ])('%s names no cell', (text) => expect(cells(text)).toEqual([]));
});
