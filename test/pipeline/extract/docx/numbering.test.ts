import { describe, expect, it } from 'vitest';
import { numeral } from '../../../../pipeline/extract/docx/numeral.ts';
import { gridsOf, numberingXml, p, read, run, shown, stylesXml, tbl, tc, text, textsOf, tr } from './office-file.ts';

const level = (depth: number, format: string, pattern: string, more = '<w:suff w:val="nothing"/>') =>
  `<w:lvl w:ilvl="${depth}"><w:start w:val="1"/><w:numFmt w:val="${format}"/>${more}<w:lvlText w:val="${pattern}"/></w:lvl>`;
const definition = (id: number, levels: string) => `<w:abstractNum w:abstractNumId="${id}">${levels}</w:abstractNum>`;
const instance = (id: number, of: number, overrides = '') =>
  `<w:num w:numId="${id}"><w:abstractNumId w:val="${of}"/>${overrides}</w:num>`;
const item = (content: string, id: number, depth = 0) =>
  p(content === '' ? '' : run(content), `<w:numPr><w:ilvl w:val="${depth}"/><w:numId w:val="${id}"/></w:numPr>`);
const readWith = (numbering: string, body: string, styles = '') =>
  read(body, { 'word/numbering.xml': numberingXml(numbering), 'word/styles.xml': stylesXml(styles) });

const OUTLINE =
  level(0, 'chineseCountingThousand', '%1、') + level(1, 'chineseCounting', '（%2）') + level(2, 'decimal', '%3.');

