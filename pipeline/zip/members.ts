import { crc32 } from 'node:zlib';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { EXTRACT_LIMITS } from '../../config/limits/extract.ts';
import { ConversionError } from '../contracts/errors.ts';
import { zipWithin } from './within.ts';

/** The members of a zipped document, each read when it is asked for. */
export interface Members {
  /** In lower case: names do not differ by case alone. */
  readonly names: ReadonlySet<string>;
  /** A member as bytes; null where there is none of this name. Throws like `openMembers`. */
  readonly bytes: (name: string) => Promise<Buffer | null>;
}

/**
 * Opens a zipped document within all bounds, also behind other bytes. Nothing outside the file is followed.
 * @throws ConversionError encrypted, corrupt, too-complex
 */
export function openMembers(bytes: Uint8Array): Promise<Members> {
  const zipped = zipWithin(bytes) ?? bytes;
  return guarded(async () => {
    const zip = await yauzl.fromBufferPromise(Buffer.from(zipped.buffer, zipped.byteOffset, zipped.byteLength), {
      lazyEntries: true,
      autoClose: false,
      decodeStrings: false,
    });
    const members = await listMembers(zip);
    return {
      names: new Set(members.keys()),
      bytes: (name) => guarded(() => readMember(zip, members.get(name.toLowerCase()))),
    };
  });
}

async function guarded<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    if (cause instanceof ConversionError) throw cause;
    throw new ConversionError('corrupt', `the package cannot be opened: ${String(cause)}`, { cause });
  }
}

/** Members by lower-case name: part names do not differ by case alone. Null where two have it, so that nobody knows which is meant. @source ECMA-376 part 2, 6.2.2.3 */
async function listMembers(zip: ZipFile): Promise<ReadonlyMap<string, Entry | null>> {
  if (zip.entryCount > EXTRACT_LIMITS.zipMemberCount) throw tooManyMembers();
  const members = new Map<string, Entry | null>();
  let count = 0;
  for await (const entry of zip.eachEntry()) {
    if (count++ >= EXTRACT_LIMITS.zipMemberCount) throw tooManyMembers();
    const name = entry.fileNameRaw.toString('utf8').replaceAll('\\', '/').replace(/^\/+/, '').toLowerCase();
    members.set(name, members.has(name) ? null : entry);
  }
  return members;
}

const tooManyMembers = () =>
  new ConversionError('too-complex', `a package of more than ${EXTRACT_LIMITS.zipMemberCount} members`);

async function readMember(zip: ZipFile, entry: Entry | null | undefined): Promise<Buffer | null> {
  if (entry === undefined) return null;
  if (entry === null) throw new ConversionError('corrupt', 'two members of the package have one name');
  if (entry.isEncrypted()) throw new ConversionError('encrypted', 'a member of the package is encrypted');
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of await zip.openReadStreamPromise(entry)) {
    size += chunk.length;
    if (size > EXTRACT_LIMITS.xmlPartBytes) {
      throw new ConversionError('too-complex', `a part inflates to more than ${EXTRACT_LIMITS.xmlPartBytes} bytes`);
    }
    chunks.push(chunk);
  }
  const content = Buffer.concat(chunks, size);
  // A flipped bit may leave well-formed XML with another digit in it; only the checksum tells.
  if (crc32(content) !== entry.crc32) throw new ConversionError('corrupt', 'a part fails its checksum');
  return content;
}

/** The member that a target names, seen from a folder of the package. It is only ever looked up in the list of members. */
export function memberName(target: string, folder: string): string {
  const segments: string[] = [];
  for (const segment of (target.startsWith('/') ? target : folder + target).split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '' && segment !== '.') segments.push(segment);
  }
  return segments.join('/');
}
