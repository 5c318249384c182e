import { HTML_LIMITS } from '../../../config/limits/markup.ts';
import { encodingOf } from '../decode.ts';

const COMMENT = /<!--[\s\S]*?-->/g;
const META_CHARSET = /<meta\b[^>]{0,500}?\bcharset\s*=\s*["']?\s*([\w.:-]{1,40})/gi;
const XML_ENCODING = /^\s*<\?xml\b[^>]{0,200}?\bencoding\s*=\s*["']([\w.:-]{1,40})["']/i;

/** The first known encoding that the head of a page declares, in meta elements or its XML declaration; null if none. */
export function declaredEncoding(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, HTML_LIMITS.declarationBytes))
    .toString('latin1')
    .replaceAll('\0', '')
    .replace(COMMENT, '');
  const labels = [...head.matchAll(META_CHARSET)].map((match) => match[1] ?? '');
  const all = [...labels, XML_ENCODING.exec(head)?.[1] ?? ''].filter((label) => label !== '');
  return all.find((label) => encodingOf(label) !== null) ?? null;
}
