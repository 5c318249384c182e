import { openMembers } from '../../zip/members.ts';
import { followXml } from '../follow-xml.ts';

/** What stands in a line for a picture, an object or a formula, and what holds another form of it or no place in the line. */
const IN_LINE = new Set(['inline', 'pict', 'object', 'oMath']);
const APART = new Set(['anchor', 'Fallback']);
/** Parts of a Word file that hold text, and those of them that run along the pages. */
const TEXT_PART = /^word\/(?:document|header\d*|footer\d*|footnotes|endnotes)\.xml$/;
const RUNNING_PART = /^word\/(?:header|footer)/;

/** What a Word file says that the suite saved. */
export interface SavedWord {
  /** Paragraphs, what was taken out of them included. */
  readonly lines: readonly string[];
  /** Those of them of which nothing was taken out: as the file says them, wherever it keeps what was. */
  readonly unchanged: readonly string[];
  /** What its forms give to choose from. */
  readonly choices: readonly string[];
  /** Pictures, formulas and other objects that stand in the body like a character. */
  readonly objects: number;
}

/**
 * The paragraphs of all parts of a Word file, and the choices of its forms.
 * @throws ConversionError corrupt, xml-forbidden, too-complex
 */
export async function writtenInSavedWord(bytes: Uint8Array): Promise<SavedWord> {
  const members = await openMembers(bytes);
  const lines: string[] = [];
  const unchanged: string[] = [];
  const choices: string[] = [];
  let objects = 0;
  for (const name of members.names) {
    if (!TEXT_PART.test(name)) continue;
    const open: { text: string; isChanged: boolean }[] = [];
    let isText = false;
    let apart = 0;
    let copies = 0;
    const end = (): void => {
      const line = open.pop() ?? { text: '', isChanged: false };
      lines.push(line.text);
      if (!line.isChanged) unchanged.push(line.text);
    };
    followXml((await members.bytes(name))!, {
      open: (element, { val = '' }) => {
        if (APART.has(element)) apart++;
        if (IN_LINE.has(element) && apart === 0 && !RUNNING_PART.test(name)) objects++;
        if (element === 'Fallback') copies++;
        if (copies > 0) return;
        if (element === 'p') open.push({ text: '', isChanged: false });
        isText = element === 't' || element === 'delText';
        if (element === 'delText' && open.length > 0) open[open.length - 1]!.isChanged = true;
        if ((element === 'br' || element === 'cr') && open.length > 0) {
          const { isChanged } = open[open.length - 1]!;
          end();
          open.push({ text: '', isChanged });
        }
        if (element === 'default' || element === 'listEntry') choices.push(val);
      },
      text: (characters) => {
        if (isText && open.length > 0) open[open.length - 1]!.text += characters;
      },
      close: (element) => {
        isText = false;
        if (APART.has(element)) apart--;
        if (element === 'Fallback') copies--;
        else if (element === 'p' && copies === 0) end();
      },
    });
  }
  return { lines, unchanged, choices, objects };
}
