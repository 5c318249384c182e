/** End of central directory, its fixed part, and the records of Zip64. @source PKWARE APPNOTE 4.3.14–4.3.16 */
const END_SIGNATURE = Buffer.from('504b0506', 'hex');
const END_BYTES = 22;
const DIRECTORY_SIGNATURE = 0x02014b50;
const ZIP64_LOCATOR = { signature: 0x07064b50, bytes: 20 } as const;
const ZIP64_END = { signature: 0x06064b50, bytes: 56 } as const;
const IN_ZIP64 = 0xffffffff;

/**
 * The zip file in bytes that have others before or behind it, as a transfer with its headers or an old disk leaves
 * them; null where there is none. Its directory must lie where its end says, counted from where the file then begins.
 */
export function zipWithin(bytes: Uint8Array): Uint8Array | null {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = file.lastIndexOf(END_SIGNATURE);
  while (end >= 0) {
    const start = startOf(file, end);
    if (start !== null) {
      const comment = Math.min(file.readUInt16LE(end + 20), file.length - end - END_BYTES);
      return bytes.subarray(start, end + END_BYTES + comment);
    }
    end = end === 0 ? -1 : file.lastIndexOf(END_SIGNATURE, end - 1);
  }
  return null;
}

/** Where the file begins whose directory ends here; null where no directory lies where it should. */
function startOf(file: Buffer, end: number): number | null {
  if (end + END_BYTES > file.length) return null;
  const size = file.readUInt32LE(end + 12);
  const offset = file.readUInt32LE(end + 16);
  if (size === IN_ZIP64 || offset === IN_ZIP64) return startOfZip64(file, end);
  return directoryAt(file, end - size, offset);
}

function startOfZip64(file: Buffer, end: number): number | null {
  const locator = end - ZIP64_LOCATOR.bytes;
  const record = locator - ZIP64_END.bytes;
  if (record < 0 || file.readUInt32LE(locator) !== ZIP64_LOCATOR.signature) return null;
  if (file.readUInt32LE(record) !== ZIP64_END.signature) return null;
  const size = Number(file.readBigUInt64LE(record + 40));
  return directoryAt(file, record - size, Number(file.readBigUInt64LE(record + 48)));
}

function directoryAt(file: Buffer, at: number, stated: number): number | null {
  if (at < 0 || at < stated || at + 4 > file.length || file.readUInt32LE(at) !== DIRECTORY_SIGNATURE) return null;
  return at - stated;
}
