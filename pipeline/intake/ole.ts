/** OLE compound files: packages of streams, in which office programs before 2007 wrote. @source [MS-CFB] */

const MAGIC = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

export const isOle = (head: Uint8Array): boolean => MAGIC.every((byte, i) => head[i] === byte);

const ENTRY_BYTES = 128;
/** Streams that are shorter stand among others, not in sectors of their own. */
const LEAST_OWN_BYTES = 4096;
const AT = { sectorShift: 30, nameLength: 64, firstSector: 116, bytes: 120 } as const;

const bufferOf = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Where the directory entry of this name stands: UTF-16, its length behind it, on a 128-byte boundary; -1 for none. */
function entryAt(file: Buffer, name: string): number {
  const wanted = Buffer.from(`${name}\0`, 'utf16le');
  for (let at = file.indexOf(wanted); at !== -1; at = file.indexOf(wanted, at + 1)) {
    const isWhole = at % ENTRY_BYTES === 0 && at + ENTRY_BYTES <= file.length;
    if (isWhole && file.readUInt16LE(at + AT.nameLength) === wanted.length) return at;
  }
  return -1;
}

/** Whether the file has a stream or folder of this name. */
export const hasStream = (bytes: Uint8Array, name: string): boolean => entryAt(bufferOf(bytes), name) !== -1;

/** The first sector of a stream, 512 bytes or more; null where it is short or lies outside the file. */
export function startOfStream(bytes: Uint8Array, name: string): Buffer | null {
  const file = bufferOf(bytes);
  const entry = entryAt(file, name);
  if (entry === -1 || file.readUInt32LE(entry + AT.bytes) < LEAST_OWN_BYTES) return null;
  const sectorBytes = file.readUInt16LE(AT.sectorShift) === 12 ? 4096 : 512;
  const at = (file.readUInt32LE(entry + AT.firstSector) + 1) * sectorBytes;
  return at + sectorBytes <= file.length ? file.subarray(at, at + sectorBytes) : null;
}
