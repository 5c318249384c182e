import type { PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { PACKED_PICTURES, PICTURE_LIMITS } from '../../../config/limits/extract.ts';
import { greyJpeg } from '../../decoders/grey-jpeg.ts';
import { coarser } from '../scan/coarser.ts';
import type { Samples } from '../scan/raster.ts';
import type { Pdfjs } from './open-document.ts';
import { imageNamed } from './page-images.ts';

/**
 * A page that was scanned is often one grey JPEG. pdf.js decodes it in JavaScript, into three channels, ten times as slowly
 * as libjpeg-turbo. So pdf.js is handed a copy of the file in which such a picture is said to
 * be packed by no filter: it hands on the bytes of the JPEG as they are. Colours stay with pdf.js: libjpeg-turbo draws them out
 * in another way, and what is read of them would be another.
 */

const FILTER = '/DCTDecode';

/** What a dictionary may say of a picture that is nothing but its JPEG; for each key the values that change nothing. */
const PLAIN: Readonly<Record<string, RegExp>> = {
  Type: /^\/XObject$/u,
  Subtype: /^\/Image$/u,
  Width: /^\d+$/u,
  Height: /^\d+$/u,
  BitsPerComponent: /^8$/u,
  ColorSpace: /^\/DeviceGray$/u,
  Filter: /^\/DCTDecode$/u,
  Length: /^\d+(?:\s+\d+\s+R)?$/u,
  Name: /^\/\w+$/u,
  Interpolate: /^(?:true|false)$/u,
};

/** The entries of a dictionary that has no other one in it. */
const entriesOf = (dictionary: string): ReadonlyMap<string, string> =>
  new Map(
    Array.from(dictionary.matchAll(/\/(\w+)\s*(\/\w+|[^/]+)/gu), ([, key = '', value = '']) => [key, value.trim()]),
  );

const isPlain = (entries: ReadonlyMap<string, string>): boolean =>
  [...entries].every(([key, value]) => PLAIN[key]?.test(value) === true) &&
  Number(entries.get('Width')) * Number(entries.get('Height')) >= PACKED_PICTURES.leastPixels &&
  entries.has('ColorSpace') &&
  entries.has('BitsPerComponent');

/** The same entry in as many bytes: places in the file are counted. */
const replaced = (text: string, entry: RegExp, by: string): string =>
  text.replace(entry, (found) => by.padEnd(found.length));

/**
 * The file with its large plain JPEGs said to be packed by nothing; null where it has none.
 * @source ISO 32000-1, 7.3.7: an entry that is null is as if it were not there
 */
export function withPackedPictures(bytes: Uint8Array): Uint8Array | null {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let copy: Buffer | null = null;
  for (let at = file.indexOf(FILTER); at >= 0; at = file.indexOf(FILTER, at + 1)) {
    const from = Math.max(0, at - PACKED_PICTURES.dictionaryBytes);
    const before = file.toString('latin1', from, at);
    const after = file.toString('latin1', at, at + PACKED_PICTURES.dictionaryBytes);
    const begins = /\bobj\s*<<(?=[^<>]*$)/u.exec(before);
    const ends = /^[^<>]*(?=>>\s*stream\r?\n\xff\xd8)/u.exec(after);
    if (!begins || !ends) continue;
    const start = begins.index + begins[0].length;
    const dictionary = before.slice(start) + ends[0];
    if (!isPlain(entriesOf(dictionary))) continue;
    copy ??= Buffer.from(file);
    const unpacked = replaced(dictionary, /\/Filter\s*\/DCTDecode/u, '/Filter null');
    // three channels without a filter are handed on as they lie in the file; one would be drawn out into three
    copy.write(replaced(unpacked, /\/DeviceGray/u, '/DeviceRGB'), from + start, 'latin1');
  }
  return copy;
}

/** Whether the bytes of a picture are a JPEG: fewer than it has pixels, and the beginning of one. */
export const isPacked = ({ width, height, data }: Omit<Samples, 'channels'>): boolean =>
  data.length < width * height && data[0] === 0xff && data[1] === 0xd8;

/** Whether a page that shows text has a packed picture too: what that covers is known when it has been decoded. */
export async function coversText(page: PDFPageProxy, { OPS }: Pdfjs): Promise<boolean> {
  const { fnArray, argsArray } = await page.getOperatorList();
  if (!fnArray.includes(OPS.showText)) return false;
  for (const [i, code] of fnArray.entries()) {
    if (code !== OPS.paintImageXObject && code !== OPS.paintImageXObjectRepeat) continue;
    const samples = await imageNamed(page, String((argsArray[i] as unknown[])[0]));
    if (samples && isPacked(samples)) return true;
  }
  return false;
}

/**
 * Decodes a packed picture and makes it coarser, as a page is read.
 * @returns null where it is not what the file says, or not whole: pdf.js takes what there is of a JPEG
 */
export async function unpacked(
  { width, height, data }: Omit<Samples, 'channels'>,
  dpi: number,
): Promise<{ readonly samples: Samples; readonly dpi: number } | null> {
  const grey = await greyJpeg(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), width, height);
  if (grey === null) return null;
  const factor = dpi >= PICTURE_LIMITS.finestDpi ? dpi / PICTURE_LIMITS.enoughDpi : 1;
  return { samples: await coarser({ width, height, channels: 1, data: grey }, factor), dpi: dpi / factor };
}
