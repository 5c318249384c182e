import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { Extracted } from '../../../pipeline/contracts/document.ts';
import type { Page } from '../../../pipeline/contracts/page.ts';
import { extractOfd } from '../../../pipeline/extract/ofd/ofd.ts';
import { lineObject, type SmallOfd, smallOfd, textObject } from './small-ofd.ts';
import { sourceOf } from './source.ts';

type Pages = Extract<Extracted, { kind: 'pages' }>;
async function read(ofd: SmallOfd): Promise<Pages> {
  const extracted = await extractOfd(sourceOf(smallOfd(ofd), 'ofd'), null);
  if (extracted.kind !== 'pages') throw new Error('no pages');
  return extracted;
}
const objects = async (xml: string, more: Partial<SmallOfd> = {}): Promise<Page> =>
  (await read({ pages: [xml], ...more })).pages[0]!;
const textOf = ({ glyphs }: Page): string => glyphs.map(({ text }) => text).join('');
const codeOf = (ofd: SmallOfd): Promise<string> =>
  read(ofd).then(
    () => 'none',
    (error) => error.code,
  );
const mm = (points: number): number => Math.round((points / 72) * 254) / 10;
const picture = (side = 40): Promise<Buffer> =>
  sharp({ create: { width: side, height: side, channels: 3, background: 'navy' } })
    .png()
    .toBuffer();
const MEDIA =
  '<ofd:MultiMedias><ofd:MultiMedia ID="7" Type="Image"><ofd:MediaFile>a.png</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias>';

describe('what an OFD file does not hold', () => {
  it('is a picture that was not read, where a page shows it', async () => {
    const image = '<ofd:ImageObject ID="9" ResourceID="99" Boundary="20 40 100 60"/>';
    const { leftOut } = await read({ pages: [`${textObject(20, 30, 5, '报告')}${image}`] });
    expect(leftOut).toMatchObject([{ kind: 'picture', text: '', origin: { page: 1 } }]);
  });
});

describe('the text of an OFD page', () => {
  it('stands where the distances between its characters put it', async () => {
    const { glyphs } = await objects(textObject(20, 30, 5, '报告12', '', 'DeltaX="g 2 6 2.5"'));
    expect(glyphs.map(({ text, bbox }) => [text, mm(bbox[0]), mm(bbox[2])])).toEqual([
      ['报', 20, 25],
      ['告', 26, 31],
      ['1', 32, 34.5],
      ['2', 34.5, 37],
    ]);
    expect(glyphs.map(({ bbox }) => [mm(bbox[1]), mm(bbox[3])])[0]).toEqual([25.6, 30.6]);
  });

  it('follows the map of its object, and tells what is written downwards', async () => {
    const turned =
      '<ofd:TextObject ID="1" Font="1" Size="4" Boundary="50 60 10 40" CTM="0 1 -1 0 0 0"><ofd:TextCode X="0" Y="0" DeltaX="4">甲乙</ofd:TextCode></ofd:TextObject>';
    const across = textObject(20, 30, 4, '多数字在此处', '', 'DeltaX="g 5 4"');
    const page = await objects(`${across}${turned}${textObject(20, 40, 4, '丙丁', '', 'DeltaY="4"')}`);
    const at = (text: string) => page.glyphs.find((glyph) => glyph.text === text);
    expect(at('乙')).toMatchObject({ vertical: true });
    expect(mm(at('乙')!.bbox[1]) - mm(at('甲')!.bbox[1])).toBe(4);
    expect(at('丁')).toMatchObject({ vertical: true });
    expect(at('多')).toMatchObject({ vertical: false });
  });

  it('is hidden where nobody sees it', async () => {
    const white = textObject(20, 50, 4, '12').replace(
      '<ofd:TextCode',
      '<ofd:FillColor Value="255 255 255"/><ofd:TextCode',
    );
    const patch =
      '<ofd:PathObject ID="3" Stroke="false" Fill="true" Boundary="20 60 30 10"><ofd:FillColor Value="255 255 255"/><ofd:AbbreviatedData>M 0 0 L 30 0 L 30 10 L 0 10 C</ofd:AbbreviatedData></ofd:PathObject>';
    const { pages, notes } = await read({
      pages: [
        `${textObject(20, 40, 4, '公开', 'Visible="false"')}${white}${textObject(20, 65, 4, '34')}${patch}${textObject(20, 80, 4, '56')}`,
      ],
    });
    expect(textOf(pages[0]!)).toBe('56');
    expect(notes).toContainEqual({ code: 'hidden-text', values: { count: 6 } });
  });

  it('is nothing to trust where it has no characters', async () => {
    const { pages, notes } = await read({
      pages: [textObject(20, 30, 4, '\ue001\ue002\ue003\ue004\ue005\ue006\ue007')],
    });
    expect(pages[0]!.textLayer).toBe('garbled');
    expect(notes).toEqual([{ code: 'garbled-text-layer', values: { page: 1 } }]);
  });
});

