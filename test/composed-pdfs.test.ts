import { expect, test } from 'vitest';
import { convert } from '../pipeline/convert.ts';
import { PDF_BREAKAGES } from './composer/breakages/pdf.ts';
import { breakagesFor, compose, type Recipe } from './composer/compose.ts';
import { judge, type Verdict } from './composer/judge.ts';
import { randomFrom } from './composer/random.ts';

const KINDS = ['2021', '2019', 'hybrid'] as const;
const MIXED_SEEDS = Array.from({ length: 24 }, (_, i) => 500 + i);
const OTHERS = breakagesFor('pdf').filter((breakage) => !PDF_BREAKAGES.includes(breakage));

async function verdictOn(recipe: Recipe): Promise<Verdict> {
  const { source, truth, facts } = await compose(recipe);
  return judge(truth, facts, await convert(source, null));
}

/** Two ways of drawing and one way of breaking what is drawn. */
function mixture(seed: number): Recipe {
  const random = randomFrom(seed).fork('mixture');
  const drawn = random.shuffled(PDF_BREAKAGES).slice(0, 2);
  const breakages = [...drawn, random.pick(OTHERS)].map(({ name }) => name);
  return { seed, format: 'pdf', kind: random.pick(KINDS), breakages };
}

test.each(PDF_BREAKAGES.map(({ name, plain }, i) => ({ name, plain, seed: 100 + i })))(
  'no silent error in a report of this kind — $name',
  async ({ name, plain, seed }) => {
    const verdict = await verdictOn({ seed, format: 'pdf', kind: KINDS[seed % 3]!, breakages: [name] });
    expect(verdict.silent).toEqual([]);
    if (plain) expect(verdict).toMatchObject({ right: verdict.cells, flagged: [], missing: [], reviewed: [] });
  },
);

test.each(MIXED_SEEDS.map(mixture))('no silent error in a report with all of these — $breakages', async (recipe) => {
  expect((await verdictOn(recipe)).silent).toEqual([]);
});
