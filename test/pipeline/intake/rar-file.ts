import { crc32 } from 'node:zlib';

/** A number in seven bits to the byte, lowest first. */
function vint(number: number): Buffer {
  const bytes: number[] = [];
  for (let left = number; bytes.length === 0 || left > 0; left = Math.floor(left / 128))
    bytes.push((left % 128) | (left >= 128 ? 0x80 : 0));
  return Buffer.from(bytes);
}

/** A header: its check sum, its size, what it says; then data. */
function block(fields: readonly Buffer[], data = Buffer.alloc(0)): Buffer {
  const content = Buffer.concat(fields);
  const sized = Buffer.concat([vint(content.length), content]);
  const sum = Buffer.alloc(4);
  sum.writeUInt32LE(crc32(sized));
  return Buffer.concat([sum, sized, data]);
}

export interface RarMember {
  readonly name: string;
  readonly data?: string | Uint8Array;
  /** What a symbolic link points to. */
  readonly link?: string;
}

/** A RAR 5 archive whose members are stored. @source RAR 5.0 archive format */
export function rarOf(members: readonly RarMember[]): Buffer {
  const files = members.map(({ name, data = '', link }) => {
    const [path, content] = [Buffer.from(name), Buffer.from(data)];
    const sum = Buffer.alloc(4);
    sum.writeUInt32LE(crc32(content));
    const target = Buffer.from(link ?? '');
    const record = Buffer.concat([vint(5), vint(1), vint(0), vint(target.length), target]);
    const extra = link === undefined ? Buffer.alloc(0) : Buffer.concat([vint(record.length), record]);
    return block(
      [
        ...[vint(2), vint(extra.length > 0 ? 3 : 2), ...(extra.length > 0 ? [vint(extra.length)] : [])],
        ...[vint(content.length), vint(4), vint(content.length), vint(0o100644), sum],
        ...[vint(0), vint(1), vint(path.length), path, extra],
      ],
      content,
    );
  });
  const [main, end] = [block([vint(1), vint(0), vint(0)]), block([vint(5), vint(0), vint(0)])];
  return Buffer.concat([Buffer.from('526172211a070100', 'hex'), main, ...files, end]);
}