describe('what is drawn on an OFD page', () => {
  it('is a rule where a path is straight, with the width and colour that its parameters say', async () => {
    const params =
      '<ofd:DrawParams><ofd:DrawParam ID="5" LineWidth="0.5"/><ofd:DrawParam ID="6" Relative="5"/></ofd:DrawParams>';
    const path =
      '<ofd:PathObject ID="2" DrawParam="6" Boundary="20 30 100 0"><ofd:AbbreviatedData>S 0 0 L 100 0</ofd:AbbreviatedData></ofd:PathObject>';
    const { rulings } = await objects(`${path}${lineObject(20, 40, 20, 60)}`, { resources: params });
    expect(
      rulings.map(({ orientation, at, from, to, thicknessPt }) => [
        orientation,
        ...[at, from, to, thicknessPt].map(mm),
      ]),
    ).toEqual([
      ['horizontal', 30, 20, 120, 0.5],
      ['vertical', 20, 40, 60, 0.2],
    ]);
  });

  it('comes from templates, composites and annotations too, but for seals', async () => {
    const unit =
      '<ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="8" Width="50" Height="10"><ofd:Content><ofd:PageBlock ID="1">' +
      `${textObject(0, 5, 4, '合成')}</ofd:PageBlock></ofd:Content></ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits>`;
    const annotation = (type: string, text: string, y: number): string =>
      `<ofd:Annot ID="1" Type="${type}"><ofd:Appearance Boundary="0 ${y} 100 10">${textObject(20, 5, 4, text)}</ofd:Appearance></ofd:Annot>`;
    const page = await objects('<ofd:CompositeObject ID="1" ResourceID="8" Boundary="20 30 50 10"/>', {
      resources: unit,
      common: '<ofd:TemplatePage ID="9" BaseLoc="Tpls/T.xml"/>',
      document: '<ofd:Annotations>Annots/A.xml</ofd:Annotations>',
      more: {
        'Doc_0/Tpls/T.xml': `<ofd:Page><ofd:Content><ofd:Layer>${textObject(20, 20, 4, '模板')}</ofd:Layer></ofd:Content></ofd:Page>`,
        'Doc_0/Annots/A.xml':
          '<ofd:Annotations><ofd:Page PageID="100"><ofd:FileLoc>P.xml</ofd:FileLoc></ofd:Page></ofd:Annotations>',
        'Doc_0/Annots/P.xml': `<ofd:PageAnnot>${annotation('Path', '批注', 50)}${annotation('Stamp', '印章', 60)}</ofd:PageAnnot>`,
        'Doc_0/Pages/Page_0/Content.xml':
          '<ofd:Page><ofd:Template TemplateID="9"/><ofd:Content><ofd:Layer><ofd:CompositeObject ID="1" ResourceID="8" Boundary="20 30 50 10"/></ofd:Layer></ofd:Content></ofd:Page>',
      },
    });
    expect(page.glyphs.map(({ text, bbox }) => [text, mm(bbox[3])])).toEqual([
      ...['模', '板'].map((text) => [text, 20.5]),
      ...['合', '成'].map((text) => [text, 35.5]),
      ...['批', '注'].map((text) => [text, 55.5]),
    ]);
  });

  it('is a page that is not read where it is a picture', async () => {
    const { pages, notes } = await read({
      pages: ['<ofd:ImageObject ID="1" ResourceID="7" Boundary="0 0 210 297" CTM="210 0 0 297 0 0"/>'],
      resources: MEDIA,
      more: { 'Doc_0/Res/a.png': await picture() },
    });
    expect(pages[0]).toMatchObject({
      textLayer: 'none',
      images: [[0, 0, 595.3, 841.9].map((n) => expect.closeTo(n, 0))],
    });
    expect(notes).toEqual([{ code: 'scanned-page', values: { page: 1 } }]);
  });

  it('puts a number that lies under a small picture in doubt', async () => {
    const page = await objects(
      `${textObject(20, 30, 4, '12345', '', 'DeltaX="g 4 2"')}<ofd:ImageObject ID="1" ResourceID="7" Boundary="19 25 8 8"/>`,
      { resources: MEDIA, more: { 'Doc_0/Res/a.png': await picture() } },
    );
    expect(
      page.glyphs.filter(({ doubts }) => doubts?.some(({ code }) => code === 'covered')).map(({ text }) => text),
    ).toContain('1');
  });
});

