import { readFile } from 'node:fs/promises';
import { ALLOWANCE } from '../config/limits/work.ts';
import type { Source } from '../pipeline/contracts/document.ts';

/** What one document may take of its process beyond what that had before: it grows with what the file truly holds, and with nothing that it claims. */
export interface Allowance {
  readonly cpuSeconds: number;
  readonly residentBytes: number;
}

/** @param readPages pages that were read from their pictures, or are being read */
export function allowanceOf(source: Pick<Source, 'format' | 'bytes'>, readPages: number): Allowance {
  const megabytes = heldBytes(source.bytes) / (1024 * 1024);
  const { baseSeconds, secondsPerMb, secondsPerPage, digitalBytes, picturesBytes, bytesPerByte } = ALLOWANCE;
  return {
    cpuSeconds: baseSeconds[source.format] + secondsPerMb * megabytes + secondsPerPage * readPages,
    residentBytes:
      (readPages > 0 || source.format === 'image' ? picturesBytes : digitalBytes) +
      bytesPerByte * megabytes * 1024 * 1024,
  };
}

/** Of a zip file what its list of members says is packed in it, as far as that can be: else its own bytes. */
function heldBytes(bytes: Uint8Array): number {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (file.length < END_BYTES || file.readUInt32LE(0) !== MEMBER) return file.length;
  const end = file.lastIndexOf(END);
  if (end < 0 || end + END_BYTES > file.length) return file.length;
  let at = file.readUInt32LE(end + 16);
  let unpacked = 0;
  for (let left = file.readUInt16LE(end + 10); left > 0 && at + ENTRY_BYTES <= file.length; left--) {
    if (file.readUInt32LE(at) !== ENTRY) break;
    unpacked += Math.min(file.readUInt32LE(at + 24), file.readUInt32LE(at + 20) * ALLOWANCE.packed);
    at += ENTRY_BYTES + file.readUInt16LE(at + 28) + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
  }
  return Math.max(file.length, unpacked);
}

/** @source PKWARE APPNOTE 6.3.10, 4.3.7, 4.3.12, 4.3.16 */
const MEMBER = 0x0403_4b50;
const ENTRY = 0x0201_4b50;
const END = Buffer.from([0x50, 0x4b, 0x05, 0x06]);
const ENTRY_BYTES = 46;
const END_BYTES = 22;

export interface Taken {
  readonly cpuSeconds: number;
  readonly residentBytes: number;
}

/** What a process has taken so far; null where the system does not tell. @source proc(5), /proc/pid/stat */
export async function takenBy(pid: number): Promise<Taken | null> {
  const line = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  if (line === null) return null;
  const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
  const [user, system, pages] = [fields[11], fields[12], fields[21]].map(Number);
  return { cpuSeconds: ((user ?? 0) + (system ?? 0)) / TICKS, residentBytes: (pages ?? 0) * PAGE_BYTES };
}
/** Every Linux tells user space of a hundred ticks a second. */
const TICKS = 100;
const PAGE_BYTES = 4096;
