import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Component, componentsOf, joinRuns } from '../../../../pipeline/extract/scan/components.ts';
import { inkOf } from '../../../../pipeline/extract/scan/paper.ts';
import { shrunk, turned } from '../../../../pipeline/extract/scan/raster.ts';

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

it('a picture turned four times is itself, and half of it turned is the half of the turned one', () => {
  fc.assert(
    fc.property(pictures, (page) => {
      const quarter = turned(page, 1);
      expect(quarter.grey[page.height - 1]).toBe(page.grey[0]);
      expect(turned(quarter, 3)).toEqual(page);
      expect(turned(turned(page, 3), 3)).toEqual(turned(page, 2));
      const even = { width: page.width * 2, height: page.height * 2, grey: new Uint8Array(page.grey.length * 4) };
      for (let i = 0; i < even.grey.length; i++) {
        even.grey[i] = page.grey[(Math.floor(i / even.width) >> 1) * page.width + ((i % even.width) >> 1)]!;
      }
      expect(shrunk(even, 2)).toEqual(page);
    }),
    { numRuns: 40 },
  );
});
