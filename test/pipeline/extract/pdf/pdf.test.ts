import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { EXTRACT_LIMITS } from '../../../../config/limits/extract.ts';
import type { Note } from '../../../../pipeline/contracts/note.ts';
import type { Box, Page } from '../../../../pipeline/contracts/page.ts';
import { extractPdf } from '../../../../pipeline/extract/pdf/pdf.ts';
import {
  A4,
  apart,
  bar,
  extracted,
  formObject,
  imageObject,
  lines,
  objectNumber,
  pageOf,
  smallPdf,
  sourceOf,
  stroke,
  text,
  verticalText,
} from './small-pdf.ts';

const textOf = (page: Page): string => page.glyphs.map((glyph) => glyph.text).join('');
const rounded = (box: Box): readonly number[] => box.map((v) => Math.round(v * 10) / 10);
const boxOf = (page: Page, character: string): readonly number[] =>
  rounded(page.glyphs.find((glyph) => glyph.text === character)!.bbox);
const notesOf = (notes: readonly Note[]): readonly string[] => notes.map((note) => note.code);
const horizontals = (page: Page) => page.rulings.filter((ruling) => ruling.orientation === 'horizontal');
const verticals = (page: Page) => page.rulings.filter((ruling) => ruling.orientation === 'vertical');

test('text of a font that is not embedded is read through the predefined map of its encoding', async () => {
  const page = await pageOf(text(100, 200, '政府信息公开2024年'));
  expect(textOf(page)).toBe('政府信息公开2024年');
  expect(page.textLayer).toBe('trusted');
});

test('each character has its own box from the top left of the page', async () => {
  const page = await pageOf(text(100, 200, '公开12', 20));
  expect(boxOf(page, '公')).toEqual([100, 182.4, 120, 202.4]);
  expect(boxOf(page, '开')).toEqual([120, 182.4, 140, 202.4]);
  expect(boxOf(page, '1')).toEqual([140, 182.4, 150, 202.4]);
  expect(boxOf(page, '2')).toEqual([150, 182.4, 160, 202.4]);
  expect(page.glyphs.map((glyph) => glyph.fontSizePt)).toEqual([20, 20, 20, 20]);
});

test('characters of one text operation are placed by its adjustments, spacings and scale', async () => {
  const adjusted = await pageOf('BT /C 10 Tf 1 0 0 -1 100 200 Tm [<0031> -2000 <0032>] TJ ET');
  expect(boxOf(adjusted, '2')[0]).toBe(125);
  const spaced = await pageOf('BT /C 10 Tf 3 Tc 1 0 0 -1 100 200 Tm <00310032> Tj ET');
  expect(boxOf(spaced, '2')[0]).toBe(108);
  const scaled = await pageOf('BT /C 10 Tf 50 Tz 1 0 0 -1 100 200 Tm <00310032> Tj ET');
  expect(boxOf(scaled, '2')[0]).toBe(102.5);
});

test('characters of one text operation share a run, those of different ones do not', async () => {
  const page = await pageOf(lines(text(100, 200, '公开'), text(200, 200, '信息')));
  expect(page.glyphs.map((glyph) => glyph.run)).toEqual([0, 0, 1, 1]);
});

test('vertical writing goes down and is marked as vertical', async () => {
  const page = await pageOf(verticalText(100, 200, '三本年度'));
  expect(textOf(page)).toBe('三本年度');
  expect(page.glyphs.every((glyph) => glyph.vertical)).toBe(true);
  expect(boxOf(page, '三')).toEqual([95, 200, 105, 210]);
  expect(boxOf(page, '本')).toEqual([95, 210, 105, 220]);
});

test('a label turned by 90° among upright text is marked as vertical', async () => {
  const turned = 'BT /C 10 Tf 0 1 1 0 50 200 Tm <4E094E8C> Tj ET';
  const page = await pageOf(lines(text(100, 200, '本年度办理结果'), turned));
  expect(page.glyphs.filter((glyph) => glyph.vertical).map((glyph) => glyph.text)).toEqual(['三', '二']);
  expect(page).toMatchObject({ widthPt: A4.width, heightPt: A4.height });
});

