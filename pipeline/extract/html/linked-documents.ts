import type { Element } from 'domhandler';
import { HTML_LIMITS } from '../../../config/limits/markup.ts';
import type { LeftOut } from '../../contracts/ink.ts';
import { isReportTitle } from './form-words.ts';
import { trimmed } from './lines.ts';
import type { VisibleElement, VisibleNode } from './visible-element.ts';

/** Files of the kinds in which reports are handed round. */
const DOCUMENT_FILE =
  /\.(?:docx?|docm|wps|pdf|xlsx?|et|rtf|odt|ofd|ceb|zip|rar|7z|tiff?|jpe?g|png|mht|mhtml)(?:[?#&]|$)/i;
/** Names of files, and of the rest of an article that goes on in another page. */
const DOCUMENT_NAME =
  /\.(?:docx?|wps|pdf|xlsx?|et|rtf|odt|ofd|ceb|zip|rar)$|^附件|^[<《【[\s]*(?:下一?页|(?:点击)?(?:查看|阅读|下载)?全文)/i;

const isElement = (node: VisibleNode): node is VisibleElement => typeof node !== 'string';
const textIn = (node: VisibleNode): string => (isElement(node) ? node.children.map(textIn).join('') : node);

function textOfLink({ tag, attributes, ...link }: VisibleElement): string | null {
  const address = attributes.href ?? attributes.data ?? attributes.src ?? '';
  const text = trimmed(link.children.map(textIn).join('').replace(/\s+/g, ' '));
  if (tag === 'a') {
    const leadsOut = address !== '' && !/^(?:#|javascript:)/i.test(address);
    const isDocument = DOCUMENT_FILE.test(address) || DOCUMENT_NAME.test(text) || isReportTitle(text);
    return (leadsOut || attributes.onclick !== undefined) && isDocument ? text || address : null;
  }
  return /^(?:embed|object)$/.test(tag) && address !== '' ? address : null;
}

const linksIn = (element: VisibleElement): string[] => {
  const own = textOfLink(element);
  return own !== null ? [own] : element.children.filter(isElement).flatMap(linksIn);
};

/**
 * Documents that a page leads to or shows in a frame and that are not in its file: attachments, the report itself where
 * the page only announces it.
 */
export function linkedDocuments(root: VisibleElement, frames: readonly Element[]): readonly LeftOut[] {
  const framed = frames
    .map(({ attribs }) => attribs.src?.trim() ?? '')
    .filter((address) => address !== '' && !/^about:/i.test(address));
  return [...framed, ...linksIn(root)]
    .slice(0, HTML_LIMITS.facts)
    .map((text) => ({ kind: 'embedded', text: text.slice(0, HTML_LIMITS.factCharacters), origin: null }));
}
