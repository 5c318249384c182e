import { readFile, readlink } from 'node:fs/promises';
import { z } from 'zod';
import { hasCode } from './error-code.ts';

/** A process of this machine, told apart from others that had its number before or in another container. */
export const processMarkSchema = z.object({ pid: z.int().positive(), boot: z.string(), started: z.string() });
export type ProcessMark = z.infer<typeof processMarkSchema>;

export const thisProcess = async (): Promise<ProcessMark> => ({
  pid: process.pid,
  boot: await bootId(),
  started: (await startOf(process.pid)) ?? '',
});

export async function isAlive(holder: ProcessMark): Promise<boolean> {
  if (holder.boot !== (await bootId())) return false;
  const started = await startOf(holder.pid);
  if (started !== null) return started === holder.started;
  if (await textOf('/proc/self/stat')) return false;
  return answersSignal(holder.pid);
}

/** Where there is no /proc. */
function answersSignal(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return hasCode(error, 'EPERM');
  }
}

/** Start time of a process in clock ticks, so that another process of the same number is told apart; null: it is dead. */
async function startOf(pid: number): Promise<string | null> {
  const line = await textOf(`/proc/${pid}/stat`);
  if (line === null) return null;
  // The second field is the program's name in brackets and may itself hold spaces and brackets.
  const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
  const state = fields[0];
  return state === 'Z' || state === 'X' ? null : (fields[19] ?? null);
}

const bootId = async (): Promise<string> => (await textOf('/proc/sys/kernel/random/boot_id'))?.trim() ?? '';

export async function textOf(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ESRCH')) return null;
    throw error;
  }
}

/** The numbers of processes are those of this space: of another container nobody here knows who lives. */
const space = async (): Promise<string> => {
  const numbers = await readlink('/proc/self/ns/pid').catch(() => '');
  return `${(await bootId()).slice(0, 8)}-${/\d+/.exec(numbers)?.[0] ?? ''}`;
};

/** Begins the name of what this process makes in passing, so that it is known whose it was when the process is killed. */
export function ownPrefix(): Promise<string> {
  known ??= Promise.all([space(), thisProcess()]).then(([of, { pid, started }]) => `${of}.${pid}.${started}.`);
  return known;
}
let known: Promise<string> | null = null;

/** Whether something of this name was left by a process that is dead for certain. */
export async function isOrphaned(name: string): Promise<boolean> {
  const [of, pid, started, rest] = name.split('.');
  if (rest === undefined || started === '' || of !== (await space())) return false;
  return (await startOf(Number(pid))) !== started;
}
