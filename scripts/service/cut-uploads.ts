import { once } from 'node:events';
import { readdir, readlink } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { HOUSE_LIMITS } from '../../config/limits/work.ts';
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

/** What an upload holds of the server while it comes in: a folder for passing work, handles of files and connections. */
async function heldBy({ dataFolder, pid }: RunningService): Promise<{ folders: number; handles: number }> {
  const folders = await readdir(join(dataFolder, 'work'));
  const names = await readdir(`/proc/${pid}/fd`);
  // what has been closed meanwhile leads nowhere
  const open = await Promise.all(names.map((name) => readlink(`/proc/${pid}/fd/${name}`).catch(() => '')));
  // PGlite keeps a file open of every table that was ever asked
  const handles = open.filter((path) => path !== '' && !path.startsWith(join(dataFolder, 'db/')));
  return { folders: folders.length, handles: handles.length };
}

/** Uploads that end at a random byte, and silent ones beside which others come in. */
export async function cutUploadBars(part: number): Promise<readonly Bar[]> {
  const service = await startService();
  try {
    const clerk = await service.clerk('cut');
    const [file] = await composedFiles('docx', 1, 3_000);
    const texts = await composedFiles('text', 2, 3_000);
    const { head, whole, open } = uploadOf(service, clerk, file);
    // whole once before, so that what is only opened then does not count, and the worker is there
    const { batchId } = await service.upload(texts.slice(0, 1), clerk);
    await service.untilDone(batchId, clerk);
    const before = await heldBy(service);
    const cuts = Math.ceil(200 * part);
    for (let n = 0; n < cuts; n++) {
      open(Math.floor(Math.random() * (whole.length - 1)), 'leave');
      await pause(5);
    }
    let after = await heldBy(service);
    const began = performance.now();
    while ((after.folders > before.folders || after.handles > before.handles) && performance.now() - began < 60_000) {
      await pause(500);
      after = await heldBy(service);
    }
    // as many as one sender may have beside another one: had any kept its slot, that would be refused
    const silent = Array.from({ length: HOUSE_LIMITS.uploadsOfOneSender - 1 }, () => open(head + 10, 'stay'));
    await pause(2_000);
    const asked = performance.now();
    const slots = await service.upload(texts.slice(1), clerk).then(
      () => 0,
      () => 1,
    );
    const seconds = (performance.now() - asked) / 1_000;
    for (const socket of silent) socket.destroy();
    return [
      {
        name: `folders left by ${cuts} uploads that were cut at random bytes`,
        value: after.folders - before.folders,
        unit: '',
        most: 0,
      },
      { name: 'handles left by them', value: after.handles - before.handles, unit: '', most: 0 },
      { name: `slots left by them, for ${silent.length} silent ones and another`, value: slots, unit: '', most: 0 },
      { name: 'an upload beside the silent ones', value: seconds, unit: 's', most: 10 },
    ];
  } finally {
    await service.stop();
  }
}
