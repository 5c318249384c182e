import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { HOUSE_LIMITS } from '../../config/limits/work.ts';
import type { DocumentSummary } from '../../contracts/api.ts';
import type { Bar } from './bar.ts';
import { composedFiles } from './documents.ts';
import { type RunningService, startService } from './running-service.ts';

/** What a service has on a disk of its own beside what must be free for it to take anything in. */
const ROOM_BYTES = 512 * 1024 * 1024;

interface SmallDisk {
  /** Command by which something runs where the disk is. */
  readonly within: readonly string[];
  readonly folder: string;
  /** The same folder as it is seen from here. */
  readonly outside: string;
  readonly close: () => Promise<void>;
}

/** A disk in memory that only a mount namespace of its own has: it is gone with the process that holds it. */
async function openSmallDisk(): Promise<SmallDisk> {
  const folder = await mkdtemp(join(tmpdir(), 'gouji-disk-'));
  const mount = `mount -t tmpfs -o size=${HOUSE_LIMITS.freeDiskBytes + ROOM_BYTES} tmpfs ${folder} && echo ready && exec sleep 86400`;
  const holder: ChildProcess = spawn('unshare', ['--user', '--map-root-user', '--mount', 'sh', '-c', mount], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [said] = await Promise.race([once(holder.stdout ?? holder, 'data'), once(holder, 'exit').then(() => [''])]);
  if (!`${said}`.startsWith('ready')) throw new Error('no mount namespace can be made here');
  const target = `--target=${holder.pid}`;
  return {
    within: ['nsenter', target, '--user', '--mount', '--preserve-credentials', '--'],
    folder,
    outside: `/proc/${holder.pid}/root${folder}`,
    close: async () => {
      const gone = once(holder, 'exit');
      if (holder.kill('SIGKILL')) await gone;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Takes all room that a disk has. */
async function fill(path: string): Promise<void> {
  const file = await open(path, 'w');
  const zeros = Buffer.alloc(1024 * 1024);
  try {
    for (;;) await file.write(zeros);
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || error.code !== 'ENOSPC') throw error;
  } finally {
    await file.close();
  }
}

/** The disk runs full while documents are converted, and has room again after a while. */
export async function fullDiskBars(files: number): Promise<readonly Bar[]> {
  const disk = await openSmallDisk();
  const dataFolder = join(disk.folder, 'data');
  const start = () => startService({ dataFolder, within: disk.within, quiet: true });
  let service: RunningService = await start();
  try {
    const clerk = await service.clerk('disk');
    const { batchId } = await service.upload(await composedFiles('docx', files, 5_000), clerk);
    const ballast = join(disk.outside, 'ballast');
    await fill(ballast);
    const [more] = await composedFiles('docx', 1, 6_000);
    const refused = await service
      .upload(more === undefined ? [] : [more], clerk)
      .then(() => 'taken')
      .catch((error: unknown) => /upload: (\d+)/.exec(String(error))?.[1] ?? 'no answer');
    await pause(5_000);
    await rm(ballast);
    let code = service.ended();
    const untilDone = async (tries: number): Promise<readonly DocumentSummary[]> => {
      code = service.ended() ?? code;
      if (service.ended() !== null) service = await start();
      try {
        return await service.untilDone(batchId, clerk);
      } catch (error) {
        // It may take its time to end over what it could not write.
        if (tries === 0) throw error;
        await pause(1_000);
        return untilDone(tries - 1);
      }
    };
    const done = await untilDone(60);
    const failed = done.filter(({ state }) => state !== 'converted').length;
    return [
      {
        name: `of ${files} documents over which the disk ran full, not converted`,
        value: failed + files - done.length,
        unit: '',
        most: 0,
        detail: `an upload meanwhile: ${refused}; the server ${code === null ? 'went on' : `ended with ${code}`}`,
      },
      { name: 'uploads that a full disk took', value: refused === 'taken' ? 1 : 0, unit: '', most: 0 },
    ];
  } finally {
    await service.crash();
    await disk.close();
  }
}
