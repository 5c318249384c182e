import { describe, expect, it } from 'vitest';
import { gridsOf, p, plainTable, read, run, shown, stylesXml, tbl, tc, text, textsOf, tr } from './office-file.ts';

const textOf = async (content: string, parts = {}): Promise<string | undefined> =>
  textsOf(await read(p(content), parts))[0];
/** What one cell of a table says, with the codes of its doubts. */
const cellOf = async (content: string, parts = {}): Promise<string> => {
  const [grid] = gridsOf(await read(plainTable([['甲', p(content)]]), parts));
  const cell = grid?.cells[1];
  return [cell?.text, ...(cell?.doubts ?? []).map(({ code }) => code)].join(' ');
};
const small = '<w:sz w:val="13"/>';

describe('marks of notes', () => {
  it('are left out whether raised or lowered, by their position or as scripts', async () => {
    expect(await cellOf(run('52') + run('1', `<w:position w:val="8"/>${small}`))).toBe('52');
    expect(await cellOf(run('52') + run('1', `<w:position w:val="-6"/>${small}`))).toBe('52');
    expect(await cellOf(run('52') + run('[3]', '<w:vertAlign w:val="subscript"/>'))).toBe('52');
  });

  it('are left out in front of a number too', async () => {
    expect(await cellOf(run('①', '<w:vertAlign w:val="superscript"/>') + run('52'))).toBe('52');
    expect(await cellOf(run('2', '<w:vertAlign w:val="superscript"/>') + run('52'))).toBe('52');
  });

  it('are no marks where all of the text is moved, and are doubtful where nothing else is there', async () => {
    expect(await cellOf(run('52', '<w:position w:val="6"/>') + run('1', '<w:position w:val="6"/>'))).toBe('521');
    expect(await cellOf(run('5', '<w:vertAlign w:val="superscript"/>'))).toBe('⁵ mark-or-digit');
  });

  it('may be digits where they are small or off the line only', async () => {
    expect(await cellOf(run('52') + run('1', small))).toBe('521 mark-or-digit');
    expect(await cellOf(run('52') + run('1', '<w:position w:val="8"/>'))).toBe('521 mark-or-digit');
  });

  it('do not make marks of small print in running text', async () => {
    expect(await textOf(run('全年收到申请') + run('12', small) + run('件'))).toBe('全年收到申请12件');
  });
});

describe('equations', () => {
  const math = (content: string) => `<m:oMath>${content}</m:oMath>`;
  const mr = (content: string) => `<m:r><m:t>${content}</m:t></m:r>`;

  it('are the number they show, without powers and indices', async () => {
    expect(await cellOf(math(mr('9')))).toBe('9');
    const power = `<m:sSup><m:e>${mr('36')}</m:e><m:sup>${mr('2')}</m:sup></m:sSup>`;
    expect(await cellOf(math(power))).toBe('36');
    const index = `<m:sSub><m:e>${mr('36')}</m:e><m:sub>${mr('2')}</m:sub></m:sSub>`;
    expect(await cellOf(math(index))).toBe('36');
  });

  it('keep what parts their numbers', async () => {
    expect(await cellOf(math(`<m:f><m:num>${mr('3')}</m:num><m:den>${mr('4')}</m:den></m:f>`))).toBe('3/4');
    expect(await cellOf(math(`<m:eqArr><m:e>${mr('5')}</m:e><m:e>${mr('6')}</m:e></m:eqArr>`))).toBe('5\n6');
  });
});

