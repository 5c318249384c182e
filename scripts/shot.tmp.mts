import { mkdtemp } from 'node:fs/promises';
import { pino } from 'pino';
import { readEnvironment } from '../config/env.ts';
import { startServer } from '../server/main.ts';
import { openChromium } from '../test/chromium.ts';
const folder = await mkdtemp('/tmp/paper/data-');
const server = await startServer(readEnvironment({ dataFolder: folder, port: 0, logLevel: 'warn' } as any), pino({ level: 'warn' }), { demo: true });
const browser = await openChromium();
const page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
page.setDefaultTimeout(120000);
page.on('console', (m) => console.log('CONSOLE', m.type(), m.text()));
page.on('pageerror', (e) => console.log('PAGEERROR', e.message));
await page.goto(server.welcome!);
const files = process.argv.slice(2);
await page.getByTestId('files').setInputFiles(files);
const names = files.map((f) => f.split('/').at(-1)!);
for (const name of names) {
  await page.locator('.docs tbody tr').filter({ hasText: name }).getByText('已完成').waitFor();
}
for (const name of names) {
  await page.goto(page.url().split('#')[0] + '#/');
  const row = page.locator('.docs tbody tr').filter({ hasText: name });
  const id = await row.getAttribute('data-id');
  const t = Date.now();
  await page.goto(page.url().split('#')[0] + `#/documents/${id}`);
  const test = /pdf|png|jpg$/.test(name) ? "[...document.querySelectorAll('.paper-picture')].some(i=>i.complete&&i.naturalWidth>0)" : "!!document.querySelector('.paper-frame')?.contentDocument?.querySelector('[data-places]')";
  const visible = async () => { for (;;) { if (await page.evaluate(test)) return; await new Promise((r) => setTimeout(r, 10)); } };
  await visible();
  console.log(name, 'visible not kept', Date.now() - t);
  await page.goto(page.url().split('#')[0] + '#/');
  await row.waitFor();
  const t2 = Date.now();
  await page.goto(page.url().split('#')[0] + `#/documents/${id}`);
  await visible();
  console.log(name, 'visible kept', Date.now() - t2);
  const cell = page.locator('td[data-path="applications/handledTotal/total"]');
  await cell.click();
  await page.waitForTimeout(1500);
  await page.screenshot({ path: `/tmp/paper/shot-${name}.png` });
}
// narrow
await page.setViewportSize({ width: 390, height: 844 });
await page.waitForTimeout(500);
await page.screenshot({ path: '/tmp/paper/shot-390-result.png' });
await page.getByRole('button', { name: '原件', exact: true }).click();
await page.waitForTimeout(1500);
await page.screenshot({ path: '/tmp/paper/shot-390-paper.png' });
console.log('sideways', await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth'));
await browser.close();
await server.stop();
process.exit(0);
