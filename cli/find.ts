import { lstat, readdir, realpath, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type { SkipReason } from '../pipeline/contracts/arrival.ts';
import { ConversionError } from '../pipeline/contracts/errors.ts';
import { setAside } from '../pipeline/intake/intake.ts';

/** What the command line found under one of its inputs. `name` is for people: the input itself or its path in the folder. */
export type Found =
  | { readonly kind: 'file'; readonly name: string; readonly path: string; readonly chosen: boolean }
  | { readonly kind: 'skipped'; readonly name: string; readonly reason: SkipReason }
  | { readonly kind: 'missing'; readonly name: string }
  | { readonly kind: 'failed'; readonly name: string; readonly error: ConversionError };

/** Order of code units: the same on every machine and in every locale. */
const byName = (a: { readonly name: string }, b: { readonly name: string }): number =>
  a.name < b.name ? -1 : a.name > b.name ? 1 : 0;

const isAbsent = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');

const unreadable = (error: unknown): ConversionError =>
  new ConversionError('unreadable', 'the path could not be read', { cause: error });

interface Walked {
  /** Path from the root folder, "/" between parts. */
  readonly name: string;
  readonly path: string;
  readonly kind: 'file' | 'link' | 'failed';
  readonly error?: ConversionError;
}

/** All files under a folder, in the order of their names; folders among them give their content in their place. */
async function walk(path: string, name: string, apart: string): Promise<Walked[]> {
  try {
    const entries = (await readdir(path, { withFileTypes: true })).sort(byName);
    const nested: Walked[] = [];
    for (const entry of entries) {
      const inner = { name: name === '' ? entry.name : `${name}/${entry.name}`, path: join(path, entry.name) };
      if (entry.isSymbolicLink()) nested.push({ ...inner, kind: 'link' });
      else if (entry.isFile()) nested.push({ ...inner, kind: 'file' });
      else if (entry.isDirectory() && inner.path !== apart) nested.push(...(await walk(inner.path, inner.name, apart)));
    }
    return nested;
  } catch (error) {
    return [{ name, path, kind: 'failed', error: unreadable(error) }];
  }
}

async function* findInFolder(root: string, shown: string, apart: string): AsyncGenerator<Found> {
  const walked = await walk(root, '', apart);
  const paths = new Set(walked.map((item) => item.name));
  for (const item of walked) {
    const name = join(shown, item.name);
    const reason = item.kind === 'link' ? 'link' : setAside(item.name, paths);
    if (item.error !== undefined) yield { kind: 'failed', name, error: item.error };
    else if (reason !== null) yield { kind: 'skipped', name, reason };
    else yield { kind: 'file', name, path: item.path, chosen: false };
  }
}

async function* findInput(input: string, apart: string): AsyncGenerator<Found> {
  try {
    const facts = await stat(input);
    if (facts.isDirectory()) yield* findInFolder(await realpath(input), input, apart);
    else if (facts.isFile()) yield { kind: 'file', name: input, path: resolve(input), chosen: true };
    else yield { kind: 'failed', name: input, error: new ConversionError('unsupported-format', 'not a regular file') };
  } catch (error) {
    if (isAbsent(error) && (await lstat(input).catch(() => null)) === null) yield { kind: 'missing', name: input };
    else yield { kind: 'failed', name: input, error: unreadable(error) };
  }
}

/**
 * The files that the inputs stand for, folders walked through in the order of names. Symbolic links inside folders
 * are not followed, so nothing outside an input is read; the folder `out` is left alone. A file that two inputs
 * reach comes once.
 */
export async function findFiles(inputs: readonly string[], out: string): Promise<Found[]> {
  const apart = await realpath(out).catch(() => resolve(out));
  const found: Found[] = [];
  const seen = new Set<string>();
  for (const input of inputs) {
    for await (const item of findInput(input, apart)) {
      if (item.kind !== 'file') {
        found.push(item);
        continue;
      }
      const real = await realpath(item.path).catch(unreadable);
      if (typeof real !== 'string') found.push({ kind: 'failed', name: item.name, error: real });
      else if (!seen.has(real)) {
        seen.add(real);
        found.push(item);
      }
    }
  }
  return found;
}

/** File name of a found path, as outputs are called. */
export const fileNameOf = (name: string): string => basename(resolve(name));
