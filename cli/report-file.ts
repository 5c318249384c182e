import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { REPORT_FILE_LIMITS } from '../config/limits/work.ts';
import { type CanonicalReport, canonicalReportSchema, SCHEMA_VERSIONS } from '../pipeline/contracts/report.ts';
import { WrongCommand } from './exit.ts';
import { FILE_WORDS } from './words.ts';

/** A file that is not what it should be. The message is a Chinese sentence without the name of the file. */
export class UnusableFile extends Error {}

const { localeError } = z.locales.zhCN();
/** Faults that are named of those that a file has. */
const NAMED_FAULTS = 3;

async function textOf(path: string, limit: number): Promise<string> {
  try {
    const file = await open(path);
    try {
      const facts = await file.stat();
      if (!facts.isFile()) throw new UnusableFile(FILE_WORDS.noFile);
      if (facts.size > limit) throw new UnusableFile(FILE_WORDS.tooLarge(limit));
      return new TextDecoder('utf-8', { fatal: true }).decode(await file.readFile());
    } finally {
      await file.close();
    }
  } catch (error) {
    if (error instanceof UnusableFile) throw error;
    if (error instanceof TypeError) throw new UnusableFile(FILE_WORDS.notText, { cause: error });
    throw new UnusableFile(FILE_WORDS.unreadable, { cause: error });
  }
}

/** The JSON value that a file holds. @throws UnusableFile */
async function jsonOf(path: string, limit: number): Promise<unknown> {
  const text = await textOf(path, limit);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UnusableFile(FILE_WORDS.notJson, { cause: error });
  }
}

const faultsOf = (error: z.ZodError): string => {
  const named = error.issues.slice(0, NAMED_FAULTS).map(({ path, message }) => {
    const place = path.map(String).join('.').slice(0, 120);
    return `${place === '' ? '' : `${place} `}${message}`;
  });
  return FILE_WORDS.faults(named.join('；'), error.issues.length);
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Checked before the schema is put to it, which follows sections into their depth. */
function isTooDeep(value: Readonly<Record<string, unknown>>): boolean {
  let level: unknown = value.sections;
  for (let depth = 0; Array.isArray(level) && level.length > 0; depth++) {
    if (depth > REPORT_FILE_LIMITS.sectionDepth) return true;
    level = level.flatMap((section) => (isObject(section) && Array.isArray(section.children) ? section.children : []));
  }
  return false;
}

/** Reads a file of canonical JSON; findings in it are left out. @throws UnusableFile */
export async function readReport(path: string): Promise<CanonicalReport> {
  const value = await jsonOf(path, REPORT_FILE_LIMITS.bytes);
  if (!isObject(value)) throw new UnusableFile(FILE_WORDS.noReport);
  if (isObject(value.error) && typeof value.error.code === 'string')
    throw new UnusableFile(FILE_WORDS.failedConversion);
  if (typeof value.schemaVersion !== 'string') throw new UnusableFile(FILE_WORDS.noReport);
  if (!SCHEMA_VERSIONS.some((version) => version === value.schemaVersion))
    throw new UnusableFile(FILE_WORDS.otherVersion(value.schemaVersion));
  if (isTooDeep(value)) throw new UnusableFile(FILE_WORDS.tooDeep);
  const parsed = canonicalReportSchema.safeParse(value, { error: localeError });
  if (!parsed.success) throw new UnusableFile(faultsOf(parsed.error));
  return parsed.data;
}

/** Reads a file of canonical JSON without which the command makes no sense. @throws WrongCommand */
export async function requireReport(path: string): Promise<CanonicalReport> {
  try {
    return await readReport(path);
  } catch (error) {
    if (error instanceof UnusableFile)
      throw new WrongCommand(FILE_WORDS.wrongInput(path, error.message), { cause: error });
    throw error;
  }
}

/** Reads a file of settings or the like. @throws WrongCommand when it cannot be read or has another shape. */
export async function readInput<T>(path: string, schema: z.ZodType<T, unknown>): Promise<T> {
  try {
    const parsed = schema.safeParse(await jsonOf(path, REPORT_FILE_LIMITS.inputBytes), { error: localeError });
    if (!parsed.success) throw new UnusableFile(faultsOf(parsed.error));
    return parsed.data;
  } catch (error) {
    if (error instanceof UnusableFile)
      throw new WrongCommand(FILE_WORDS.wrongInput(path, error.message), { cause: error });
    throw error;
  }
}

/**
 * The files of canonical JSON that the inputs name: files as they are, of a folder its `.json` without those of failed
 * conversions, in the order of names. What does not exist stays in the list: reading it says so.
 */
export async function reportFiles(inputs: readonly string[]): Promise<readonly string[]> {
  const files: string[] = [];
  for (const input of inputs) {
    const isFolder = await stat(input).then(
      (facts) => facts.isDirectory(),
      () => false,
    );
    const names = isFolder ? await readdir(input) : [];
    const reports = names.filter((name) => name.endsWith('.json') && !name.endsWith('.error.json')).sort();
    files.push(...(isFolder ? reports.map((name) => join(input, name)) : [input]));
  }
  return [...new Set(files)];
}