const clipped = (object: string, path: string, attributes = ''): string =>
  object.replace(
    '<ofd:TextCode',
    `<ofd:Clips ${attributes}><ofd:Clip><ofd:Area><ofd:Path ID="5" Boundary="0 0 150 150"><ofd:AbbreviatedData>${path}</ofd:AbbreviatedData></ofd:Path></ofd:Area></ofd:Clip></ofd:Clips><ofd:TextCode`,
  );

describe('clips of an OFD file', () => {
  it('cut characters off, and the rest of the number is in doubt', async () => {
    const number = textObject(20, 30, 5, '1234', '', 'DeltaX="g 3 3"');
    const page = await objects(clipped(number, 'M 0 0 L 6 0 L 6 9 L 0 9 C'));
    expect(textOf(page)).toBe('12');
    expect(page.glyphs.every(({ doubts }) => doubts?.some(({ code }) => code === 'covered'))).toBe(true);
  });

  it('that leave nothing of a text are not believed: it is in doubt', async () => {
    const page = await objects(clipped(textObject(20, 30, 5, '12'), 'M 90 90 L 99 90 L 99 99 L 90 99 C'));
    expect(textOf(page)).toBe('12');
    expect(page.glyphs.map(({ doubts }) => doubts?.map(({ code }) => code))).toEqual([['covered'], ['covered']]);
  });

  it('that show all of it change nothing', async () => {
    const page = await objects(clipped(textObject(20, 30, 5, '12'), 'M 0 0 L 99 0 L 99 99 L 0 99 C'));
    expect(page.glyphs.map(({ text, doubts }) => [text, doubts])).toEqual([
      ['1', undefined],
      ['2', undefined],
    ]);
  });
});

describe('parts of an OFD page that are named and not there', () => {
  it('are told, and nothing on the page is certain: templates, contents, what was laid on it', async () => {
    const { pages, leftOut } = await read({
      pages: [textObject(20, 30, 4, '报告'), textObject(20, 30, 4, '报告')],
      common: '<ofd:TemplatePage ID="9" BaseLoc="Tpls/T.xml"/>',
      document: '<ofd:Annotations>Annots/A.xml</ofd:Annotations>',
      more: {
        'Doc_0/Pages/Page_0/Content.xml': `<ofd:Page><ofd:Template TemplateID="9"/><ofd:Template TemplateID="8"/><ofd:Content><ofd:Layer>${textObject(20, 30, 4, '报告')}</ofd:Layer></ofd:Content></ofd:Page>`,
        'Doc_0/Annots/A.xml':
          '<ofd:Annotations><ofd:Page PageID="100"><ofd:FileLoc>P.xml</ofd:FileLoc></ofd:Page></ofd:Annotations>',
      },
    });
    expect(leftOut.map(({ kind, text }) => [kind, text])).toEqual([
      ['page', 'Tpls/T.xml'],
      ['page', 'TemplatePage 8'],
      ['page', 'P.xml'],
    ]);
    expect(pages.map(({ doubts }) => doubts?.map(({ code }) => code))).toEqual([['not-read'], undefined]);
  });

  it('leave the other pages and documents to be read', async () => {
    const second = '<ofd:DocBody><ofd:DocRoot>Doc_1/Document.xml</ofd:DocRoot></ofd:DocBody>';
    const { pages, leftOut } = await read({
      pages: [textObject(20, 30, 4, '报告')],
      more: {
        'OFD.xml': `<ofd:OFD><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>${second}</ofd:OFD>`,
        'Doc_0/Document.xml':
          '<ofd:Document><ofd:Pages><ofd:Page ID="100" BaseLoc="Pages/Page_0/Content.xml"/><ofd:Page ID="101" BaseLoc="Pages/Page_1/Content.xml"/></ofd:Pages></ofd:Document>',
      },
    });
    expect(pages.map(textOf)).toEqual(['报告', '']);
    expect(leftOut.map(({ kind, text }) => [kind, text])).toEqual([
      ['page', 'Pages/Page_1/Content.xml'],
      ['page', 'Doc_1/Document.xml'],
    ]);
  });
});

