import JSZip from 'jszip';
import { UNWRAP_LIMITS } from '../../config/limits/unwrap.ts';
import { ConversionError } from '../contracts/errors.ts';
import { asWritten, escaped, openingTag, rewriteXml } from './rewrite-xml.ts';

const FLAT = 'http://schemas.microsoft.com/office/2006/xmlPackage';
const CONTENT_TYPES = 'http://schemas.openxmlformats.org/package/2006/content-types';

/** One part of a package: its name without a leading stroke, and what it holds. */
export interface Part {
  readonly name: string;
  readonly contentType: string;
  readonly content: string | Uint8Array;
}

/** The package of its parts as a zip file, so that every reader of Word documents can open it. */
export function zipOf(parts: readonly Part[]): Promise<Uint8Array> {
  const zip = new JSZip();
  const types = parts
    .map(({ name, contentType }) => `<Override PartName="/${escaped(name)}" ContentType="${escaped(contentType)}"/>`)
    .join('');
  zip.file(
    '[Content_Types].xml',
    `<?xml version="1.0" encoding="UTF-8"?><Types xmlns="${CONTENT_TYPES}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>${types}</Types>`,
  );
  for (const { name, content } of parts) zip.file(name, content, { createFolders: false });
  return zip.generateAsync({ type: 'uint8array', compression: 'STORE' });
}

/**
 * The zipped form of a Word document that was saved as one flat XML file.
 * @source ECMA-376 does not have it; Office 2007 and later write it, https://learn.microsoft.com/openspecs (MS-OFFXML)
 * @throws ConversionError corrupt, xml-forbidden, too-complex
 */
export function packageOfFlat(xml: string): Promise<Uint8Array> {
  const parts: Part[] = [];
  let open: { name: string; contentType: string; text: string; isBinary: boolean } | null = null;
  let bindings: Readonly<Record<string, string>> = {};
  let isRoot = false;
  rewriteXml(xml, {
    fateOf: (element) => {
      const { uri, local, attributes } = element;
      const declared = Object.entries(attributes).filter(([name]) => /^xmlns(?::|$)/.test(name));
      if (uri === FLAT) {
        if (local === 'package' || local === 'part') bindings = { ...bindings, ...Object.fromEntries(declared) };
        if (local === 'part') {
          if (parts.length >= UNWRAP_LIMITS.parts) throw new ConversionError('too-complex', 'too many parts');
          const [name, contentType] = ['name', 'contentType'].map((wanted) => {
            const found = Object.entries(attributes).find(([key]) => key.replace(/^.*:/, '') === wanted);
            return found?.[1] ?? '';
          });
          open = { name: name!.replace(/^\/+/, ''), contentType: contentType!, text: '', isBinary: false };
        }
        if (local === 'binaryData' && open !== null) open.isBinary = true;
        isRoot = local === 'xmlData';
        return 'content';
      }
      if (!isRoot) return asWritten(element);
      isRoot = false;
      // what is bound around the part is bound in the part
      return { write: openingTag(element.name, { ...bindings, ...attributes }), name: element.name };
    },
    behind: ({ uri, local }) => {
      if (uri === FLAT && local === 'part' && open !== null) {
        const { name, contentType, text, isBinary } = open;
        parts.push({ name, contentType, content: isBinary ? Buffer.from(text, 'base64') : text });
        open = null;
      }
      return '';
    },
    write: (piece) => {
      if (open !== null) open.text += piece;
    },
  });
  if (parts.length === 0) throw new ConversionError('corrupt', 'a flat package without parts');
  return zipOf(parts);
}
