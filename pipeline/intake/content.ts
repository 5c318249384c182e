import { open, readFile } from 'node:fs/promises';
import { SNIFF_TOLERANCES } from '../../config/limits/intake.ts';
import type { Content } from '../contracts/arrival.ts';
import { ConversionError } from '../contracts/errors.ts';

/** @throws ConversionError unreadable for every failure of the disk */
export async function fromDisk<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw new ConversionError('unreadable', 'the file could not be read from disk', { cause: error });
  }
}

/** @throws ConversionError unreadable */
export async function headOf(content: Content): Promise<{ readonly size: number; readonly head: Uint8Array }> {
  if ('bytes' in content) {
    return { size: content.bytes.length, head: content.bytes.subarray(0, SNIFF_TOLERANCES.headBytes) };
  }
  return fromDisk(async () => {
    const file = await open(content.path, 'r');
    try {
      const { size } = await file.stat();
      const buffer = Buffer.alloc(Math.min(size, SNIFF_TOLERANCES.headBytes));
      const { bytesRead } = await file.read(buffer, 0, buffer.length, 0);
      return { size, head: buffer.subarray(0, bytesRead) };
    } finally {
      await file.close();
    }
  });
}

/** All of it, without node's additions, which some readers refuse. @throws ConversionError unreadable */
export async function bytesOf(content: Content): Promise<Uint8Array> {
  const bytes = 'bytes' in content ? content.bytes : await fromDisk(() => readFile(content.path));
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
