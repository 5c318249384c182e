import { SaxesParser } from 'saxes';
import { EXTRACT_LIMITS } from '../../../config/limits/extract.ts';
import { DOCX_LIMITS } from '../../../config/limits/markup.ts';
import { ConversionError } from '../../contracts/errors.ts';

/**
 * One element of an office part. Names and attributes carry the usual prefix of their namespace whatever prefix the
 * file chose (`w:p`); those of an unknown namespace carry `other:`. Text stands only under elements that bear text.
 */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (XmlElement | string)[];
}

/** Namespaces that are read, the transitional and the strict form of each. @source ECMA-376 part 1 and part 4 */
const PREFIXES = new Map<string, string>([
  ['http://schemas.openxmlformats.org/wordprocessingml/2006/main', 'w:'],
  ['http://purl.oclc.org/ooxml/wordprocessingml/main', 'w:'],
  ['http://schemas.openxmlformats.org/officeDocument/2006/math', 'm:'],
  ['http://purl.oclc.org/ooxml/officeDocument/math', 'm:'],
  ['http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing', 'wp:'],
  ['http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing', 'wp:'],
  ['http://schemas.openxmlformats.org/drawingml/2006/main', 'a:'],
  ['http://purl.oclc.org/ooxml/drawingml/main', 'a:'],
  ['http://schemas.openxmlformats.org/package/2006/relationships', 'rel:'],
  ['http://schemas.openxmlformats.org/officeDocument/2006/relationships', 'r:'],
  ['http://purl.oclc.org/ooxml/officeDocument/relationships', 'r:'],
  ['http://schemas.microsoft.com/office/word/2010/wordml', 'w14:'],
  ['urn:schemas-microsoft-com:office:office', 'o:'],
  ['http://schemas.openxmlformats.org/markup-compatibility/2006', 'mc:'],
  ['urn:schemas-microsoft-com:vml', 'v:'],
  ['http://www.w3.org/XML/1998/namespace', 'xml:'],
  ['', ''],
]);

/** Prefixes that stand for their namespace where a file uses them and does not bind them. */
const USUAL_PREFIXES = new Set([...PREFIXES.values()].filter((prefix) => prefix !== ''));

/** Prefixes that a file does not bind are of extensions whose writer forgot them; other readers pass them over. */
const UNBOUND = /^\d+:\d+: unbound namespace prefix/;

/** saxes gives what is not bound its prefix as its namespace. */
const prefixOf = ({ uri, prefix }: { readonly uri: string; readonly prefix: string }): string =>
  PREFIXES.get(uri) ?? (uri === prefix && USUAL_PREFIXES.has(`${prefix}:`) ? `${prefix}:` : 'other:');

/** Elements whose characters are content; white space between other elements is layout of the file. */
const TEXT_BEARERS = new Set(['w:t', 'm:t', 'w:instrText']);

interface OpenElement extends XmlElement {
  readonly children: (XmlElement | string)[];
}

/**
 * Reads a part into a tree.
 * @throws ConversionError xml-forbidden for a DOCTYPE, too-complex past the bounds on depth and elements, corrupt
 * where the XML is not well formed.
 */
export function parseXml(xml: string): XmlElement {
  const parser = new SaxesParser({ xmlns: true });
  const open: OpenElement[] = [];
  let root: XmlElement | null = null;
  let count = 0;

  parser.on('doctype', () => {
    throw new ConversionError('xml-forbidden', 'an office part declares a DOCTYPE');
  });
  parser.on('error', (cause) => {
    if (UNBOUND.test(cause.message)) return;
    throw new ConversionError('corrupt', `an office part is not well-formed XML: ${cause.message}`, { cause });
  });
  parser.on('opentag', (tag) => {
    count++;
    if (open.length >= EXTRACT_LIMITS.xmlDepth || count > DOCX_LIMITS.xmlElements) {
      throw new ConversionError('too-complex', 'an office part is nested too deeply or has too many elements');
    }
    const attributes: Record<string, string> = {};
    for (const name in tag.attributes) {
      const attribute = tag.attributes[name]!;
      if (attribute.prefix !== 'xmlns') attributes[prefixOf(attribute) + attribute.local] = attribute.value;
    }
    const element = { name: prefixOf(tag) + tag.local, attributes, children: [] };
    open.at(-1)?.children.push(element);
    open.push(element);
    root ??= element;
  });
  parser.on('closetag', () => {
    open.pop();
  });
  const text = (characters: string) => {
    const parent = open.at(-1);
    if (parent !== undefined && TEXT_BEARERS.has(parent.name)) parent.children.push(characters);
  };
  parser.on('text', text);
  parser.on('cdata', text);

  parser.write(xml).close();
  if (root === null) throw new ConversionError('corrupt', 'an office part holds no element');
  return root;
}

const isElement = (child: XmlElement | string): child is XmlElement => typeof child !== 'string';

/** Elements below one another are handed on as they stand: only those that bear text have other children. */
const holdsElementsOnly = (element: XmlElement): element is XmlElement & { readonly children: readonly XmlElement[] } =>
  !TEXT_BEARERS.has(element.name);

export const elementsOf = (element: XmlElement): readonly XmlElement[] =>
  holdsElementsOnly(element) ? element.children : element.children.filter(isElement);

export const childOf = (element: XmlElement | null, name: string): XmlElement | null =>
  element?.children.find((c): c is XmlElement => isElement(c) && c.name === name) ?? null;

export const childrenOf = (element: XmlElement | null, name: string): readonly XmlElement[] =>
  element?.children.filter((c): c is XmlElement => isElement(c) && c.name === name) ?? [];

export const textOf = (element: XmlElement): string => element.children.filter((c) => typeof c === 'string').join('');

/** The `w:val` of a child, or null when the child or the attribute is not there. */
export const propertyOf = (element: XmlElement | null, childName: string): string | null =>
  childOf(element, childName)?.attributes['w:val'] ?? null;

/** An on/off property: null when absent, true without a value. @source ECMA-376 part 1, 17.17.4 */
export function switchOf(element: XmlElement | null, childName: string): boolean | null {
  const child = childOf(element, childName);
  return child === null ? null : isOn(child);
}

export const isOn = (property: XmlElement): boolean => !/^(?:0|false|off)$/.test(property.attributes['w:val'] ?? '1');

/** A whole number from an attribute; null for anything else. */
export function integerOf(value: string | null | undefined): number | null {
  return value !== null && value !== undefined && /^[+-]?\d{1,9}$/.test(value.trim())
    ? Number.parseInt(value, 10)
    : null;
}

/** The one branch of alternative content that a reader sees: the first with text in it, else the first. */
export function chosenBranch(alternatives: XmlElement): XmlElement | null {
  const branches = elementsOf(alternatives).filter((e) => e.name === 'mc:Choice' || e.name === 'mc:Fallback');
  return branches.find(hasText) ?? branches[0] ?? null;
}

function hasText(element: XmlElement): boolean {
  return element.name === 'w:t' ? element.children.length > 0 : elementsOf(element).some(hasText);
}
