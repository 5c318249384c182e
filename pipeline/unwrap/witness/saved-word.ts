import { openMembers } from '../../zip/members.ts';
import { followXml } from '../follow-xml.ts';
import type { Written } from './written.ts';

/** What stands for pictures, objects and formulas. */
const DRAWN = new Set(['drawing', 'pict', 'object', 'oMath']);
/** Parts of a Word file that hold text. */
const TEXT_PART = /^word\/(?:document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml$/;

/**
 * The paragraphs of all parts of a Word file: what it shows, what was taken out of it, and the choices of its forms.
 * @throws ConversionError corrupt, xml-forbidden, too-complex
 */
export async function writtenInSavedWord(bytes: Uint8Array): Promise<Pick<Written, 'body' | 'objects'>> {
  const members = await openMembers(bytes);
  const lines: string[] = [];
  let objects = 0;
  for (const name of members.names) {
    if (!TEXT_PART.test(name)) continue;
    const open: string[] = [];
    let isText = false;
    followXml((await members.bytes(name))!, {
      open: (element, { val = '' }) => {
        if (DRAWN.has(element)) objects++;
        if (element === 'p') open.push('');
        isText = element === 't' || element === 'delText';
        if (element === 'br' || element === 'cr') lines.push(open.splice(-1, 1, '')[0] ?? '');
        if (element === 'default' || element === 'listEntry') lines.push(val);
      },
      text: (characters) => {
        if (isText && open.length > 0) open[open.length - 1] += characters;
      },
      close: (element) => {
        isText = false;
        if (element === 'p') lines.push(open.pop() ?? '');
      },
    });
  }
  return { body: lines, objects };
}
