import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { Source } from '../../pipeline/contracts/document.ts';
import { convert } from '../../pipeline/convert.ts';
import { recognise } from '../../pipeline/intake/intake.ts';
import { damaged, damageOf } from '../../scripts/damage/damages.ts';
import { cellsOf, outcomeOf } from '../../scripts/damage/outcome.ts';

const MINUTES = 60_000;
/** Of the 20,000 that `npm run damage` does. */
const DAMAGES = 40;

async function sourceOf(bytes: Uint8Array): Promise<Source | null> {
  const recognised = await recognise('report.pdf', { bytes });
  return recognised.kind === 'document' ? recognised.source : null;
}

describe('a damaged PDF', () => {
  it(
    'says nothing with certainty that the whole one does not, and does not pass with nothing in it',
    async () => {
      const file = new Uint8Array(await readFile('samples/made/004.pdf'));
      const whole = cellsOf(await convert((await sourceOf(file))!, null));
      expect([...whole.values()].filter(({ value }) => value !== null).length).toBeGreaterThan(100);
      for (let seed = 1; seed <= DAMAGES; seed++) {
        const source = await sourceOf(damaged(file, damageOf(file.length, seed)));
        const outcome = source && (await outcomeOf(source, whole, null));
        if (outcome?.kind !== 'read') continue;
        expect(outcome, `damage ${seed}`).toEqual({ kind: 'read', silent: [], passedBlank: false });
      }
    },
    5 * MINUTES,
  );

  it('is damaged in the same way each time', () => {
    expect(damageOf(5_000, 7)).toEqual(damageOf(5_000, 7));
    expect(damageOf(5_000, 8).bytes).toHaveLength(1);
    expect(damageOf(5_000, 7).kind).toBe('block');
  });
});
