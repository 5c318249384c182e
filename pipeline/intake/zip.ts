import { open, readFile, stat } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { type Entry, fromBufferPromise, openPromise, type ZipFile } from 'yauzl';
import { INTAKE_LIMITS } from '../../config/limits/intake.ts';
import type { Content } from '../contracts/arrival.ts';
import { ConversionError } from '../contracts/errors.ts';
import { zipWithin } from '../zip/within.ts';
import { memberName } from './names.ts';

/** One entry of a zip file as its directory states it; nothing of it has been checked against the data. */
export interface ZipMember {
  readonly name: string;
  readonly kind: 'file' | 'folder' | 'link';
  readonly encrypted: boolean;
  readonly packedBytes: number;
  readonly declaredBytes: number;
}

export type Spend = (piece: Uint8Array) => void;

export interface OpenZip {
  readonly members: readonly ZipMember[];
  /**
   * The content of a member. `spend` hears of every inflated piece before it is kept, and throws when it is too much.
   * @throws ConversionError corrupt when data, length or checksum are not those of the directory; what `spend` throws.
   */
  read(member: ZipMember, spend: Spend): Promise<Uint8Array>;
  /** Writes the content into a new file, of which a member that is refused leaves a part. @throws as `read` does */
  unfold(member: ZipMember, spend: Spend, path: string): Promise<void>;
  close(): void;
}

const SYMBOLIC_LINK = 0o120000;
const FILE_TYPE_MASK = 0o170000;
/** Fixed part of a local file header; the name follows it. */
const LOCAL_HEADER_BYTES = 30;
const STORED = 0;
const DEFLATED = 8;

const isMissing = (error: unknown): boolean => error instanceof Error && 'syscall' in error;

/** An error of the disk stays apart from one of the file. */
const broken = (error: unknown): ConversionError =>
  isMissing(error)
    ? new ConversionError('unreadable', 'the archive could not be read from disk', { cause: error })
    : new ConversionError('archive-corrupt', 'the zip directory could not be read', { cause: error });

/** Members that share bytes are how a small archive pretends to hold petabytes. */
function refuseOverlaps(entries: readonly Entry[]): void {
  const byOffset = entries.toSorted((a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader);
  let end = 0;
  for (const entry of byOffset) {
    if (entry.relativeOffsetOfLocalHeader < end) {
      throw new ConversionError('archive-corrupt', 'members of the archive overlap');
    }
    end = entry.relativeOffsetOfLocalHeader + LOCAL_HEADER_BYTES + entry.fileNameLength + entry.compressedSize;
  }
}

const toMember = (entry: Entry): ZipMember => {
  const name = memberName(entry.fileNameRaw, (entry.generalPurposeBitFlag & 0x800) !== 0, entry.extraFields);
  const type = (entry.externalFileAttributes >>> 16) & FILE_TYPE_MASK;
  return {
    name,
    kind: name.endsWith('/') ? 'folder' : type === SYMBOLIC_LINK ? 'link' : 'file',
    encrypted: entry.isEncrypted(),
    packedBytes: entry.compressedSize,
    declaredBytes: entry.uncompressedSize,
  };
};

/** @param keep gets one piece after another, and where each begins */
async function inflate(
  zip: ZipFile,
  entry: Entry,
  spend: Spend,
  keep: (piece: Uint8Array, at: number) => unknown,
): Promise<void> {
  if (entry.isEncrypted()) throw new ConversionError('archive-encrypted', 'the member is encrypted');
  if (entry.compressionMethod !== STORED && entry.compressionMethod !== DEFLATED) {
    throw new ConversionError('unsupported-format', `compression method ${entry.compressionMethod}`);
  }
  let total = 0;
  let checksum = 0;
  try {
    for await (const piece of await zip.openReadStreamPromise(entry)) {
      if (!(piece instanceof Uint8Array)) throw new TypeError('a zip stream gave something else than bytes');
      total += piece.length;
      spend(piece);
      if (total > entry.uncompressedSize) throw new ConversionError('corrupt', 'a member holds more than is stated');
      checksum = crc32(piece, checksum);
      await keep(piece, total - piece.length);
    }
  } catch (error) {
    if (error instanceof ConversionError) throw error;
    if (isMissing(error)) throw broken(error);
    throw new ConversionError('corrupt', 'a member of the archive does not inflate', { cause: error });
  }
  if (total !== entry.uncompressedSize || checksum !== entry.crc32) {
    throw new ConversionError('corrupt', 'a member of the archive has another length or checksum than stated');
  }
}

async function readMember(zip: ZipFile, entry: Entry, spend: Spend): Promise<Uint8Array> {
  // One piece of memory for all of it: it is never held twice.
  const content = Buffer.allocUnsafe(Math.min(entry.uncompressedSize, INTAKE_LIMITS.fileBytes));
  await inflate(zip, entry, spend, (piece, at) => content.set(piece, at));
  return content;
}

async function unfoldMember(zip: ZipFile, entry: Entry, spend: Spend, path: string): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await inflate(zip, entry, spend, (piece) => file.writeFile(piece));
  } finally {
    await file.close();
  }
}

