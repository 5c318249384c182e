import { constants, crc32, deflateRawSync } from 'node:zlib';

/** A member of a zip file made for a test; every field of its headers can be made to lie. */
export interface MadeMember {
  readonly name: string | Uint8Array;
  readonly data?: Uint8Array | string;
  /** Packed bytes as they are to stand in the file, in place of `data` deflated. */
  readonly packed?: Uint8Array;
  readonly flags?: number;
  readonly method?: number;
  readonly declaredBytes?: number;
  readonly checksum?: number;
  readonly unixMode?: number;
  readonly extra?: Uint8Array;
  /** Offset of the local header to state in the directory. */
  readonly offset?: number;
}

/** A zip file written byte by byte, so that it can be wrong in the ways in which real ones are. */
export function zipOf(members: readonly MadeMember[], statedCount = members.length): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const member of members) {
    const name = Buffer.from(member.name);
    const data = Buffer.from(member.data ?? '');
    const packed = Buffer.from(member.packed ?? deflateRawSync(data));
    const extra = Buffer.from(member.extra ?? '');
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(member.flags ?? 0, 2);
    common.writeUInt16LE(member.method ?? 8, 4);
    common.writeUInt32LE(member.checksum ?? crc32(data), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(member.declaredBytes ?? data.length, 18);
    common.writeUInt16LE(name.length, 22);
    common.writeUInt16LE(extra.length, 24);
    const body = Buffer.concat([Buffer.from('PK\x03\x04'), common, name, extra, packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(((member.unixMode ?? 0) << 16) >>> 0, 6);
    tail.writeUInt32LE(member.offset ?? at, 10);
    directory.push(Buffer.from('PK\x01\x02\x14\x03', 'latin1'), common, tail, name, extra);
    bodies.push(body);
    at += body.length;
  }
  const listing = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(statedCount & 0xffff, 8);
  end.writeUInt16LE(statedCount & 0xffff, 10);
  end.writeUInt32LE(listing.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...bodies, listing, end]);
}

/** Zeros of so many megabytes, deflated: about a thousandth of it, made without ever holding it. */
export function packedZeros(megabytes: number): Buffer {
  const piece = deflateRawSync(Buffer.alloc(1024 * 1024), { finishFlush: constants.Z_FULL_FLUSH });
  return Buffer.concat([...new Array<Buffer>(megabytes).fill(piece), Buffer.from([3, 0])]);
}

/** The least that Word would call a document. */
export const docxFile = (text = '政府信息公开工作年度报告'): Buffer =>
  zipOf([
    {
      name: '[Content_Types].xml',
      data: '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    },
    {
      name: '_rels/.rels',
      data: '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
    },
    {
      name: 'word/document.xml',
      data: `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>${text}</w:t></w:r></w:p></w:body></w:document>`,
    },
  ]);

/** An OLE compound file of one directory sector, holding an entry of this name, whose stream begins with these bytes. */
export function oleFile(entryName: string, stream = Buffer.alloc(0)): Buffer {
  const file = Buffer.alloc(512 + 512 * 3);
  file.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  const at = 512 + 512 + 128;
  file.write(`${entryName}\0`, at, 'utf16le');
  file.writeUInt16LE((entryName.length + 1) * 2, at + 64);
  if (stream.length > 0) {
    file.writeUInt32LE(2, at + 116);
    file.writeUInt32LE(4096, at + 120);
    stream.copy(file, 512 * 3, 0, 512);
  }
  return file;
}
