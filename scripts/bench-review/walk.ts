import type { CDPSession } from 'playwright-core';
import { figures } from './figures.ts';
import type { Office } from './prepare.ts';
import { until } from './until.ts';

const BAR_MS = 300;
/** Filings after which the page has loaded what it needs for good. */
const SETTLED = 20;
const MB = 1024 * 1024;

async function heapOf(devtools: CDPSession): Promise<number> {
  await devtools.send('HeapProfiler.collectGarbage');
  const { usedSize } = await devtools.send('Runtime.getHeapUsage');
  return usedSize / MB;
}

/** From the press of N to the next report's form and its first question; and the memory of the page on the way. */
export async function measureWalk({ page, url, filings }: Office, say: (line: string) => void): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await page.goto(`${url}/#/documents?query=.html&sort=file`);
  await page.locator('.docs tbody tr .action a').first().click();
  const placeIs = (at: number): string =>
    `document.querySelector('[data-testid="walk"]')?.textContent === '${at} / ${filings.length}' && document.querySelector('.item-panel') !== null && document.querySelector('td[data-path]') !== null`;
  await until(page, placeIs(1));
  const taken: number[] = [];
  let settled = 0;
  for (let at = 2; at <= filings.length; at++) {
    const began = performance.now();
    await page.keyboard.press('n');
    await until(page, placeIs(at));
    taken.push(performance.now() - began);
    // As somebody who looks before he goes on: what is fetched ahead has come.
    await page.waitForTimeout(150);
    if (at === Math.min(SETTLED, filings.length)) settled = await heapOf(devtools);
  }
  say(`next filing by key: ${figures(taken, BAR_MS)}`);
  say(
    `memory of the page: ${settled.toFixed(1)} MB after ${SETTLED} filings, ${(await heapOf(devtools)).toFixed(1)} MB after ${filings.length}`,
  );
}
