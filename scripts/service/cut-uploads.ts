import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Bar } from './bar.ts';
import { composedFiles, type MadeFile } from './documents.ts';
import { type RunningService, startService } from './running-service.ts';

const BOUNDARY = 'gouji-service-boundary';

/** The upload of one file as bytes, of which as many can be sent as one likes. */
function uploadOf(service: RunningService, clerk: string, file: MadeFile | undefined) {
  const { hostname, port, host } = new URL(service.url);
  const body = Buffer.concat([
    Buffer.from(`--${BOUNDARY}\r\nContent-Disposition: form-data; name="files"; filename="a.docx"\r\n\r\n`),
    file?.bytes ?? Buffer.alloc(0),
    Buffer.from(`\r\n--${BOUNDARY}--\r\n`),
  ]);
  const head = `POST /api/uploads HTTP/1.1\r\nHost: ${host}\r\nAuthorization: ${clerk}\r\nContent-Type: multipart/form-data; boundary=${BOUNDARY}\r\nContent-Length: ${body.length}\r\n\r\n`;
  const whole = Buffer.concat([Buffer.from(head), body]);
  const open = (bytes: number, then: 'leave' | 'stay') => {
    const socket = connect(Number(port), hostname);
    socket.on('error', () => undefined);
    socket.write(whole.subarray(0, bytes), () => {
      if (then === 'leave') socket.destroy();
    });
    return socket;
  };
  return { head: head.length, whole, open };
}

/** An upload whose sender goes away somewhere in the middle. */
export async function cutOff(service: RunningService, clerk: string, file: MadeFile): Promise<void> {
  const { head, whole, open } = uploadOf(service, clerk, file);
  const socket = open(head + Math.floor(Math.random() * (whole.length - head - 1)), 'leave');
  if (!socket.closed) await once(socket, 'close');
}

/** Uploads that end at a random byte, and silent ones beside which another one comes in. */
export async function cutUploadBars(part: number): Promise<readonly Bar[]> {
  const service = await startService();
  try {
    const clerk = await service.clerk('cut');
    const [file] = await composedFiles('docx', 1, 3_000);
    const { head, whole, open } = uploadOf(service, clerk, file);
    for (let n = 0; n < Math.ceil(200 * part); n++) {
      open(Math.floor(Math.random() * (whole.length - 1)), 'leave');
      await pause(5);
    }
    const work = join(service.dataFolder, 'work');
    // One folder each is the drawing's and the worker's own.
    const own = 2;
    for (let looks = 0; looks < 50 && (await readdir(work)).length > own; looks++) await pause(200);
    const folders = (await readdir(work)).length - own;
    const silent = Array.from({ length: 16 }, () => open(head + 10, 'stay'));
    const another = await composedFiles('text', 1, 3_000);
    const began = performance.now();
    await service.upload(another, clerk);
    const seconds = (performance.now() - began) / 1_000;
    for (const socket of silent) socket.destroy();
    return [
      { name: 'folders left by uploads that were cut at random bytes', value: folders, unit: '', most: 0 },
      { name: 'an upload beside sixteen silent ones', value: seconds, unit: 's', most: 10 },
    ];
  } finally {
    await service.stop();
  }
}
