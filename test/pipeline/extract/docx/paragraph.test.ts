import { describe, expect, it } from 'vitest';
import { p, paragraphsOf, plainTable, read, run, shown, stylesXml, text, textsOf } from './office-file.ts';

const textOf = async (content: string, properties = '', parts = {}) =>
  textsOf(await read(p(content, properties), parts)).join('\n');
const field = (code: string, result: string) =>
  `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> ${code} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${result}<w:r><w:fldChar w:fldCharType="end"/></w:r>`;

describe('text of a paragraph', () => {
  it('runs are joined without anything between them', async () => {
    expect(await textOf(run('收到申请') + run('1') + run('2') + run('件'))).toBe('收到申请12件');
  });

  it('links, smart tags, custom XML, content controls and writing directions are looked through', async () => {
    const content = ['w:hyperlink', 'w:smartTag', 'w:customXml', 'w:dir', 'w:bdo']
      .map((name, i) => `<${name}>${run(String(i))}</${name}>`)
      .join('');
    expect(await textOf(`${content}<w:sdt><w:sdtPr/><w:sdtContent>${run('5')}</w:sdtContent></w:sdt>`)).toBe('012345');
  });

  it('an element nobody knows does not swallow the text inside it', async () => {
    expect(await textOf(`<w:somethingNew>${run('仍在')}</w:somethingNew>`)).toBe('仍在');
  });

  it('tabs, hyphens and symbols are characters', async () => {
    const content =
      '<w:r><w:t>电话</w:t><w:tab/><w:t>0931</w:t><w:noBreakHyphen/><w:t>88</w:t><w:softHyphen/><w:t>66</w:t><w:sym w:font="Wingdings" w:char="F0FE"/><w:sym w:font="宋体" w:char="2460"/><w:sym w:font="无名" w:char="F041"/></w:r>';
    expect(await textOf(content)).toBe('电话\t0931-8866🗹①\u{FFFD}');
  });

  it('white space that is not preserved is layout of the XML', async () => {
    expect(await textOf('<w:r><w:t>\n  总体\n  </w:t></w:r><w:r><w:t xml:space="preserve"> 情况</w:t></w:r>')).toBe(
      '总体 情况',
    );
  });

  it('ruby gives the base text only', async () => {
    const ruby = `<w:r><w:ruby><w:rubyPr/><w:rt>${run('kāi')}</w:rt><w:rubyBase>${run('开')}</w:rubyBase></w:ruby></w:r>`;
    expect(await textOf(run('公') + ruby)).toBe('公开');
  });

  it('formulas give their characters', async () => {
    expect(await textOf('<m:oMath><m:r><m:t>13+0</m:t></m:r><m:r><m:t>=13</m:t></m:r></m:oMath>')).toBe('13+0=13');
  });

  it('references to notes and comments leave nothing behind', async () => {
    const marks =
      '<w:r><w:footnoteReference w:id="1"/></w:r><w:r><w:endnoteReference w:id="1"/></w:r><w:r><w:commentReference w:id="1"/></w:r>';
    expect(await textOf(`${run('共12')}${marks}${run('件')}`)).toBe('共12件');
  });

  it('a superscript digit behind a unit is part of the unit', async () => {
    expect(await textOf(run('面积9m') + run('2', '<w:vertAlign w:val="superscript"/>'))).toBe('面积9m2');
  });
});

describe('fields', () => {
  it('a field shows its result, never its code', async () => {
    expect(await textOf(run('第') + field('PAGE', run('3')) + run('页'))).toBe('第3页');
    expect(await textOf(`<w:fldSimple w:instr=" DATE ">${run('2024年')}</w:fldSimple>`)).toBe('2024年');
  });

  it('a field in the code of another is code', async () => {
    const inner = field('PAGE', run('9'));
    const outer = `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> IF </w:instrText></w:r>${inner}<w:r><w:fldChar w:fldCharType="separate"/></w:r>${run('是')}<w:r><w:fldChar w:fldCharType="end"/></w:r>`;
    expect(await textOf(outer)).toBe('是');
  });

  it('a field that is never closed does not swallow the next paragraph', async () => {
    const open = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> X </w:instrText></w:r>';
    expect(textsOf(await read(p(run('前') + open) + text('后')))).toEqual(['前', '后']);
  });

  it('the entries of a table of contents are left out, with a note', async () => {
    const styles = stylesXml('<w:style w:type="paragraph" w:styleId="10"><w:name w:val="toc 1"/></w:style>');
    const entry = p(
      `<w:hyperlink w:anchor="_Toc1">${run('一、总体情况')}<w:r><w:tab/></w:r>${run('1')}</w:hyperlink>`,
      '<w:pStyle w:val="10"/>',
    );
    const gallery = `<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>${text('目录')}</w:sdtContent></w:sdt>`;
    const flow = await read(gallery + entry + text('一、总体情况'), { 'word/styles.xml': styles });
    expect(textsOf(flow)).toEqual(['一、总体情况']);
    expect(flow.notes).toEqual([{ code: 'wrapper-noise', values: { count: 2 } }]);
  });
});

