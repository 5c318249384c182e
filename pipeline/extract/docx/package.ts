import { crc32 } from 'node:zlib';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { EXTRACT_LIMITS } from '../../../config/limits/extract.ts';
import { ConversionError } from '../../contracts/errors.ts';
import { zipWithin } from '../../zip/within.ts';
import { decodePart } from './part-encoding.ts';
import { childrenOf, parseXml } from './xml.ts';

/** A part that another part points to. */
export interface Relationship {
  readonly id: string;
  /** Last segment of its type: styles, header, image, aFChunk. */
  readonly type: string;
  /** Member of the package that it names. */
  readonly target: string;
}

/** An open word-processing package. */
export interface WordPackage {
  /** The main document as XML. */
  readonly document: string;
  /** Parts that the main document points to, those outside the package left out. */
  readonly relationships: readonly Relationship[];
  /** A part as XML text; null where the package has none of this name. Throws like `openPackage`. */
  readonly text: (member: string) => Promise<string | null>;
  /** A member as bytes. */
  readonly bytes: (member: string) => Promise<Uint8Array | null>;
  /** A member as bytes; null where it is damaged too. */
  readonly picture: (member: string) => Promise<Uint8Array | null>;
  /** The part that the main document names as its only one of a type, or the member of the usual name beside it. */
  readonly part: (type: string, usualName: string) => Promise<string | null>;
}

const OLE_SIGNATURE = Buffer.from('d0cf11e0a1b11ae1', 'hex');
/** Stream name under which an encrypted package lies in an OLE file. @source [MS-OFFCRYPTO] 2.3.4.4 */
const ENCRYPTED_STREAM = Buffer.from('EncryptedPackage', 'utf16le');

/**
 * Opens the package within all bounds. Nothing outside the file is followed.
 * @throws ConversionError encrypted, corrupt, too-complex, xml-forbidden, unsupported-format
 */
export async function openPackage(bytes: Uint8Array): Promise<WordPackage> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.subarray(0, OLE_SIGNATURE.length).equals(OLE_SIGNATURE)) {
    throw buffer.includes(ENCRYPTED_STREAM)
      ? new ConversionError('encrypted', 'the package is encrypted with a password')
      : new ConversionError('unsupported-format', 'an OLE file without a package in it');
  }
  const zipped = zipWithin(bytes) ?? bytes;
  return guarded(async () => {
    const zip = await yauzl.fromBufferPromise(Buffer.from(zipped.buffer, zipped.byteOffset, zipped.byteLength), {
      lazyEntries: true,
      autoClose: false,
      decodeStrings: false,
    });
    return readPackage(zip);
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

async function readPackage(zip: ZipFile): Promise<WordPackage> {
  const members = await listMembers(zip);
  const bytes = (name: string): Promise<Buffer | null> =>
    guarded(() => readMember(zip, members.get(name.toLowerCase())));
  const text = async (name: string): Promise<string | null> => {
    const content = await bytes(name);
    return content === null ? null : decodePart(content);
  };

  const documentName =
    relationshipsIn(await text('_rels/.rels'), '').find(({ type }) => type === 'officeDocument')?.target ??
    'word/document.xml';
  const slash = documentName.lastIndexOf('/') + 1;
  const folder = documentName.slice(0, slash);
  const document = await text(documentName);
  if (document === null) throw new ConversionError('corrupt', 'the package has no main document');
  const relationships = relationshipsIn(await text(`${folder}_rels/${documentName.slice(slash)}.rels`), folder);
  return {
    document,
    relationships,
    text,
    bytes,
    picture: async (member) => {
      try {
        return await bytes(member);
      } catch (error) {
        if (error instanceof ConversionError) return null;
        throw error;
      }
    },
    part: (type, usualName) =>
      text(relationships.findLast((relationship) => relationship.type === type)?.target ?? folder + usualName),
  };
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

/** Relationships of a part; those that leave the package are passed over. */
function relationshipsIn(xml: string | null, folder: string): readonly Relationship[] {
  if (xml === null) return [];
  return childrenOf(parseXml(xml), 'rel:Relationship').flatMap(({ attributes }) => {
    const { Id: id = '', Type: type = '', Target: target = '', TargetMode: mode } = attributes;
    if (mode === 'External') return [];
    return [{ id, type: type.slice(type.lastIndexOf('/') + 1), target: memberName(target, folder) }];
  });
}

/** The member that a target names, seen from a folder of the package. It is only ever looked up in the list of members. */
function memberName(target: string, folder: string): string {
  const segments: string[] = [];
  for (const segment of (target.startsWith('/') ? target : folder + target).split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '' && segment !== '.') segments.push(segment);
  }
  return segments.join('/');
}
