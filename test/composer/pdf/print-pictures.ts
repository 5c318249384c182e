import { createHash } from 'node:crypto';
import type { Page } from 'playwright-core';
import { openChromium } from '../../chromium.ts';
import { type Composed, compose, type Recipe } from '../compose.ts';

const WIDTH = 600;
const CSS = `body{font:10.5pt "Noto Serif SC";line-height:1.5;width:${WIDTH}px}
table{border-collapse:collapse;width:100%}td,th{border:0.75pt solid #000;padding:1pt 3pt;text-align:center}
.sheet{break-before:page;break-after:page}.sheet img{display:block;width:${WIDTH}px;height:880px}`;
/** Dots of a picture for each CSS pixel: 288 to the inch. */
const DENSITY = 3;

/** Puts a picture of a table in its place. The page runs the script, so that it is text here. */
async function pictureInstead(page: Page, id: string, className: string): Promise<void> {
  const element = page.locator(`#${id}`);
  const box = await element.boundingBox();
  const png = await element.screenshot({ type: 'png' });
  const image = `<img width="${box?.width ?? WIDTH}" src="data:image/png;base64,${png.toString('base64')}">`;
  await page.evaluate(`document.getElementById('${id}').outerHTML = '<div class="${className}">${image}</div>'`);
}

/**
 * A report printed with table three as the picture that a page consists of and table four as a picture among text;
 * the rest is text.
 */
export async function printWithPictures(recipe: Recipe): Promise<Composed> {
  const composed = await compose({ ...recipe, format: 'html' });
  const browser = await openChromium();
  try {
    const page = await browser.newPage({ deviceScaleFactor: DENSITY });
    await page.setContent(Buffer.from(composed.source.bytes).toString('utf8'));
    await page.addStyleTag({ content: CSS });
    await page.evaluate(
      `['two', 'three', 'four'].forEach((id, i) => { document.querySelectorAll('table:not(.info)')[i].id = id; })`,
    );
    await page.addStyleTag({ content: '#three{height:880px}' });
    await pictureInstead(page, 'four', 'picture');
    await pictureInstead(page, 'three', 'sheet');
    const pdf = await page.pdf({ format: 'A4', margin: { top: '15mm', bottom: '15mm', left: '15mm', right: '15mm' } });
    const sha256 = createHash('sha256').update(pdf).digest('hex');
    const source = { fileName: 'mixed.pdf', format: 'pdf', mediaType: 'application/pdf', bytes: pdf, sha256 } as const;
    return { ...composed, source };
  } finally {
    await browser.close();
  }
}
