import type { Document, Element } from 'domhandler';
import { HTML_LIMITS } from '../../../config/limits/markup.ts';
import { decodeText } from '../decode.ts';
import { declaredEncoding } from './declared-encoding.ts';

/** A document of its own that the page shows in a frame, as far as it is in the file. */
const DATA_PAGE = /^data:text\/(?:html|plain)[^,]*,/i;

/** The bytes that a data: address holds. @source RFC 2397 */
export function dataOf(address: string): Buffer {
  const comma = address.indexOf(',');
  const isBase64 = /;\s*base64\s*$/i.test(address.slice(0, comma));
  const content = address.slice(comma + 1);
  return isBase64 ? Buffer.from(content, 'base64') : Buffer.from(percentDecoded(content), 'latin1');
}

const percentDecoded = (text: string): string =>
  Buffer.from(text, 'utf8')
    .toString('latin1')
    .replace(/%([0-9a-f]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

/** The markup of the document in a frame; null where the frame shows another file. */
export function framedMarkup({ name, attribs }: Element): string | null {
  if (name === 'iframe' && attribs.srcdoc !== undefined) return attribs.srcdoc;
  const address = (name === 'object' ? attribs.data : attribs.src)?.trim() ?? '';
  if (!DATA_PAGE.test(address) || address.length > HTML_LIMITS.characters) return null;
  const bytes = dataOf(address);
  return decodeText(bytes, declaredEncoding(bytes)).text;
}

/** The style sheet that a data: address holds; null for one outside the file. */
export function sheetInAddress(address: string): string | null {
  if (!/^data:text\/css[^,]*,/i.test(address.trim()) || address.length > HTML_LIMITS.characters) return null;
  return decodeText(dataOf(address.trim())).text;
}

/** Puts the content of a document in the place of an element's own children. */
export function graft(element: Element, content: Element | Document): void {
  element.children = [content as Element];
  content.parent = element;
  content.prev = null;
  content.next = null;
}
