import { readdir, readFile } from 'node:fs/promises';

/** Clock ticks a second: Linux says 100 to programs on every architecture (sysconf(3), _SC_CLK_TCK). */
const TICKS = 100;

export interface Process {
  readonly pid: number;
  readonly parent: number;
  /** Seconds of its own and of those of its children that have ended. */
  readonly seconds: number;
  readonly residentBytes: number;
  readonly command: string;
}

/** All that run on this machine. */
export async function processes(): Promise<readonly Process[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(
    pids.map(async (pid) => {
      const line = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
      if (line === null) return [];
      const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
      const fields = line
        .slice(line.lastIndexOf(')') + 2)
        .split(' ')
        .map(Number);
      const ticks = [11, 12, 13, 14].reduce((sum, field) => sum + (fields[field] ?? 0), 0);
      return [
        {
          pid: Number(pid),
          parent: fields[1] ?? 0,
          seconds: ticks / TICKS,
          residentBytes: (fields[21] ?? 0) * 4_096,
          command: command.replaceAll('\0', ' '),
        },
      ];
    }),
  );
  return found.flat();
}

/** A process and all that live below it. */
export async function familyOf(pid: number): Promise<readonly Process[]> {
  const all = await processes();
  const below = (parent: number): Process[] =>
    all.filter((process) => process.parent === parent).flatMap((process) => [process, ...below(process.pid)]);
  return [...all.filter((process) => process.pid === pid), ...below(pid)];
}

/** Processor seconds that a process, all below it and all that ended there have taken so far. */
export const processorSeconds = async (pid: number): Promise<number> =>
  (await familyOf(pid)).reduce((sum, { seconds }) => sum + seconds, 0);
