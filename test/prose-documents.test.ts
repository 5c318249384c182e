import { describe, expect, it } from 'vitest';
import type { CheckedReport, Section } from '../pipeline/contracts/report.ts';
import { convert } from '../pipeline/convert.ts';
import { documentXml, p, run, sourceOf, wordFile } from './pipeline/extract/docx/office-file.ts';

/** The same lines as a text file, a web page and a Word file: what a line is does not depend on the format. */
const escaped = (line: string): string => line.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
const encoded = (text: string): Uint8Array => new TextEncoder().encode(text);

const asText = (lines: readonly string[]) =>
  convert({ ...sourceOf(encoded(lines.join('\n'))), fileName: '报告.txt', format: 'text' }, null);
const asPage = (lines: readonly string[]) => {
  const body = lines.map((line) => `<p>${escaped(line)}</p>`).join('\n');
  const page = `<!DOCTYPE html><html><head><meta charset="utf-8"><title></title></head><body>${body}</body></html>`;
  return convert({ ...sourceOf(encoded(page)), fileName: '报告.html', format: 'html' }, null);
};
const asWord = async (lines: readonly string[]) =>
  convert(
    sourceOf(await wordFile({ 'word/document.xml': documentXml(lines.map((line) => p(run(escaped(line)))).join('')) })),
    null,
  );

const FORMATS = [
  ['text', asText],
  ['a page', asPage],
  ['Word', asWord],
] as const;

const TITLE = '双溪县林业局2022年政府信息公开工作年度报告';
const OFFICIAL = [
  '总体情况',
  '主动公开政府信息情况',
  '收到和处理政府信息公开申请情况',
  '政府信息公开行政复议、行政诉讼情况',
  '存在的主要问题及改进情况',
  '其他需要报告的事项',
];
const NUMERALS = '一二三四五六';
/** Sections with a paragraph each. */
const sections = (ordinal: (i: number) => string): string[] =>
  OFFICIAL.flatMap((title, i) => [`${ordinal(i)}${title}`, `本部分第${i + 1}段，全年检查1次，情况良好。`]);
const SIX = sections((i) => `${NUMERALS[i]}、`);
const SHORT = SIX.slice(0, 6);
const SIGNED = ['双溪县林业局', '2023年1月9日'];

const numbers = (of: readonly Section[]): (number | null)[] => of.map((section) => section.number);
const rules = (report: CheckedReport): string[] => report.validation.findings.map((finding) => finding.rule);

