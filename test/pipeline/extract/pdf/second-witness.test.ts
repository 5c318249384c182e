import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { DoubtCode } from '../../../../pipeline/contracts/doubt.ts';
import type { Glyph, Page } from '../../../../pipeline/contracts/page.ts';
import { extractPdf } from '../../../../pipeline/extract/pdf/pdf.ts';
import { docxFile, zipOf } from '../../intake/zip-file.ts';
import {
  apart,
  bar,
  extracted,
  lines,
  objectNumber,
  pageOf,
  type SmallPdfOptions,
  smallPdf,
  stroke,
  text,
} from './small-pdf.ts';

const textOf = (glyphs: readonly Glyph[]): string => glyphs.map((glyph) => glyph.text).join('');
const doubtsOf = (page: Page): readonly DoubtCode[] => [
  ...new Set(page.glyphs.flatMap(({ doubts }) => doubts ?? []).map(({ code }) => code)),
];
const doubted = (page: Page): readonly Glyph[] => page.glyphs.filter(({ doubts }) => doubts);

const streamObject = (body: string, entries = ''): string =>
  `<<${entries}/Length ${body.length}>>stream\n${body}\nendstream`;

/** A map of codes to characters, as ToUnicode holds it. */
const toUnicode = (pairs: readonly (readonly [code: string, character: string])[]): string => {
  const hex = (value: string): string => value.charCodeAt(0).toString(16).padStart(4, '0');
  const rows = pairs.map(([code, character]) => `<${hex(code).slice(2)}> <${hex(character)}>`).join('\n');
  return streamObject(
    `/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /M def /CMapType 2 def 1 begincodespacerange <00> <ff> endcodespacerange ${pairs.length} beginbfchar\n${rows}\nendbfchar endcmap end end`,
  );
};
const mapped = (pairs: readonly (readonly [string, string])[]): SmallPdfOptions => ({
  fonts: `/M<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding/ToUnicode ${objectNumber(0)} 0 R>>`,
  objects: [toUnicode(pairs)],
});
const shown = (codes: string, x = 100, y = 200, font = 'M'): string =>
  `BT /${font} 10 Tf 1 0 0 -1 ${x} ${y} Tm (${codes}) Tj ET`;
const digits = (to: string): readonly (readonly [string, string])[] =>
  Array.from(to, (character, i) => [String(i), character] as const);

/** Four rules around a place. */
const frame = (left: number, top: number, right: number, bottom: number): string =>
  lines(
    stroke(left, top, right, top),
    stroke(left, bottom, right, bottom),
    stroke(left, top, left, bottom),
    stroke(right, top, right, bottom),
  );

