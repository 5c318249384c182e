import { createHash } from 'node:crypto';
import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { z } from 'zod';
import { type Database, restoreEmbedded } from '../store/database.ts';
import { hasCode } from '../store/error-code.ts';

/**
 * A backup: a folder with the whole database, every kept file, and a list of all of it with hashes. It is consistent though
 * the server goes on: files are kept before the database names them and are never changed, so those that are copied after
 * the database was written out hold all that it names.
 */

const DATABASE = 'database.tar.gz';
const LIST = 'backup.json';
const KEPT = ['originals', 'reports', 'notices'] as const;

const listSchema = z.object({
  made: z.iso.datetime(),
  files: z.array(z.object({ path: z.string().regex(/^[\w.-]+(?:\/[\w.-]+)*$/), bytes: z.int(), sha256: z.string() })),
});
type List = z.infer<typeof listSchema>;

/** A backup that cannot be made or used; the message says why, for whoever runs it. */
export class BackupError extends Error {
  override readonly name = 'BackupError';
}

/**
 * @param folder that is not there, or is empty
 * @throws BackupError
 */
export async function makeBackup(
  database: Pick<Database, 'dump'>,
  dataFolder: string,
  folder: string,
): Promise<{ readonly files: number; readonly bytes: number }> {
  if (database.dump === null) throw new BackupError('DATABASE_URL：请用 pg_dump 备份数据库，并复制数据目录。');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if ((await readdir(folder)).length > 0) throw new BackupError(`${folder} 不是空目录。`);
  const files: List['files'] = [];
  const put = async (path: string, bytes: Uint8Array): Promise<void> => {
    await mkdir(dirname(join(folder, path)), { recursive: true, mode: 0o700 });
    await writeFile(join(folder, path), bytes, { mode: 0o600, flush: true });
    files.push(entryOf(path, bytes));
  };
  await put(DATABASE, await database.dump());
  for (const path of await keptFiles(dataFolder)) {
    const bytes = await readFile(join(dataFolder, path));
    await put(path, bytes);
  }
  const list: List = { made: new Date().toISOString(), files };
  // Last: a folder without it is no backup.
  await writeFile(join(folder, LIST), JSON.stringify(list, null, 2), { mode: 0o600, flush: true });
  return { files: files.length, bytes: files.reduce((sum, { bytes }) => sum + bytes, 0) };
}

/**
 * Puts a backup into an empty data folder, after every file of it was compared with its hash.
 * @throws BackupError
 */
export async function restoreBackup(folder: string, dataFolder: string): Promise<{ readonly files: number }> {
  const { files } = await readList(folder);
  await mkdir(dataFolder, { recursive: true, mode: 0o700 });
  if ((await readdir(dataFolder)).some((name) => name !== 'lock')) throw new BackupError(`${dataFolder} 不是空目录。`);
  for (const { path, sha256 } of files) {
    const bytes = await readFile(join(folder, path)).catch(() => null);
    if (bytes === null || entryOf(path, bytes).sha256 !== sha256)
      throw new BackupError(`备份中的 ${path} 缺失或损坏。`);
  }
  for (const { path } of files) {
    if (path === DATABASE) continue;
    await mkdir(dirname(join(dataFolder, path)), { recursive: true, mode: 0o700 });
    await copyFile(join(folder, path), join(dataFolder, path));
  }
  await restoreEmbedded(join(dataFolder, 'db'), await readFile(join(folder, DATABASE)));
  return { files: files.length };
}

const entryOf = (path: string, bytes: Uint8Array): List['files'][number] => ({
  path,
  bytes: bytes.length,
  sha256: createHash('sha256').update(bytes).digest('hex'),
});

async function keptFiles(dataFolder: string): Promise<readonly string[]> {
  const paths: string[] = [];
  for (const kind of KEPT) {
    try {
      for (const entry of await readdir(join(dataFolder, kind), { recursive: true, withFileTypes: true })) {
        if (entry.isFile()) paths.push(relative(dataFolder, join(entry.parentPath, entry.name)));
      }
    } catch (error) {
      // Nothing of that kind was kept yet.
      if (!hasCode(error, 'ENOENT')) throw error;
    }
  }
  return paths.toSorted();
}

async function readList(folder: string): Promise<List> {
  try {
    return listSchema.parse(JSON.parse(await readFile(join(folder, LIST), 'utf8')));
  } catch (cause) {
    throw new BackupError(`${folder} 不是完整的备份。`, { cause });
  }
}
