import { createHash } from 'node:crypto';
import type { Source, SourceFormat } from '../../../pipeline/contracts/document.ts';

const MEDIA_TYPES: Readonly<Record<'html' | 'text' | 'ofd', string>> = {
  html: 'text/html',
  text: 'text/plain',
  ofd: 'application/ofd',
};

/** A file of the given bytes, or of the given text in UTF-8, as intake hands it on. */
export function sourceOf(content: string | Uint8Array, format: SourceFormat & ('html' | 'text' | 'ofd')): Source {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { fileName: `report.${format}`, format, mediaType: MEDIA_TYPES[format], bytes, sha256 };
}
