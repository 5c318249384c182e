import { describe, expect, it } from 'vitest';
import { factsIn, proseDoubts } from '../../../pipeline/canonicalise/fact-doubts.ts';
import { doubt } from '../../../pipeline/contracts/doubt.ts';

const facts = {
  title: '青川县水利局2023年政府信息公开工作年度报告',
  agency: '青川县水利局',
  year: 2023,
  period: { start: '2023-01-01', end: '2023-12-31' },
  publishedOn: null,
  signedOn: '2024-01-18',
  indexNumber: null,
  documentNumber: null,
  contact: { address: '青川县河西路8号', postcode: null, phone: '0816-5550123', fax: null, email: null },
  signer: '青川县水利局',
  publisher: null,
};

describe('facts that rest on a doubtful line', () => {
  it('the title names the agency and the year, a signature its signer, a date line its date', () => {
    expect(factsIn(facts, '2023年政府信息公开工作年度报告')).toEqual(['report/title', 'report/year']);
    expect(factsIn(facts, '青川县水利局')).toEqual(['report/title', 'report/agency', 'report/signer']);
    expect(factsIn(facts, '2024年1月18日')).toEqual(['report/signedOn']);
    expect(factsIn(facts, '联系电话：0816-5550123')).toEqual(['report/contact/phone']);
    expect(factsIn(facts, '全年收到申请18件')).toEqual([]);
  });

  it('a doubt of a paragraph covers the facts that the paragraph states in folded characters', () => {
    const origin = { page: 1, bbox: [0, 0, 1, 1] as const };
    const doubts = [doubt('low-confidence', { seen: '青川縣水利局' })];
    const line = {
      kind: 'paragraph' as const,
      text: '青川縣水利局',
      alignment: null,
      headingLevel: null,
      origin,
      doubts,
    };
    expect(proseDoubts([line], facts, (text) => text.replace('縣', '县'))).toEqual([
      { doubt: { ...doubts[0], origin }, cells: ['report/title', 'report/agency', 'report/signer'] },
    ]);
  });

  it('an address over two lines rests on both', () => {
    expect(factsIn(facts, '有疑问请联系（地址：青川县河')).toEqual(['report/contact/address']);
    expect(factsIn(facts, '河西路8号，邮编不详）。')).toEqual(['report/contact/address']);
  });

  const printed = (text: string, seen?: string) => ({
    kind: 'paragraph' as const,
    text,
    alignment: null,
    headingLevel: null,
    origin: { paragraph: 1 },
    ...(seen === undefined ? {} : { doubts: [doubt('low-confidence', { seen })] }),
  });
  it('covers the agency where another engine read another name, however often the first one reads it alike', () => {
    const line = printed('青川县水利局', '青川县水利局');
    const doubts = [doubt('low-confidence', { seen: '青川县水利局', couldMean: ['青州县水利局'] })];
    const elsewhere = printed('青川县水利局认真贯彻条例');
    const cells = proseDoubts([{ ...line, doubts }, elsewhere], facts, (text) => text).flatMap((each) => each.cells);
    expect(cells).toContain('report/agency');
  });

  const cellsOf = (...paragraphs: ReturnType<typeof printed>[]) =>
    proseDoubts(paragraphs, facts, (text) => text).flatMap(({ cells }) => cells);

  it('covers what was seen in doubt, not all that its paragraph says', () => {
    expect(cellsOf(printed('青川县水利局办公室联系，电话：0816-5550123', '电话：0816-5550123'))).toEqual([
      'report/contact/phone',
    ]);
  });

  it('leaves out a name that was read without doubt elsewhere', () => {
    const signature = printed('青川县水利局', '青川县水利局');
    expect(cellsOf(signature)).toContain('report/agency');
    expect(cellsOf(printed('青川县水利局2023年政府信息公开工作年度报告'), signature)).toEqual([]);
  });

  it('keeps a name that ends as no body does, however often it was read', () => {
    const misread = {
      ...facts,
      agency: '青川县人民政府瓣公',
      title: '青川县人民政府瓣公2023年政府信息公开工作年度报告',
    };
    const cells = proseDoubts(
      [printed('青川县人民政府瓣公', '青川县人民政府瓣公'), printed('青川县人民政府瓣公高度重视。')],
      misread,
      (text) => text,
    ).flatMap((each) => each.cells);
    expect(cells).toContain('report/agency');
  });
});
