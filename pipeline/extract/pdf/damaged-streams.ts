import { inflateRawSync, inflateSync } from 'node:zlib';
import { DAMAGE } from '../../../config/limits/extract.ts';

/** Bytes before a stream in which its dictionary stands. */
const DICTIONARY = 1_024;
const STREAM = 'stream';
const END = 'endstream';
const ZLIB_HEADER_BYTES = 2;
/** An empty stream, with the end of line before its end. */
const EMPTY_BYTES = 2;

interface Stream {
  readonly dictionary: string;
  readonly data: Uint8Array;
}

/** The streams of a file as its text shows them, whatever its cross references say. */
function* streamsOf(file: Buffer): Generator<Stream> {
  let before = 0;
  for (let at = file.indexOf(STREAM); at >= 0; at = file.indexOf(STREAM, at + 1)) {
    let start = at + STREAM.length;
    if (file[start] === 0x0d) start++;
    if (file[start] !== 0x0a) continue;
    start++;
    const end = file.indexOf(END, start);
    if (end < 0) return;
    const head = file.toString('latin1', Math.max(before, at - DICTIONARY), at);
    yield { dictionary: head.slice(head.lastIndexOf('obj') + 1), data: file.subarray(start, end) };
    before = end;
    at = end + END.length;
  }
}

/**
 * Programs of fonts are large and are not checked: they change the look of characters, never their text, and digits that
 * look otherwise are seen by their outlines.
 */
const FONT_PROGRAM = /\/Length1\b|\/Subtype\s*\/(?:Type1C|CIDFontType0C|OpenType)\b/u;

/** The first of the filters of a stream; null for none. */
const firstFilter = (dictionary: string): string | null =>
  /\/Filter\s*\[?\s*\/([A-Za-z0-9]+)/u.exec(dictionary)?.[1] ?? null;

const isBufferError = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'Z_BUF_ERROR';

/** Whether the data of a zlib stream is not what was packed: it breaks off, cannot be followed, or has another check sum. */
function isBroken(data: Uint8Array): boolean {
  try {
    inflateSync(data, { maxOutputLength: DAMAGE.streamBytes });
    return false;
  } catch (error) {
    if (error instanceof RangeError) return false; // longer than is checked
    if (!isBufferError(error)) return true;
  }
  // some programs leave out the check sum at the end
  try {
    inflateRawSync(data.subarray(ZLIB_HEADER_BYTES), { maxOutputLength: DAMAGE.streamBytes });
    return false;
  } catch (error) {
    return !(error instanceof RangeError);
  }
}

/**
 * Whether a packed stream of a PDF is damaged: what it draws, its fonts or its tables may then be wrong or end early, and
 * pdf.js takes what there is. An encrypted file cannot be told.
 */
export function hasDamagedStream(bytes: Uint8Array): boolean {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (file.includes('/Encrypt')) return false;
  let checked = 0;
  for (const { dictionary, data } of streamsOf(file)) {
    const filter = firstFilter(dictionary);
    const isEmpty = data.length <= EMPTY_BYTES;
    if ((filter !== 'FlateDecode' && filter !== 'Fl') || isEmpty || FONT_PROGRAM.test(dictionary)) continue;
    checked += data.length;
    if (checked > DAMAGE.checkedBytes) return false;
    if (isBroken(data)) return true;
  }
  return false;
}
