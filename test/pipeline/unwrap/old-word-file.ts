const SECTOR = 512;
/** Streams that are shorter stand among others: these are made as long. */
const LEAST = 4096;
const END = 0xfffffffe;
const FREE = 0xffffffff;
const FAT = 0xfffffffd;

/** An OLE compound file with these streams in its root, all in sectors of their own. @source [MS-CFB] 2 */
export function compoundFile(streams: Readonly<Record<string, Uint8Array>>): Buffer {
  const sectors: Buffer[] = [];
  const next: number[] = [];
  const put = (content: Buffer): number => {
    const first = sectors.length;
    const count = Math.ceil(content.length / SECTOR);
    for (let i = 0; i < count; i++) {
      sectors.push(Buffer.concat([content.subarray(i * SECTOR, (i + 1) * SECTOR)], SECTOR));
      next.push(i === count - 1 ? END : first + i + 1);
    }
    return first;
  };
  const entry = (name: string, type: number, first: number, bytes: number, [left, right, child]: readonly number[]) => {
    const made = Buffer.alloc(128);
    made.write(name, 0, 'utf16le');
    made.writeUInt16LE((name.length + 1) * 2, 64);
    made.writeUInt8(type, 66);
    made.writeUInt8(1, 67);
    for (const [at, value] of [
      [68, left],
      [72, right],
      [76, child],
      [116, first],
      [120, bytes],
    ] as const)
      made.writeUInt32LE(value ?? FREE, at);
    return made;
  };
  const names = Object.keys(streams).sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
  const entries = names.map((name, i) => {
    const content = Buffer.concat([streams[name]!], Math.max(LEAST, streams[name]!.length));
    return entry(name, 2, put(content), content.length, [FREE, i + 2 <= names.length ? i + 2 : FREE, FREE]);
  });
  const root = entry('Root Entry', 5, END, 0, [FREE, FREE, names.length > 0 ? 1 : FREE]);
  const directory = put(Buffer.concat([root, ...entries]));
  // the table names its own sector as such
  next.push(FAT);
  const table = Buffer.alloc(SECTOR, 0xff);
  next.forEach((value, i) => void table.writeUInt32LE(value, i * 4));
  sectors.push(table);

  const header = Buffer.alloc(SECTOR);
  header.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  for (const [at, value] of [
    [24, 0x3e],
    [26, 3],
    [28, 0xfffe],
    [30, 9],
    [32, 6],
  ] as const)
    header.writeUInt16LE(value, at);
  for (const [at, value] of [
    [44, 1],
    [48, directory],
    [56, LEAST],
    [60, END],
    [68, END],
  ] as const)
    header.writeUInt32LE(value, at);
  header.fill(0xff, 76);
  header.writeUInt32LE(sectors.length - 1, 76);
  return Buffer.concat([header, ...sectors]);
}

const TEXT_AT = 0x400;

/** The streams of a Word 97 file with this text as its body, in one piece. @source [MS-DOC] 2.5 and 2.9.38 */
export function word97(text: string): Buffer {
  const characters = Buffer.from(text, 'utf16le');
  const word = Buffer.alloc(TEXT_AT + characters.length);
  word.writeUInt16LE(0xa5ec, 0);
  word.writeUInt16LE(0x0200, 0x0a);
  word.writeUInt32LE(text.length, 0x4c);
  characters.copy(word, TEXT_AT);
  const pieces = Buffer.alloc(5 + 16);
  pieces.writeUInt8(2, 0);
  pieces.writeUInt32LE(16, 1);
  pieces.writeUInt32LE(text.length, 9);
  pieces.writeUInt32LE(TEXT_AT, 15);
  word.writeUInt32LE(pieces.length, 0x01a6);
  return compoundFile({ WordDocument: word, '1Table': pieces });
}

/** A Word 95 file with these bytes as its body, in the encoding of its language. @source Word 6.0 binary file format, FIB */
export function word95(text: Uint8Array, language = 0x0804): Buffer {
  const word = Buffer.alloc(TEXT_AT + text.length);
  for (const [at, value] of [
    [0, 0xa5dc],
    [2, 104],
    [6, language],
  ] as const)
    word.writeUInt16LE(value, at);
  for (const [at, value] of [
    [0x18, TEXT_AT],
    [0x1c, TEXT_AT + text.length],
    [0x34, text.length],
  ] as const)
    word.writeUInt32LE(value, at);
  word.set(text, TEXT_AT);
  return compoundFile({ WordDocument: word });
}
