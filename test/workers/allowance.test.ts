import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from 'vitest';
import { ALLOWANCE } from '../../config/limits/work.ts';
import { allowanceOf, takenBy } from '../../workers/allowance.ts';
import { zipOf } from '../pipeline/intake/zip-file.ts';

const MB = 1024 * 1024;
const of = (format: 'text' | 'pdf' | 'docx' | 'image', bytes: Uint8Array, pages = 0) =>
  allowanceOf({ format, bytes }, pages);

it('a small file may take little time, whatever its format, and each page that is read from its picture gives more', () => {
  for (const format of ['text', 'pdf', 'docx', 'image'] as const) {
    expect(of(format, Buffer.alloc(10_000)).cpuSeconds).toBeLessThan(31);
  }
  const [none, three] = [of('pdf', Buffer.alloc(10_000)), of('pdf', Buffer.alloc(10_000), 3)];
  expect(three.cpuSeconds - none.cpuSeconds).toBe(3 * ALLOWANCE.secondsPerPage);
  expect(three.residentBytes).toBeGreaterThan(none.residentBytes);
  expect(of('pdf', Buffer.alloc(2_000), 1).residentBytes).toBeLessThan(1_000 * MB);
});

it('what a file holds is what is packed in it, however it boasts', () => {
  const plain = of('docx', Buffer.alloc(40_000)).residentBytes;
  const packed = zipOf([{ name: 'word/document.xml', data: '数'.repeat(400_000) }]);
  expect(of('docx', packed).residentBytes).toBeGreaterThan(of('docx', Buffer.alloc(packed.length)).residentBytes);
  const boasting = Buffer.from(packed);
  const entry = boasting.lastIndexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]));
  boasting.writeUInt32LE(0xffff_ffff, entry + 24);
  expect(of('docx', boasting).residentBytes).toBeLessThanOrEqual(
    plain + packed.length * ALLOWANCE.packed * ALLOWANCE.bytesPerByte,
  );
  expect(of('docx', packed.subarray(0, packed.length - 30)).residentBytes).toBeGreaterThan(0);
});

it('what a process takes is told by the system', async () => {
  const child = spawn(process.execPath, ['-e', 'process.stdin.resume()'], { stdio: ['pipe', 'ignore', 'ignore'] });
  await once(child, 'spawn');
  await expect.poll(async () => (await takenBy(child.pid ?? 0))?.residentBytes).toBeGreaterThan(10 * MB);
  child.kill();
  await once(child, 'exit');
  expect(await takenBy(child.pid ?? 0)).toBeNull();
});
