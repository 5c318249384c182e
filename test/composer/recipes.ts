import type { Recipe } from './compose.ts';
import { breakagesFor } from './compose.ts';
import type { Format } from './draft.ts';
import type { Kind } from './facts.ts';
import { randomFrom } from './random.ts';

const KINDS: readonly Kind[] = ['2021', '2021', '2021', '2019', 'hybrid'];
const MOST_BREAKAGES = 4;

/** A report of the given format that differs from the official form in none to four ways, chosen by the seed. */
export function recipeFor(seed: number, format: Format): Recipe {
  const random = randomFrom(seed).fork('recipe');
  const all = breakagesFor(format);
  const styles = all.filter((breakage) => breakage.name.startsWith('text:'));
  const others = random.shuffled(all.filter((breakage) => !styles.includes(breakage)));
  const count = random.integer(0, MOST_BREAKAGES);
  return {
    seed,
    format,
    kind: random.pick(KINDS),
    breakages: [...others.slice(0, count), ...(styles.length > 0 ? [random.pick(styles)] : [])].map((b) => b.name),
  };
}
