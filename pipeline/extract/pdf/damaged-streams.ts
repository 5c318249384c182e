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

/** The filters of a stream, the outermost first. */
const filtersOf = (dictionary: string): readonly string[] =>
  Array.from(
    /\/Filter\s*(\[[^\]]*\]|\/[A-Za-z0-9]+)/u.exec(dictionary)?.[1]?.matchAll(/[A-Za-z0-9]+/gu) ?? [],
    ([name]) => name,
  );

const PACKED = new Set(['FlateDecode', 'Fl']);
const BASE_85 = new Set(['ASCII85Decode', 'A85']);

/** The packed data of a stream, out of the letters that some programs write it in; null where it is not packed. */
function packedData({ dictionary, data }: Stream): Uint8Array | null {
  const [outer = '', inner = ''] = filtersOf(dictionary);
  if (PACKED.has(outer)) return data;
  return BASE_85.has(outer) && PACKED.has(inner) ? fromBase85(data) : null;
}

/** @source ISO 32000-1, 7.4.3 ASCII85Decode filter */
function fromBase85(text: Uint8Array): Uint8Array {
  const bytes: number[] = [];
  let group: number[] = [];
  const flush = (count: number): void => {
    const padded = [...group, ...Array<number>(5 - group.length).fill(84)];
    const value = padded.reduce((sum, digit) => sum * 85 + digit, 0);
    for (let i = 0; i < count; i++) bytes.push(Math.floor(value / 256 ** (3 - i)) % 256);
    group = [];
  };
  for (const code of text) {
    if (code === 0x7e) break; // ~> ends it
    if (code === 0x7a && group.length === 0) bytes.push(0, 0, 0, 0);
    else if (code >= 0x21 && code <= 0x75) group.push(code - 0x21);
    if (group.length === 5) flush(4);
  }
  if (group.length > 1) flush(group.length - 1);
  return Uint8Array.from(bytes);
}

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
  for (const stream of streamsOf(file)) {
    if (stream.data.length <= EMPTY_BYTES || FONT_PROGRAM.test(stream.dictionary)) continue;
    const data = packedData(stream);
    if (!data) continue;
    checked += data.length;
    if (checked > DAMAGE.checkedBytes) return false;
    if (isBroken(data)) return true;
  }
  return false;
}
