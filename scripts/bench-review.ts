import { mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { readEnvironment } from '../config/env.ts';
import { startServer } from '../server/main.ts';
import { measureCorrections } from './bench-review/corrections.ts';
import { measurePapers } from './bench-review/papers.ts';
import { prepareOffice } from './bench-review/prepare.ts';
import { measureWalk } from './bench-review/walk.ts';

/**
 * How long a reviewer waits: `npm run bench:review`, against a server, a database and a worker of its own, in Chromium.
 * Prints milliseconds for the picture of a page (kept and not), the next filing by key and the rules after a correction,
 * and the memory of the page over many filings; `-- --filings 40` walks through fewer.
 */

const { values } = parseArgs({ options: { filings: { type: 'string', default: '200' } } });
const say = (line: string): boolean => process.stdout.write(`${line}\n`);
const load = (): string =>
  loadavg()
    .map((value) => value.toFixed(1))
    .join(' ');

const folder = await mkdtemp(join(tmpdir(), 'gouji-bench-review-'));
const log = pino({ level: 'error' });
const server = await startServer(readEnvironment({ dataFolder: folder, port: 0, logLevel: 'error' }), log, {
  demo: true,
});
try {
  say(`load ${load()}: uploading and converting`);
  const office = await prepareOffice(server, Number(values.filings));
  say(`load ${load()}, ${server.database}, ${office.filings.length} filings`);
  await measureCorrections(server, office, say);
  await measurePapers(office, say);
  await measureWalk(office, say);
  say(`load ${load()}`);
  await office.browser.close();
} finally {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}
