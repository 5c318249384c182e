import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The kernel takes 107 bytes for the path of a unix socket (103 on macOS). */
const SOCKET_PATH_BYTES = 103;

export interface SocketFolder {
  /** Path of a socket in the folder, short enough for the kernel. */
  readonly path: (name: string) => string;
  readonly close: () => Promise<void>;
}

/** Reaches the sockets of a folder; a folder with a long path through a short link of this process's own. */
export async function openSocketFolder(folder: string, longestName: string): Promise<SocketFolder> {
  if (Buffer.byteLength(join(folder, longestName)) <= SOCKET_PATH_BYTES) {
    return { path: (name) => join(folder, name), close: async () => {} };
  }
  const shortFolder = await mkdtemp(join(tmpdir(), 'gouji-'));
  const link = join(shortFolder, 'd');
  await symlink(folder, link);
  return {
    path: (name) => join(link, name),
    close: () => rm(shortFolder, { recursive: true, force: true }),
  };
}
