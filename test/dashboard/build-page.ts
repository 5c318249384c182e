import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';

const PAGE = 'dashboard/dist/index.html';
const SOURCES = ['dashboard', 'config', 'contracts', 'office', 'pipeline', 'docs/手册'];

/** Builds dashboard/dist where it is missing or older than what it is made of; `npm test` has built it already. */
export async function buildPageIfOld(): Promise<void> {
  const builtAt = statSync(PAGE, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const changedAt = SOURCES.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => !name.startsWith('dist'))
      .map((name) => statSync(join(folder, name)).mtimeMs),
  );
  if (builtAt < Math.max(...changedAt)) await build({ configFile: 'dashboard/vite.config.ts', logLevel: 'error' });
}
