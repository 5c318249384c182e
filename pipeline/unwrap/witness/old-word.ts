import { ConversionError } from '../../contracts/errors.ts';
import { streamOf } from './compound-file.ts';
import type { Written } from './written.ts';

/** Where a Word file states what. @source [MS-DOC] 2.5.1 to 2.5.10 */
const FIB = { ident: 0, flags: 0x0a, counts: 0x4c, clx: 0x01a2, clxBytes: 0x01a6 } as const;
const WORD_97 = 0xa5ec;
const FIRST_TABLE = 0x0200;
/** Parts of the text in their order: body, notes, running heads, macros, remarks, end notes, boxes, boxes of heads. */
const PARTS = ['body', 'body', 'running', null, null, 'body', 'body', 'running'] as const;
const PIECE_TABLE = 0x02;
const PROPERTIES = 0x01;
const PIECE_BYTES = 8;
const ONE_BYTE = 0x4000_0000;

/**
 * What an old Word file says by its own table of pieces; null for a file of Word 95 or before, which has another.
 * @source [MS-DOC] 2.4.1, Retrieving Text
 * @throws ConversionError corrupt where a part of it or the table leads nowhere
 */
export function writtenInOldWord(bytes: Uint8Array): Written | null {
  const word = streamOf(bytes, 'WordDocument');
  if (word !== null && word.length >= 2 && word.readUInt16LE(FIB.ident) !== WORD_97) return null;
  if (word === null || word.length < FIB.clxBytes + 4) throw broken('the main stream');
  const table = streamOf(bytes, (word.readUInt16LE(FIB.flags) & FIRST_TABLE) !== 0 ? '1Table' : '0Table');
  const at = word.readUInt32LE(FIB.clx);
  const pieces = table === null ? null : pieceTable(table.subarray(at, at + word.readUInt32LE(FIB.clxBytes)));
  if (pieces === null) throw broken('the table of pieces');
  const text = textOf(pieces, word);
  const written: Record<'body' | 'running', string[]> = { body: [], running: [] };
  let objects = 0;
  let from = 0;
  PARTS.forEach((part, i) => {
    const count = word.readUInt32LE(FIB.counts + 4 * i);
    const shown = withoutInstructions(text.slice(from, from + count));
    if (part !== null) written[part].push(...linesOf(shown));
    if (part === 'body') objects += shown.split(OBJECT).length - 1;
    from += count;
  });
  return { ...written, objects };
}

const broken = (what: string): ConversionError =>
  new ConversionError('corrupt', `${what} of an old Word file leads nowhere`);

/** The table of pieces behind properties that are no text. @source [MS-DOC] 2.9.38 */
function pieceTable(clx: Buffer): Buffer | null {
  let at = 0;
  while (at + 5 <= clx.length && clx[at] === PROPERTIES) at += 3 + clx.readUInt16LE(at + 1);
  return at + 5 <= clx.length && clx[at] === PIECE_TABLE
    ? clx.subarray(at + 5, at + 5 + clx.readUInt32LE(at + 1))
    : null;
}

function textOf(plc: Buffer, word: Buffer): string {
  const count = Math.floor((plc.length - 4) / (4 + PIECE_BYTES));
  const texts: string[] = [];
  for (let i = 0; i < count; i++) {
    const length = plc.readUInt32LE(4 * (i + 1)) - plc.readUInt32LE(4 * i);
    const stated = plc.readUInt32LE(4 * (count + 1) + PIECE_BYTES * i + 2);
    const isNarrow = (stated & ONE_BYTE) !== 0;
    const at = isNarrow ? (stated & ~ONE_BYTE) / 2 : stated;
    const bytes = length * (isNarrow ? 1 : 2);
    if (length < 0 || at < 0 || at + bytes > word.length) throw broken('a piece');
    texts.push(new TextDecoder(isNarrow ? 'windows-1252' : 'utf-16le').decode(word.subarray(at, at + bytes)));
  }
  return texts.join('');
}

/** What a field says in place of its instruction. @source [MS-DOC] 2.8.25 */
const withoutInstructions = (text: string): string => {
  let shown = '';
  const open: boolean[] = [];
  for (const character of text) {
    if (character === '\x13') open.push(false);
    else if (character === '\x14' && open.length > 0) open[open.length - 1] = true;
    else if (character === '\x15') open.pop();
    else if (!open.includes(false)) shown += character;
  }
  return shown;
};

/** Stands for a picture or an object. @source [MS-DOC] 2.4.1 */
const OBJECT = '\x01';
/** Ends of paragraphs, cells, lines, pages and columns. */
const LINE_ENDS = ['\r', '\x07', '\x0b', '\x0c', '\x0e'];
const linesOf = (text: string): readonly string[] =>
  LINE_ENDS.reduce((lines, end) => lines.flatMap((line) => line.split(end)), [text]);
