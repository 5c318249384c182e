import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PAGES, rulePages } from './rule-pages/pages.ts';

/** Writes the pages of the rules again. */
await rm(PAGES, { recursive: true, force: true });
await mkdir(PAGES, { recursive: true });
for (const [name, text] of rulePages()) await writeFile(join(PAGES, name), text);
