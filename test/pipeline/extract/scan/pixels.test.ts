import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Component, componentsOf, joinRuns } from '../../../../pipeline/extract/scan/components.ts';
import { inkOf, reducedInkOf } from '../../../../pipeline/extract/scan/paper.ts';
import { turned } from '../../../../pipeline/extract/scan/raster.ts';
import { longRuns } from '../../../../pipeline/extract/scan/rules.ts';

/** What goes over a page in words, blocks or lists says the same as what goes over it pixel by pixel. */

const pictures = fc
  .tuple(fc.integer({ min: 1, max: 70 }), fc.integer({ min: 1, max: 70 }), fc.integer({ min: 1, max: 9_999 }))
  .map(([width, height, seed]) => {
    let state = seed;
    const grey = Uint8Array.from({ length: width * height }, () => {
      state = (state * 16_807) % 2_147_483_647;
      return state % 256;
    });
    return { width, height, grey };
  });

it('ink is where the grey is below the threshold', () => {
  fc.assert(
    fc.property(pictures, fc.integer({ min: 1, max: 255 }), (page, threshold) => {
      const ink = Uint8Array.from(page.grey, (level) => (level < threshold ? 1 : 0));
      expect(inkOf(page, threshold).ink).toEqual(ink);
    }),
    { numRuns: 60 },
  );
});

it('a reduced page has ink where one of the pixels that become one has', () => {
  fc.assert(
    fc.property(
      pictures,
      fc.integer({ min: 1, max: 3 }),
      fc.integer({ min: 1, max: 255 }),
      (page, factor, threshold) => {
        const { width, height, ink } = reducedInkOf(page, factor, threshold);
        expect([width, height]).toEqual([page.width, page.height].map((side) => Math.ceil(side / factor)));
        const expected = new Uint8Array(width * height);
        for (const [i, level] of page.grey.entries()) {
          const [x, y] = [i % page.width, Math.floor(i / page.width)];
          if (level < threshold) expected[Math.floor(y / factor) * width + Math.floor(x / factor)] = 1;
        }
        expect(ink).toEqual(expected);
      },
    ),
    { numRuns: 60 },
  );
});

it('long runs are those that are found pixel by pixel', () => {
  const lengths = [
    fc.integer({ min: 8, max: 20 }),
    fc.integer({ min: 0, max: 3 }),
    fc.integer({ min: 1, max: 80 }),
  ] as const;
  fc.assert(
    fc.property(pictures, ...lengths, (page, shortest, gap, threshold) => {
      const { width, height, ink } = inkOf(page, threshold);
      const [row, space] = [height >> 1, `0{1,${gap}}`];
      const line = Array.from({ length: width }, (_, x) =>
        [row - 1, row, row + 1].some((y) => y >= 0 && y < height && ink[y * width + x] === 1) ? '1' : '0',
      ).join('');
      const runs = [...line.matchAll(gap === 0 ? /1+/gu : new RegExp(`1+(?:${space}1+)*`, 'gu'))];
      const long = runs.flatMap((run) => (run[0].length >= shortest ? [[run.index, run.index + run[0].length]] : []));
      expect(longRuns({ width, height, ink }, row, shortest, gap)).toEqual(long);
    }),
    { numRuns: 300 },
  );
});

it('patches of ink are those of runs that touch', () => {
  fc.assert(
    fc.property(pictures, fc.integer({ min: 20, max: 200 }), (page, threshold) => {
      const mask = inkOf(page, threshold);
      const runs = (row: number): [number, number][] => {
        const line = [...mask.ink.subarray(row * mask.width, (row + 1) * mask.width)].join('');
        return [...line.matchAll(/1+/gu)].map((run) => [run.index, run.index + run[0].length]);
      };
      const keyOf = ({ left, top, right, bottom }: Component): string => [left, top, right, bottom].join(' ');
      const order = (a: Component, b: Component): number => (keyOf(a) < keyOf(b) ? -1 : 1);
      const joined = joinRuns(mask.height, runs).map(({ component }) => component);
      expect([...componentsOf(mask)].sort(order)).toEqual(joined.sort(order));
    }),
    { numRuns: 60 },
  );
});

it('a picture turned four times is itself', () => {
  fc.assert(
    fc.property(pictures, (page) => {
      const quarter = turned(page, 1);
      expect(quarter.grey[page.height - 1]).toBe(page.grey[0]);
      expect(turned(quarter, 3)).toEqual(page);
      expect(turned(turned(page, 3), 3)).toEqual(turned(page, 2));
    }),
    { numRuns: 40 },
  );
});