test('a page turned by its own entry is read as it is shown', async () => {
  const content = apart('0 -1 1 0 0 842 cm', text(100, 200, '公开信息'), stroke(90, 210, 300, 210));
  const page = await pageOf(content, { rotate: 90 });
  expect(page).toMatchObject({ widthPt: A4.height, heightPt: A4.width });
  expect(page.glyphs.every((glyph) => !glyph.vertical)).toBe(true);
  expect(boxOf(page, '公')).toEqual([100, 191.2, 110, 201.2]);
  expect(page.rulings).toMatchObject([{ orientation: 'horizontal', at: 210, from: 90, to: 300 }]);
});

test('a table drawn sideways on an upright sheet is read upright, rules included', async () => {
  const sideways = apart('0 1 -1 0 595 0 cm', text(100, 200, '公开信息'), stroke(90, 210, 300, 210));
  const page = await pageOf(sideways);
  expect(page).toMatchObject({ widthPt: A4.height, heightPt: A4.width });
  expect(boxOf(page, '公')).toEqual([100, 191.2, 110, 201.2]);
  expect(boxOf(page, '息')).toEqual([130, 191.2, 140, 201.2]);
  expect(page.rulings).toMatchObject([{ orientation: 'horizontal', at: 210, from: 90, to: 300 }]);
});

test('the radicals that a font writes for characters of the same look are those characters', async () => {
  const map = `/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def
1 begincodespacerange <00> <FF> endcodespacerange
4 beginbfchar <41> <2F2F> <42> <2ED3> <43> <2F3E> <44> <5E74> endbfchar endcmap end end`;
  const font = `<</Type/Font/Subtype/Type1/BaseFont/Helvetica/FirstChar 65/LastChar 68/Widths[1000 1000 1000 1000]/ToUnicode ${objectNumber(0)} 0 R>>`;
  const page = await pageOf(
    'BT /R 10 Tf 1 0 0 -1 100 200 Tm (ABCD) Tj ET',
    {},
    { objects: [`<</Length ${map.length}>>stream\n${map}\nendstream`, font], fonts: `/R ${objectNumber(1)} 0 R` },
  );
  expect(textOf(page)).toBe('工长户年');
});

test('strokes and thin filled rectangles are rules', async () => {
  const page = await pageOf(
    lines(
      stroke(100, 300, 400, 300, 1),
      bar(100, 350, 300, 0.5),
      bar(99.75, 300, 0.5, 50),
      '2 w 400 300 m 400 350 l S',
    ),
  );
  expect(horizontals(page)).toMatchObject([
    { at: 300, from: 100, to: 400, thicknessPt: 1 },
    { at: 350.25, from: 100, to: 400, thicknessPt: 0.5 },
  ]);
  expect(verticals(page)).toMatchObject([
    { at: 100, from: 300, to: 350 },
    { at: 400, from: 300, to: 350, thicknessPt: 2 },
  ]);
});

test('a stroked rectangle has four rules, a shaded cell has none', async () => {
  expect((await pageOf('100 300 200 40 re S')).rulings).toHaveLength(4);
  expect((await pageOf('0.8 g 100 300 200 40 re f')).rulings).toEqual([]);
});

test('a frame filled between two rectangles is four rules', async () => {
  const page = await pageOf('100 300 200 40 re 101 301 198 38 re f*');
  expect(horizontals(page).map((ruling) => ruling.at)).toEqual([300.5, 339.5]);
  expect(verticals(page).map((ruling) => ruling.at)).toEqual([100.5, 299.5]);
});

test('rules inside form objects are placed by the matrix of the form and of its place', async () => {
  const form = formObject(stroke(0, 0, 100, 0), '2 0 0 2 10 20');
  const page = await pageOf(
    apart('1 0 0 1 50 100 cm', '/F Do'),
    { resources: `/XObject<</F ${objectNumber(0)} 0 R>>` },
    { objects: [form] },
  );
  expect(page.rulings).toMatchObject([{ orientation: 'horizontal', at: 120, from: 60, to: 260, thicknessPt: 1 }]);
});

test('dashed rules are rules; white ones and paths that only clip are not', async () => {
  expect((await pageOf(`[3 3] 0 d ${stroke(100, 300, 400, 300)}`)).rulings).toHaveLength(1);
  expect((await pageOf(`1 G ${stroke(100, 300, 400, 300)}`)).rulings).toEqual([]);
  expect((await pageOf('100 300 300 0.5 re W n')).rulings).toEqual([]);
});

