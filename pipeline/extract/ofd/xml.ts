import { SaxesParser } from 'saxes';
import { EXTRACT_LIMITS, OFD_LIMITS } from '../../../config/limits/extract.ts';
import { ConversionError } from '../../contracts/errors.ts';

/** An element by its local name: drafts and the standard differ in the namespace alone. */
export interface OfdElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly OfdElement[];
  /** Characters right below it. */
  readonly text: string;
}

interface Open {
  readonly name: string;
  readonly attributes: Record<string, string>;
  readonly children: OfdElement[];
  text: string;
}

/**
 * Reads a part of an OFD file into a tree.
 * @throws ConversionError xml-forbidden for a DOCTYPE, too-complex past the bounds on depth and elements, ofd where the XML
 * is not well formed
 */
export function parseOfd(bytes: Uint8Array): OfdElement {
  const parser = new SaxesParser({ xmlns: false });
  const open: Open[] = [];
  let root: OfdElement | null = null;
  let count = 0;
  parser.on('doctype', () => {
    throw new ConversionError('xml-forbidden', 'a part of an OFD file declares a DOCTYPE');
  });
  parser.on('error', (cause) => {
    throw new ConversionError('ofd', `a part of an OFD file is not well-formed XML: ${cause.message}`, { cause });
  });
  parser.on('opentag', (tag) => {
    if (open.length >= EXTRACT_LIMITS.xmlDepth || ++count > OFD_LIMITS.elements) {
      throw new ConversionError('too-complex', 'a part of an OFD file is nested too deeply or has too many elements');
    }
    const attributes = Object.fromEntries(
      Object.entries(tag.attributes).map(([name, value]) => [localName(name), String(value)]),
    );
    const element: Open = { name: localName(tag.name), attributes, children: [], text: '' };
    open.at(-1)?.children.push(element);
    open.push(element);
    root ??= element;
  });
  parser.on('closetag', () => {
    open.pop();
  });
  const addText = (characters: string): void => {
    const parent = open.at(-1);
    if (parent !== undefined) parent.text += characters;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.write(new TextDecoder(encodingOf(bytes)).decode(bytes)).close();
  if (root === null) throw new ConversionError('ofd', 'a part of an OFD file holds no element');
  return root;
}

/** UTF-8 unless a mark or the declaration says otherwise. @source XML 1.0, appendix F */
function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const head = Buffer.from(bytes.subarray(0, 100)).toString('latin1');
  return /^<\?xml[^>]*encoding\s*=\s*["']gb/i.test(head) ? 'gb18030' : 'utf-8';
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

export const childOf = (element: OfdElement | null, name: string): OfdElement | null =>
  element?.children.find((child) => child.name === name) ?? null;

export const childrenOf = (element: OfdElement | null, name: string): readonly OfdElement[] =>
  element?.children.filter((child) => child.name === name) ?? [];

/** Numbers of a list set apart by blanks; null unless it has so many and all are finite. */
export function numbersOf(text: string | undefined, count: number): readonly number[] | null {
  const numbers = (text ?? '')
    .trim()
    .split(/[\s,]+/)
    // what is empty is no number, though it counts as 0
    .map((token) => (token === '' ? Number.NaN : Number(token)));
  return numbers.length === count && numbers.every((n) => Number.isFinite(n) && Math.abs(n) <= OFD_LIMITS.farthest)
    ? numbers
    : null;
}

/** A number; what stands for none where it is none. */
export const numberOf = (text: string | undefined, otherwise: number): number => numbersOf(text, 1)?.[0] ?? otherwise;