describe.each(FORMATS)('in %s', (_, read) => {
  describe('a date under the title', () => {
    it.each([
      [['2023年1月9日']],
      [['（2023年1月9日）']],
      [['(2023-01-09)']],
      [['2023年1月9日)']],
      [['二〇二三年一月九日']],
      [['双溪县林业局', '2023年1月9日']],
      [['双溪县林业局（2023年1月9日）']],
      [['2023-01-09 15:20']],
    ])('leaves a short report its sections: %j', async (lines) => {
      const report = await read([TITLE, ...lines, ...SHORT]);
      expect(numbers(report.sections)).toEqual([1, 2, 3]);
      expect(report.report.signedOn ?? report.report.publishedOn).toBe('2023-01-09');
      expect(report.closing).toEqual([]);
      expect(rules(report)).not.toContain('publication.date-missing');
    });

    it('does not take the place of a signature at the end', async () => {
      const report = await read([TITLE, '（2023年1月6日）', ...SIX, ...SIGNED]);
      expect(report.report).toMatchObject({ signedOn: '2023-01-09', signer: '双溪县林业局' });
      expect(report.closing).toEqual(SIGNED);
    });

    it('without a day is no date, and the day is asked for', async () => {
      const report = await read([TITLE, '双溪县林业局办公室', '2023年1月', ...SIX]);
      expect(report.report).toMatchObject({ signedOn: null, signer: '双溪县林业局办公室' });
      const [finding] = report.validation.findings.filter(({ rule }) => rule === 'publication.date-missing');
      expect(finding?.message).toBe('落款日期“2023年1月”没有写明是哪一日。');
    });
  });

  describe('a signature at the end', () => {
    it.each([
      [['2023年1月9日', '双溪县林业局']],
      [['双溪县林业局 2023年1月9日']],
      [['双溪县林业局2023年1月9日']],
      [['双溪县林业局', '2023 年 1 月 9 日', '附件：统计表']],
      [['双溪县林业局', '2023-01-09']],
    ])('is read from %j', async (lines) => {
      const { report } = await read([TITLE, ...SIX, ...lines]);
      expect(report).toMatchObject({ signer: '双溪县林业局', signedOn: '2023-01-09' });
    });
  });

  describe('labelled facts', () => {
    it.each([
      [['更新时间:2023-02-20 10:04 发布时间:2023-01-11 09:57 来源:林业局'], '2023-01-11', null],
      [['来源：林业局 时间：2023-01-11 10:01'], '2023-01-11', null],
      [['成文日期：2023年1月9日', '发布日期：2023年1月11日', '来源：林业局'], '2023-01-11', '2023-01-09'],
      [['2023年01月11日来源:林业局'], '2023-01-11', null],
      [['2023-01-11 10:20', '来源：林业局'], '2023-01-11', null],
      [['更新时间：2023-02-20', '来源：林业局'], null, null],
    ])('%j give publication and signing apart', async (lines, publishedOn, signedOn) => {
      const { report } = await read([TITLE, ...lines, ...SIX]);
      expect(report).toMatchObject({ publishedOn, signedOn, publisher: '林业局' });
    });
  });

  describe('the title', () => {
    it.each([
      [['首页 > 政务公开 > 政府信息公开年报 > 部门政府信息公开工作年度报告', TITLE]],
      [['当前位置：首页 » 年度报告', TITLE]],
      [[TITLE, TITLE]],
      [['双溪县林业局', '2022年', '政府信息公开工作年度报告']],
      [['双溪县林业局2022政府信息公开工作年度报告']],
      [['双溪县林业局2022年政府信息公开 工作告年度报']],
      [['2022年双溪县林业局信息公开年报']],
      [['双溪县林业局政府信息公开工作年度报告（2022年）']],
      [['双溪县人民政府门户网站', '2022年政府信息公开工作年度报告']],
      [['双溪县林业局2021年政府信息公开工作年度报告', TITLE]],
    ])('%j gives agency and year', async (lines) => {
      const period = '本报告所列数据的统计期限为2022年1月1日至2022年12月31日。';
      const { report } = await read([...lines, period, ...SIX, ...SIGNED]);
      expect(report).toMatchObject({ agency: '双溪县林业局', year: 2022 });
      expect(report.title).toMatch(/^(?:双溪|2022年)/);
    });

    it.each([
      ['现公布《双溪县林业局2022年政府信息公开工作年度报告》。'],
      ['现将双溪县林业局2022年政府信息公开工作年度报告公布如下。'],
      ['双溪县林业局根据《条例》编制本报告，数据的统计期限为2022年1月1日至2022年12月31日。'],
    ])('may be missing where a sentence names the report: %s', async (sentence) => {
      const report = await read([sentence, ...SIX]);
      expect(report.report).toMatchObject({ title: null, agency: '双溪县林业局', year: 2022 });
      expect(rules(report)).toContain('identity.title-form');
    });

    it('is not taken from the documents that the report rests on', async () => {
      const basis = '按照《国务院办公厅关于印发政府信息公开工作年度报告格式的通知》编制。';
      const report = await read([basis, ...SIX]);
      expect(report.report).toMatchObject({ title: null, agency: null });
      expect(rules(report)).toContain('identity.agency-unknown');
    });

    it('missing, the year is the only one that sentences open with', async () => {
      const told = (...sentences: string[]) => read(['一、总体情况', ...sentences, '二、主动公开政府信息情况', '无。']);
      expect((await told('2022年，我局公开信息3条。', '2023年将继续。')).report.year).toBe(2022);
      expect((await told('2022年，我局公开信息3条。', '2021年，我局公开2条。')).report.year).toBeNull();
    });
  });

  describe('section headings', () => {
    it.each([['一 '], ['第一部分 '], ['1、'], ['（一）'], ['']])('are found behind %j', async (first) => {
      const ordinal = (i: number): string => first.replace('一', NUMERALS[i]!).replace('1', String(i + 1));
      const report = await read([TITLE, ...sections(ordinal), ...SIGNED]);
      expect(report.sections.map((section) => section.role)).toEqual([
        'overview',
        'proactiveDisclosure',
        'applications',
        'remedies',
        'problems',
        'other',
      ]);
      expect(report.sections.every((section) => section.paragraphs.length === 1)).toBe(true);
    });

    it.each([
      ['三是', 'structure.section-title'],
      ['', 'structure.heading-ordinal-lost'],
      ['3、', null],
      ['（三）', null],
    ])('with %j for 三、 are whole', async (third, rule) => {
      const report = await read([TITLE, ...sections((i) => (i === 2 ? third : `${NUMERALS[i]}、`)), ...SIGNED]);
      expect(numbers(report.sections)).toEqual([1, 2, 3, 4, 5, 6]);
      expect(rules(report)).not.toContain('structure.section-missing');
      expect(rules(report)).not.toContain('narrative.enum-gap');
      if (rule !== null) expect(rules(report)).toContain(rule);
    });

    it.each([['（二）'], ['2.'], ['']])('are told from the sub-heading %j with the words of one', async (ordinal) => {
      const sub = [`${ordinal}${OFFICIAL[2]}`, '全年收到申请2件，均已答复。'];
      const report = await read([TITLE, ...SIX.slice(0, 1), '（一）主动公开。发布3条。', ...sub, ...SIX.slice(1)]);
      expect(numbers(report.sections)).toEqual([1, 2, 3, 4, 5, 6]);
      expect(JSON.stringify(report.sections[0])).toContain('全年收到申请2件');
      if (ordinal === '（二）') expect(numbers(report.sections[0]!.children)).toEqual([1, 2]);
    });

    it('a number left out is told, and no section is lost', async () => {
      const heads = ['一、概述', '二、主动公开情况', '四、依申请公开情况', '五、收费情况', '六、问题和改进'];
      const lines = heads.flatMap((head) => [head, '2016年，检查1次，情况良好。']);
      const report = await read([
        '双溪县林业局2016年政府信息公开工作年度报告',
        ...lines,
        '双溪县林业局',
        '2017年3月2日',
      ]);
      expect(report.sections.map((section) => section.heading)).toEqual(heads);
      const [finding] = report.validation.findings.filter(({ rule }) => rule === 'structure.section-order');
      expect(finding).toMatchObject({ message: '各部分的序号从“二”跳到“四”，缺“三”。', cause: 'unknown' });
    });

    it('of a table of contents hold no text', async () => {
      const contents = OFFICIAL.map((title, i) => `${NUMERALS[i]}、${title}……${i + 1}`);
      const report = await read([TITLE, '目录', ...contents, ...SIX, ...SIGNED]);
      expect(numbers(report.sections)).toEqual([1, 2, 3, 4, 5, 6]);
      expect(report.sections[0]!.paragraphs).toHaveLength(1);
    });

    it('of a list that begins anew open no section', async () => {
      const heads = ['一、概述', '二、主动公开情况', '三、依申请公开情况', '四、问题和改进'];
      const list = ['一、加强组织领导。明确责任。', '二、完善制度。修订1项。', '三、强化培训。组织1次。'];
      const lines = heads.flatMap((head, i) => [head, ...(i === 1 ? list : ['2016年，检查1次，情况良好。'])]);
      const report = await read(['双溪县林业局2016年政府信息公开工作年度报告', ...lines]);
      expect(report.sections.map((section) => section.heading)).toEqual(heads);
    });
  });

  it('sub-headings without their numbers are told once, and stay sub-headings', async () => {
    const aspects = ['主动公开', '依申请公开', '政府信息管理', '平台建设', '（）监督保障'];
    const overview = aspects.flatMap((aspect) => [aspect, '全年检查1次，情况良好。']);
    const report = await read([TITLE, SIX[0]!, ...overview, ...SIX.slice(2), ...SIGNED]);
    expect(report.sections[0]!.children.map((child) => child.heading)).toEqual(aspects);
    const told = report.validation.findings.filter(({ rule }) => rule === 'structure.heading-ordinal-lost');
    expect(told.map((finding) => finding.message)).toEqual(['小标题“主动公开”等5处没有序号，括号里是空的。']);
  });

  it('sentences without a heading are no report that passes', async () => {
    const report = await read([TITLE, '（2023年1月9日）', '全年公开信息40条，收到申请3件。', '下一步继续做好工作。']);
    expect(report.report.signedOn).toBe('2023-01-09');
    expect(report.validation.status).not.toBe('passed');
  });
});

