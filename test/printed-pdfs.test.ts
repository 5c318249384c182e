import { expect, test } from 'vitest';
import { convert } from '../pipeline/convert.ts';
import type { Recipe } from './composer/compose.ts';
import { judge } from './composer/judge.ts';
import { PRINT_STYLES, withPrinter } from './composer/pdf/print-pages.ts';

const KINDS = ['2021', '2019', 'hybrid'] as const;

test('no composed page yields a silent error or loses a value when it is printed', async () => {
  const verdicts = await withPrinter(async (print) => {
    const all = [];
    for (const [seed, style] of PRINT_STYLES.entries()) {
      const recipe: Recipe = { seed, format: 'html', kind: KINDS[seed % 3]!, breakages: [] };
      const { source, truth, facts } = await print(recipe, style);
      const { silent, flagged, missing, wrongFacts } = judge(truth, facts, await convert(source, null));
      all.push({ style: style.name, silent, flagged, missing, wrongFacts });
    }
    return all;
  });
  const clean = { silent: [], flagged: [], missing: [], wrongFacts: [] };
  expect(verdicts).toEqual(PRINT_STYLES.map(({ name }) => ({ style: name, ...clean })));
});
