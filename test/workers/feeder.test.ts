import { pino } from 'pino';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type Feeder, startFeeder } from '../../workers/feeder.ts';

const TIMES = { busyMs: 200, idleMs: 2_000, silentMs: 20_000 };
const SLEPT_MS = 3_600_000;

let taken = 0;
let feeder: Feeder;
beforeEach(() => {
  vi.useFakeTimers();
  taken = 0;
  const store = {
    nextInTurn: async () => [],
    takeBackLost: async () => {
      taken += 1;
      return 0;
    },
  };
  const queue = {
    offer: async () => {},
    held: async () => ({ documentIds: new Set<string>(), waiting: 0 }),
    slots: async () => 1,
  };
  feeder = startFeeder(store, queue, pino({ level: 'silent' }), TIMES);
});
afterEach(async () => {
  await feeder.stop();
  vi.useRealTimers();
});

it('runs are taken back once the server has been there as long as one may be silent', async () => {
  await vi.advanceTimersByTimeAsync(TIMES.silentMs);
  expect(taken).toBe(0);
  await vi.advanceTimersByTimeAsync(2 * TIMES.idleMs);
  expect(taken).toBeGreaterThan(0);
});

it.each([SLEPT_MS, -SLEPT_MS])('nobody is taken for dead when the server itself stood still for %i ms', async (ms) => {
  await vi.advanceTimersByTimeAsync(2 * TIMES.silentMs);
  vi.setSystemTime(Date.now() + ms);
  taken = 0;
  await vi.advanceTimersByTimeAsync(TIMES.silentMs);
  expect(taken).toBe(0);
  await vi.advanceTimersByTimeAsync(2 * TIMES.idleMs);
  expect(taken).toBeGreaterThan(0);
});
