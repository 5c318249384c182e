import { describe, expect, it } from 'vitest';
import { QUEUE_ALERT_LIMITS as LIMITS } from '../../../config/limits/queue.ts';
import { HOUSE_LIMITS } from '../../../config/limits/work.ts';
import { alertsOf, type QueueFacts } from '../../../server/queue/alerts.ts';

const lane = 'digital';
const IN_ORDER: QueueFacts = {
  work: [{ lane, waiting: 3, paused: 0, running: 1, seconds: 3, pace: { fast: 1, slow: 2 } }],
  lanes: [{ lane, oldestSeconds: 5, sinceEnd: 1, heldBy: null }],
  workers: 1,
  freeBytes: LIMITS.freeDiskBytes,
  cause: null,
};
const codes = (facts: Partial<QueueFacts>): string[] => alertsOf({ ...IN_ORDER, ...facts }).map(({ code }) => code);
const idle = IN_ORDER.work.map((work) => ({ ...work, running: 0 }));

describe('alerts of the queue', () => {
  it('are none where it goes on', () => {
    expect(codes({})).toEqual([]);
  });

  it('say that it stands still only where nothing runs and nothing ended for long', () => {
    const waits = { lane, oldestSeconds: LIMITS.stillSeconds, heldBy: null } as const;
    expect(codes({ work: idle, lanes: [{ ...waits, sinceEnd: null }] })).toEqual(['stands-still']);
    expect(codes({ work: idle, lanes: [{ ...waits, sinceEnd: 2 }] })).toEqual([]);
    expect(codes({ lanes: [{ ...waits, sinceEnd: null }] })).toEqual([]);
  });

  it('say that the oldest waits too long, also while others are converted', () => {
    expect(codes({ lanes: [{ lane, oldestSeconds: LIMITS.waitSeconds, sinceEnd: 1, heldBy: null }] })).toEqual([
      'waits-long',
    ]);
  });

  it('tell a Redis that is away from a worker that is', () => {
    expect(codes({ workers: null })).toEqual(['redis-away']);
    expect(codes({ workers: 0 })).toEqual(['no-worker']);
  });

  it('say that the disk is low before uploads are refused, and then that they are', () => {
    const [low] = alertsOf({ ...IN_ORDER, freeBytes: LIMITS.freeDiskBytes - 1 });
    const [none] = alertsOf({ ...IN_ORDER, freeBytes: HOUSE_LIMITS.freeDiskBytes - 1 });
    expect([low, none]).toMatchObject([{ refusesUploads: false }, { refusesUploads: true }]);
  });

  it('do not take a few failures among many documents for a fault', () => {
    const cause = { code: 'corrupt', count: LIMITS.causeFailures, ended: LIMITS.causeFailures };
    expect(codes({ cause })).toEqual(['one-cause']);
    expect(codes({ cause: { ...cause, ended: 1_000 } })).toEqual([]);
    expect(codes({ cause: { ...cause, count: LIMITS.causeFailures - 1 } })).toEqual([]);
  });
});