test('white rules between shaded cells and the gaps between white cells on a dark table are rules', async () => {
  const shaded = await pageOf(lines('0.6 g 100 300 300 100 re f', `1 G ${stroke(100, 350, 400, 350)}`));
  expect(horizontals(shaded)).toMatchObject([{ at: 350 }]);
  const cells = await pageOf(lines('0 g 100 300 201 41 re f', '1 g 101 301 99 39 re f', '1 g 201 301 99 39 re f'));
  expect(verticals(cells).map((ruling) => ruling.at)).toEqual([101, 200, 201, 300]);
});

test('a rule is only as long as the clipping path lets it be seen', async () => {
  const page = await pageOf(apart('150 290 100 20 re W n', stroke(100, 300, 400, 300)));
  expect(page.rulings).toMatchObject([{ from: 150, to: 250 }]);
});

test('text that nobody sees is left out and counted', async () => {
  const { pages, notes } = await extracted([
    {
      content: lines(
        text(100, 100, '公开'),
        apart('3 Tr', text(100, 200, '隐形')),
        apart('1 g', text(100, 300, '白字')),
        apart('0 0 50 50 re W n', text(100, 400, '裁去')),
        text(100, 500, '微小', 0.5),
        text(700, 100, '页外'),
      ),
    },
  ]);
  expect(textOf(pages[0]!)).toBe('公开');
  expect(notes).toEqual([{ code: 'hidden-text', values: { count: 10 } }]);
});

test('a number that was painted over is not read, the one written on the patch is', async () => {
  const patch = apart('1 g', bar(95, 185, 40, 20));
  const page = await pageOf(lines(text(100, 200, '12'), patch, text(100, 200, '34')));
  expect(textOf(page)).toBe('34');
  const alike = await pageOf(lines(text(100, 200, '12'), patch, text(100, 200, '12')));
  expect(textOf(alike)).toBe('12');
});

test('what is painted over text and lets it through leaves it seen', async () => {
  const half = '/ExtGState<</Half<</ca 0.4>>/Over<</BM/Multiply>>>>';
  const page = await pageOf(
    lines(
      text(100, 200, '12'),
      apart('/Half gs 1 1 0 rg', bar(95, 185, 40, 20)),
      apart('/Over gs 1 1 0 rg', bar(95, 185, 40, 20)),
    ),
    { resources: half },
  );
  expect(textOf(page)).toBe('12');
});

test('a watermark across the text is left out and counted: aslant, or large and pale', async () => {
  const body = lines(
    text(100, 200, '公开政府信息12件'),
    text(100, 220, '公开政府信息34件'),
    text(100, 240, '办理结果'),
  );
  const aslant = 'BT /C 30 Tf 0.8 -0.6 -0.6 -0.8 90 250 Tm <00320030> Tj ET';
  const pale = apart('0.85 g', text(100, 235, '内部99', 40));
  const { pages, notes } = await extracted([{ content: lines(body, aslant, pale) }]);
  expect(textOf(pages[0]!)).toBe('公开政府信息12件公开政府信息34件办理结果');
  expect(notes).toEqual([{ code: 'watermark', values: { count: 6 } }]);
});

test('a watermark tiled over a page with little text is left out, text that is all aslant is not', async () => {
  const tile = (x: number, y: number) => `BT /C 12 Tf 0.9 -0.44 -0.44 -0.9 ${x} ${y} Tm <51856590003700390031> Tj ET`;
  const tiles = [100, 300, 500].flatMap((y) => [60, 220, 380].map((x) => tile(x, y)));
  expect(textOf(await pageOf(lines(text(100, 310, '复议诉讼情况共3件'), ...tiles)))).toBe('复议诉讼情况共3件');
  expect(textOf(await pageOf(lines(...tiles)))).toHaveLength(45);
});

test('a large title and pale text that stand by themselves are no watermarks', async () => {
  const body = Array.from({ length: 6 }, (_, i) => text(100, 200 + 20 * i, '公开政府信息'));
  const page = await pageOf(lines(text(100, 120, '年度报告', 30), apart('0.8 g', text(100, 400, '说明')), ...body));
  expect(textOf(page)).toContain('年度报告');
  expect(textOf(page)).toContain('说明');
});

test('white text on a dark cell is seen', async () => {
  const page = await pageOf(lines('0 0 0.5 rg 90 180 100 40 re f', apart('1 g', text(100, 200, '总计'))));
  expect(textOf(page)).toBe('总计');
});

