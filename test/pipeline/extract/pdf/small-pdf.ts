import { createHash } from 'node:crypto';
import type { Source } from '../../../../pipeline/contracts/document.ts';
import type { Page } from '../../../../pipeline/contracts/page.ts';
import { extractPdf } from '../../../../pipeline/extract/pdf/pdf.ts';

/** Writes small PDFs by hand: uncompressed content streams, fonts that are named but not embedded. */

export interface SmallPage {
  /** Operators in points from the top left corner, y downwards; fonts /L (Latin), /C (Chinese), /V (Chinese, vertical). */
  readonly content: string;
  readonly width?: number;
  readonly height?: number;
  readonly rotate?: number;
  /** Further entries of the page's resources. */
  readonly resources?: string;
  /** Further entries of the page. */
  readonly entries?: string;
}

export interface SmallPdfOptions {
  /** Further objects, numbered from 100 on. */
  readonly objects?: readonly string[];
  /** Further fonts by name. */
  readonly fonts?: string;
  /** Further entries of the catalogue and of the trailer. */
  readonly catalogue?: string;
  readonly trailer?: string;
}

export const A4 = { width: 595, height: 842 } as const;

const stream = (dictionary: string, body: string): string =>
  `<<${dictionary}/Length ${body.length}>>stream\n${body}\nendstream`;

/** Object number of the n-th of the further objects. */
export const objectNumber = (index: number): number => 100 + index;
/** A form XObject drawn in the page's own direction. */
export const formObject = (content: string, matrix: string, resources = ''): string =>
  stream(`/Type/XObject/Subtype/Form/BBox[-2000 -2000 2000 2000]/Matrix[${matrix}]/Resources<<${resources}>>`, content);
/** A grey image of one pixel, drawn over the unit square. */
export const imageObject = (extra = ''): string =>
  stream(`/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8${extra}`, '@');

const chineseFont = (cmap: string): string =>
  `<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/${cmap}/DescendantFonts[<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/DW 1000/W[1 95 500 814 939 500]/FontDescriptor<</Type/FontDescriptor/FontName/STSong-Light/Flags 4/FontBBox[0 -120 1000 880]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 90>>>>]>>`;

/** The bytes of a PDF with these pages. */
export function smallPdf(pages: readonly SmallPage[], options: SmallPdfOptions = {}): Uint8Array {
  const objects = new Map<number, string>();
  const fonts = `/Font<</L 3 0 R/C 4 0 R/V 5 0 R${options.fonts ?? ''}>>`;
  objects.set(3, '<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>');
  objects.set(4, chineseFont('UniGB-UCS2-H'));
  objects.set(5, chineseFont('UniGB-UCS2-V'));
  const kids: string[] = [];
  pages.forEach((page, i) => {
    const { width, height } = { ...A4, ...page };
    const number = 1000 + 2 * i;
    kids.push(`${number} 0 R`);
    objects.set(
      number,
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 ${width} ${height}]/Rotate ${page.rotate ?? 0}${page.entries ?? ''}/Resources<<${fonts}${page.resources ?? ''}>>/Contents ${number + 1} 0 R>>`,
    );
    objects.set(number + 1, stream('', `1 0 0 -1 0 ${height} cm\n${page.content}`));
  });
  objects.set(1, `<</Type/Catalog/Pages 2 0 R${options.catalogue ?? ''}>>`);
  objects.set(2, `<</Type/Pages/Kids[${kids.join(' ')}]/Count ${pages.length}>>`);
  for (const [i, body] of (options.objects ?? []).entries()) objects.set(objectNumber(i), body);
  let file = '%PDF-1.7\n';
  const offsets: [number, number][] = [];
  for (const [number, body] of objects) {
    offsets.push([number, file.length]);
    file += `${number} 0 obj\n${body}\nendobj\n`;
  }
  const start = file.length;
  const entries = offsets.map(([number, at]) => `${number} 1\n${String(at).padStart(10, '0')} 00000 n \n`).join('');
  const size = Math.max(...objects.keys()) + 1;
  file += `xref\n0 1\n0000000000 65535 f \n${entries}trailer\n<</Size ${size}/Root 1 0 R${options.trailer ?? ''}>>\nstartxref\n${start}\n%%EOF\n`;
  return Uint8Array.from(file, (c) => c.charCodeAt(0));
}

const hex = (text: string): string => Array.from(text, (c) => c.charCodeAt(0).toString(16).padStart(4, '0')).join('');

/** Chinese or mixed text with its base line at y. Half-width characters are half as wide as they are high. */
export const text = (x: number, y: number, words: string, size = 10): string =>
  `BT /C ${size} Tf 1 0 0 -1 ${x} ${y} Tm <${hex(words)}> Tj ET`;
/** The same, written downwards from y. */
export const verticalText = (x: number, y: number, words: string, size = 10): string =>
  `BT /V ${size} Tf 1 0 0 -1 ${x} ${y} Tm <${hex(words)}> Tj ET`;
/** A stroke. */
export const stroke = (x0: number, y0: number, x1: number, y1: number, width = 0.5): string =>
  `${width} w ${x0} ${y0} m ${x1} ${y1} l S`;
/** A filled rectangle. */
export const bar = (x: number, y: number, width: number, height: number): string => `${x} ${y} ${width} ${height} re f`;
/** Operators that leave no trace in the graphics state. */
export const apart = (...operators: readonly string[]): string => `q ${operators.join(' ')} Q`;
export const lines = (...operators: readonly string[]): string => operators.join('\n');

/** A PDF as intake hands it on. */
export const sourceOf = (bytes: Uint8Array): Source => ({
  fileName: 'report.pdf',
  format: 'pdf',
  mediaType: 'application/pdf',
  bytes,
  sha256: createHash('sha256').update(bytes).digest('hex'),
});

/** The pages of a small PDF as they are extracted without engines. */
export async function extracted(pages: readonly SmallPage[], options?: SmallPdfOptions) {
  const result = await extractPdf(sourceOf(smallPdf(pages, options)), null);
  if (result.kind !== 'pages') throw new Error('not pages');
  return result;
}

export async function pageOf(content: string, more: Partial<SmallPage> = {}, options?: SmallPdfOptions): Promise<Page> {
  const { pages } = await extracted([{ content, ...more }], options);
  return pages[0]!;
}
