import PostalMime, { type Attachment, type Email } from 'postal-mime';
import { UNWRAP_LIMITS } from '../../config/limits/unwrap.ts';
import { ConversionError } from '../contracts/errors.ts';

/** Addresses of what a page shows besides its own markup. @source HTML Standard, 4.2.4, 4.8.3, 4.8.5 and 16.3.2 */
const ADDRESSES =
  /<(?:img|i?frame|link|input|v:imagedata)\b[^>]*?\s(?:src|href)\s*=\s*(?:"([^"]{1,2000})"|'([^']{1,2000})'|([^\s>"']{1,2000}))/gi;
/** What a page says of its own encoding. @source HTML Standard, 4.2.5.4 */
const ENCODING = /<meta\b[^>]{0,200}?charset\s*=\s*["']?([\w-]{1,40})/i;
const LOCATION = /^Content-Location:[ \t]*(?:\r?\n[ \t]+)?(\S[^\r\n]*)/im;

/** What postal-mime is told that the documents of frames are: it writes all pages of a message into one. */
const FRAMED = 'application/x-framed-page';

/**
 * The message as postal-mime hands on all that is needed of it: where a part came from, which it does not tell, is its
 * description, and pages behind the first are files.
 * @param encoding of the page, where its part does not name one
 */
function readied(message: string, encoding: string | null): string {
  let isFirst = true;
  return message
    .replace(/^Content-Location:/gim, 'Content-Description:')
    .replace(/^(Content-Type:[ \t]*(?:\r?\n[ \t]+)?)text\/html/gim, (whole, start: string) => {
      const named = encoding === null ? whole : `${whole}; charset="${encoding}"`;
      const kept = isFirst ? named : `${start}${FRAMED}`;
      isFirst = false;
      return kept;
    });
}

const contentOf = (part: Attachment): Buffer =>
  typeof part.content === 'string' ? Buffer.from(part.content) : Buffer.from(new Uint8Array(part.content));

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

/** Writes into pages what they show of the archive, within one bound for all. */
function writerOf(parts: ReadonlyMap<string, Attachment>): (page: string, base: string) => string {
  let left: number = UNWRAP_LIMITS.bytes;
  const write = (page: string, base: string, depth: number): string => {
    let whole = '';
    let from = 0;
    for (const match of page.matchAll(ADDRESSES)) {
      const written = match[1] ?? match[2] ?? match[3] ?? '';
      const part = parts.get(written) ?? parts.get(resolved(written, base));
      if (part === undefined || (part.mimeType === FRAMED && depth <= 0)) continue;
      const data = part.mimeType === FRAMED ? framed(part, base, depth - 1) : contentOf(part);
      left -= data.length * 2;
      if (left < 0) throw new ConversionError('too-complex', 'a web archive unfolds too far');
      const type = part.mimeType === FRAMED ? 'text/html' : part.mimeType;
      const at = match.index + match[0].lastIndexOf(written);
      whole += `${page.slice(from, at)}data:${type};base64,${data.toString('base64')}`;
      from = at + written.length;
    }
    return whole + page.slice(from);
  };
  /** The document of a frame in the encoding that it has: its markup is ASCII in all that browsers save in. */
  const framed = (part: Attachment, base: string, depth: number): Buffer =>
    Buffer.from(
      write(contentOf(part).toString('latin1'), resolved(part.description?.trim() ?? '', base), depth),
      'latin1',
    );
  return (page, base) => write(page, base, UNWRAP_LIMITS.frameDepth);
}

/**
 * The page of a web archive (MHTML) in UTF-8, with the pictures, style sheets and frames of the archive written into it
 * as data: addresses. Null where the archive holds no page.
 * @source RFC 2557
 * @throws ConversionError corrupt where the message cannot be taken apart
 */
export async function pageOfArchive(bytes: Uint8Array): Promise<Uint8Array | null> {
  const latin1 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const options = { maxNestingDepth: UNWRAP_LIMITS.messageDepth };
  const parsed = (encoding: string | null): Promise<Email> =>
    PostalMime.parse(Buffer.from(readied(latin1, encoding), 'latin1'), options).catch((cause) => {
      throw new ConversionError('corrupt', 'a web archive cannot be taken apart', { cause });
    });
  let message = await parsed(null);
  // a part that names no encoding was read in another one: the markup that names it is ASCII
  const own = ENCODING.exec(message.html ?? '')?.[1];
  if (own !== undefined && message.html?.includes('\ufffd')) message = await parsed(own);
  const page = message.html ?? message.text;
  if (page === undefined) return null;
  const base = LOCATION.exec(latin1)?.[1]?.trim() ?? 'file:///';
  return Buffer.from(`\ufeff${writerOf(partsByAddress(message.attachments, base))(page, base)}`);
}
