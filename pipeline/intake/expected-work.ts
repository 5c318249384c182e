import { EXPECTED_SECONDS, LARGE_IMAGE_PIXELS } from '../../config/limits/work.ts';
import type { SourceFormat } from '../contracts/document.ts';
import type { ExpectedWork } from '../contracts/expected-work.ts';

/** Pictures of a PDF: as streams they can stand in no object stream, so their dictionaries are there to be read (ISO 32000-1, 7.5.7). */
const IMAGE = /\/Subtype\s*\/Image\b/g;
/** Programs of fonts are streams too; Length1 and these subtypes stand in the dictionaries of nothing else. */
const FONT_PROGRAM = /\/Length1\s+\d|\/Subtype\s*\/(?:Type1C|CIDFontType0C|OpenType)\b/g;
/** A stream's dictionary is shorter than this. */
const DICTIONARY_CHARACTERS = 600;

/** What the bytes of a recognised file will likely cost: looked over, not opened. */
export function expectedWork(format: SourceFormat, bytes: Uint8Array): ExpectedWork {
  if (format === 'image') return { lane: 'scans', seconds: EXPECTED_SECONDS.scannedPage };
  if (format !== 'pdf') return { lane: 'digital', seconds: EXPECTED_SECONDS[format] };
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const pictures = largePictures(text);
  const fonts = text.match(FONT_PROGRAM)?.length ?? 0;
  // A digital report with a seal or a photograph brings the programs of its fonts; a scan with a text layer, one or none.
  return pictures > fonts
    ? { lane: 'scans', seconds: pictures * EXPECTED_SECONDS.scannedPage }
    : { lane: 'digital', seconds: EXPECTED_SECONDS.pdf };
}

function largePictures(text: string): number {
  let count = 0;
  for (const { index } of text.matchAll(IMAGE)) {
    const before = text.slice(Math.max(0, index - DICTIONARY_CHARACTERS), index);
    const after = text.slice(index, index + DICTIONARY_CHARACTERS);
    const dictionary = before.slice(before.lastIndexOf('obj') + 1) + (after.split('stream', 1)[0] ?? '');
    const pixels = numberOf(dictionary, 'Width') * numberOf(dictionary, 'Height');
    if (pixels >= LARGE_IMAGE_PIXELS) count += 1;
  }
  return count;
}

const numberOf = (dictionary: string, key: string): number =>
  Number(new RegExp(`/${key}\\s+(\\d{1,6})\\b`).exec(dictionary)?.[1] ?? 0);
