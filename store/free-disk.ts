import { statfs } from 'node:fs/promises';
import { HOUSE_LIMITS } from '../config/limits/work.ts';

/** Bytes of the disk under a folder that this user may still take. */
export async function freeDiskBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

/** Whether the database and the queue keep the room that they need when `bytes` more are written. */
export const hasFreeDisk = async (folder: string, bytes = 0): Promise<boolean> =>
  (await freeDiskBytes(folder)) - bytes >= HOUSE_LIMITS.freeDiskBytes;
