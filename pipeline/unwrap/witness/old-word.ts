import { ConversionError } from '../../contracts/errors.ts';
import { isWorkedOut } from '../worked-out-field.ts';
import { streamOf } from './compound-file.ts';
import { OBJECT, UNSAID, type Written } from './written.ts';

/** Where a Word file states what. @source [MS-DOC] 2.5.1 to 2.5.10 */
const FIB = { ident: 0, language: 0x06, flags: 0x0a, counts: 0x4c, clx: 0x01a2, clxBytes: 0x01a6 } as const;
/** Where one of Word 6 and 95 does. @source Word 6.0 binary file format, FIB */
const FIB_95 = { text: 0x18, counts: 0x34, clx: 0x0160, clxBytes: 0x0164 } as const;
const IDENT = { word97: 0xa5ec, word95: 0xa5dc } as const;
const FLAG = { isInPieces: 0x0004, firstTable: 0x0200, isWide: 0x1000 } as const;
/** Parts of the text in their order: body, notes, running heads, macros, remarks, end notes, boxes, boxes of heads. */
const PARTS = ['body', 'body', 'running', null, null, 'body', 'body', 'running'] as const;
const PIECE_TABLE = 0x02;
const PROPERTIES = 0x01;
const PIECE_BYTES = 8;
const ONE_BYTE = 0x4000_0000;
/** Encodings of one byte or two to a character by the language of the file; Western ones for all others. */
const ENCODINGS: Readonly<Record<number, string>> = { 2052: 'gb18030', 4100: 'gb18030', 1028: 'big5', 3076: 'big5' };

/**
 * What an old Word file says by its own table of pieces; null for a file before Word 6, whose header is another.
 * @source [MS-DOC] 2.4.1, Retrieving Text
 * @throws ConversionError corrupt where a part of it or the table leads nowhere
 */
export function writtenInOldWord(bytes: Uint8Array): Written | null {
  const word = streamOf(bytes, 'WordDocument');
  if (word === null || word.length < FIB.clxBytes + 4) throw broken('the main stream');
  switch (word.readUInt16LE(FIB.ident)) {
    case IDENT.word97:
      return writtenIn(textOf97(bytes, word), word, FIB.counts);
    case IDENT.word95:
      return writtenIn(textOf95(word), word, FIB_95.counts, decoderOf(word));
    default:
      return null;
  }
}

/** @param text of all parts, one behind the other @param decoded its characters, where those that are counted are bytes */
function writtenIn(text: string, word: Buffer, counts: number, decoded = (part: string): string => part): Written {
  const written: Record<keyof Written, string[]> = { body: [], running: [] };
  let from = 0;
  PARTS.forEach((part, i) => {
    const count = word.readUInt32LE(counts + 4 * i);
    if (part !== null) written[part].push(...linesOf(asShown(decoded(text.slice(from, from + count)))));
    from += count;
  });
  return written;
}

const broken = (what: string): ConversionError =>
  new ConversionError('corrupt', `${what} of an old Word file leads nowhere`);

function textOf97(bytes: Uint8Array, word: Buffer): string {
  const isFirst = (word.readUInt16LE(FIB.flags) & FLAG.firstTable) !== 0;
  const table = streamOf(bytes, isFirst ? '1Table' : '0Table');
  const at = word.readUInt32LE(FIB.clx);
  const plc = table === null ? null : pieceTable(table.subarray(at, at + word.readUInt32LE(FIB.clxBytes)));
  if (plc === null) throw broken('the table of pieces');
  return textOf(plc, word, (stated) => {
    const isWide = (stated & ONE_BYTE) === 0;
    return { isWide, at: isWide ? stated : (stated & ~ONE_BYTE) / 2 };
  });
}

/** The characters of Word 6 and 95 are bytes in the encoding of its language, or have two bytes each. */
function decoderOf(word: Buffer): ((part: string) => string) | undefined {
  if ((word.readUInt16LE(FIB.flags) & FLAG.isWide) !== 0) return undefined;
  const decoder = new TextDecoder(ENCODINGS[word.readUInt16LE(FIB.language)] ?? 'windows-1252');
  return (part) => decoder.decode(Buffer.from(part, 'latin1'));
}

