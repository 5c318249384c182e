import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PAGE_READING } from '../../config/queues.ts';
import type { Page } from '../../pipeline/contracts/page.ts';
import { readPageByPage } from '../../pipeline/extract/scan/page-by-page.ts';
import { type OpenDesk, pageReadings, sweepPageReadings } from '../../store/page-readings.ts';

let dataFolder: string;
let documents = 0;
beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'gouji-test-'));
});
afterAll(() => rm(dataFolder, { recursive: true, force: true }));

const freshHash = (): string => `${++documents}`.padStart(64, '0');
const folderOf = (sha256: string): string => join(dataFolder, 'readings', sha256, 'v1');
const pageOf = (number: number): Page => ({
  number,
  widthPt: 595,
  heightPt: 842,
  textLayer: 'recognised',
  glyphs: [
    {
      text: '7',
      bbox: [1, 2, 3, 4],
      fontSizePt: 9,
      run: 0,
      vertical: false,
      confidence: 0.9,
      otherReadings: ['1'],
    },
  ],
  rulings: [],
  images: [],
});

async function withDesk<T>(sha256: string, work: (desk: OpenDesk) => Promise<T>, from: 'first' | 'last' = 'first') {
  const desk = pageReadings(dataFolder, sha256, 'v1').open(from);
  try {
    return await work(desk);
  } finally {
    await desk.close();
  }
}

/** Reads pages at a desk of their own and keeps them. */
const keepPages = (sha256: string, ...pages: readonly number[]): Promise<void> =>
  withDesk(sha256, async (desk) => {
    for (const page of pages) {
      await desk.ask(page, page);
      await desk.keep(pageOf(page));
    }
  });

describe('a page that was read', () => {
  it('is there for whoever asks later, as it was', async () => {
    const sha256 = freshHash();
    await withDesk(sha256, async (desk) => {
      expect(await desk.ask(2, 3)).toBe('read');
      await desk.keep(pageOf(2));
    });
    expect(await withDesk(sha256, (desk) => desk.ask(2, 3))).toEqual(pageOf(2));
    expect(await pageReadings(dataFolder, sha256, 'v1').count()).toBe(1);
  });

  it('is not taken from another document or another version of the program', async () => {
    const sha256 = freshHash();
    await keepPages(sha256, 1);
    expect(await withDesk(freshHash(), (desk) => desk.ask(1, 1))).toBe('read');
    const newer = pageReadings(dataFolder, sha256, 'v2').open('first');
    expect(await newer.ask(1, 1)).toBe('read');
    await newer.close();
  });

  it('is read again when what was kept of it is torn or of another page', async () => {
    for (const torn of ['', '{"number":1,"wid', JSON.stringify(pageOf(2)), '{"number":1}']) {
      const sha256 = freshHash();
      await mkdir(folderOf(sha256), { recursive: true });
      await writeFile(join(folderOf(sha256), '1.json'), torn);
      expect(await withDesk(sha256, (desk) => desk.ask(1, 1))).toBe('read');
    }
  });

  it('is forgotten with its document', async () => {
    const sha256 = freshHash();
    await keepPages(sha256, 1);
    await pageReadings(dataFolder, sha256, 'v1').forget();
    expect(await readdir(join(dataFolder, 'readings'))).not.toContain(sha256);
  });

  it('is not kept again by a reader that comes late', async () => {
    const sha256 = freshHash();
    await withDesk(sha256, async (late) => {
      expect(await late.ask(1, 1)).toBe('read');
      await pageReadings(dataFolder, sha256, 'v1').forget();
      await late.keep(pageOf(1));
    });
    expect(await readdir(join(dataFolder, 'readings'))).not.toContain(sha256);
  });

  it('is begun again by no helper that comes late', async () => {
    const sha256 = freshHash();
    await keepPages(sha256, 1);
    await pageReadings(dataFolder, sha256, 'v1').forget();
    expect(await withDesk(sha256, (helper) => helper.ask(2, 2), 'last')).toBe('elsewhere');
    expect(await readdir(join(dataFolder, 'readings'))).not.toContain(sha256);
  });

  it('is swept away when nobody took its document up again', async () => {
    const [old, recent] = [freshHash(), freshHash()];
    for (const sha256 of [old, recent]) await keepPages(sha256, 1);
    const longAgo = new Date(Date.now() - 2 * PAGE_READING.ageMs);
    for (const place of [folderOf(old), dirname(folderOf(old))]) await utimes(place, longAgo, longAgo);
    await writeFile(join(dataFolder, 'readings', '.DS_Store'), 'left by somebody');
    await sweepPageReadings(dataFolder, PAGE_READING.ageMs);
    const left = await readdir(join(dataFolder, 'readings'));
    expect([left.includes(old), left.includes(recent)]).toEqual([false, true]);
  });
});

