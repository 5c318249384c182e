import { describe, expect, it } from 'vitest';
import { breakagesFor, type Recipe } from './compose.ts';
import type { Format } from './draft.ts';
import { type Tried, tryRecipe } from './read-composed.ts';
import { recipeFor } from './recipes.ts';

/** Seeds of one format; `npm run composed` reads as many others as wanted. */
const SEEDS = 70;
const FORMATS: readonly Format[] = ['html', 'docx', 'text'];

const nameOf = ({ recipe }: Tried): string => `${recipe.format} ${recipe.seed} [${recipe.breakages.join(', ')}]`;

const readAll = async (recipes: readonly Recipe[]): Promise<readonly Tried[]> => {
  const tried: Tried[] = [];
  for (const recipe of recipes) tried.push(await tryRecipe(recipe));
  return tried;
};

const silentErrors = (tried: readonly Tried[]): readonly string[] =>
  tried.flatMap((each) => each.verdict.silent.map((cell) => `${nameOf(each)} ${JSON.stringify(cell)}`));

const misreadThoughPlain = (tried: readonly Tried[]): readonly string[] =>
  tried.flatMap((each) => {
    const { right, cells, silent } = each.verdict;
    return each.composed.plain && (right < cells || silent.length > 0) ? [`${nameOf(each)} ${right}/${cells}`] : [];
  });

describe.each(FORMATS)('composed reports in %s', (format) => {
  it('yield no wrong value without a mark, and come out right where a person would read them without doubt', async () => {
    const tried = await readAll(Array.from({ length: SEEDS }, (_, i) => recipeFor(i + 1, format)));
    expect(silentErrors(tried)).toEqual([]);
    expect(misreadThoughPlain(tried)).toEqual([]);
  });

  it('bear each breakage by itself', async () => {
    const tried = await readAll(
      breakagesFor(format).map(({ name }, i) => ({ seed: i + 1, format, kind: '2021', breakages: [name] })),
    );
    expect(silentErrors(tried)).toEqual([]);
    expect(misreadThoughPlain(tried)).toEqual([]);
  });
});
