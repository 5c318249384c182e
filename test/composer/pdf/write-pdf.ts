import {
  formObject,
  imageObject,
  objectNumber,
  type SmallPage,
  smallPdf,
} from '../../pipeline/extract/pdf/small-pdf.ts';
import type { Draft } from '../draft.ts';
import { type Random, randomFrom } from '../random.ts';
import { drawRules } from './draw-rules.ts';
import { PRIVATE_CODES, showTexts } from './draw-text.ts';
import { drawUnseen } from './draw-unseen.ts';
import { layOut, sheetSize } from './lay-out.ts';
import type { PdfStyle } from './pdf-style.ts';
import type { SetText, Sheet } from './sheet.ts';

/** Objects that every composed PDF has: the map to private characters, a picture, then the form XObjects. */
const MAP = 0;
const PICTURE = 1;
const FIRST_FORM = 2;
const CROP = { x: 40, y: 50 } as const;
/** How form XObjects are drawn: twice as small, upside down and moved. */
const FORM = { scale: 2, x: 30, y: 700 } as const;

const four = (n: number): string => n.toString(16).padStart(4, '0');

function privateMap(): string {
  const ranges = Array.from(
    { length: PRIVATE_CODES / 256 },
    (_, i) => `<${four(i * 256)}> <${four(i * 256 + 255)}> <${four(0xe000 + i * 256)}>`,
  );
  const body = `/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Private def /CMapType 2 def 1 begincodespacerange <0000> <ffff> endcodespacerange ${ranges.length} beginbfrange\n${ranges.join('\n')}\nendbfrange endcmap end end`;
  return `<</Length ${body.length}>>stream\n${body}\nendstream`;
}

const PRIVATE_FONT = `/P<</Type/Font/Subtype/Type0/BaseFont/Private/Encoding/Identity-H/ToUnicode ${objectNumber(MAP)} 0 R/DescendantFonts[<</Type/Font/Subtype/CIDFontType0/BaseFont/Private/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 1000/W[32 126 500]/FontDescriptor<</Type/FontDescriptor/FontName/Private/Flags 4/FontBBox[0 -120 1000 880]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 90>>>>]>>`;

/** The way from the sheet as it is read to the page, with y downwards on both. */
function placement(style: PdfStyle): Omit<SmallPage, 'content'> & { readonly matrix: string } {
  const { width, height } = sheetSize(style);
  switch (style.sheet) {
    case 'rotated':
      return { width: height, height: width, rotate: 90, matrix: `0 -1 1 0 0 ${width}` };
    case 'sideways':
      return { width: height, height: width, matrix: `0 -1 1 0 0 ${width}` };
    case 'upsideDown':
      return { width, height, rotate: 180, matrix: `-1 0 0 -1 ${width} ${height}` };
    default:
      return style.cropped
        ? {
            width: width + 2 * CROP.x,
            height: height + 2 * CROP.y,
            entries: `/CropBox[${CROP.x} ${CROP.y} ${CROP.x + width} ${CROP.y + height}]`,
            matrix: `1 0 0 1 ${CROP.x} ${CROP.y}`,
          }
        : { width, height, matrix: '1 0 0 1 0 0' };
  }
}

function watermark(style: PdfStyle, draft: Draft): string[] {
  if (style.watermark === 'none') return [];
  const { width, height } = sheetSize(style);
  const text = style.watermark === 'form' ? `${draft.facts.year + 1}03` : '内部资料';
  const matrix = style.watermark === 'level' ? '1 0 0 -1' : '0.71 -0.71 -0.71 -0.71';
  const codes = Array.from(text, (c) => four(c.charCodeAt(0))).join('');
  return [0.3, 0.6].map(
    (share) => `q 0.85 g BT 0 Tc /C 56 Tf ${matrix} ${width * 0.3} ${height * share} Tm <${codes}> Tj ET Q`,
  );
}

function inOrder(texts: readonly SetText[], style: PdfStyle, random: Random): readonly SetText[] {
  if (style.order === 'shuffled') return random.shuffled(texts);
  return style.order === 'byColumn' ? texts.toSorted((a, b) => a.column - b.column) : texts;
}

const inUnits =
  (unit: number) =>
  (text: SetText): SetText => ({ ...text, x: text.x / unit, y: text.y / unit, size: text.size / unit });

/** A report as a PDF, drawn operator by operator. The same draft and style give the same file. */
export function writePdf(draft: Draft): Buffer {
  const { pdf: style } = draft.style;
  const random = randomFrom(draft.facts.year).fork(`${draft.facts.agency} ${draft.facts.signedOn}`);
  const { matrix, ...page } = placement(style);
  const forms: string[] = [];
  const contentOf = (sheet: Sheet, number: number): string => {
    const rules = sheet.tables.flatMap((table) => drawRules(table, style, random));
    const shades = style.shaded
      ? sheet.tables
          .flatMap((t) => t.cells)
          .filter((c) => c.isHead)
          .map((c) => `${c.left} ${c.top} ${c.right - c.left} ${c.bottom - c.top} re f`)
      : [];
    const texts = inOrder(sheet.texts, style, random);
    const drawn = style.rules === 'form' ? [`/R${forms.length} Do`] : rules;
    if (style.rules === 'form') {
      const undo = `${1 / FORM.scale} 0 0 ${-1 / FORM.scale} ${-FORM.x / FORM.scale} ${FORM.y / FORM.scale} cm`;
      forms.push(formObject([undo, ...rules].join('\n'), `${FORM.scale} 0 0 ${-FORM.scale} ${FORM.x} ${FORM.y}`));
    }
    return [
      `${matrix} cm`,
      ...(shades.length > 0 ? ['q 0.85 g', ...shades, 'Q'] : []),
      ...drawn,
      ...drawUnseen(sheet.texts, style, number, random),
      `q ${style.unit} 0 0 ${style.unit} 0 0 cm`,
      ...showTexts(texts.map(inUnits(style.unit)), style, number),
      'Q',
      ...watermark(style, draft),
      ...(style.stamp === 'none'
        ? []
        : [`q ${style.stamp === 'opaque' ? '' : '/Multiplied gs '}90 0 0 90 330 400 cm /Stamp Do Q`]),
    ].join('\n');
  };
  const contents = layOut(draft, style).map(contentOf);
  const xObjects = forms.map((_, i) => `/R${i} ${objectNumber(FIRST_FORM + i)} 0 R`).join('');
  const resources = `/ExtGState<</Multiplied<</BM/Multiply>>>>/XObject<</Stamp ${objectNumber(PICTURE)} 0 R${xObjects}>>`;
  const pages = contents.map((content): SmallPage => ({ ...page, content, resources }));
  return Buffer.from(smallPdf(pages, { objects: [privateMap(), imageObject(), ...forms], fonts: PRIVATE_FONT }));
}
