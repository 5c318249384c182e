import { ConversionError } from '../../contracts/errors.ts';
import type { Written } from './written.ts';

/** Groups whose text nobody reads: tables of the file, fields' instructions, what stands there for older readers. */
const NO_TEXT = new Set(
  (
    'fonttbl colortbl stylesheet listtable listoverridetable revtbl rsidtbl info generator pict objdata fldinst ' +
    'listtext pntext pntxta pntxtb nonshppict themedata colorschememapping datastore latentstyles xmlnstbl ' +
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

type Place = 'body' | 'running' | null;
/** A line that is being written. Boxes and notes stand in the middle of the line of another. */
interface Line {
  text: string;
}
interface Group {
  place: Place;
  line: Line;
  /** Bytes that stand behind a Unicode character for older readers. */
  skips: number;
  /** Its first word says whether a reader that does not know it passes over it. */
  isOptional: boolean;
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
  const written: Record<Exclude<Place, null>, string[]> = { body: [], running: [] };
  let objects = 0;
  const groups: Group[] = [{ place: 'body', line: { text: '' }, skips: 1, isOptional: false }];
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
    if (place !== null) written[place].push(line.text);
    line.text = '';
  };
  const close = (): void => {
    const closed = groups.pop()!;
    if (closed.line !== groups.at(-1)?.line) end(closed);
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
      else if (word === 'object' && group().place === 'body') objects++;
      else if (CHARACTERS[word] !== undefined) say(CHARACTERS[word]);
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
  return { ...written, objects };
}
