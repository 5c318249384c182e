import type { RunningServer } from '../../server/main.ts';
import { openChromium } from '../../test/chromium.ts';
import { YEAR } from './seed.ts';

/** How soon the pages of the lists stand in Chromium: first contentful paint, and the first row, in milliseconds. */

const ROUNDS = 5;
const PAGES = [
  ['花名册', `#/roster?year=${YEAR}`, '.roster tbody tr'],
  ['上传', '#/uploads', '.uploads tbody tr'],
] as const;

export async function measurePages(server: RunningServer, say: (line: string) => void): Promise<void> {
  const browser = await openChromium();
  try {
    const context = await browser.newContext({ viewport: { width: 1366, height: 900 } });
    const page = await context.newPage();
    await page.goto(server.welcome ?? server.url);
    await page.getByText('实时更新').waitFor();
    for (const [name, hash, row] of PAGES) {
      const paints: number[] = [];
      const rows: number[] = [];
      for (let round = 0; round < ROUNDS; round++) {
        await page.goto('about:blank');
        const began = performance.now();
        await page.goto(`${server.url}/${hash}`, { waitUntil: 'commit' });
        await page.locator(row).first().waitFor();
        rows.push(performance.now() - began);
        paints.push(Number(await page.evaluate(`performance.getEntriesByName('first-contentful-paint')[0].startTime`)));
      }
      const median = (values: number[]): string =>
        (values.toSorted((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? 0).toFixed(0);
      say(`${name}: first contentful paint ${median(paints)} ms, first row ${median(rows)} ms`);
    }
  } finally {
    await browser.close();
  }
}