describe('text that is not seen', () => {
  it('is white on paper, or smaller than print', async () => {
    const flow = await read(
      p(run('见') + run('17', '<w:color w:val="FFFFFF"/>') + run('18', '<w:sz w:val="2"/>') + run('到')),
    );
    expect(textsOf(flow)).toEqual(['见到']);
    expect(flow.leftOut).toEqual([{ kind: 'hidden', text: '1718', origin: { paragraph: 1 } }]);
    expect(flow.notes).toEqual([{ code: 'hidden-text', values: { count: 2 } }]);
  });

  it('is seen on a ground of another colour, of the cell, of its run or of the style of its table', async () => {
    const white = run('17', '<w:color w:val="FFFFFF"/>');
    const dark = '<w:shd w:val="clear" w:fill="1F4E79"/>';
    const [grid] = gridsOf(await read(tbl([1000, 1000], [tr([tc('甲'), tc(p(white), dark)])])));
    expect(shown(grid)).toEqual(['甲|17']);
    expect(await cellOf(run('17', `<w:color w:val="FFFFFF"/>${dark}`))).toBe('17');
    const styles = stylesXml(
      `<w:style w:type="table" w:styleId="t"><w:name w:val="t"/><w:tblStylePr w:type="firstRow"><w:tcPr>${dark}</w:tcPr></w:tblStylePr></w:style>`,
    );
    const table = plainTable([['甲', p(white)]]).replace('<w:tblPr/>', '<w:tblPr><w:tblStyle w:val="t"/></w:tblPr>');
    expect(shown(gridsOf(await read(table, { 'word/styles.xml': styles }))[0])).toEqual(['甲|17']);
  });

  it('is seen where a picture lies behind the page or a style shades the paragraph', async () => {
    const white = p(run('年度报告', '<w:color w:val="FFFFFF"/>'));
    const banner = p(
      '<w:r><w:drawing><wp:anchor behindDoc="1"><wp:extent cx="1" cy="1"/></wp:anchor></w:drawing></w:r>',
    );
    expect(textsOf(await read(banner + white))).toEqual(['年度报告']);
    const styles = stylesXml(
      '<w:style w:type="paragraph" w:styleId="d"><w:name w:val="d"/><w:pPr><w:shd w:val="clear" w:fill="C00000"/></w:pPr></w:style>',
    );
    const styled = p(run('年度报告', '<w:color w:val="FFFFFF"/>'), '<w:pStyle w:val="d"/>');
    expect(textsOf(await read(styled, { 'word/styles.xml': styles }))).toEqual(['年度报告']);
    expect(textsOf(await read(white))).toEqual([]);
  });

  it('leaves a blank cell, and says where it stands', async () => {
    const flow = await read(plainTable([['甲', p(run('17', '<w:color w:val="FEFEFE"/>'))]]));
    expect(shown(gridsOf(flow)[0])).toEqual(['甲|']);
    expect(flow.leftOut).toEqual([{ kind: 'hidden', text: '17', origin: { table: 1, row: 1, column: 2 } }]);
  });

  it('is a row of no height, whose merged cells go on below it', async () => {
    const low = '<w:trHeight w:val="1" w:hRule="exact"/>';
    const flow = await read(
      tbl(
        [1000, 1000],
        [
          tr([tc('头'), tc('数')]),
          tr([tc('组', '<w:vMerge w:val="restart"/>'), tc('5')], low),
          tr([tc('', '<w:vMerge/>'), tc('6')]),
          tr([tc('', '<w:vMerge/>'), tc('7')], '<w:trHeight w:val="1"/>'),
        ],
      ),
    );
    expect(shown(gridsOf(flow)[0])).toEqual(['头|数', '组|6', '^|7']);
    expect(flow.leftOut).toEqual([{ kind: 'hidden', text: '组\t5', origin: { table: 1, row: 1, column: 1 } }]);
  });
});

describe('a column of fixed width', () => {
  it('shows nothing where it is too narrow for a character', async () => {
    const table = tbl([2000, 20, 2000], [tr([tc('甲'), tc('17'), tc('18')])]);
    const layout = (type: string) => table.replace('<w:tblPr/>', `<w:tblPr><w:tblLayout w:type="${type}"/></w:tblPr>`);
    const fixed = await read(layout('fixed'));
    expect(gridsOf(fixed)[0]?.cells.map((cell) => cell.text)).toEqual(['甲', '', '18']);
    expect(fixed.leftOut.map(({ kind, text: hidden }) => [kind, hidden])).toEqual([['hidden', '17']]);
    expect(gridsOf(await read(layout('autofit')))[0]?.cells.map((cell) => cell.text)).toEqual(['甲', '17', '18']);
  });
});

describe('characters that only direct text', () => {
  it('are dropped, and text that they turn is turned', async () => {
    expect(await cellOf(run('\u202a12\u202c\u20683\u2069\u200e'))).toBe('123');
    expect(await cellOf(run('\u202e321\u202c'))).toBe('123');
    expect(await cellOf(`<w:bdo w:val="rtl">${run('321')}</w:bdo>`)).toBe('123');
  });
});

