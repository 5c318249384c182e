import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { pino } from 'pino';
import { expect, it } from 'vitest';
import { supervise } from '../../workers/supervise.ts';

/** What it logs when a process dies: how long it waits before it starts it again. */
async function waitsOf(deaths: number): Promise<readonly number[]> {
  const waits: number[] = [];
  const log = pino(
    { level: 'error' },
    {
      write: (line: string) => {
        waits.push(JSON.parse(line).waitMs);
      },
    },
  );
  const supervised = supervise(
    'mayfly',
    () => spawn(process.execPath, ['--eval', ''], { stdio: ['ignore', 'pipe', 'ignore'] }),
    log,
  );
  while (waits.length < deaths) await new Promise((next) => setTimeout(next, 20));
  await supervised.stop(1_000);
  return waits;
}

it('starts a process that died again at once, and only then later and later', async () => {
  expect((await waitsOf(3)).slice(0, 3)).toEqual([0, 200, 400]);
});

it('starts nothing more once it is stopped', async () => {
  const started: ReturnType<typeof spawn>[] = [];
  const start = () => {
    const child = spawn(process.execPath, ['--eval', 'setInterval(() => {}, 1000)'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    started.push(child);
    return child;
  };
  const supervised = supervise('steady', start, pino({ level: 'silent' }));
  const [child] = started;
  if (child === undefined) throw new Error('nothing was started');
  await once(child, 'spawn');
  expect(supervised.pid()).toBe(child.pid);
  await supervised.stop(5_000);
  expect(started).toHaveLength(1);
  expect(supervised.pid()).toBeNull();
});
