import { ConversionError } from '../../contracts/errors.ts';
import { isWorkedOut } from '../worked-out-field.ts';
import { OBJECT, UNSAID, type Written } from './written.ts';

/** Groups whose text nobody reads: tables of the file, fields' instructions, what stands there for older readers. */
const NO_TEXT = new Set(
  (
    'fonttbl colortbl stylesheet listtable listoverridetable revtbl rsidtbl info generator objdata ' +
    'listtext pntext pntxta pntxtb themedata colorschememapping datastore latentstyles xmlnstbl ' +
    'filetbl mmathPr template datafield bkmkstart bkmkend sp sn sv shprslt atnid atnauthor annotation ' +
    'wgrffmtfilter private panose falt fontemb objclass objname formfield ffname fcharset'
  ).split(' '),
);
const RUNNING = /^(?:header|footer)[lrf]?$/;
/** Words that end a line. */
const ENDS = new Set(['par', 'cell', 'nestcell', 'row', 'nestrow', 'line', 'page', 'sect', 'column']);
/** Words that are read though a reader may pass over their group. */
const READ = new Set([
  'shpinst',
  'shptxt',
  'shppict',
  'footnote',
  'ud',
  'upr',
  'fldrslt',
  'nestcell',
  'nesttableprops',
]);
/** Words for what has lines of its own. */
const APART = new Set(['shptxt', 'footnote']);
/** Words for pictures, objects and formulas that stand in their line, and for what stands apart from it or is another form of one. */
const IN_LINE = new Set(['pict', 'object', 'mmath']);
const DRAWN = new Set([...IN_LINE, 'shp', 'do', 'nonshppict']);
/** Words for characters. */
const CHARACTERS: Readonly<Record<string, string>> = {
  tab: ' ',
  emdash: '—',
  endash: '–',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
  bullet: '•',
};

/** Where text goes: to the body, to running heads, to the code of a field, nowhere. */
type Place = 'body' | 'running' | 'code' | null;
/** A line that is being written. Boxes and notes stand in the middle of the line of another. */
interface Line {
  text: string;
}
/** A field: its code, and what the line had when its result began. */
interface Field {
  readonly code: Line;
  readonly from: number;
}
interface Group {
  place: Place;
  line: Line;
  /** Bytes that stand behind a Unicode character for older readers. */
  skips: number;
  /** Its first word says whether a reader that does not know it passes over it. */
  isOptional: boolean;
  /** The field whose group it is. */
  field: Field | null;
  /** Whether what is drawn in it is another form of an object, or stands apart from the line. */
  isDrawn: boolean;
}

/** A control word with its number, a byte in hexadecimal, a control sign, a brace, the end of a line, or text. */
const TOKEN = /\\([a-zA-Z]+)(-?\d+)? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|[\r\n]+|[^\\{}\r\n]+/g;

/**
 * What an RTF file says by its own words.
 * @source Rich Text Format 1.9.1
 * @throws ConversionError corrupt where it breaks off
 */
export function writtenInRichText(bytes: Uint8Array): Written {
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const written: Record<keyof Written, string[]> = { body: [], running: [] };
  const groups: Group[] = [
    { place: 'body', line: { text: '' }, skips: 1, isOptional: false, field: null, isDrawn: false },
  ];
  let narrow = '';
  let toSkip = 0;
  const group = (): Group => groups.at(-1)!;
  const say = (text: string): void => {
    if (group().place !== null) group().line.text += text;
  };
  const sayNarrow = (): void => {
    if (narrow !== '') say(new TextDecoder('gb18030').decode(Buffer.from(narrow, 'latin1')));
    narrow = '';
  };
  const end = ({ place, line }: Group): void => {
    if (place === 'code') return;
    if (place !== null) written[place].push(line.text);
    line.text = '';
  };
  const close = (): void => {
    const closed = groups.pop()!;
    if (closed.line !== group().line) end(closed);
    const { field, line } = closed;
    if (field === null || field === group().field) return;
    if (isWorkedOut(field.code.text) && line.text.slice(field.from).trim() === '') say(UNSAID);
  };
  for (const [token, word, number, hex, sign, brace] of source.matchAll(TOKEN)) {
    const isBytes = hex !== undefined || (word === undefined && sign === undefined && brace === undefined);
    if (isBytes) {
      const plain = hex === undefined ? token.replace(/[\r\n]/g, '') : String.fromCharCode(Number.parseInt(hex, 16));
      const skipped = Math.min(toSkip, plain.length);
      toSkip -= skipped;
      narrow += plain.slice(skipped);
      continue;
    }
    sayNarrow();
    if (brace !== undefined) {
      toSkip = 0;
      if (brace === '{') groups.push({ ...group(), isOptional: false });
      else if (groups.length > 1) close();
    } else if (sign !== undefined) {
      if (sign === '*') group().isOptional = true;
      else if (/[\\{}]/.test(sign)) say(sign);
      else if (sign === '~') say(' ');
      else if (/[\r\n]/.test(sign)) end(group());
    } else if (word !== undefined) {
      if (word === 'u') {
        say(String.fromCharCode(Number(number ?? 0) & 0xffff));
        toSkip = group().skips;
      } else if (word === 'uc') group().skips = Number(number ?? 1);
      else if (ENDS.has(word)) end(group());
      else if (word === 'field') group().field = { code: { text: '' }, from: group().line.text.length };
      else if (word === 'fldinst') {
        group().place = 'code';
        group().line = group().field?.code ?? { text: '' };
      } else if (DRAWN.has(word)) {
        if (IN_LINE.has(word) && group().place === 'body' && !group().isDrawn) say(OBJECT);
        group().isDrawn = true;
        if (word === 'pict' || word === 'nonshppict') group().place = null;
      } else if (CHARACTERS[word] !== undefined) say(CHARACTERS[word]);
      else if (NO_TEXT.has(word) || (group().isOptional && !READ.has(word))) group().place = null;
      else if (RUNNING.test(word) && group().place === 'body') {
        group().place = 'running';
        group().line = { text: '' };
      } else if (APART.has(word)) group().line = { text: '' };
      group().isOptional = false;
    }
  }
  sayNarrow();
  if (groups.length > 1) throw new ConversionError('corrupt', 'an RTF file that breaks off');
  end(group());
  return written;
}