/** Text of Word 6 and 95 stands in one piece, but for files that were saved in haste. */
function textOf95(word: Buffer): string {
  const flags = word.readUInt16LE(FIB.flags);
  const isWide = (flags & FLAG.isWide) !== 0;
  const clx = word.readUInt32LE(FIB_95.clx);
  const plc =
    (flags & FLAG.isInPieces) === 0 ? null : pieceTable(word.subarray(clx, clx + word.readUInt32LE(FIB_95.clxBytes)));
  if (plc !== null) return textOf(plc, word, (at) => ({ isWide, at }));
  const counts = PARTS.map((_, i) => word.readUInt32LE(FIB_95.counts + 4 * i));
  const length = counts.reduce((sum, count) => sum + count, 0);
  return characters(word, word.readUInt32LE(FIB_95.text), length, isWide);
}

/** The table of pieces behind properties that are no text. @source [MS-DOC] 2.9.38 */
function pieceTable(clx: Buffer): Buffer | null {
  let at = 0;
  while (at + 5 <= clx.length && clx[at] === PROPERTIES) at += 3 + clx.readUInt16LE(at + 1);
  return at + 5 <= clx.length && clx[at] === PIECE_TABLE
    ? clx.subarray(at + 5, at + 5 + clx.readUInt32LE(at + 1))
    : null;
}

/** @param placeOf says by what a piece states where it begins, and whether its characters have two bytes */
function textOf(plc: Buffer, word: Buffer, placeOf: (stated: number) => { at: number; isWide: boolean }): string {
  const count = Math.floor((plc.length - 4) / (4 + PIECE_BYTES));
  const texts: string[] = [];
  for (let i = 0; i < count; i++) {
    const length = plc.readUInt32LE(4 * (i + 1)) - plc.readUInt32LE(4 * i);
    const { at, isWide } = placeOf(plc.readUInt32LE(4 * (count + 1) + PIECE_BYTES * i + 2));
    texts.push(characters(word, at, length, isWide));
  }
  return texts.join('');
}

/**
 * As many characters as are counted; where they are of one byte, each byte is one.
 * @throws ConversionError corrupt where they would stand outside
 */
function characters(word: Buffer, at: number, length: number, isWide: boolean): string {
  const bytes = length * (isWide ? 2 : 1);
  if (length < 0 || at < 0 || at + bytes > word.length) throw broken('a piece');
  return word.toString(isWide ? 'utf16le' : 'latin1', at, at + bytes);
}

/** A field that is open: its code, and what was shown when its result began; null while its code goes on. */
interface Field {
  code: string;
  from: number | null;
}

/** What is shown: of a field its result in place of its code. @source [MS-DOC] 2.4.1 and 2.8.25 */
function asShown(text: string): string {
  let shown = '';
  const open: Field[] = [];
  for (const character of text) {
    const inCode = open.findLast(({ from }) => from === null);
    if (character === '\x13') open.push({ code: '', from: null });
    else if (character === '\x14' && open.length > 0) open[open.length - 1]!.from = shown.length;
    else if (character === '\x15') {
      const { code, from } = open.pop() ?? { code: '', from: null };
      const isEmpty = shown.slice(from ?? shown.length).trim() === '';
      if (isEmpty && isWorkedOut(code) && open.every((outer) => outer.from !== null)) shown += UNSAID;
    } else if (inCode !== undefined) inCode.code += character;
    else shown += character === '\x01' ? OBJECT : character;
  }
  return shown;
}

/** Ends of paragraphs, cells, lines, pages and columns. */
const LINE_ENDS = ['\r', '\x07', '\x0b', '\x0c', '\x0e'];
const linesOf = (text: string): readonly string[] =>
  LINE_ENDS.reduce((lines, end) => lines.flatMap((line) => line.split(end)), [text]);
