import { createHash, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeThrough } from '../../store/durable-files.ts';
import { hasCode } from '../../store/error-code.ts';

/** 256 bits of chance, in letters that stand in an address. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** Under what a secret is kept: who reads the database learns none. */
export const keyOfSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex');

const SESSION_SECRET = 'session-secret';

/** The secret that signs session cookies: made once, kept in the data folder for its owner alone. */
export async function sessionSecret(dataFolder: string): Promise<string> {
  const path = join(dataFolder, SESSION_SECRET);
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) throw error;
  }
  const secret = newSecret();
  await writeThrough(path, Buffer.from(secret));
  return secret;
}
