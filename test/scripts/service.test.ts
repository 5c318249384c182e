import { expect, it } from 'vitest';
import { holds } from '../../scripts/service/bar.ts';
import { fullDiskBars } from '../../scripts/service/full-disk.ts';
import { killBars } from '../../scripts/service/kills.ts';
import { withMachines } from '../../scripts/service/machines.ts';

/** A small part of what `npm run service` measures: what holds on a busy machine too. */

const COUNTS = { files: 24, workers: 2, redis: 1, servers: 1, connections: 0, cuts: 2 };

it('loses and doubles nothing, and leaves nothing behind, when its worker, Redis and all of it are killed', async () => {
  expect((await killBars(COUNTS, null)).filter((bar) => !holds(bar))).toEqual([]);
});

it('does so on a PostgreSQL server whose connections break, with a bucket and workers on two machines', async () => {
  const counts = { ...COUNTS, servers: 0, cuts: 0, connections: 2 };
  const bars = await withMachines((machines) => killBars(counts, machines));
  expect(bars.filter((bar) => !holds(bar))).toEqual([]);
});

it('takes nothing in while its disk is full, and converts what it has when there is room again', async () => {
  expect((await fullDiskBars(8)).filter((bar) => !holds(bar))).toEqual([]);
});
