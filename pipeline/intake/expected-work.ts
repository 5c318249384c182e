import { EXPECTED_SECONDS, LARGE_IMAGE_PIXELS, LOOKED_OVER } from '../../config/limits/work.ts';
import type { SourceFormat } from '../contracts/document.ts';
import type { ExpectedWork } from '../contracts/expected-work.ts';

/** Pictures of a PDF: as streams they can stand in no object stream, so their dictionaries are there to be read (ISO 32000-1, 7.5.7). */
const IMAGE = /\/Subtype\s*\/Image\b/g;
/** Programs of fonts are streams too; Length1 and these subtypes stand in the dictionaries of nothing else. */
const FONT_PROGRAM = /\/Length1\s+\d|\/Subtype\s*\/(?:Type1C|CIDFontType0C|OpenType)\b/g;

/** What the bytes of a recognised file will likely cost: looked over, not opened. */
export function expectedWork(format: SourceFormat, bytes: Uint8Array): ExpectedWork {
  if (format === 'image') return { lane: 'scans', seconds: EXPECTED_SECONDS.scannedPage };
  if (format !== 'pdf') return { lane: 'digital', seconds: EXPECTED_SECONDS[format] };
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, LOOKED_OVER.bytes)).toString(
    'latin1',
  );
  const pictures = placesOf(IMAGE, text).filter((place) => isLarge(text, place)).length;
  // A digital report with a seal or a photograph brings the programs of its fonts; a scan with a text layer, one or none.
  return pictures > placesOf(FONT_PROGRAM, text).length
    ? { lane: 'scans', seconds: pictures * EXPECTED_SECONDS.scannedPage }
    : { lane: 'digital', seconds: EXPECTED_SECONDS.pdf };
}

function placesOf(what: RegExp, text: string): readonly number[] {
  const places: number[] = [];
  for (const { index } of text.matchAll(what)) {
    places.push(index);
    if (places.length === LOOKED_OVER.objects) break;
  }
  return places;
}

function isLarge(text: string, place: number): boolean {
  const before = text.slice(Math.max(0, place - LOOKED_OVER.dictionaryCharacters), place);
  const after = text.slice(place, place + LOOKED_OVER.dictionaryCharacters);
  const dictionary = before.slice(before.lastIndexOf('obj') + 1) + (after.split('stream', 1)[0] ?? '');
  return numberOf(dictionary, 'Width') * numberOf(dictionary, 'Height') >= LARGE_IMAGE_PIXELS;
}

const numberOf = (dictionary: string, key: string): number =>
  Number(new RegExp(`/${key}\\s+(\\d{1,6})\\b`).exec(dictionary)?.[1] ?? 0);