describe('what a reader does not see', () => {
  it('insertions and moves count, deletions do not, and it is noted', async () => {
    const flow = await read(
      p(
        `${run('收到')}<w:del w:id="1"><w:r><w:delText>12</w:delText></w:r></w:del><w:ins w:id="2">${run('13')}</w:ins><w:moveFrom w:id="3">${run('甲')}</w:moveFrom><w:moveTo w:id="4">${run('乙')}</w:moveTo>`,
      ),
    );
    expect(textsOf(flow)).toEqual(['收到13乙']);
    expect(flow.notes).toEqual([{ code: 'tracked-changes', values: { count: 4 } }]);
  });

  it('a deleted paragraph mark joins two paragraphs', async () => {
    const flow = await read(p(run('收到申请'), '<w:rPr><w:del w:id="1"/></w:rPr>') + text('12件') + text('完'));
    expect(textsOf(flow)).toEqual(['收到申请12件', '完']);
  });

  it('what properties were before a change does not count', async () => {
    const before = '<w:rPrChange w:id="1"><w:rPr><w:vanish/></w:rPr></w:rPrChange>';
    expect(await textOf(run('可见', before))).toBe('可见');
  });

  it('hidden text is left out with a note, be it hidden by the run or by a style', async () => {
    const styles = stylesXml(
      '<w:style w:type="character" w:styleId="h"><w:name w:val="h"/><w:rPr><w:vanish/></w:rPr></w:style><w:style w:type="character" w:styleId="hh"><w:name w:val="hh"/><w:basedOn w:val="h"/></w:style>',
    );
    const flow = await read(
      p(
        run('见') +
          run('隐', '<w:vanish/>') +
          run('藏', '<w:rStyle w:val="hh"/>') +
          run('得', '<w:rStyle w:val="hh"/><w:vanish w:val="0"/>'),
      ),
      { 'word/styles.xml': styles },
    );
    expect(textsOf(flow)).toEqual(['见得']);
    expect(flow.notes).toEqual([{ code: 'hidden-text', values: { count: 2 } }]);
  });

  it('text crossed out by hand is a deletion', async () => {
    const flow = await read(
      p(run('12', '<w:strike/>') + run('3', '<w:dstrike/>') + run('13', '<w:strike w:val="0"/>')),
    );
    expect(textsOf(flow)).toEqual(['13']);
    expect(flow.notes).toEqual([{ code: 'tracked-changes', values: { count: 2 } }]);
  });

  it('the prompt of an empty content control is no text', async () => {
    const styles = stylesXml('<w:style w:type="character" w:styleId="ph"><w:name w:val="Placeholder Text"/></w:style>');
    const control = (content: string) =>
      `<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>${content}</w:sdtContent></w:sdt>`;
    const content = control(run('单击此处输入文字。', '<w:rStyle w:val="ph"/>')) + control(run('12'));
    expect(await textOf(content, '', { 'word/styles.xml': styles })).toBe('12');
  });

  it('content in a foreign form is noted', async () => {
    expect((await read('<w:altChunk r:id="x"/>')).notes).toEqual([{ code: 'embedded-content', values: { count: 1 } }]);
  });

  it('an object that no picture shows and a chart are noted with their paragraph', async () => {
    const chart =
      '<w:r><w:drawing><wp:inline><wp:extent cx="5400000" cy="3200000"/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"/></a:graphic></wp:inline></w:drawing></w:r>';
    const flow = await read(text('见下图') + p(chart) + p('<w:r><w:object/></w:r>'));
    expect(flow.notes).toEqual([{ code: 'embedded-content', values: { count: 2 } }]);
    expect(flow.leftOut).toEqual([
      { kind: 'embedded', text: '', origin: { paragraph: 2 } },
      { kind: 'embedded', text: '', origin: { paragraph: 3 } },
    ]);
  });

  it('a picture as large as a table stands in the flow with its paragraph, a seal does not', async () => {
    const picture = (cx: number, cy: number) =>
      p(
        `<w:r><w:drawing><wp:inline><wp:extent cx="${cx}" cy="${cy}"/><a:graphic><a:blip r:embed="x"/></a:graphic></wp:inline></w:drawing></w:r>`,
      );
    const placesOf = async (body: string) => (await read(body)).pictures.map(({ origin }) => origin);
    const pictures = picture(5_400_000, 7_200_000) + picture(1_500_000, 1_500_000);
    expect(await placesOf(text('见下表') + pictures)).toEqual([{ paragraph: 2 }]);
    expect(await placesOf(plainTable([['甲', picture(5_400_000, 7_200_000)]]))).toEqual([{ paragraph: 1 }]);
  });
});

