import { SaxesParser, type SaxesTagNS } from 'saxes';
import { UNWRAP_LIMITS } from '../../config/limits/unwrap.ts';
import { ConversionError } from '../contracts/errors.ts';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
export const escaped = (text: string): string => text.replace(/[&<>"]/g, (character) => ENTITIES[character]!);

/** An element on its way: what it is called and carries, in the prefixes of the file. */
export interface PassingElement {
  readonly uri: string;
  readonly local: string;
  /** With its prefix, as written. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** What becomes of an element: it is written with this opening tag, only its content is, or nothing of it. */
export type Fate = { readonly write: string; readonly name: string } | 'content' | 'nothing';

export interface Rewriting {
  readonly fateOf: (element: PassingElement) => Fate;
  /** What is written behind an element that ends, wherever it is kept. */
  readonly behind?: (element: PassingElement) => string;
  /** Receives the pieces of the new text in their order. */
  readonly write: (piece: string) => void;
}

export const openingTag = (name: string, attributes: Readonly<Record<string, string>>): string =>
  `<${name}${Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${escaped(value)}"`)
    .join('')}>`;

export const asWritten = ({ name, attributes }: PassingElement): Fate => ({
  write: openingTag(name, attributes),
  name,
});

interface Open {
  readonly element: PassingElement;
  readonly fate: Fate;
  /** Nothing below it is written. */
  readonly isSilent: boolean;
}

const passing = (tag: SaxesTagNS): PassingElement => ({
  uri: tag.uri,
  local: tag.local,
  name: tag.name,
  attributes: Object.fromEntries(Object.values(tag.attributes).map(({ name, value }) => [name, value])),
});

/**
 * Writes an XML text anew, element by element.
 * @throws ConversionError xml-forbidden for a DOCTYPE, too-complex past the bound on depth, corrupt where it is not
 * well formed
 */
export function rewriteXml(xml: string, { fateOf, behind, write }: Rewriting): void {
  const parser = new SaxesParser({ xmlns: true });
  const open: Open[] = [];
  parser.on('doctype', () => {
    throw new ConversionError('xml-forbidden', 'a flat document declares a DOCTYPE');
  });
  parser.on('error', (cause) => {
    throw new ConversionError('corrupt', `a flat document is not well-formed XML: ${cause.message}`, { cause });
  });
  parser.on('opentag', (tag) => {
    if (open.length >= UNWRAP_LIMITS.xmlDepth) throw new ConversionError('too-complex', 'a flat document is too deep');
    const element = passing(tag);
    const wasSilent = open.at(-1)?.isSilent ?? false;
    const fate = wasSilent ? 'nothing' : fateOf(element);
    if (typeof fate === 'object') write(fate.write);
    open.push({ element, fate, isSilent: fate === 'nothing' });
  });
  parser.on('closetag', () => {
    const ended = open.pop();
    if (ended === undefined) return;
    if (typeof ended.fate === 'object') write(`</${ended.fate.name}>`);
    if (!(open.at(-1)?.isSilent ?? false)) write(behind?.(ended.element) ?? '');
  });
  const text = (characters: string): void => {
    if (!(open.at(-1)?.isSilent ?? true)) write(escaped(characters));
  };
  parser.on('text', text);
  parser.on('cdata', text);
  parser.write(xml.replace(/^\ufeff/, '')).close();
}
