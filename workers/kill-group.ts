import type { ChildProcess } from 'node:child_process';

/** Ends a process that leads a group, with all that it started. */
export function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // The group is not there yet or not any more.
    child.kill('SIGKILL');
  }
}