describe('characters whose outline and whose text differ', () => {
  it('are in doubt, with the digits that they look like', async () => {
    const page = await pageOf(shown('3407'), {}, mapped(digits('1032456789')));
    expect(textOf(page.glyphs)).toBe('2417');
    expect(doubtsOf(page)).toEqual(['eye-differs']);
    expect(doubted(page)[0]!.doubts![0]!.couldMean).toEqual(['3407']);
  });

  it('are certain where the map says what is drawn', async () => {
    const page = await pageOf(shown('0123456789'), {}, mapped(digits('0123456789')));
    expect(textOf(page.glyphs)).toBe('0123456789');
    expect(doubtsOf(page)).toEqual([]);
  });

  it('are lost where the map has a space, nothing or a private character for them', async () => {
    for (const nothing of [' ', '\0', '\ue012', '\u200b']) {
      const page = await pageOf(shown('183'), {}, mapped(digits(`01234567${nothing}9`)));
      expect(doubtsOf(page)).toEqual(['characters-lost']);
      expect(doubted(page)[0]!.doubts![0]!.couldMean).toEqual(['183']);
    }
  });

  it('are digits of full size whatever the map calls them', async () => {
    const page = await pageOf(shown('120'), {}, mapped(digits('⁰¹²³⁴⁵⁶⁷⁸⁹')));
    expect(textOf(page.glyphs)).toBe('120');
    expect(doubtsOf(page)).toEqual([]);
  });

  it('are in doubt where the map has letters for digits', async () => {
    const page = await pageOf(shown('701'), {}, mapped(digits('Ol23456789')));
    expect([textOf(page.glyphs), doubtsOf(page)]).toEqual(['7Ol', ['eye-differs']]);
    expect(doubted(page)[0]!.doubts![0]!.couldMean).toEqual(['701']);
    expect(doubtsOf(await pageOf(shown('ISO 9001 DOI', 100, 200, 'L')))).toEqual([]);
  });

  it('are lost where the font that the file brings along cannot be read', async () => {
    const broken: SmallPdfOptions = {
      fonts: `/M<</Type/Font/Subtype/Type1/BaseFont/ABCDEF+Digits/FirstChar 1/LastChar 2/Widths[500 500]/ToUnicode ${objectNumber(1)} 0 R/FontDescriptor<</Type/FontDescriptor/FontName/ABCDEF+Digits/Flags 4/FontBBox[0 0 500 700]/ItalicAngle 0/Ascent 700/Descent 0/CapHeight 700/StemV 80/FontFile ${objectNumber(0)} 0 R>>>>`,
      objects: [
        streamObject('no font at all', '/Length1 5/Length2 5/Length3 4'),
        toUnicode([
          ['\u0001', '1'],
          ['\u0002', '2'],
        ]),
      ],
    };
    const page = await pageOf(lines(text(100, 100, '公开'), shown('\\001\\002')), {}, broken);
    expect(textOf(page.glyphs) === '公开12' || doubtsOf(page).includes('characters-lost')).toBe(true);
  });

  it('are no spaces that are drawn as nothing', async () => {
    const page = await pageOf(shown('1 2', 100, 200, 'L'));
    expect(textOf(page.glyphs)).toBe('1 2');
    expect(doubtsOf(page)).toEqual([]);
  });
});

describe('characters of a Type 3 font', () => {
  const procedures = (matrix: string, seven: string): SmallPdfOptions => ({
    fonts: `/T<</Type/Font/Subtype/Type3/FontBBox[0 -1000 1000 1000]/FontMatrix[${matrix}]/CharProcs<</a ${objectNumber(0)} 0 R>>/Encoding<</Type/Encoding/Differences[65/a]>>/FirstChar 65/LastChar 65/Widths[556]/Resources<<>>/ToUnicode ${objectNumber(1)} 0 R>>`,
    objects: [streamObject(seven), toUnicode([['A', '7']])],
  });

  it('are read where their procedure fills the digit that they are said to be, upside down or not', async () => {
    const seven = '556 0 d0 46 688 m 520 688 l 520 620 l 280 0 l 190 0 l 420 605 l 46 605 l f';
    const upright = await pageOf(shown('A', 100, 200, 'T'), {}, procedures('.001 0 0 .001 0 0', seven));
    expect([textOf(upright.glyphs), doubtsOf(upright)]).toEqual(['7', []]);
    const turned = seven.replace(/(\d+) (\d+) (m|l)/g, (_, x, y, op) => `${x} -${y} ${op}`);
    const inverted = await pageOf(shown('A', 100, 200, 'T'), {}, procedures('.001 0 0 -.001 0 0', turned));
    expect([textOf(inverted.glyphs), doubtsOf(inverted)]).toEqual(['7', []]);
  });

  it('are in doubt where it paints a picture', async () => {
    const picture = '556 0 d0 q 500 0 0 700 0 0 cm BI /W 1 /H 1 /IM true /BPC 1 ID \x00 EI Q';
    const page = await pageOf(shown('A', 100, 200, 'T'), {}, procedures('.001 0 0 .001 0 0', picture));
    expect(doubtsOf(page)).toEqual(['eye-differs']);
  });
});