test('layers that are switched off are not read', async () => {
  const page = await pageOf(
    lines('/OC /Off BDC', text(100, 100, '草稿'), 'EMC', text(100, 200, '公开')),
    { resources: `/Properties<</Off ${objectNumber(0)} 0 R>>` },
    {
      objects: ['<</Type/OCG/Name(draft)>>'],
      catalogue: `/OCProperties<</OCGs[${objectNumber(0)} 0 R]/D<</OFF[${objectNumber(0)} 0 R]>>>>`,
    },
  );
  expect(textOf(page)).toBe('公开');
});

test('text drawn twice to look bold is read once, equal digits side by side are all read', async () => {
  const bold = await pageOf(lines(text(100, 200, '总计11'), text(100.3, 200, '总计11')));
  expect(textOf(bold)).toBe('总计11');
});

const FULL_PAGE_IMAGE = `q ${A4.width} 0 0 -${A4.height} 0 ${A4.height} cm /I Do Q`;
const WITH_IMAGE = {
  page: { resources: `/XObject<</I ${objectNumber(0)} 0 R>>` },
  options: { objects: [imageObject()] },
} as const;

test('a page with an image and no text is a scanned page', async () => {
  const { pages, notes } = await extracted([{ content: FULL_PAGE_IMAGE, ...WITH_IMAGE.page }], WITH_IMAGE.options);
  expect(pages[0]).toMatchObject({ textLayer: 'none', images: [[0, 0, A4.width, A4.height]] });
  expect(notes).toEqual([{ code: 'scanned-page', values: { page: 1 } }]);
});

test('a scan with recognised text hidden on it, below it, or with a page number only is a scanned page', async () => {
  const hidden = lines(FULL_PAGE_IMAGE, apart('3 Tr', text(100, 200, '政府信息公开工作年度报告')));
  const below = lines(text(100, 200, '政府信息公开工作年度报告'), FULL_PAGE_IMAGE);
  const numbered = lines(FULL_PAGE_IMAGE, text(290, 800, '- 3 -'));
  for (const content of [hidden, below, numbered]) {
    const page = await pageOf(content, WITH_IMAGE.page, WITH_IMAGE.options);
    expect(page.textLayer).toBe('none');
  }
});

test('a page with a picture behind its text is read as text', async () => {
  const prose = Array.from({ length: 5 }, (_, i) => text(100, 200 + 20 * i, '本机关严格执行政府信息公开条例'));
  const page = await pageOf(lines(FULL_PAGE_IMAGE, ...prose), WITH_IMAGE.page, WITH_IMAGE.options);
  expect(page.textLayer).toBe('trusted');
});

test('an empty page has nothing to read and is no scanned page', async () => {
  const { pages, notes } = await extracted([{ content: '1 g 0 0 595 842 re f' }]);
  expect(pages[0]).toMatchObject({ textLayer: 'trusted', glyphs: [] });
  expect(notes).toEqual([]);
});

test('a large image among text stands where a table belongs', async () => {
  const image = 'q 400 0 0 -200 100 500 cm /I Do Q';
  const { notes } = await extracted(
    [{ content: lines(text(100, 200, '收到和处理政府信息公开申请情况'), image), ...WITH_IMAGE.page }],
    WITH_IMAGE.options,
  );
  expect(notes).toEqual([{ code: 'table-as-image', values: { page: 1 } }]);
});

test('a text layer of characters that are no text is garbled', async () => {
  const { pages, notes } = await extracted([{ content: text(100, 200, '\ue123\ue124\ue125\ue126') }]);
  expect(pages[0]!.textLayer).toBe('garbled');
  expect(notesOf(notes)).toEqual(['garbled-text-layer']);
});

test('a text layer whose digits alone are private characters is garbled', async () => {
  const words = Array.from({ length: 12 }, (_, i) => text(100, 100 + 20 * i, '公开政府信息数量'));
  const digits = Array.from({ length: 8 }, (_, i) => text(300, 100 + 20 * i, '\ue013'));
  const map = ((body) => `<</Length ${body.length}>>stream\n${body}\nendstream`)(
    '1 begincodespacerange <0000> <ffff> endcodespacerange 1 beginbfrange <e000> <e0ff> <e000> endbfrange',
  );
  const { pages } = await extracted([{ content: lines(...words, ...digits.map((d) => d.replace('/C', '/P'))) }], {
    fonts: `/P<</Type/Font/Subtype/Type0/BaseFont/P/Encoding/Identity-H/ToUnicode ${objectNumber(0)} 0 R/DescendantFonts[<</Type/Font/Subtype/CIDFontType0/BaseFont/P/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 1000/FontDescriptor<</Type/FontDescriptor/FontName/P/Flags 4/FontBBox[0 -120 1000 880]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 90>>>>]>>`,
    objects: [map],
  });
  expect(pages[0]!.textLayer).toBe('garbled');
});

