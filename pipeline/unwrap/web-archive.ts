import PostalMime, { type Attachment } from 'postal-mime';
import { UNWRAP_LIMITS } from '../../config/limits/unwrap.ts';
import { ConversionError } from '../contracts/errors.ts';

/** Addresses of what a page shows besides its own markup. @source HTML Standard, 4.2.4, 4.8.3, 4.8.5 and 16.3.2 */
const ADDRESSES =
  /<(?:img|i?frame|link|input|v:imagedata)\b[^>]*?\s(?:src|href)\s*=\s*(?:"([^"]{1,2000})"|'([^']{1,2000})'|([^\s>"']{1,2000}))/gi;
const LOCATION = /^Content-Location:[ \t]*(?:\r?\n[ \t]+)?(\S[^\r\n]*)/im;

/** The header by which postal-mime hands on where a part came from: it does not tell Content-Location. */
const withLocations = (message: string): string => message.replace(/^Content-Location:/gim, 'Content-Description:');

const kept = (part: Attachment): Uint8Array =>
  typeof part.content === 'string' ? Buffer.from(part.content) : new Uint8Array(part.content);

/** The address as it stands in the root's address, or as it is where it is none of this kind. */
function resolved(address: string, base: string): string {
  const plain = address.replace(/&amp;/gi, '&');
  return URL.canParse(plain, base) ? new URL(plain, base).href : plain;
}

/** Parts of the archive by the addresses under which a page may call them. */
function partsByAddress(parts: readonly Attachment[], base: string): ReadonlyMap<string, Attachment> {
  const found = new Map<string, Attachment>();
  for (const part of parts) {
    if (part.contentId !== undefined) found.set(`cid:${part.contentId.replace(/^<|>$/g, '')}`, part);
    if (part.description !== undefined) found.set(resolved(part.description.trim(), base), part);
  }
  return found;
}

/**
 * The page of a web archive (MHTML) in UTF-8, with the pictures and style sheets of the archive written into it as
 * data: addresses. Null where the archive holds no page.
 * @source RFC 2557
 * @throws ConversionError corrupt where the message cannot be taken apart
 */
export async function pageOfArchive(bytes: Uint8Array): Promise<Uint8Array | null> {
  const latin1 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const options = { maxNestingDepth: UNWRAP_LIMITS.messageDepth };
  const message = await PostalMime.parse(Buffer.from(withLocations(latin1), 'latin1'), options).catch((cause) => {
    throw new ConversionError('corrupt', 'a web archive cannot be taken apart', { cause });
  });
  const page = message.html ?? message.text;
  if (page === undefined) return null;
  const base = LOCATION.exec(latin1)?.[1]?.trim() ?? 'file:///';
  const parts = partsByAddress(message.attachments, base);
  let whole = '\ufeff';
  let from = 0;
  for (const match of page.matchAll(ADDRESSES)) {
    const written = match[1] ?? match[2] ?? match[3] ?? '';
    const part = parts.get(written) ?? parts.get(resolved(written, base));
    if (part === undefined) continue;
    const at = match.index + match[0].lastIndexOf(written);
    whole += `${page.slice(from, at)}data:${part.mimeType};base64,${Buffer.from(kept(part)).toString('base64')}`;
    from = at + written.length;
    if (whole.length > UNWRAP_LIMITS.bytes) throw new ConversionError('too-complex', 'a web archive unfolds too far');
  }
  return Buffer.from(whole + page.slice(from));
}
