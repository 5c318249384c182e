import { constants, type Dirent } from 'node:fs';
import { type FileHandle, open, readdir } from 'node:fs/promises';
import { hasCode } from '../../store/error-code.ts';

/**
 * A folder in which others write. It is reached by its handle, so that nobody can put a link into the way between a look
 * and a move; names are bytes, whatever encoding they were written in.
 */
export interface FolderHandle {
  readonly path: Buffer;
  readonly in: (name: Buffer | string) => Buffer;
  readonly entries: () => Promise<readonly Dirent<Buffer>[]>;
  readonly close: () => Promise<void>;
}

const { O_RDONLY, O_DIRECTORY, O_NOFOLLOW } = constants;

/** @param path of a folder, or of a link to one that whoever runs the server set himself */
export const openFolder = async (path: string): Promise<FolderHandle> =>
  handleOf(await open(path, O_RDONLY | O_DIRECTORY), Buffer.from(path));

/** Null: it is none, or is a link. */
export async function openWithin(parent: FolderHandle, name: Buffer | string): Promise<FolderHandle | null> {
  const path = parent.in(name);
  try {
    return handleOf(await open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW), path);
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTDIR', 'ELOOP', 'EACCES')) return null;
    throw error;
  }
}

function handleOf(handle: FileHandle, path: Buffer): FolderHandle {
  // Only Linux lets a path begin at a handle.
  const base = process.platform === 'linux' ? Buffer.from(`/proc/self/fd/${handle.fd}`) : path;
  return {
    path: base,
    in: (name) => Buffer.concat([base, Buffer.from('/'), Buffer.from(name)]),
    entries: () => readdir(base, { withFileTypes: true, encoding: 'buffer' }),
    close: () => handle.close(),
  };
}

/** A name as people read it: UTF-8, or what Windows in China writes into archives. */
export function readName(name: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(name);
  } catch (error) {
    if (!hasCode(error, 'ERR_ENCODING_INVALID_ENCODED_DATA')) throw error;
    return new TextDecoder('gb18030').decode(name);
  }
}
