import { openMembers } from '../../zip/members.ts';
import { followXml } from '../follow-xml.ts';
import { OBJECT, type Written } from './written.ts';

/** What stands in a document and is no text of it: remarks, numbers of notes, how characters are read aloud. */
const NO_TEXT = new Set(['annotation', 'note-citation', 'ruby-text', 'desc', 'title', 'forms', 'script']);
/** What a frame shows when it shows no text; a formula has a picture of itself beside it. */
const DRAWN = new Set(['image', 'object', 'object-ole', 'plugin']);
const isParagraph = (name: string): boolean => name === 'p' || name === 'h';

/**
 * What an OpenDocument text says by its own paragraphs. Without its running heads, which stand with its styles.
 * @source OASIS OpenDocument 1.3 part 3, 5
 * @throws ConversionError corrupt, encrypted, xml-forbidden, too-complex
 */
export async function writtenInOpenDocument(bytes: Uint8Array): Promise<Written> {
  const content = await (await openMembers(bytes)).bytes('content.xml');
  const lines: string[] = [];
  const open: string[] = [];
  let muted = 0;
  /** Open frames: whether each stands in its line and was not counted yet. */
  const frames: boolean[] = [];
  const say = (text: string): void => {
    if (muted === 0 && open.length > 0) open[open.length - 1] += text;
  };
  if (content !== null)
    followXml(content, {
      open: (name, attributes) => {
        if (NO_TEXT.has(name)) muted++;
        if (name === 'frame') frames.push(attributes['anchor-type'] === 'as-char');
        if (DRAWN.has(name) && frames.at(-1) === true) {
          say(OBJECT);
          frames[frames.length - 1] = false;
        }
        if (isParagraph(name)) open.push('');
        if (name === 's' || name === 'tab') say(' ');
        if (name === 'line-break' && open.length > 0) lines.push(open.splice(-1, 1, '')[0]!);
      },
      text: say,
      close: (name) => {
        if (name === 'frame') frames.pop();
        if (isParagraph(name)) lines.push(open.pop() ?? '');
        if (NO_TEXT.has(name)) muted--;
      },
    });
  return { body: lines, running: [] };
}
