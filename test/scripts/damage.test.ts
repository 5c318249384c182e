import { describe, expect, it } from 'vitest';
import { damageOf } from '../../scripts/damage/damages.ts';
import { prepareBatches, runBatch, type Sum } from '../../scripts/damage/run-batch.ts';

const MINUTES = 60_000;
/** Of the 20,000 that `npm run damage` does. */
const DAMAGES = 24;
/** Bound on the memory of a process that reads them, in MB. */
const MOST_MB = 700;

describe('a damaged PDF', () => {
  it(
    'says nothing with certainty that the whole one does not, does not pass with nothing in it and does not hang',
    async () => {
      await prepareBatches();
      const sum: Sum = { read: 0, refused: 0, faults: [], rssMb: 0 };
      await runBatch({ path: 'samples/made/004.pdf', from: 1, to: 1 + DAMAGES, engines: false }, sum);
      expect(sum.faults).toEqual([]);
      expect(sum.read + sum.refused).toBe(DAMAGES);
      expect(sum.read).toBeGreaterThan(DAMAGES / 2);
      expect(sum.rssMb).toBeLessThan(MOST_MB);
    },
    5 * MINUTES,
  );

  it('is damaged in the same way each time', () => {
    expect(damageOf(5_000, 7)).toEqual(damageOf(5_000, 7));
    expect(damageOf(5_000, 8).bytes).toHaveLength(1);
    expect(damageOf(5_000, 7).kind).toBe('block');
  });
});
