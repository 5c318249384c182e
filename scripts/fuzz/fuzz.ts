import { mkdtemp, readdir, readFile, readlink, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pino } from 'pino';
import { readEnvironment } from '../../config/env.ts';
import { PROCESS_LIMITS, WARM_CHILD_LIMITS } from '../../config/limits/work.ts';
import { ConversionError, type ErrorCode } from '../../pipeline/contracts/errors.ts';
import { receive } from '../../pipeline/intake/intake.ts';
import { childArguments } from '../../workers/child-arguments.ts';
import { openConverter } from '../../workers/converter.ts';
import { findConvertingParts } from '../../workers/converting-parts.ts';
import { openOtherArchives } from '../../workers/other-archives.ts';
import { damaged, damageOf } from '../damage/damages.ts';
import type { Fuzzed } from './kinds.ts';

export interface FuzzOrder {
  readonly kind: Fuzzed;
  readonly whole: Uint8Array;
  /** Seeds from, up to and without. */
  readonly from: number;
  readonly to: number;
  /** Files read at the same time. */
  readonly jobs: number;
  /** Nothing else works on the machine: whatever is new in the places that are open to all was left there by a conversion. */
  readonly alone: boolean;
  /** Told after each of them. */
  readonly tell?: (name: string, outcome: string) => void;
}

export interface Fuzz {
  /** How many ended in which way: `read`, `skipped` where nothing in it is a document, or the code of the last error. */
  readonly outcomes: Readonly<Record<string, number>>;
  /** What must never be: defects, processes and files left behind. */
  readonly faults: readonly string[];
}

/** Errors that are a defect of ours, whatever the file. */
const DEFECTS: readonly ErrorCode[] = ['internal', 'extractor-crashed'];

/** Converts a whole file and damages of it within the fence, as the command line does, and looks what is left. */
export async function fuzz({ kind, whole, from, to, jobs, alone, tell }: FuzzOrder): Promise<Fuzz> {
  const log = pino({ level: 'silent' });
  const { searchPath } = readEnvironment();
  const { fence, suite, program } = await findConvertingParts(searchPath, log);
  const folder = await mkdtemp(join(tmpdir(), 'gouji-fuzz-'));
  const before = new Set(await filesOf(alone ? OPEN_TO_ALL : []));
  const converter = await openConverter({
    children: jobs,
    atOnce: jobs,
    documentsPerChild: WARM_CHILD_LIMITS.documents,
    fence,
    suite,
    program: [...program, ...childArguments({ ocr: 'none', draws: false, guarded: false, suite: suite !== null })],
    limits: PROCESS_LIMITS,
    folder,
  });
  const otherArchives = openOtherArchives(searchPath, log, folder);
  const outcomes: Record<string, number> = {};
  const faults: string[] = [];
  const readOne = async (name: string, bytes: Uint8Array): Promise<void> => {
    let outcome: string | null = null;
    const fail = (error: unknown): void => {
      if (!(error instanceof ConversionError)) throw error;
      outcome = error.code;
      if (DEFECTS.includes(error.code)) faults.push(`${kind} ${name}: ${error.code} ${error.message}`);
    };
    for await (const arrival of receive(`a.${kind}`, { bytes }, { otherArchives })) {
      if (arrival.kind === 'refused') fail(arrival.error);
      if (arrival.kind !== 'document') continue;
      outcome ??= 'read';
      await converter.convert(arrival.source).catch(fail);
    }
    outcome ??= 'skipped';
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    tell?.(name, outcome);
  };
  try {
    await readOne('whole', whole);
    if (outcomes.read !== 1) faults.push(`${kind}: the whole file is not read`);
    let next = from;
    const work = async (): Promise<void> => {
      for (let seed = next++; seed < to; seed = next++)
        await readOne(`${seed}`, damaged(whole, damageOf(whole.length, seed)));
    };
    await Promise.all(Array.from({ length: jobs }, work));
  } finally {
    await converter.close();
  }
  for (const found of await workingIn(folder)) faults.push(`${kind}: left running: ${found}`);
  for (const name of await readdir(folder)) faults.push(`${kind}: left in its folder: ${name}`);
  await rm(folder, { recursive: true, force: true });
  for (const path of await filesOf(alone ? OPEN_TO_ALL : []))
    if (!before.has(path)) faults.push(`${kind}: left outside its folder: ${path}`);
  return { outcomes, faults };
}

/** Where anybody may write on a system of Debian, and where programs put their passing files. */
const OPEN_TO_ALL = [...new Set([tmpdir(), '/tmp', '/var/tmp', '/dev/shm', '/run/lock'])];

/** What lies there that no part of gouji named: each of ours has the folder of its work for itself, and its own checks. */
async function filesOf(places: readonly string[]): Promise<readonly string[]> {
  const lists = await Promise.all(
    places.map(async (place) => (await readdir(place).catch(() => [])).map((name) => join(place, name))),
  );
  return lists.flat().filter((path) => !basename(path).startsWith('gouji-'));
}

/** Living processes that were started on a folder, in it, or with it for their home: their command lines. */
async function workingIn(folder: string): Promise<readonly string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const found: string[] = [];
  for (const pid of pids) {
    const told = [
      readFile(`/proc/${pid}/cmdline`, 'utf8'),
      readFile(`/proc/${pid}/environ`, 'utf8'),
      readlink(`/proc/${pid}/cwd`),
      readlink(`/proc/${pid}/root`),
    ].map((answer) => answer.catch(() => ''));
    const [line = '', ...others] = await Promise.all(told);
    if ([line, ...others].some((text) => text.includes(folder))) found.push(line.replaceAll('\0', ' ') || pid);
  }
  return found;
}
