import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Logger } from 'pino';
import { HOUSE_LIMITS } from '../config/limits/work.ts';
import { findProgram } from './programs.ts';

export interface ChildLimits {
  /** Without a sign of life: an answer, or the beginning of another page. */
  readonly wallMs: number;
  /** Whatever it says meanwhile. */
  readonly totalMs: number;
  readonly dataBytes: number;
  readonly cpuSeconds: number;
  readonly resultBytes: number;
}

/** Turns the arguments of node into a whole command line that runs it within limits. */
export type ChildCommand = (nodeArguments: readonly string[], limits: ChildLimits) => readonly string[];

/** SIGXCPU ends the child at the limit; the kernel's SIGKILL this many seconds later is for one that survives it. */
const CPU_GRACE_SECONDS = 5;

/**
 * Finds out what this machine can fence a child in with. What is missing is said in the log and left out.
 * `prlimit` bounds memory, processor time and files; `setpriv` lets the child die with its worker;
 * `unshare` takes the network away, where the kernel lets this user do so.
 */
export async function findChildFence(searchPath: string, log: Logger): Promise<ChildCommand> {
  const prlimit = findProgram(searchPath, 'prlimit');
  const setpriv = findProgram(searchPath, 'setpriv');
  const unshare = await findUnshare(searchPath);
  if (prlimit === null)
    log.warn('prlimit is missing (util-linux): children are bounded by time and JavaScript heap only');
  if (setpriv === null)
    log.warn('setpriv is missing (util-linux): a child can outlive a killed worker until its time is up');
  if (unshare === null) log.info('unshare does not work here: children keep the network, which nothing in them uses');

  return (nodeArguments, limits) => [
    ...(unshare === null ? [] : [unshare, '--map-root-user', '--net', '--']),
    // After unshare, which would clear the death signal.
    ...(setpriv === null ? [] : [setpriv, '--no-new-privs', '--pdeathsig', 'KILL', '--']),
    ...(prlimit === null ? [] : [prlimit, ...resourceLimits(limits), '--']),
    process.execPath,
    `--max-old-space-size=${HOUSE_LIMITS.childHeapMb}`,
    ...nodeArguments,
  ];
}

const resourceLimits = (limits: ChildLimits): readonly string[] => [
  `--data=${limits.dataBytes}`,
  `--cpu=${limits.cpuSeconds}:${limits.cpuSeconds + CPU_GRACE_SECONDS}`,
  `--fsize=${HOUSE_LIMITS.childFileBytes}`,
  `--nofile=${HOUSE_LIMITS.childOpenFiles}`,
  '--core=0',
];

async function findUnshare(searchPath: string): Promise<string | null> {
  const unshare = findProgram(searchPath, 'unshare');
  if (unshare === null) return null;
  try {
    await promisify(execFile)(unshare, ['--map-root-user', '--net', '--', process.execPath, '--version'], { env: {} });
    return unshare;
  } catch {
    // A kernel or a container that forbids user namespaces.
    return null;
  }
}