describe('ink without text', () => {
  const table = lines(frame(90, 180, 160, 210), text(100, 100, '公开'));

  it('in a cell leaves a doubt where a picture stands', async () => {
    const mask = 'q 20 0 0 -8 110 200 cm BI /W 2 /H 2 /IM true /BPC 1 ID \x40\x80 EI Q';
    const page = await pageOf(lines(table, mask));
    expect(doubtsOf(page)).toEqual(['ink-without-text']);
    expect(doubted(page)[0]!.text).toBe('');
  });

  it('in a cell leaves a doubt where characters are drawn as shapes', async () => {
    const shape = '110 200 m 110 193 l 115 193 l 115 195 l 112 195 l 112 200 l f';
    expect(doubtsOf(await pageOf(lines(table, shape)))).toEqual(['ink-without-text']);
  });

  it('is none where text stands on it', async () => {
    const mask = 'q 60 0 0 -20 95 205 cm BI /W 2 /H 2 /IM true /BPC 1 ID \x40\x80 EI Q';
    expect(doubtsOf(await pageOf(lines(table, mask, text(105, 200, '12345678', 10))))).toEqual([]);
  });

  it('is no ornament outside of tables', async () => {
    const mask = 'q 20 0 0 -8 300 100 cm BI /W 2 /H 2 /IM true /BPC 1 ID \x40\x80 EI Q';
    expect(doubtsOf(await pageOf(lines(mask, text(100, 200, '公开'))))).toEqual([]);
  });
});

describe('a corrected number', () => {
  it('is in doubt where a line, a slanted stroke or a bar strikes it through', async () => {
    for (const strike of [
      stroke(98, 196.5, 122, 196.5),
      stroke(98, 199, 122, 194),
      bar(98, 196, 24, 1),
      '0.8 w 98 197 m 105 195 112 198 122 196 c S',
    ]) {
      const page = await pageOf(lines(text(100, 200, '1234'), text(130, 200, '56'), strike));
      expect(textOf(doubted(page))).toBe('1234');
      expect(doubtsOf(page)).toEqual(['covered']);
    }
  });

  it('is certain where a line runs below it or beside it', async () => {
    for (const line of [stroke(98, 201.5, 122, 201.5), stroke(98, 190, 122, 190), stroke(121, 180, 121, 210)]) {
      expect(doubtsOf(await pageOf(lines(text(100, 200, '1234'), line)))).toEqual([]);
    }
  });

  it('is in doubt where an annotation strikes it through', async () => {
    const annotation =
      '<</Type/Annot/Subtype/StrikeOut/Rect[98 638 122 652]/QuadPoints[98 650 122 650 98 641 122 641]/C[1 0 0]/F 4>>';
    const page = await pageOf(
      text(100, 200, '1234'),
      { entries: `/Annots[${objectNumber(0)} 0 R]` },
      { objects: [annotation] },
    );
    expect(doubtsOf(page)).toEqual(['covered']);
  });

  it('is in doubt as a whole where a part of it is cut off or painted over', async () => {
    const clipped = await pageOf(apart('90 180 25 40 re W n', text(100, 200, '1234')));
    expect(textOf(clipped.glyphs)).toBe('123');
    expect(doubtsOf(clipped)).toEqual(['covered']);
    expect(doubted(clipped)[0]!.doubts![0]!.couldMean).toEqual(['1234']);
    const patched = await pageOf(lines(text(100, 200, '1234'), apart('1 g', bar(115, 190, 10, 14))));
    expect(textOf(doubted(patched))).toBe('123');
  });

  it('is the new one where the old one was painted over as a whole or in part', async () => {
    const patch = apart('1 g', bar(115, 190, 10, 14));
    const page = await pageOf(lines(text(100, 200, '1234'), patch, text(115, 200, '9')));
    expect([textOf(page.glyphs), doubtsOf(page)]).toEqual(['1239', []]);
  });

  it('is in doubt under a picture that lets nothing through, as long as nothing is read on it', async () => {
    const image = streamObject(
      '@',
      '/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8',
    );
    const page = await pageOf(
      lines(text(100, 200, '1234'), text(200, 200, '56'), 'q 30 0 0 -14 97 203 cm /I Do Q'),
      { resources: `/XObject<</I ${objectNumber(0)} 0 R>>` },
      { objects: [image] },
    );
    expect(textOf(doubted(page).filter((glyph) => glyph.text !== ''))).toBe('1234');
    expect(doubtsOf(page)).toEqual(['covered']);
  });
});

