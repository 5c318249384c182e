import { SaxesParser } from 'saxes';
import { UNWRAP_LIMITS } from '../../config/limits/unwrap.ts';
import { ConversionError } from '../contracts/errors.ts';

/** What is told of XML on its way, elements and attributes by their local names. */
export interface XmlFollower {
  readonly open?: (name: string, attributes: Readonly<Record<string, string>>) => void;
  readonly text?: (characters: string) => void;
  readonly close?: (name: string) => void;
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

/**
 * Reads XML from its beginning to its end.
 * @throws ConversionError xml-forbidden for a DOCTYPE, too-complex past the bound on depth, corrupt where it is not well
 * formed
 */
export function followXml(xml: Uint8Array, { open, text, close }: XmlFollower): void {
  const parser = new SaxesParser({ xmlns: false });
  let depth = 0;
  parser.on('doctype', () => {
    throw new ConversionError('xml-forbidden', 'a part declares a DOCTYPE');
  });
  parser.on('error', (cause) => {
    throw new ConversionError('corrupt', `a part is not well-formed XML: ${cause.message}`, { cause });
  });
  parser.on('opentag', (tag) => {
    if (++depth > UNWRAP_LIMITS.xmlDepth) throw new ConversionError('too-complex', 'a part is nested too deeply');
    const attributes = Object.entries(tag.attributes).map(([name, value]) => [localName(name), String(value)]);
    open?.(localName(tag.name), Object.fromEntries(attributes));
  });
  parser.on('closetag', (tag) => {
    depth--;
    close?.(localName(tag.name));
  });
  if (text !== undefined) {
    parser.on('text', text);
    parser.on('cdata', text);
  }
  parser.write(new TextDecoder().decode(xml)).close();
}
