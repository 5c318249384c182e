import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { readEnvironment } from '../../config/env.ts';
import { PROCESS_LIMITS, WARM_CHILD_LIMITS } from '../../config/limits/work.ts';
import { ConversionError, type ErrorCode } from '../../pipeline/contracts/errors.ts';
import { receive } from '../../pipeline/intake/intake.ts';
import { childArguments } from '../../workers/child-arguments.ts';
import { findChildFence } from '../../workers/child-command.ts';
import { prepareChildProgram } from '../../workers/child-program.ts';
import { openConverter } from '../../workers/converter.ts';
import { findOfficeSuite } from '../../workers/office-suite.ts';
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
export async function fuzz({ kind, whole, from, to, jobs }: FuzzOrder): Promise<Fuzz> {
  const log = pino({ level: 'silent' });
  const { searchPath } = readEnvironment();
  const [command, program, suiteCommand] = await Promise.all([
    findChildFence(searchPath, log),
    prepareChildProgram(log),
    findOfficeSuite(searchPath, log),
  ]);
  const folder = await mkdtemp(join(tmpdir(), 'gouji-fuzz-'));
  const before = new Set(await passingFiles());
  const converter = await openConverter({
    children: jobs,
    atOnce: jobs,
    documentsPerChild: WARM_CHILD_LIMITS.documents,
    command,
    program: [...program, ...childArguments({ ocr: 'none', draws: false, guarded: false, suiteCommand })],
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
  for (const line of await commandLines()) if (line.includes(folder)) faults.push(`${kind}: left running: ${line}`);
  for (const name of await readdir(folder)) faults.push(`${kind}: left in its folder: ${name}`);
  for (const name of await passingFiles()) if (!before.has(name)) faults.push(`${kind}: left in ${tmpdir()}: ${name}`);
  await rm(folder, { recursive: true, force: true });
  return { outcomes, faults };
}

/** What LibreOffice leaves where all programs put their passing files. */
const passingFiles = async (): Promise<readonly string[]> =>
  (await readdir(tmpdir())).filter((name) => /^(?:OSL_PIPE_|lu\w+\.tmp|suite-)/.test(name));

/** Command lines of living processes; one that has ended has none. */
async function commandLines(): Promise<readonly string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  return Promise.all(pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')));
}