describe('a stamp', () => {
  const numbers = [0, 1, 2, 3, 4, 5].map((i) => text(100, 200 + 20 * i, '12345678'));
  const rules = [0, 1, 2, 3, 4, 5, 6].map((i) => stroke(90, 186 + 20 * i, 300, 186 + 20 * i));
  const sides = [90, 200, 300].map((x) => stroke(x, 186, x, 306));
  const stamp = apart('1 0 0 rg 1 0 0 RG', '95 190 60 30 re S', text(98, 204, '2024.01.25', 12));

  it('in colour is left out with its frame', async () => {
    const page = await pageOf(lines(...rules, ...sides, ...numbers, stamp));
    expect(textOf(page.glyphs)).toBe('12345678'.repeat(6));
    expect(page.rulings).toHaveLength(rules.length + sides.length);
  });

  it('is none where a number is set in colour', async () => {
    const red = apart('1 0 0 rg', text(220, 200, '77'));
    expect(textOf((await pageOf(lines(...rules, ...sides, ...numbers, red))).glyphs)).toContain('77');
  });
});

describe('what annotations state', () => {
  const note = (entries: string): SmallPdfOptions => ({ objects: [`<</Type/Annot/F 4${entries}>>`] });
  const annotated = { entries: `/Annots[${objectNumber(0)} 0 R]` };

  it('is read where nothing paints a typed note or the value of a field', async () => {
    const typed = note('/Subtype/FreeText/Rect[100 640 160 656]/Contents(417)/DA(/L 10 Tf 0 g)');
    expect(textOf((await pageOf(text(100, 100, '公开'), annotated, typed)).glyphs)).toBe('公开417');
    const field = note('/Subtype/Widget/FT/Tx/T(a)/V(28)/Rect[100 640 160 656]/DA(/L 10 Tf 0 g)');
    expect(textOf((await pageOf(text(100, 100, '公开'), annotated, field)).glyphs)).toBe('公开28');
  });

  it('is in doubt under marks that a program draws though the file paints nothing of them', async () => {
    for (const [mark, code] of [
      ['/Subtype/Redact/Rect[98 638 124 652]/QuadPoints[98 652 124 652 98 638 124 638]', 'covered'],
      ['/Subtype/Stamp/Name/Approved/Rect[90 630 200 660]', 'touched'],
    ] as const) {
      const page = await pageOf(lines(text(100, 100, '公开'), text(100, 200, '1234')), annotated, note(mark));
      expect(doubtsOf(page)).toEqual([code]);
      expect(textOf(page.glyphs.filter((glyph) => glyph.doubts))).toBe('1234');
      const hidden = note(mark).objects!.map((object) => object.replace('/F 4', '/F 2'));
      expect(doubtsOf(await pageOf(text(100, 200, '1234'), annotated, { objects: hidden }))).toEqual([]);
    }
  });

  it('is in doubt where the field says another number than what is painted', async () => {
    const objects = [
      `<</Type/Annot/F 4/Subtype/Widget/FT/Tx/T(a)/V(28)/Rect[100 640 160 656]/DA(/L 10 Tf 0 g)/AP<</N ${objectNumber(1)} 0 R>>>>`,
      streamObject(
        'BT /L 10 Tf 2 4 Td (23) Tj ET',
        '/Type/XObject/Subtype/Form/BBox[0 0 60 16]/Resources<</Font<</L 3 0 R>>>>',
      ),
    ];
    const page = await pageOf(text(100, 100, '公开'), annotated, { objects });
    expect(textOf(page.glyphs)).toBe('公开23');
    expect(doubtsOf(page)).toEqual(['copies-differ']);
  });
});