// Sizes are checked here against what was really read, so a wrong one costs its member and not the archive.
const OPTIONS = { autoClose: false, decodeStrings: false, validateEntrySizes: false };

const openBytes = (bytes: Uint8Array): Promise<ZipFile> =>
  fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), OPTIONS);

/** Opens what is whole; of what is not, the zip file in it, where other bytes stand before or behind one. */
async function openFile(content: Content): Promise<ZipFile> {
  try {
    return await ('path' in content ? openPromise(content.path, OPTIONS) : openBytes(content.bytes));
  } catch (error) {
    if ('path' in content && (isMissing(error) || (await stat(content.path)).size > INTAKE_LIMITS.bytesOf.wrapped))
      throw error;
    const inside = zipWithin('path' in content ? await readFile(content.path) : content.bytes);
    if (inside === null) throw error;
    return openBytes(inside);
  }
}

/**
 * Opens a zip file and lists its members; nothing is inflated yet. The caller closes it.
 * @throws ConversionError archive-corrupt, archive-too-many-entries, unreadable
 */
export async function openZip(content: Content): Promise<OpenZip> {
  let zip: ZipFile;
  try {
    zip = await openFile(content);
  } catch (error) {
    throw broken(error);
  }
  try {
    if (zip.entryCount > INTAKE_LIMITS.archiveEntries) {
      throw new ConversionError('archive-too-many-entries', `${zip.entryCount} entries in the archive`);
    }
    const entryOf = new Map<ZipMember, Entry>();
    let namesBytes = 0;
    for await (const entry of zip.eachEntry()) {
      namesBytes += entry.fileNameLength + entry.extraFieldLength + entry.fileCommentLength;
      if (namesBytes > INTAKE_LIMITS.archiveNamesBytes) {
        throw new ConversionError('archive-too-large', `over ${INTAKE_LIMITS.archiveNamesBytes} bytes of names alone`);
      }
      entryOf.set(toMember(entry), entry);
      // there can be thousands of them in one entry, each an object
      entry.extraFields = [];
    }
    refuseOverlaps([...entryOf.values()]);
    const find = (member: ZipMember): Entry => {
      const entry = entryOf.get(member);
      if (entry === undefined) throw new ConversionError('internal', 'a member of another archive');
      return entry;
    };
    return {
      members: [...entryOf.keys()],
      read: async (member, spend) => readMember(zip, find(member), spend),
      unfold: async (member, spend, path) => unfoldMember(zip, find(member), spend, path),
      close: () => zip.close(),
    };
  } catch (error) {
    zip.close();
    throw error instanceof ConversionError ? error : broken(error);
  }
}
