import { pino } from 'pino';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Lane } from '../../pipeline/contracts/expected-work.ts';
import { type Feeder, startFeeder } from '../../workers/feeder.ts';

const TIMES = { busyMs: 200, idleMs: 2_000, silentMs: 20_000 };
const SLEPT_MS = 3_600_000;

let taken = 0;
let waiting: readonly string[] = [];
let asked: string[] = [];
let feeder: Feeder;
beforeEach(() => {
  vi.useFakeTimers();
  taken = 0;
  waiting = [];
  asked = [];
  const store = {
    nextInTurn: async () => [],
    takeBackLost: async () => {
      taken += 1;
      return 0;
    },
  };
  const queue = {
    offer: async () => {},
    waiting: async (lane: Lane) => {
      asked.push(`waiting ${lane}`);
      return lane === 'digital' ? waiting : [];
    },
    taken: async (lane: Lane) => {
      asked.push(`taken ${lane}`);
      return [];
    },
    slots: async (lane: Lane) => {
      asked.push(`slots ${lane}`);
      return 1;
    },
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

it('of a lane that is full it is only asked what waits, and now and then how many work', async () => {
  waiting = Array.from({ length: 8 }, (_, n) => `${n}`);
  await vi.advanceTimersByTimeAsync(TIMES.idleMs);
  asked = [];
  await vi.advanceTimersByTimeAsync(TIMES.idleMs - TIMES.busyMs);
  const ofLane = asked.filter((each) => each.endsWith('digital'));
  expect(ofLane.filter((each) => each.startsWith('waiting')).length).toBeGreaterThan(5);
  expect(ofLane.filter((each) => each.startsWith('slots')).length).toBeLessThan(2);
  expect(ofLane.filter((each) => each.startsWith('taken'))).toEqual([]);
  waiting = [];
  await vi.advanceTimersByTimeAsync(TIMES.busyMs);
  expect(asked).toContain('taken digital');
});