describe('a page that is a picture', () => {
  const image = streamObject(
    '@',
    '/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8',
  );
  const options: SmallPdfOptions = { objects: [image] };
  const resources = `/XObject<</I ${objectNumber(0)} 0 R>>`;
  const footer = lines(
    text(30, 20, '2024/1/25 10:33 某某县财政局政府信息公开工作年度报告'),
    text(30, 830, 'http://www.example.gov.cn/art/2024/1/25/art_1234_567.html 1/3'),
  );

  it('stays one with the header and the footer of a browser on it, also in strips', async () => {
    const whole = await pageOf(lines('q 595 0 0 842 0 0 cm /I Do Q', footer), { resources }, options);
    expect(whole.textLayer).toBe('none');
    const strips = [0, 1, 2, 3].map((i) => `q 595 0 0 200 0 ${200 * i} cm /I Do Q`);
    expect((await pageOf(lines(...strips, footer), { resources }, options)).textLayer).toBe('none');
  });

  it('is a page of text where a page of text stands on it', async () => {
    const body = [0, 1, 2, 3].map((i) => text(60, 200 + 20 * i, '政府信息公开工作年度报告总体情况'));
    const page = await pageOf(lines('q 595 0 0 842 0 0 cm /I Do Q', ...body), { resources }, options);
    expect(page.textLayer).toBe('trusted');
  });
});

it('bytes of GBK under a Western encoding are the Chinese characters that they are', async () => {
  const bytes = '\\325\\376\\270\\256\\320\\305\\317\\242\\271\\253\\277\\2522024\\304\\352';
  const page = await pageOf(shown(bytes, 100, 200, 'L'));
  expect(textOf(page.glyphs)).toBe('政府信息公开2024年');
  const western = await pageOf(shown('caf\\351 \\340 la cr\\350me', 100, 200, 'L'));
  expect(textOf(western.glyphs)).toBe('café à la crème');
});

