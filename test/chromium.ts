import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { fontConfiguration } from './fonts.ts';

/** Opens the Chromium of the system, which sees the fonts of the tests and no others, whatever the machine has. */
export async function openChromium(): Promise<Browser> {
  const folder = mkdtempSync(join(tmpdir(), 'gouji-chromium-'));
  const configuration = join(folder, 'fonts.conf');
  writeFileSync(configuration, fontConfiguration(join(folder, 'cache')));
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox'],
    env: { ...process.env, FONTCONFIG_FILE: configuration },
  });
  browser.on('disconnected', () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  return browser;
}
