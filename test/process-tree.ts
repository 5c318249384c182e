import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';

/** Process numbers of the children of a process, of one that is gone none. */
export async function childrenOf(pid: number | undefined): Promise<readonly number[]> {
  const numbers = (await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '')).trim().split(' ');
  return numbers.filter((number) => number !== '').map((number) => Number.parseInt(number, 10));
}

/** State Z is dead. */
async function isLiving(pid: number): Promise<boolean> {
  const line = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => ') Z');
  return !/\) [ZX]/.test(line);
}

export async function untilDead(pids: readonly number[]): Promise<void> {
  while ((await Promise.all(pids.map(isLiving))).includes(true)) await pause(50);
}