describe('a PDF with files attached', () => {
  const attached = (content: string): string => {
    const inner = Buffer.from(smallPdf([{ content }])).toString('latin1');
    return streamObject(inner, '/Type/EmbeddedFile');
  };
  const catalogue = (count: number): string => {
    const names = Array.from({ length: count }, (_, i) => `(f${i}.pdf) ${objectNumber(2 * i)} 0 R`).join(' ');
    return `/Names<</EmbeddedFiles<</Names[${names}]>>>>`;
  };
  const files = (...contents: readonly string[]): SmallPdfOptions => ({
    catalogue: catalogue(contents.length),
    objects: contents.flatMap((content, i) => [
      `<</Type/Filespec/F(f${i}.pdf)/UF(f${i}.pdf)/EF<</F ${objectNumber(2 * i + 1)} 0 R>>>>`,
      attached(content),
    ]),
  });
  const cover = text(100, 200, '详见附件');
  const report = text(100, 200, '政府信息公开工作年度报告');

  it('that is only a cover is the one report among them', async () => {
    const { pages, leftOut } = await extracted([{ content: cover }], files(report));
    expect(pages.map((page) => textOf(page.glyphs))).toEqual(['政府信息公开工作年度报告']);
    expect(leftOut).toMatchObject([{ kind: 'furniture', text: '详见附件' }]);
  });

  it('that is only a cover is the one Word report among them', async () => {
    const word = docxFile().toString('latin1');
    const bytes = Buffer.from(
      smallPdf([{ content: cover }], {
        catalogue: catalogue(1),
        objects: [
          `<</Type/Filespec/F(f0.docx)/UF(f0.docx)/EF<</F ${objectNumber(1)} 0 R>>>>`,
          streamObject(word, '/Type/EmbeddedFile'),
        ],
      }),
    );
    const read = await extractPdf({ fileName: '', format: 'pdf', mediaType: '', sha256: '', bytes }, null);
    expect(read).toMatchObject({ kind: 'flow', blocks: [{ text: '政府信息公开工作年度报告' }] });
    expect(read.leftOut).toMatchObject([{ kind: 'furniture', text: '详见附件' }]);
  });

  it('has another form in a Word file that says the same, and an unread one in any other', async () => {
    const rows = Array.from({ length: 6 }, (_, i) => [`行${i}`, `${i}1`, `${i}22`]);
    const cells = (row: readonly string[]): string =>
      row.map((cell) => `<w:tc><w:p><w:r><w:t>${cell}</w:t></w:r></w:p></w:tc>`).join('');
    const word = (last: string): string => {
      const table = [...rows, ['尾', last]].map((row) => `<w:tr>${cells(row)}</w:tr>`).join('');
      const xml = `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:tbl>${table}</w:tbl></w:body></w:document>`;
      return zipOf([{ name: 'word/document.xml', data: xml }]).toString('latin1');
    };
    const shown = rows.flatMap((row, i) => row.map((cell, j) => text(50 + 90 * j, 60 + 20 * i, cell)));
    const prose = Array.from({ length: 12 }, (_, i) =>
      text(
        50,
        300 + 20 * i,
        '本机关主动公开政府信息的工作情况如下所述本机关主动公开政府信息的工作情况如下所述本机关主动公开政府信息',
      ),
    );
    const content = lines(report, ...shown, text(50, 190, '尾77'), ...prose);
    const left = async (last: string) => {
      const objects = [
        `<</Type/Filespec/F(f0.docx)/UF(f0.docx)/EF<</F ${objectNumber(1)} 0 R>>>>`,
        streamObject(word(last), '/Type/EmbeddedFile'),
      ];
      return (await extracted([{ content }], { catalogue: catalogue(1), objects })).leftOut;
    };
    expect(await left('77')).toMatchObject([{ kind: 'furniture', text: 'f0.docx' }]);
    expect(await left('78')).toMatchObject([{ kind: 'embedded', text: 'f0.docx' }]);
  });

  it('leaves them out by name where it cannot tell which is the report, or is one itself', async () => {
    const two = await extracted([{ content: cover }], files(report, report));
    expect(two.pages.map((page) => textOf(page.glyphs))).toEqual(['详见附件']);
    expect(two.leftOut).toMatchObject([
      { kind: 'embedded', text: 'f0.pdf' },
      { kind: 'embedded', text: 'f1.pdf' },
    ]);
  });
});

it('a file with a packed stream that does not match its check sum is in doubt everywhere', async () => {
  const content = deflateSync(Buffer.from('1 0 0 -1 0 842 cm BT /L 10 Tf 1 0 0 -1 100 200 Tm (12) Tj ET'));
  const form = (data: Buffer): SmallPdfOptions => ({
    objects: [streamObject(data.toString('latin1'), '/Type/XObject/Subtype/Form/BBox[0 0 600 900]/Filter/FlateDecode')],
  });
  const resources = `/XObject<</X ${objectNumber(0)} 0 R>>`;
  const whole = await pageOf(lines(text(50, 50, '公开'), '/X Do'), { resources }, form(content));
  expect(whole.doubts).toBeUndefined();
  const broken = Buffer.from(content);
  broken[broken.length - 1]! ^= 0x10;
  const page = await pageOf(lines(text(50, 50, '公开'), '/X Do'), { resources }, form(broken));
  expect(page.doubts).toMatchObject([{ code: 'characters-lost' }]);
});
