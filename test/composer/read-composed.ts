import { canonicalise } from '../../pipeline/canonicalise/canonicalise.ts';
import { extract } from '../../pipeline/extract/extract.ts';
import { reconstruct } from '../../pipeline/reconstruct/reconstruct.ts';
import { type Composed, compose, type Recipe } from './compose.ts';
import { judge, type Verdict } from './judge.ts';

export interface Tried {
  readonly recipe: Recipe;
  readonly composed: Composed;
  readonly verdict: Verdict;
}

/** Composes a report, reads it as any other file is read, and compares. */
export async function tryRecipe(recipe: Recipe): Promise<Tried> {
  const composed = await compose(recipe);
  const report = canonicalise(reconstruct(await extract(composed.source, null)), composed.source);
  return { recipe, composed, verdict: judge(composed.truth, composed.facts, report) };
}
