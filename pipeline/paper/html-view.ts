import { load } from 'cheerio';
import type { AnyNode, Element } from 'domhandler';
import { placeName } from '../contracts/place-name.ts';
import { fieldText, isField } from '../extract/html/fields.ts';
import { placesOfHtml } from '../extract/html/html.ts';
import { isElement, sourceText } from '../extract/html/source-node.ts';
import { OWN_ATTRIBUTES, openAnchors } from './anchors.ts';
import type { FramedPaper } from './frame.ts';
import { ELEMENTS, loadSanitiser, NOT_TEXT } from './sanitised.ts';

const FRAMES = new Set(['iframe', 'frame', 'object', 'frameset', 'noframes']);
/** Elements that begin a line and are none that is shown under its own name. */
const BLOCKS = new Set(['form', 'fieldset', 'legend', 'search', 'menu', 'listing', 'xmp', 'plaintext', 'optgroup']);
const KEEPERS = new Set(['script', 'template', 'textarea', 'xmp', 'noscript']);

function eachElement(node: AnyNode, visit: (element: Element) => void): void {
  if ('children' in node) for (const child of [...node.children]) eachElement(child, visit);
  if (isElement(node)) visit(node);
}

/** The element as one that only holds text. */
function asText(element: Element, text: string, attribute: string): void {
  element.name = 'span';
  element.attribs = { [attribute]: '' };
  element.children = [];
  load('')(element as AnyNode).text(text);
}

/** What shows text and is no element of a text is made one; what was put in the place of a frame stays there. */
function settle(element: Element, framed: ReadonlySet<Element>, revealed: ReadonlySet<Element>): void {
  for (const name of OWN_ATTRIBUTES) delete element.attribs[name];
  if (element.name === 'body' || (framed.has(element) && FRAMES.has(element.name))) element.name = 'div';
  else if (revealed.has(element) && KEEPERS.has(element.name)) element.name = 'div';
  else if (isField(element.name)) asText(element, fieldText(element, true) ?? '', 'data-field');
  else if (element.name === 'svg') asText(element, sourceText(element).replace(/\s+/g, ' ').trim(), 'data-drawn');
  else if (element.name === 'img' && !/^data:image\//i.test(element.attribs.src?.trim() ?? ''))
    asText(element, element.attribs.alt?.trim() ?? '', 'data-missing');
  else if (element.name === 'button') element.name = 'span';
  else if (element.name === 'details') element.attribs.open = '';
  else if (element.name === 'dialog' && (element.attribs.open !== undefined || revealed.has(element)))
    element.name = 'div';
  else if (BLOCKS.has(element.name)) element.name = 'div';
  else if (!ELEMENTS.has(element.name) && !NOT_TEXT.has(element.name)) element.name = 'span';
  if (revealed.has(element)) element.attribs['data-revealed'] = '';
}

/**
 * A web page as its author styled it, with the places that the extractor names; programs, addresses and forms are gone.
 * @throws ConversionError as `extractHtml` does
 */
export async function viewHtml(bytes: Uint8Array): Promise<FramedPaper> {
  const sanitiser = await loadSanitiser();
  const { page, places, pictures, revealed } = placesOfHtml(bytes);
  if (page.body === null) return { format: 'html', body: '', styles: '' };
  const shown = new Set(revealed);
  eachElement(page.body, (element) => settle(element, page.framed, shown));
  const anchors = openAnchors();
  for (const { origin, element } of places) {
    const name = placeName(origin);
    if (name !== null) anchors.at(element, name);
  }
  for (const [i, picture] of pictures.entries()) picture.attribs['data-picture'] = `${i + 1}`;
  const kept = revealed.some((element) => page.keepers.has(element)) ? page.keptStyles : [];
  const $ = load('');
  return {
    format: 'html',
    body: sanitiser.markup($.html(page.body)),
    styles: [...page.styles, ...kept].map(sanitiser.styleSheet).join('\n'),
  };
}