describe('ink that is no text', () => {
  const picture = (cx: number, cy: number) =>
    `<w:r><w:drawing><wp:inline><wp:extent cx="${cx}" cy="${cy}"/><a:graphic><a:blip r:embed="x"/></a:graphic></wp:inline></w:drawing></w:r>`;

  it('makes a cell doubtful, beside digits too', async () => {
    expect(await cellOf(picture(228_600, 114_300))).toBe(' ink-without-text');
    expect(await cellOf(run('1') + picture(228_600, 114_300))).toBe('1 ink-without-text');
    const equation =
      '<w:r><w:object><v:shape style="width:12pt;height:14pt"><v:imagedata r:id="x"/></v:shape></w:object></w:r>';
    expect(await cellOf(equation)).toBe(' ink-without-text');
  });

  it('is the drawing of a field that has no result', async () => {
    const field = (code: string, data = '') =>
      `<w:r><w:fldChar w:fldCharType="begin">${data}</w:fldChar></w:r><w:r><w:instrText>${code}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`;
    expect(await cellOf(field('EQ \\o\\ac(○,12)'))).toBe(' ink-without-text');
    expect(await cellOf(field(' = SUM(LEFT) '))).toBe(' ink-without-text');
    expect(await cellOf(field(' MERGEFIELD 件数 '))).toBe(' ink-without-text');
    expect(await cellOf(field(' XE "公开" '))).toBe('');
    const list = (chosen: string) =>
      `<w:ffData><w:ddList>${chosen}<w:listEntry w:val="0"/><w:listEntry w:val="1"/><w:listEntry w:val="15"/></w:ddList></w:ffData>`;
    expect(await cellOf(field('FORMDROPDOWN', list('<w:result w:val="2"/>')))).toBe('15');
    expect(await cellOf(field('FORMDROPDOWN', list('')))).toBe('0');
    const typed = '<w:ffData><w:textInput><w:default w:val="7"/></w:textInput></w:ffData>';
    expect(await cellOf(field('FORMTEXT', typed))).toBe('7');
  });

  it('is a bar in the colour of the print', async () => {
    expect(await cellOf(run('12', '<w:highlight w:val="black"/>'))).toBe('12 covered');
    expect(await cellOf(run('12', '<w:highlight w:val="yellow"/>'))).toBe('12');
    expect(await cellOf(run('12', '<w:color w:val="C00000"/><w:shd w:val="clear" w:fill="c00000"/>'))).toBe(
      '12 covered',
    );
    expect(await cellOf(run('12', '<w:shd w:val="clear" w:fill="000000"/>'))).toBe('12');
  });

  it('is a line drawn across a blank cell', async () => {
    const crossed = '<w:tcBorders><w:tl2br w:val="single" w:sz="4"/></w:tcBorders>';
    const flow = await read(tbl([1000, 1000, 1000], [tr([tc('甲', crossed), tc('', crossed), tc('')])]));
    expect(shown(gridsOf(flow)[0])).toEqual(['甲|/|']);
  });

  it('is the number of a field that is flagged as out of date, for Word works it out anew', async () => {
    const marks = (dirty: string) =>
      `<w:r><w:fldChar w:fldCharType="begin"${dirty}/></w:r><w:r><w:instrText> =SUM(LEFT) </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${run('0')}<w:r><w:fldChar w:fldCharType="end"/></w:r>`;
    expect(await cellOf(marks(' w:dirty="true"'))).toBe('0 eye-differs');
    expect(await cellOf(marks(' w:dirty="false"'))).toBe('0');
    const simple = (code: string) => `<w:fldSimple w:instr="${code}" w:dirty="1">${run('7')}</w:fldSimple>`;
    expect(await cellOf(simple(' REF 件数 '))).toBe('7 eye-differs');
    expect(await cellOf(simple(' PAGE '))).toBe('7');
  });

  it('is a number crossed out with nothing in its place', async () => {
    expect(await cellOf(run('12', '<w:strike/>'))).toBe('12 covered');
    expect(await cellOf(run('12', '<w:strike/>') + run('13'))).toBe('13');
  });
});

describe('content of a control that is still marked as its prompt', () => {
  const styles = stylesXml('<w:style w:type="character" w:styleId="ph"><w:name w:val="Placeholder Text"/></w:style>');
  const control = (content: string) =>
    `<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>${run(content, '<w:rStyle w:val="ph"/>')}</w:sdtContent></w:sdt>`;

  it('is text where it is a number', async () => {
    expect(await cellOf(control('277'), { 'word/styles.xml': styles })).toBe('277');
    expect(await cellOf(control('单击此处输入数字'), { 'word/styles.xml': styles })).toBe('');
  });
});

describe('the number of a list in front of a value', () => {
  const numbering = `<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`;
  const listed = (content: string) => text(content, '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>');

  it('is no part of it; in front of words it is', async () => {
    const flow = await read(plainTable([[listed('属于国家秘密'), listed('18')]]), { 'word/numbering.xml': numbering });
    expect(shown(gridsOf(flow)[0])).toEqual(['1. 属于国家秘密|18']);
    const bare = numbering.replace('%1."', '%1"');
    const [grid] = gridsOf(await read(plainTable([['甲', listed('18')]]), { 'word/numbering.xml': bare }));
    expect(grid?.cells[1]?.doubts).toEqual([{ code: 'mark-or-digit', seen: '1 18' }]);
  });
});