describe('text boxes', () => {
  const boxed = (content: string) => `<w:txbxContent>${content}</w:txbxContent>`;
  const vml = (content: string) => `<w:pict><v:shape><v:textbox>${boxed(content)}</v:textbox></v:shape></w:pict>`;
  const shape = (content: string) =>
    `<w:drawing><wp:anchor><a:graphic><wps:wsp><wps:txbx>${boxed(content)}</wps:txbx></wps:wsp></a:graphic></wp:anchor></w:drawing>`;
  const alternatives = (choice: string, fallback: string) =>
    `<mc:AlternateContent><mc:Choice Requires="wps">${choice}</mc:Choice>${fallback === '' ? '' : `<mc:Fallback>${fallback}</mc:Fallback>`}</mc:AlternateContent>`;

  it('a text box follows the paragraph it hangs on, paragraphs and tables alike', async () => {
    const content = plainTable([['a', 'b']]) + text('注');
    const flow = await read(p(`${run('四、复议')}<w:r>${vml(content)}</w:r>${run('情况')}`) + text('五、问题'));
    expect(flow.blocks.map((b) => (b.kind === 'table' ? shown(b).join() : b.text))).toEqual([
      '四、复议情况',
      'a|b',
      '注',
      '五、问题',
    ]);
  });

  it('a text box in two alternative forms is read once', async () => {
    const flow = await read(p(`<w:r>${alternatives(shape(text('框')), vml(text('框')))}</w:r>`));
    expect(textsOf(flow)).toEqual(['框']);
  });

  it('a text box without a fallback is read, and one that only the fallback fills too', async () => {
    expect(textsOf(await read(p(`<w:r>${alternatives(shape(text('新')), '')}</w:r>`)))).toEqual(['新']);
    expect(textsOf(await read(p(`<w:r>${alternatives('<w:drawing/>', vml(text('旧')))}</w:r>`)))).toEqual(['旧']);
  });

  it('text drawn as a shape is text', async () => {
    const art = '<w:pict><v:shape><v:textpath string="年度报告"/></v:shape></w:pict>';
    expect(textsOf(await read(p(`<w:r>${art}</w:r>`)))).toEqual(['年度报告']);
  });

  it('a text box in a cell belongs to the cell', async () => {
    const flow = await read(plainTable([['甲', p(`<w:r>${vml(text('5'))}</w:r>`)]]));
    expect(flow.blocks.map((b) => (b.kind === 'table' ? shown(b).join() : b.text))).toEqual(['甲|5']);
  });
});

describe('layout of a paragraph', () => {
  const styles = stylesXml(
    [
      '<w:docDefaults><w:pPrDefault><w:pPr><w:jc w:val="both"/></w:pPr></w:pPrDefault></w:docDefaults>',
      '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>',
      '<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/><w:basedOn w:val="a"/><w:pPr><w:jc w:val="center"/></w:pPr></w:style>',
      '<w:style w:type="paragraph" w:styleId="own"><w:name w:val="单位标题"/><w:basedOn w:val="2"/></w:style>',
      '<w:style w:type="paragraph" w:styleId="circle"><w:name w:val="c"/><w:basedOn w:val="circle"/></w:style>',
    ].join(''),
  );
  const layout = async (properties: string) => {
    const [paragraph] = paragraphsOf(await read(text('甲', properties), { 'word/styles.xml': styles }));
    return [paragraph?.alignment, paragraph?.headingLevel];
  };

  it('alignment and heading level come from the paragraph, its style, what that is based on, and the defaults', async () => {
    expect(await layout('')).toEqual(['left', null]);
    expect(await layout('<w:jc w:val="end"/>')).toEqual(['right', null]);
    expect(await layout('<w:pStyle w:val="own"/>')).toEqual(['center', 2]);
    expect(await layout('<w:pStyle w:val="own"/><w:outlineLvl w:val="0"/>')).toEqual(['center', 1]);
    expect(await layout('<w:pStyle w:val="own"/><w:outlineLvl w:val="9"/>')).toEqual(['center', null]);
    expect(await layout('<w:pStyle w:val="circle"/>')).toEqual(['left', null]);
    expect(await layout('<w:pStyle w:val="unknown"/>')).toEqual(['left', null]);
  });

  it('a manual line break parts paragraphs, but not a sentence of running text', async () => {
    const lines = [
      '一、总体情况',
      '2022年，我局认真贯彻落实国务院办公厅关于政务公开工作的决策部署，政府信息公',
      '开工作取得新成效。',
      '（一）主动公开',
    ];
    const flow = await read(p(`<w:r>${lines.map((line) => `<w:t>${line}</w:t>`).join('<w:br/>')}</w:r>`));
    expect(paragraphsOf(flow).map((paragraph) => [paragraph.text, paragraph.origin])).toEqual([
      ['一、总体情况', { paragraph: 1 }],
      [`${lines[1]}${lines[2]}`, { paragraph: 1 }],
      ['（一）主动公开', { paragraph: 1 }],
    ]);
  });

  it('empty paragraphs are counted but not handed on', async () => {
    const flow = await read(text('甲') + p('') + text('乙'));
    expect(paragraphsOf(flow).map((paragraph) => paragraph.origin)).toEqual([{ paragraph: 1 }, { paragraph: 3 }]);
  });
});
