import { readFile, writeFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import yazl from 'yazl';
import type { Bar } from './bar.ts';
import type { MadeFile } from './documents.ts';
import { startService } from './running-service.ts';

const MB = 1024 * 1024;

/**
 * Archives of about 2 MB that unpack large: half of them into many members just below the size from which the ratio is
 * judged, half of them into a single one just below the ratio and the size that a file may have.
 */
async function largeArchives(count: number): Promise<MadeFile[]> {
  return Promise.all(
    Array.from({ length: count }, async (_, n) => {
      const zip = new yazl.ZipFile();
      if (n % 2 === 0)
        for (let member = 0; member < 20; member++) zip.addBuffer(text(9.5, `${n}-${member}`), `${member}.txt`);
      else zip.addBuffer(text(190, `${n}`, 1.5), 'one.txt');
      zip.end();
      const chunks: Buffer[] = [];
      for await (const chunk of zip.outputStream) chunks.push(Buffer.from(chunk));
      return { name: `${n}.zip`, bytes: Buffer.concat(chunks) };
    }),
  );
}

/** A text of so many megabytes that packs well, but for so many megabytes of digits by chance. */
function text(size: number, first: string, noise = 0): Buffer {
  const bytes = Buffer.alloc(size * MB, '政府信息公开工作年度报告\n');
  bytes.write(`${first}\n`);
  for (let at = 100; at < noise * MB; at++) bytes[at] = 48 + Math.floor(Math.random() * 10);
  return bytes;
}

/** Highest resident memory of a process since `forgetPeak`, in megabytes (proc(5): VmHWM). */
async function peakOf(pid: number): Promise<number> {
  const [, kilobytes = '0'] = /VmHWM:\s+(\d+)/.exec(await readFile(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) / 1024;
}
const forgetPeak = (pid: number): Promise<void> => writeFile(`/proc/${pid}/clear_refs`, '5');

export async function archiveBars(part: number): Promise<readonly Bar[]> {
  const archives = await largeArchives(Math.max(2, Math.ceil(8 * part)));
  const service = await startService();
  try {
    const clerk = await service.clerk('archives');
    await pause(1_000);
    const before = await peakOf(service.pid);
    await forgetPeak(service.pid);
    const began = performance.now();
    const answers = await Promise.all(
      archives.map(async ({ name, bytes }) => {
        const form = new FormData();
        form.append('files', new Blob([new Uint8Array(bytes)]), name);
        return (await service.ask('/api/uploads', clerk, { method: 'POST', body: form })).status;
      }),
    );
    const seconds = (performance.now() - began) / 1_000;
    const size = archives.reduce((sum, { bytes }) => sum + bytes.length, 0) / archives.length / MB;
    return [
      {
        name: `memory of the server under ${archives.length} archives at once`,
        value: await peakOf(service.pid),
        unit: 'MB',
        most: 600,
        detail: `${size.toFixed(1)} MB each; ${before.toFixed(0)} MB before; answers ${[...new Set(answers)].join(', ')} in ${seconds.toFixed(0)} s`,
      },
    ];
  } finally {
    await service.stop();
  }
}