describe('automatic numbers', () => {
  it('stand in the text of headings, and lower levels start anew under each', async () => {
    const body =
      item('总体情况', 1) +
      item('主动公开', 1, 1) +
      item('文件', 1, 2) +
      item('申请', 1, 1) +
      item('问题', 1) +
      item('队伍', 1, 1);
    expect(textsOf(await readWith(definition(0, OUTLINE) + instance(1, 0), body))).toEqual([
      '一、总体情况',
      '（一）主动公开',
      '1.文件',
      '（二）申请',
      '二、问题',
      '（一）队伍',
    ]);
  });

  it('go on behind text without numbers and in another instance of the same definition', async () => {
    const body = item('甲', 1) + text('正文') + item('乙', 1) + item('丙', 2);
    expect(textsOf(await readWith(definition(0, OUTLINE) + instance(1, 0) + instance(2, 0), body))).toEqual([
      '一、甲',
      '正文',
      '二、乙',
      '三、丙',
    ]);
  });

  it('start where an override says, once', async () => {
    const override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>';
    const body = item('甲', 1) + item('乙', 2) + item('丙', 2);
    expect(textsOf(await readWith(definition(0, OUTLINE) + instance(1, 0) + instance(2, 0, override), body))).toEqual([
      '一、甲',
      '五、乙',
      '六、丙',
    ]);
  });

  it('take the format of an override', async () => {
    const override = `<w:lvlOverride w:ilvl="0">${level(0, 'decimal', '第%1条')}</w:lvlOverride>`;
    expect(textsOf(await readWith(definition(0, OUTLINE) + instance(1, 0, override), item('甲', 1)))).toEqual([
      '第1条甲',
    ]);
  });

  it('of a level that never restarts run through', async () => {
    const levels =
      level(0, 'decimal', '%1.') + level(1, 'decimal', '%2)', '<w:lvlRestart w:val="0"/><w:suff w:val="nothing"/>');
    const body = item('甲', 1) + item('a', 1, 1) + item('乙', 1) + item('b', 1, 1);
    expect(textsOf(await readWith(definition(0, levels) + instance(1, 0), body))).toEqual([
      '1.甲',
      '1)a',
      '2.乙',
      '2)b',
    ]);
  });

  it('of several levels are all shown, as plain numbers where the level is legal', async () => {
    const levels =
      level(0, 'chineseCounting', '%1、') + level(1, 'decimal', '%1.%2', '<w:isLgl/><w:suff w:val="space"/>');
    const body = item('甲', 1) + item('乙', 1, 1);
    expect(textsOf(await readWith(definition(0, levels) + instance(1, 0), body))).toEqual(['一、甲', '1.1 乙']);
  });

  it('are set off from a figure that follows, and not behind Chinese punctuation', async () => {
    const levels = level(0, 'decimal', '%1', '') + level(1, 'decimal', '%2、', '');
    const body = item('2022年', 1) + item('2022年', 1, 1);
    expect(textsOf(await readWith(definition(0, levels) + instance(1, 0), body))).toEqual(['1 2022年', '1、2022年']);
  });

  it('come from the style of a paragraph, which also tells the level', async () => {
    const levels =
      level(0, 'chineseCounting', '%1、', '<w:pStyle w:val="h1"/><w:suff w:val="nothing"/>') +
      level(1, 'chineseCounting', '（%2）', '<w:pStyle w:val="h2"/><w:suff w:val="nothing"/>');
    const styles = ['h1', 'h2']
      .map(
        (id) =>
          `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${id}"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>`,
      )
      .join('');
    const body =
      text('甲', '<w:pStyle w:val="h1"/>') +
      text('乙', '<w:pStyle w:val="h2"/>') +
      text('丙', '<w:pStyle w:val="h2"/><w:numPr><w:numId w:val="0"/></w:numPr>') +
      text('丁', '<w:pStyle w:val="h2"/>');
    expect(textsOf(await readWith(definition(0, levels) + instance(1, 0), body, styles))).toEqual([
      '一、甲',
      '（一）乙',
      '丙',
      '（二）丁',
    ]);
  });

  it('are found where a definition only points to a numbering style', async () => {
    const linked = '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="list"/></w:abstractNum>';
    const real = `<w:abstractNum w:abstractNumId="1"><w:styleLink w:val="list"/>${OUTLINE}</w:abstractNum>`;
    expect(textsOf(await readWith(linked + real + instance(1, 0), item('甲', 1)))).toEqual(['一、甲']);
  });

  it('number the labels of a table, and an empty numbered cell shows its number', async () => {
    const table = tbl([1000], [tr([tc(item('属于国家秘密', 1, 2))]), tr([tc(item('', 1, 2))])]);
    const flow = await readWith(definition(0, OUTLINE) + instance(1, 0), table);
    expect(shown(gridsOf(flow)[0])).toEqual(['1.属于国家秘密', '2.']);
  });

  it('are not counted for deleted and hidden paragraphs', async () => {
    const numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>';
    const deleted = p(
      '<w:del w:id="1"><w:r><w:delText>旧</w:delText></w:r></w:del>',
      `${numbered}<w:rPr><w:del w:id="2"/></w:rPr>`,
    );
    const hidden = p(run('隐', '<w:vanish/>'), `${numbered}<w:rPr><w:vanish/></w:rPr>`);
    expect(
      textsOf(
        await readWith(definition(0, OUTLINE) + instance(1, 0), item('甲', 1) + deleted + hidden + item('乙', 1)),
      ),
    ).toEqual(['一、甲', '二、乙']);
  });

  it('are nothing for bullets and for lists that are not defined', async () => {
    const body = item('甲', 1) + item('乙', 7);
    expect(textsOf(await readWith(definition(0, level(0, 'bullet', '')) + instance(1, 0), body))).toEqual(['甲', '乙']);
  });
});

describe('number formats', () => {
  it.each([
    ['decimal', 12, '12'],
    ['decimalZero', 3, '03'],
    ['decimalFullWidth', 12, '１２'],
    ['decimalEnclosedCircle', 10, '⑩'],
    ['decimalEnclosedCircle', 21, '21'],
    ['decimalEnclosedParen', 2, '⑵'],
    ['chineseCounting', 10, '十'],
    ['chineseCountingThousand', 11, '十一'],
    ['chineseCountingThousand', 20, '二十'],
    ['chineseCountingThousand', 101, '一百零一'],
    ['chineseCountingThousand', 110, '一百一十'],
    ['chineseCountingThousand', 1001, '一千零一'],
    ['japaneseCounting', 3, '三'],
    ['ideographDigital', 10, '一〇'],
    ['chineseLegalSimplified', 12, '壹拾贰'],
    ['ideographTraditional', 2, '乙'],
    ['upperRoman', 14, 'XIV'],
    ['lowerRoman', 9, 'ix'],
    ['upperLetter', 27, 'AA'],
    ['lowerLetter', 2, 'b'],
    ['none', 5, ''],
    ['constructor', 5, '5'],
    ['lowerLetter', 0, '0'],
  ])('%s writes %i as %s', (format, value, expected) => {
    expect(numeral(value, format)).toBe(expected);
  });
});
