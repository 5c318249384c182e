import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';

const LINES_KEPT = 8;
/** Milliseconds. One that ran for so long was sound, so that its death says nothing about the next one's start. */
const RESTART_MS = { second: 200, longest: 10_000, steadyAfter: 10_000 } as const;

export interface Supervised {
  /** Process number of what runs now. */
  readonly pid: () => number | null;
  /** Ends it with SIGTERM, and with SIGKILL when it does not end in time. */
  readonly stop: (deadlineMs: number) => Promise<void>;
}

/** Keeps a process running: when it dies alone it is started again, at once and then later and later while it keeps dying. */
export function supervise(name: string, start: () => ChildProcess, log: Logger): Supervised {
  let current: ChildProcess | null = null;
  const stopped = new AbortController();

  const run = async (): Promise<void> => {
    let waitMs = 0;
    while (!stopped.signal.aborted) {
      const startedAt = Date.now();
      current = start();
      const lastLines = keepLastLines(current);
      const { code, signal } = await endOf(current);
      current = null;
      if (stopped.signal.aborted) return;
      if (Date.now() - startedAt > RESTART_MS.steadyAfter) waitMs = 0;
      log.error({ process: name, code, signal, waitMs, lastLines }, 'a process of ours died and is started again');
      await pause(waitMs, undefined, { signal: stopped.signal }).catch(() => undefined);
      waitMs = Math.min(Math.max(waitMs * 2, RESTART_MS.second), RESTART_MS.longest);
    }
  };
  const running = run();

  return {
    pid: () => current?.pid ?? null,
    stop: async (deadlineMs) => {
      stopped.abort();
      const child = current;
      child?.kill('SIGTERM');
      const killer = setTimeout(() => child?.kill('SIGKILL'), deadlineMs);
      await running;
      clearTimeout(killer);
    },
  };
}

/** What the process said last on a piped standard output, which may tell why it died. The list changes as it speaks. */
function keepLastLines(child: ChildProcess): readonly string[] {
  const lines: string[] = [];
  if (child.stdout !== null) {
    createInterface({ input: child.stdout }).on('line', (line) => {
      lines.push(line.slice(0, 300));
      if (lines.length > LINES_KEPT) lines.shift();
    });
  }
  return lines;
}

interface End {
  readonly code: number | string | null;
  readonly signal: string | null;
}

async function endOf(child: ChildProcess): Promise<End> {
  try {
    const [code, signal] = await once(child, 'exit');
    return { code, signal };
  } catch (error) {
    // The program could not be run at all.
    return { code: error instanceof Error ? error.message : null, signal: null };
  }
}
