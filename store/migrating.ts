import { cp, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Logger } from 'pino';
import { z } from 'zod';
import { DatabaseUnusableError } from './database-failure.ts';
import { statOrNull, syncFolder } from './durable-files.ts';

/** The steps by which a database is brought up to date, what each does, and the copy that is kept of it before. */

export const MIGRATIONS = resolve(import.meta.dirname, 'migrations');

export interface Step {
  readonly name: string;
  /** A sentence: the first line of its file. */
  readonly does: string;
}

export interface Migrated {
  readonly steps: readonly Step[];
  /** Folder of the database as it was before; null where none was kept: it is new, or a server's. */
  readonly backup: string | null;
}

const journalSchema = z.object({ entries: z.array(z.object({ when: z.number(), tag: z.string() })) });

/**
 * The steps that a database lacks.
 * @param newest time of the last one that it had; null: it is new
 * @throws DatabaseUnusableError newer, when it had one that this program does not know
 */
export async function stepsAfter(newest: number | null): Promise<readonly Step[]> {
  const { entries } = journalSchema.parse(
    JSON.parse(await readFile(join(MIGRATIONS, 'meta', '_journal.json'), 'utf8')),
  );
  const known = Math.max(...entries.map(({ when }) => when));
  if (newest !== null && newest > known) {
    throw new DatabaseUnusableError('newer', 'the database was brought up to date by a newer program');
  }
  return Promise.all(
    entries
      .filter(({ when }) => newest === null || when > newest)
      .map(async ({ tag }) => ({ name: tag, does: await sentenceOf(tag) })),
  );
}

async function sentenceOf(tag: string): Promise<string> {
  const [first = ''] = (await readFile(join(MIGRATIONS, `${tag}.sql`), 'utf8')).split('\n');
  return first.startsWith('-- ') ? first.slice(3) : `Carries out ${tag}.`;
}

/** When the last step was, in its own table. Where the table is missing the database is new. */
export const NEWEST_STEP = {
  exists: "select to_regclass('drizzle.__drizzle_migrations') is not null as exists",
  newest: 'select max(created_at)::text as newest from drizzle.__drizzle_migrations',
} as const;

export function tellSteps(steps: readonly Step[], log: Logger): void {
  for (const step of steps) log.info(step, 'the database is brought up to date');
}

/** Copies the files of a database that is closed. One copy is kept, that of before the last update. @returns its folder */
export async function keepCopy(folder: string): Promise<string> {
  const copy = `${folder}-before-update`;
  const draft = `${copy}.draft`;
  await rm(draft, { recursive: true, force: true });
  await cp(folder, draft, { recursive: true, preserveTimestamps: true });
  await rm(copy, { recursive: true, force: true });
  await rename(draft, copy);
  await syncFolder(dirname(copy));
  return copy;
}

/** Whether PGlite has files there. */
export const isMade = async (folder: string): Promise<boolean> =>
  (await statOrNull(join(folder, 'PG_VERSION'))) !== null;
