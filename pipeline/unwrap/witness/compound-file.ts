/** Streams of OLE compound files, followed through their sectors. @source [MS-CFB] 2 */

/** Where the header states what. */
const HEADER = {
  sectorShift: 30,
  miniShift: 32,
  directory: 48,
  miniCutoff: 56,
  miniFat: 60,
  difat: 68,
  fat: 76,
} as const;
const FAT_IN_HEADER = 109;
const LAST_SECTOR = 0xfffffffa;
const ENTRY_BYTES = 128;
const ENTRY = { nameLength: 64, firstSector: 116, bytes: 120 } as const;

/**
 * The content of the stream of this name; null where there is none, or where its sectors lead out of the file or in a
 * circle.
 */
export function streamOf(bytes: Uint8Array, name: string): Buffer | null {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (file.length < 512) return null;
  const shift = file.readUInt16LE(HEADER.sectorShift);
  if (shift !== 9 && shift !== 12) return null;
  const sectorBytes = 1 << shift;
  const sector = (number: number): Buffer | null => {
    const at = (number + 1) * sectorBytes;
    return at < file.length ? file.subarray(at, at + sectorBytes) : null;
  };
  const fat = fatOf(file, sector, sectorBytes);
  const chain = (first: number): Buffer | null => followed(first, fat, sector);
  const directory = chain(file.readUInt32LE(HEADER.directory));
  if (directory === null) return null;
  const entryOf = (wanted: string): Buffer | null => {
    for (let at = 0; at + ENTRY_BYTES <= directory.length; at += ENTRY_BYTES) {
      const length = directory.readUInt16LE(at + ENTRY.nameLength);
      if (length > 2 && length <= 64 && directory.toString('utf16le', at, at + length - 2) === wanted)
        return directory.subarray(at, at + ENTRY_BYTES);
    }
    return null;
  };
  const entry = entryOf(name);
  if (entry === null) return null;
  const size = entry.readUInt32LE(ENTRY.bytes);
  const first = entry.readUInt32LE(ENTRY.firstSector);
  if (size >= file.readUInt32LE(HEADER.miniCutoff)) return whole(chain(first), size);
  const root = directory.subarray(0, ENTRY_BYTES);
  const small = chain(root.readUInt32LE(ENTRY.firstSector));
  const smallFat = chain(file.readUInt32LE(HEADER.miniFat));
  const smallBytes = 1 << file.readUInt16LE(HEADER.miniShift);
  if (small === null || smallFat === null) return null;
  const smallSector = (number: number): Buffer | null =>
    number * smallBytes < small.length ? small.subarray(number * smallBytes, (number + 1) * smallBytes) : null;
  return whole(followed(first, numbersIn(smallFat), smallSector), size);
}

const whole = (content: Buffer | null, size: number): Buffer | null =>
  content === null || content.length < size ? null : content.subarray(0, size);

const numbersIn = (bytes: Buffer): readonly number[] =>
  Array.from({ length: Math.floor(bytes.length / 4) }, (_, i) => bytes.readUInt32LE(i * 4));

/** The table that names the sector behind each sector. */
function fatOf(file: Buffer, sector: (number: number) => Buffer | null, sectorBytes: number): readonly number[] {
  const parts: number[] = [];
  for (let i = 0; i < FAT_IN_HEADER; i++) parts.push(file.readUInt32LE(HEADER.fat + i * 4));
  const most = file.length / sectorBytes;
  for (let next = file.readUInt32LE(HEADER.difat), n = 0; next < LAST_SECTOR && n < most; n++) {
    const numbers = numbersIn(sector(next) ?? Buffer.alloc(0));
    if (numbers.length === 0) break;
    parts.push(...numbers.slice(0, -1));
    next = numbers.at(-1)!;
  }
  return parts
    .filter((part) => part < LAST_SECTOR)
    .slice(0, most)
    .flatMap((part) => numbersIn(sector(part) ?? Buffer.alloc(0)));
}

/** Sectors from one on; null where the table does not lead to an end. */
function followed(first: number, fat: readonly number[], sector: (number: number) => Buffer | null): Buffer | null {
  const pieces: Buffer[] = [];
  for (let next = first; next < LAST_SECTOR; next = fat[next] ?? 0) {
    const piece = pieces.length <= fat.length ? sector(next) : null;
    if (piece === null || fat[next] === undefined) return null;
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}
