import { crc32 } from 'node:zlib';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { EXTRACT_LIMITS } from '../../../config/limits/extract.ts';
import { ConversionError } from '../../contracts/errors.ts';
import { childrenOf, parseXml } from './xml.ts';

/** The parts of a word-processing package that the flow is read from, as XML text. */
export interface PackageParts {
  readonly document: string;
  readonly styles: string | null;
  readonly numbering: string | null;
}

const OLE_SIGNATURE = Buffer.from('d0cf11e0a1b11ae1', 'hex');
/** Stream name under which an encrypted package lies in an OLE file. @source [MS-OFFCRYPTO] 2.3.4.4 */
const ENCRYPTED_STREAM = Buffer.from('EncryptedPackage', 'utf16le');

/**
 * Opens the package within all bounds and gives the parts that are read. Nothing outside the file is followed.
 * @throws ConversionError encrypted, corrupt, too-complex, xml-forbidden, unsupported-format
 */
export async function openPackage(bytes: Uint8Array): Promise<PackageParts> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.subarray(0, OLE_SIGNATURE.length).equals(OLE_SIGNATURE)) {
    throw buffer.includes(ENCRYPTED_STREAM)
      ? new ConversionError('encrypted', 'the package is encrypted with a password')
      : new ConversionError('unsupported-format', 'an OLE file without a package in it');
  }
  try {
    return await readParts(
      await yauzl.fromBufferPromise(buffer, {
        lazyEntries: true,
        autoClose: false,
        decodeStrings: false,
      }),
    );
  } catch (cause) {
    if (cause instanceof ConversionError) throw cause;
    throw new ConversionError('corrupt', `the package cannot be opened: ${String(cause)}`, { cause });
  }
}

async function readParts(zip: ZipFile): Promise<PackageParts> {
  const members = await listMembers(zip);
  const read = (name: string | null) => (name === null ? null : readMember(zip, members.get(name.toLowerCase())));

  const targets = relationships(await read('_rels/.rels'), '');
  const documentName = targets.get('officeDocument') ?? 'word/document.xml';
  const slash = documentName.lastIndexOf('/') + 1;
  const folder = documentName.slice(0, slash);
  const document = await read(documentName);
  if (document === null) throw new ConversionError('corrupt', 'the package has no main document');

  const own = relationships(await read(`${folder}_rels/${documentName.slice(slash)}.rels`), folder);
  return {
    document,
    styles: await read(own.get('styles') ?? `${folder}styles.xml`),
    numbering: await read(own.get('numbering') ?? `${folder}numbering.xml`),
  };
}

/** Members by lower-case name: part names do not differ by case alone. @source ECMA-376 part 2, 6.2.2.3 */
async function listMembers(zip: ZipFile): Promise<ReadonlyMap<string, Entry>> {
  if (zip.entryCount > EXTRACT_LIMITS.zipMemberCount) throw tooManyMembers();
  const members = new Map<string, Entry>();
  for await (const entry of zip.eachEntry()) {
    if (members.size >= EXTRACT_LIMITS.zipMemberCount) throw tooManyMembers();
    const name = entry.fileNameRaw.toString('utf8').replaceAll('\\', '/').toLowerCase();
    if (members.has(name)) throw new ConversionError('corrupt', 'two members of the package have one name');
    members.set(name, entry);
  }
  return members;
}

const tooManyMembers = () =>
  new ConversionError('too-complex', `a package of more than ${EXTRACT_LIMITS.zipMemberCount} members`);

async function readMember(zip: ZipFile, entry: Entry | undefined): Promise<string | null> {
  if (entry === undefined) return null;
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
  return decode(content);
}

/** @source ECMA-376 part 2, 6.5: parts are UTF-8 or UTF-16 */
function decode(content: Buffer): string {
  const encoding =
    content[0] === 0xff && content[1] === 0xfe
      ? 'utf-16le'
      : content[0] === 0xfe && content[1] === 0xff
        ? 'utf-16be'
        : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(content);
  } catch (cause) {
    throw new ConversionError('corrupt', `a part is not valid ${encoding}`, { cause });
  }
}

/** Part names by the last segment of their relationship type; relationships that leave the package are passed over. */
function relationships(xml: string | null, folder: string): ReadonlyMap<string, string> {
  const targets = new Map<string, string>();
  if (xml === null) return targets;
  for (const relationship of childrenOf(parseXml(xml), 'rel:Relationship')) {
    const { Type: type = '', Target: target = '', TargetMode: mode } = relationship.attributes;
    if (mode === 'External') continue;
    targets.set(type.slice(type.lastIndexOf('/') + 1), partName(target, folder));
  }
  return targets;
}

/** The member that a target names, seen from a folder of the package. It is only ever looked up in the list of members. */
function partName(target: string, folder: string): string {
  const segments: string[] = [];
  for (const segment of (target.startsWith('/') ? target : folder + target).split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '' && segment !== '.') segments.push(segment);
  }
  return segments.join('/');
}
