import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import type { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { z } from 'zod';
import { BLOB_KINDS, type StoredBlob } from '../store/blob-place.ts';
import type { Blobs } from '../store/blobs.ts';
import { type Database, settleCopied, unpackEmbedded } from '../store/database.ts';

/**
 * A backup: a folder with the files of the database, each in gzip, every kept file, and a list of all of it with hashes. It
 * is consistent though the server goes on: files are kept before the database names them and are never changed, so those
 * that are copied after the database hold all that it names.
 */

const DATABASE = 'database/';
/** Where the database stands while it is packed. */
const COPY = 'database.copy';
/** The database of a backup of before, whole. */
const TAR = 'database.tar.gz';
const LIST = 'backup.json';

/** Names between strokes, none of dots alone: it never leads out of its folder. */
const path = z.string().regex(/^(?!\.+(?:\/|$))[\w.-]+(?:\/(?!\.+(?:\/|$))[\w.-]+)*$/);
const listSchema = z.object({
  made: z.iso.datetime(),
  files: z.array(z.object({ path, bytes: z.int(), sha256: z.string() })),
  /** Of the database: it needs those too that are empty. */
  folders: z.array(path).default([]),
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
  database: Pick<Database, 'copyFiles'>,
  blobs: Pick<Blobs, 'list' | 'get'>,
  folder: string,
): Promise<{ readonly files: number; readonly bytes: number }> {
  if (database.copyFiles === null)
    throw new BackupError('DATABASE_URL：请用 pg_dump 备份数据库，并复制数据目录或存储桶。');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if ((await readdir(folder)).length > 0) throw new BackupError(`${folder} 不是空目录。`);
  const files: List['files'] = [];
  const put = async (name: string, content: Readable, packed?: Transform): Promise<void> => {
    await mkdir(dirname(join(folder, name)), { recursive: true, mode: 0o700 });
    files.push({ path: name, ...(await writeHashed(join(folder, name), content, packed)) });
  };
  const copy = join(folder, COPY);
  await database.copyFiles(copy);
  const folders: string[] = [];
  for (const entry of await readdir(copy, { recursive: true, withFileTypes: true })) {
    const name = `${DATABASE}${relative(copy, join(entry.parentPath, entry.name))}`;
    if (entry.isDirectory()) folders.push(name);
    else await put(`${name}.gz`, createReadStream(join(entry.parentPath, entry.name)), createGzip());
  }
  await rm(copy, { recursive: true });
  for (const kind of BLOB_KINDS) {
    for await (const sha256 of blobs.list(kind))
      await put(`${kind}/${sha256.slice(0, 2)}/${sha256}`, await blobs.get(kind, sha256));
  }
  files.sort((one, other) => (one.path < other.path ? -1 : 1));
  const list: List = { made: new Date().toISOString(), files, folders };
  // Last: a folder without it is no backup.
  await writeFile(join(folder, LIST), JSON.stringify(list, null, 2), { mode: 0o600, flush: true });
  return { files: files.length, bytes: files.reduce((sum, { bytes }) => sum + bytes, 0) };
}

/**
 * Puts a backup into an empty data folder, after every file of it was compared with its hash.
 * @param blobs the kept files of that folder, or the bucket that takes their place
 * @throws BackupError
 */
export async function restoreBackup(
  folder: string,
  dataFolder: string,
  blobs: Pick<Blobs, 'put' | 'list' | 'makeWorkFolder'>,
): Promise<{ readonly files: number }> {
  const { files, folders } = await readList(folder);
  await mkdir(dataFolder, { recursive: true, mode: 0o700 });
  if ((await readdir(dataFolder)).some((name) => name !== 'lock')) throw new BackupError(`${dataFolder} 不是空目录。`);
  for (const kind of BLOB_KINDS) {
    for await (const sha256 of blobs.list(kind)) throw new BackupError(`存储桶中已有文件（${kind}/${sha256}）。`);
  }
  for (const { path, sha256 } of files) {
    const hash = createHash('sha256');
    try {
      for await (const piece of createReadStream(join(folder, path))) hash.update(piece);
    } catch (cause) {
      throw new BackupError(`备份中的 ${path} 缺失或损坏。`, { cause });
    }
    if (hash.digest('hex') !== sha256) throw new BackupError(`备份中的 ${path} 缺失或损坏。`);
  }
  const work = await blobs.makeWorkFolder();
  const database = join(dataFolder, 'db');
  const inDatabase = (name: string): string => join(database, name.slice(DATABASE.length));
  for (const name of folders) await mkdir(inDatabase(name), { recursive: true, mode: 0o700 });
  for (const { path, sha256 } of files) {
    if (path === TAR) continue;
    if (path.startsWith(DATABASE)) {
      await unpack(join(folder, path), inDatabase(path.replace(/\.gz$/, '')));
      continue;
    }
    const kind = BLOB_KINDS.find((each) => path.startsWith(`${each}/`));
    if (kind === undefined || basename(path) !== sha256) throw new BackupError(`备份中的 ${path} 不是原件或结果。`);
    const copy = join(work, sha256);
    await writeHashed(copy, createReadStream(join(folder, path)));
    await blobs.put(kind, new Map([[sha256, copy]]));
  }
  await rm(work, { recursive: true, force: true });
  if (files.some(({ path }) => path === TAR)) await unpackEmbedded(database, await readFile(join(folder, TAR)));
  else await settleCopied(database);
  return { files: files.length };
}

/** Writes a file that outlives a power cut. @param packed what its content goes through first */
async function writeHashed(path: string, content: Readable, packed?: Transform): Promise<StoredBlob> {
  const hash = createHash('sha256');
  let bytes = 0;
  const counted = async function* (pieces: AsyncIterable<Uint8Array>) {
    for await (const piece of pieces) {
      hash.update(piece);
      bytes += piece.length;
      yield piece;
    }
  };
  const written = createWriteStream(path, FOR_GOOD);
  await (packed === undefined ? pipeline(content, counted, written) : pipeline(content, packed, counted, written));
  return { sha256: hash.digest('hex'), bytes };
}

const unpack = (from: string, to: string): Promise<void> =>
  pipeline(createReadStream(from), createGunzip(), createWriteStream(to, FOR_GOOD));

const FOR_GOOD = { mode: 0o600, flags: 'wx', flush: true };

async function readList(folder: string): Promise<List> {
  try {
    return listSchema.parse(JSON.parse(await readFile(join(folder, LIST), 'utf8')));
  } catch (cause) {
    throw new BackupError(`${folder} 不是完整的备份。`, { cause });
  }
}
