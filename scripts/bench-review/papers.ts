import { figures } from './figures.ts';
import type { Office } from './prepare.ts';
import { until } from './until.ts';

const KEPT_ROUNDS = 3;
const BAR_MS = { kept: 500, drawn: 1_500 } as const;
/** The picture of the first page has come and is decoded; runs in the browser. */
const IS_SEEN = `(() => { const image = document.querySelector('.paper-page .paper-picture'); return image !== null && image.complete && image.naturalWidth > 0; })()`;

/** From the address of a report to the picture of its page: drawn for the first time, and kept. */
export async function measurePapers({ page, papers, url }: Office, say: (line: string) => void): Promise<void> {
  const open = async (id: string): Promise<number> => {
    await page.goto(`${url}/#/uploads`);
    await page.locator('.list').first().waitFor();
    const began = performance.now();
    await page.evaluate(`window.location.hash = '#/documents/${id}'`);
    await until(page, IS_SEEN);
    return performance.now() - began;
  };
  const drawn: number[] = [];
  const kept: number[] = [];
  for (const id of papers) drawn.push(await open(id));
  for (let round = 0; round < KEPT_ROUNDS; round++) for (const id of papers) kept.push(await open(id));
  say(`picture of a page, not kept: ${figures(drawn, BAR_MS.drawn)}`);
  say(`picture of a page, kept: ${figures(kept, BAR_MS.kept)}`);
}