describe('what a report says of itself', () => {
  const told = (sentence: string, year = 2022) =>
    asText([`双溪县林业局${year}年政府信息公开工作年度报告`, sentence, ...SIX, '双溪县林业局', `${year + 1}年1月9日`]);

  it.each([
    ['数据的统计期限自2008年5月1日起至2008年12月31日止。', 2008, []],
    ['数据的统计期限自2008年5月1日（条例施行之日）至12月31日。', 2008, []],
    ['数据的统计期限自2009年5月1日起至2009年12月31日止。', 2009, ['narrative.period']],
    ['数据的统计期限自2022年1月1日起至12月30日止。', 2022, ['narrative.period']],
    ['数据的统计期限为2022年1月至12月。', 2022, []],
    ['数据的统计期限从2022年1月1日至12月31止。', 2022, ['narrative.digit-loss']],
  ])('%s', async (sentence, year, expected) => {
    const report = await told(sentence, year);
    expect(rules(report).filter((rule) => /^narrative\.(?:period|digit-loss)/.test(rule))).toEqual(expected);
  });

  it('telephone and fax share a number, and the address of a site is no address', async () => {
    const { report } = await told(
      '可在网站（网站地址：http://www.shuangxi.example/）下载。联系我局（地址：双溪县河东路8号，电话、传真：0000-2233445，邮编：000000）。',
    );
    expect(report.contact).toEqual({
      address: '双溪县河东路8号',
      postcode: '000000',
      phone: '0000-2233445',
      fax: '0000-2233445',
      email: null,
    });
  });
});