describe('the words of an OFD page', () => {
  it('are drawn by fonts that have symbols for letters', async () => {
    const font = '<ofd:Fonts><ofd:Font ID="1" FontName="Wingdings 2"/></ofd:Fonts>';
    const page = await objects(textObject(20, 30, 5, 'R'), { resources: font });
    expect(page.glyphs.map(({ text }) => text)).toEqual(['☑']);
  });

  it('have no part in the lines and blanks of the XML', async () => {
    const page = await objects(textObject(20, 30, 5, '\n    报告\n  ', '', 'DeltaX="7"'));
    expect(page.glyphs.map(({ text, bbox }) => [text, mm(bbox[0])])).toEqual([
      ['报', 20],
      ['告', 27],
    ]);
  });

  it('of a seal are told as furniture', async () => {
    const { leftOut, pages } = await read({
      pages: [textObject(20, 30, 4, '报告')],
      document: '<ofd:Annotations>Annots/A.xml</ofd:Annotations>',
      more: {
        'Doc_0/Annots/A.xml':
          '<ofd:Annotations><ofd:Page PageID="100"><ofd:FileLoc>P.xml</ofd:FileLoc></ofd:Page></ofd:Annotations>',
        'Doc_0/Annots/P.xml': `<ofd:PageAnnot><ofd:Annot ID="1" Type="Watermark"><ofd:Appearance Boundary="0 0 99 9">${textObject(20, 5, 4, '内部资料')}</ofd:Appearance></ofd:Annot></ofd:PageAnnot>`,
      },
    });
    expect(textOf(pages[0]!)).toBe('报告');
    expect(leftOut).toMatchObject([{ kind: 'furniture', text: '内部资料', origin: { page: 1 } }]);
  });
});

describe('an OFD file', () => {
  it('tells who signed it, and when', async () => {
    const name = Buffer.from('某市水利局');
    const seal = Buffer.concat([Buffer.from([0x30, 2 + 3 + name.length, 0x02, 1, 1, 0x0c, name.length]), name]);
    const { notes } = await read({
      pages: [textObject(20, 30, 4, '报告')],
      body: '<ofd:Signatures>Doc_0/Signs/Signatures.xml</ofd:Signatures>',
      more: {
        'Doc_0/Signs/Signatures.xml':
          '<ofd:Signatures><ofd:Signature ID="1" Type="Seal" BaseLoc="Sign_0/Signature.xml"/></ofd:Signatures>',
        'Doc_0/Signs/Sign_0/Signature.xml':
          '<ofd:Signature><ofd:SignedInfo><ofd:SignatureDateTime>20240112093000Z</ofd:SignatureDateTime><ofd:Seal><ofd:BaseLoc>Seal.esl</ofd:BaseLoc></ofd:Seal></ofd:SignedInfo></ofd:Signature>',
        'Doc_0/Signs/Sign_0/Seal.esl': seal,
      },
    });
    expect(notes).toEqual([{ code: 'signed', values: { by: '某市水利局', at: '20240112093000Z' } }]);
  });

  it('names the files that are attached to it and not read', async () => {
    const { leftOut } = await read({
      pages: [textObject(20, 30, 4, '报告')],
      document: '<ofd:Attachments>Attachs/A.xml</ofd:Attachments>',
      more: { 'Doc_0/Attachs/A.xml': '<ofd:Attachments><ofd:Attachment ID="1" Name="附表.xlsx"/></ofd:Attachments>' },
    });
    expect(leftOut).toEqual([{ kind: 'embedded', text: '附表.xlsx', origin: null }]);
  });

  it('is refused with an entity, without pages, encrypted, and with composites without end', async () => {
    const evil = '<!DOCTYPE a [<!ENTITY b "c">]><ofd:Page><ofd:Content/></ofd:Page>';
    expect(await codeOf({ pages: [''], more: { 'Doc_0/Pages/Page_0/Content.xml': evil } })).toBe('xml-forbidden');
    expect(await codeOf({ pages: [] })).toBe('ofd');
    expect(await codeOf({ pages: [''], more: { 'Doc_0/Pages/Page_0/Content.xml': '<ofd:Page>' } })).toBe('ofd');
    expect(await codeOf({ pages: [''], more: { 'Encryptions.xml': '<ofd:Encryptions/>' } })).toBe('encrypted');
    const loop = '<ofd:CompositeObject ID="1" ResourceID="8" Boundary="0 0 9 9"/>';
    const unit = `<ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="8"><ofd:Content>${loop}</ofd:Content></ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits>`;
    expect(await codeOf({ pages: [loop], resources: unit })).toBe('too-complex');
  });
});
