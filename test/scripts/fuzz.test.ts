import { expect, it } from 'vitest';
import { fuzz } from '../../scripts/fuzz/fuzz.ts';
import { FUZZED, wholeFile } from '../../scripts/fuzz/kinds.ts';

/** Damages of each kind; `npm run fuzz` makes as many as wanted. What goes through the suite takes seconds each. */
const DAMAGES = {
  doc: 4,
  wps: 2,
  rtf: 4,
  odt: 4,
  mht: 40,
  ofd: 40,
  eml: 20,
  xls: 2,
  et: 1,
  zip: 20,
  rar: 10,
  '7z': 10,
} as const;

it.each(FUZZED)('a damaged .%s is a clear error or a report, and leaves nothing behind', async (kind) => {
  const found = await fuzz({
    kind,
    whole: await wholeFile(kind),
    from: 1,
    to: 1 + DAMAGES[kind],
    jobs: 1,
    alone: false,
  });
  expect(found.faults).toEqual([]);
  expect(Object.values(found.outcomes).reduce((sum, n) => sum + n, 0)).toBe(1 + DAMAGES[kind]);
});
