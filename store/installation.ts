import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Tables } from './database.ts';
import { writeThrough } from './durable-files.ts';
import { hasCode } from './error-code.ts';
import { installation } from './schema.ts';

/**
 * Database, data folder and Redis belong together: each carries the mark of one installation, made when it was started for
 * the first time. A process that finds another's would convert what it has no bytes of, or fail everybody's documents.
 */

export const MARK_FILE = 'installation';

/** What carries another installation's mark, or none where there must be one. */
export type Foreign = 'database' | 'redis' | 'folder';

export class ForeignInstallationError extends Error {
  override readonly name = 'ForeignInstallationError';
  readonly foreign: Foreign;
  constructor(foreign: Foreign) {
    super(`the ${foreign} belongs to another installation`);
    this.foreign = foreign;
  }
}

/** Where Redis keeps the mark. */
export interface MarkKeeper {
  /** Puts the mark down where there is none. @returns the one that is there then */
  readonly claim: (mark: string) => Promise<string>;
}

const markSchema = z.uuid();

/** Null where there is none. @throws ForeignInstallationError when the file is none of ours */
export async function markOfFolder(dataFolder: string): Promise<string | null> {
  try {
    const parsed = markSchema.safeParse((await readFile(join(dataFolder, MARK_FILE), 'utf8')).trim());
    if (!parsed.success) throw new ForeignInstallationError('folder');
    return parsed.data;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null;
    throw error;
  }
}

/** Null where there is none. */
export async function markOfDatabase(tables: Tables): Promise<string | null> {
  const [row] = await tables.select({ mark: installation.mark }).from(installation);
  return row?.mark ?? null;
}

export interface Parts {
  readonly dataFolder: string;
  readonly tables: Tables;
  readonly redis: MarkKeeper;
  /** The database lies in the data folder: they cannot be of two installations. */
  readonly isWithin: boolean;
}

/**
 * For the server, which marks what is new.
 * @returns the mark
 * @throws ForeignInstallationError
 */
export async function settleInstallation({ dataFolder, tables, redis, isWithin }: Parts): Promise<string> {
  const ofFolder = await markOfFolder(dataFolder);
  const ofDatabase = await markOfDatabase(tables);
  if (!isWithin && ofDatabase !== null && ofFolder !== ofDatabase) throw new ForeignInstallationError('database');
  const mark = ofDatabase ?? ofFolder ?? randomUUID();
  await tables.insert(installation).values({ mark }).onConflictDoNothing();
  // another server may have been quicker with the same new database
  if ((await markOfDatabase(tables)) !== mark) throw new ForeignInstallationError('database');
  if (ofFolder === null) await writeThrough(join(dataFolder, MARK_FILE), Buffer.from(`${mark}\n`));
  else if (ofFolder !== mark) throw new ForeignInstallationError('folder');
  if ((await redis.claim(mark)) !== mark) throw new ForeignInstallationError('redis');
  return mark;
}

/**
 * For a worker, which joins what a server has set up.
 * @param dataFolder null: its own, which holds nothing but passing work, because what is kept lies in a bucket
 * @param tables null: it reaches the database through the server in the same folder
 * @throws ForeignInstallationError
 */
export async function checkInstallation(
  dataFolder: string | null,
  tables: Tables | null,
  redis: MarkKeeper,
): Promise<void> {
  const ofFolder = dataFolder === null ? null : await markOfFolder(dataFolder);
  const mark = tables === null ? ofFolder : await markOfDatabase(tables);
  if (mark === null || (dataFolder !== null && ofFolder !== mark)) throw new ForeignInstallationError('folder');
  if ((await redis.claim(mark)) !== mark) throw new ForeignInstallationError('redis');
}