test('Han characters without any of the common ones are garbled', async () => {
  const rare = Array.from({ length: 80 }, (_, i) => String.fromCharCode(0x4f90 + 7 * i)).join('');
  const rows = [0, 20, 40, 60].map((from, i) => text(50, 200 + 20 * i, rare.slice(from, from + 20)));
  expect((await pageOf(lines(...rows))).textLayer).toBe('garbled');
});

test('the title that a file states about itself is a fact', async () => {
  const bytes = smallPdf([{ content: '' }], {
    objects: ['<</Title(Annual report)>>'],
    trailer: `/Info ${objectNumber(0)} 0 R`,
  });
  const { meta } = await extractPdf(sourceOf(bytes), null);
  expect(meta).toEqual([{ name: 'title', content: 'Annual report' }]);
});

/** RC4, for the one test that needs an encrypted file. */
function rc4(key: Uint8Array, data: Uint8Array): Uint8Array {
  const s = Uint8Array.from({ length: 256 }, (_, i) => i);
  for (let i = 0, j = 0; i < 256; i++) {
    j = (j + s[i]! + key[i % key.length]!) & 255;
    [s[i], s[j]] = [s[j]!, s[i]!];
  }
  let [i, j] = [0, 0];
  return data.map((byte) => {
    i = (i + 1) & 255;
    j = (j + s[i]!) & 255;
    [s[i], s[j]] = [s[j]!, s[i]!];
    return byte ^ s[(s[i]! + s[j]!) & 255]!;
  });
}

test('a file with a password is encrypted', async () => {
  const padding = Buffer.from('28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A', 'hex');
  const password = Buffer.concat([Buffer.from('secret'), padding]).subarray(0, 32);
  const md5 = (...parts: readonly Uint8Array[]) => createHash('md5').update(Buffer.concat(parts)).digest();
  const owner = rc4(md5(password).subarray(0, 5), password);
  const permissions = Buffer.from([0xfc, 0xff, 0xff, 0xff]);
  const id = Buffer.from('0123456789abcdef0123456789abcdef', 'hex');
  const user = rc4(md5(password, owner, permissions, id).subarray(0, 5), padding);
  const hex = (bytes: Uint8Array) => `<${Buffer.from(bytes).toString('hex')}>`;
  const bytes = smallPdf([{ content: '' }], {
    objects: [`<</Filter/Standard/V 1/R 2/O ${hex(owner)}/U ${hex(user)}/P -4>>`],
    trailer: `/Encrypt ${objectNumber(0)} 0 R/ID[${hex(id)}${hex(id)}]`,
  });
  await expect(extractPdf(sourceOf(bytes), null)).rejects.toMatchObject({ code: 'encrypted' });
});

test.each([
  ['cut in the middle', (bytes: Uint8Array) => bytes.slice(0, bytes.length / 2)],
  [
    'without its page tree',
    (bytes: Uint8Array) =>
      Buffer.from(Buffer.from(bytes).toString('latin1').replace('/Pages 2 0 R', '/Pxges 2 0 R'), 'latin1'),
  ],
  ['with noise behind its first line', () => Buffer.from('%PDF-1.7\nnoise\n%%EOF')],
])('a file %s is corrupt', async (_what, damage) => {
  const bytes = new Uint8Array(damage(smallPdf([{ content: text(100, 200, '公开') }])));
  await expect(extractPdf(sourceOf(bytes), null)).rejects.toMatchObject({ code: 'corrupt' });
});

test('the bytes of the source are left as they were', async () => {
  const source = sourceOf(smallPdf([{ content: text(100, 200, '公开') }]));
  const length = source.bytes.length;
  await extractPdf(source, null);
  expect(source.bytes.length).toBe(length);
});

test('pages and characters beyond the limits are refused', async () => {
  const pages = Array.from({ length: EXTRACT_LIMITS.pages + 1 }, () => ({ content: '' }));
  await expect(extractPdf(sourceOf(smallPdf(pages)), null)).rejects.toMatchObject({
    code: 'too-many-pages',
  });
  const crowded = text(10, 10, '公'.repeat(EXTRACT_LIMITS.glyphsPerPage + 1), 2);
  await expect(pageOf(crowded)).rejects.toMatchObject({ code: 'too-complex' });
});