describe('a page that is being read', () => {
  it('is left to its reader, and waited for', async () => {
    const sha256 = freshHash();
    await withDesk(sha256, async (reader) => {
      expect(await reader.ask(1, 1)).toBe('read');
      await withDesk(sha256, async (other) => {
        expect(await other.ask(1, 1)).toBe('elsewhere');
        const waiting = other.wait(1);
        await reader.keep(pageOf(1));
        expect(await waiting).toEqual(pageOf(1));
      });
    });
  });

  it('stays with its reader when that asks again', async () => {
    await withDesk(freshHash(), async (desk) => {
      expect([await desk.ask(1, 1), await desk.ask(1, 1)]).toEqual(['read', 'read']);
    });
  });

  it('is free when its reader is gone in order', async () => {
    const sha256 = freshHash();
    await withDesk(sha256, (desk) => desk.ask(1, 1));
    expect(await withDesk(sha256, (desk) => desk.ask(1, 1))).toBe('read');
  });

  it('is free when its reader went while it was asking', async () => {
    const sha256 = freshHash();
    const desk = pageReadings(dataFolder, sha256, 'v1').open('first');
    const asking = desk.ask(1, 1);
    await desk.close();
    await asking;
    expect(await withDesk(sha256, (other) => other.ask(1, 1))).toBe('read');
  });

  it('is free when its reader was lost and its lease has gone stale', async () => {
    const sha256 = freshHash();
    const lease = join(folderOf(sha256), '1.lease');
    await mkdir(folderOf(sha256), { recursive: true });
    await writeFile(lease, '');
    expect(await withDesk(sha256, (desk) => desk.ask(1, 1))).toBe('elsewhere');
    const stale = new Date(Date.now() - PAGE_READING.staleMs - 1_000);
    await utimes(lease, stale, stale);
    expect(await withDesk(sha256, (desk) => desk.ask(1, 1))).toBe('read');
  });

  it('is needed by no helper that finds it read already', async () => {
    const sha256 = freshHash();
    await keepPages(sha256, 1);
    expect(await withDesk(sha256, (desk) => desk.ask(1, 1), 'last')).toBe('elsewhere');
  });
});

describe('readers that share a document', () => {
  it('read every page once between them, and the first has them all in order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 12 }),
        fc.array(fc.integer({ min: 0, max: 8 }), { minLength: 1, maxLength: 4 }),
        async (count, paces) => {
          const sha256 = freshHash();
          const read: number[] = [];
          const reader = (milliseconds: number, from: 'first' | 'last') =>
            withDesk(
              sha256,
              (desk) =>
                readPageByPage(count, desk, (number, picture) =>
                  picture(async () => {
                    read.push(number);
                    await pause(milliseconds);
                    return pageOf(number);
                  }),
                ),
              from,
            );
          const [pages] = await Promise.all(paces.map((pace, i) => reader(pace, i === 0 ? 'first' : 'last')));
          expect(pages?.map((page) => page.number)).toEqual(Array.from({ length: count }, (_, i) => i + 1));
          expect(read.toSorted((a, b) => a - b)).toEqual(pages?.map((page) => page.number));
        },
      ),
      { numRuns: 25 },
    );
  });

  it('take no names for folders that are none', () => {
    expect(() => pageReadings(dataFolder, '../x', 'v1')).toThrow();
    expect(() => pageReadings(dataFolder, freshHash(), '../v1')).toThrow();
  });
});
