import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { eq } from 'drizzle-orm';
import { pino } from 'pino';
import { readEnvironment } from '../config/env.ts';
import { textSketch } from '../pipeline/validate/similarity.ts';
import { madePage } from '../server/demo/made-report.ts';
import { startServer } from '../server/main.ts';
import { addProgram } from '../server/people/commands.ts';
import { openBlobs } from '../store/blobs.ts';
import { openDatabase, type Tables } from '../store/database.ts';
import { agencies, documents, filings, sketches } from '../store/schema.ts';
import { ALL_SEEING, GOUJI } from '../store/viewer.ts';
import { writeMadeYear } from '../test/store/made-year.ts';
import { plainReport } from '../test/workers/plain-report.ts';

/**
 * The sums of a made year of 3,000 agencies: `npm run consolidated:speed`, against PGlite in a folder of its own or the
 * empty PostgreSQL of DATABASE_URL. Prints how long they take while the queue converts, holds them to the independent
 * script (test/independent-sums.mjs), and a snapshot to its bytes after a restart.
 */

const YEAR = 2024;
const AGENCIES = 3_000;
const ROUNDS = 9;
const SKETCHES_AT_ONCE = 500;
/** Reports that are being converted meanwhile. */
const AT_WORK = 300;
const run = promisify(execFile);
const say = (line: string): boolean => process.stdout.write(`${line}\n`);

const folder = await mkdtemp(join(tmpdir(), 'gouji-sums-'));
const environment = readEnvironment({ dataFolder: folder, port: 0, concurrency: 1, logLevel: 'error' });
const log = pino({ level: 'error' });
const place = { url: environment.databaseUrl, folder: join(folder, 'db') };
const database = await openDatabase(place, log, (error) => {
  throw error;
});
const made = { year: YEAR, agencies: AGENCIES, districts: 60 };
await writeMadeYear({ tables: database.tables, blobs: openBlobs(folder) }, made);
const before = { year: YEAR - 1, agencies: AGENCIES, districts: 60, seed: 9, city: '山前市' };
await writeMadeYear({ tables: database.tables, blobs: openBlobs(folder) }, before);
await writeSketches(database.tables);
await database.close();

const start = () => startServer(environment, log, { demo: true });
let server = await start();
try {
  const begun = performance.now();
  while ((await server.parts.store.similar.waiting(1)).length > 0) await pause(200);
  const { total } = await server.parts.store.similar.list(YEAR, { least: 0.8, page: 1, size: 1 }, ALL_SEEING);
  say(
    `${((performance.now() - begun) / 1000).toFixed(1)} s for like texts among all, ${total} pairs; load ${loadavg()[0]?.toFixed(1)}`,
  );
  const program = { name: 'sums', roles: ['administrator', 'clerk'] as const, agencyId: null, scopeAgencyId: null };
  const { token } = await addProgram(
    server.parts.store.people,
    { ...program, roles: [...program.roles], expiresOn: null },
    GOUJI,
  );
  const authorization = `Bearer ${token}`;
  const ask = async (path: string, init: RequestInit = {}): Promise<Buffer> => {
    const answer = await fetch(`${server.url}/api${path}`, { ...init, headers: { authorization, ...init.headers } });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${(await answer.text()).slice(0, 300)}`);
    return Buffer.from(await answer.arrayBuffer());
  };
  const work = new FormData();
  for (let n = 0; n < AT_WORK; n++) {
    const page = madePage({ agency: `旁市第${n}局`, year: YEAR, applications: n });
    work.append('files', new Blob([page]), `${n}.html`);
  }
  await ask('/uploads', { method: 'POST', body: work });

  const sums = `/campaigns/${YEAR}/consolidated`;
  say(`${'median'.padStart(8)}${'most'.padStart(8)}  milliseconds; load ${loadavg()[0]?.toFixed(1)}`);
  for (const [name, path] of [
    ['overview', `/campaigns/${YEAR}/overview`],
    ['accepted', `${sums}?state=accepted`],
    ['read', `${sums}?state=read`],
    ['read, with the year before', `${sums}?state=read&previous=true`],
    ['behind a cell', `${sums}?state=read&cell=applications/newlyReceived/total`],
  ] as const) {
    const taken: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const began = performance.now();
      await ask(path);
      taken.push(performance.now() - began);
    }
    const sorted = taken.toSorted((a, b) => a - b);
    const shown = [sorted[Math.floor(ROUNDS / 2)] ?? 0, sorted.at(-1) ?? 0];
    say(`${shown.map((value) => value.toFixed(0).padStart(8)).join('')}  ${name}`);
  }
  const { waiting, running } = JSON.parse((await ask('/queue')).toString());
  say(`queue: ${JSON.stringify({ waiting, running })}`);

  const body = JSON.stringify({ state: 'read', note: '' });
  const headers = { 'content-type': 'application/json' };
  const kept = JSON.parse((await ask(`${sums}/snapshots`, { method: 'POST', headers, body })).toString());
  await server.stop();
  server = await start();
  const again = createHash('sha256')
    .update(await ask(`${sums}/snapshots/${kept.id}`))
    .digest('hex');
  say(`snapshot after a restart: ${again === kept.sha256 ? 'the same bytes' : 'OTHER BYTES'}, ${kept.bytes} bytes`);
  for (const state of ['accepted', 'read']) {
    const script = join(import.meta.dirname, '..', 'test', 'independent-sums.mjs');
    // A child that is waited for without a halt: the server that it asks runs in this process.
    const held = await run(process.execPath, [script, '--url', server.url, '--year', `${YEAR}`, '--state', state], {
      env: { PATH: environment.searchPath, GOUJI_TOKEN: token },
    }).catch((error: { readonly stdout?: string; readonly stderr?: string }) => error);
    say(`${state}: ${held.stdout?.trim().slice(-2_000)} ${held.stderr?.slice(0, 500)}`);
  }
} finally {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}

/** Texts for all documents, each of its own words but for one in twenty, which has those of another. */
async function writeSketches(tables: Tables): Promise<void> {
  const rows = await tables
    .select({ documentId: documents.id, agency: agencies.name, year: filings.year })
    .from(documents)
    .innerJoin(filings, eq(filings.mainDocumentId, documents.id))
    .innerJoin(agencies, eq(agencies.id, filings.agencyId));
  const made = rows.map(({ documentId, agency, year }, index) => {
    const author = index % 20 === 19 ? index - 1 : index;
    const page = madePage({ agency: `${author}`, year, applications: 0, copiedFrom: `第${author}号` });
    const plain = plainReport('0'.repeat(64));
    const sections = [
      { number: 1, heading: '', role: null, paragraphs: [page.replaceAll(/<[^>]*>/g, '')], children: [] },
    ];
    const { signature, shingles } = textSketch({ ...plain, sections });
    return { documentId, agency, year, shingles, signature };
  });
  for (let at = 0; at < made.length; at += SKETCHES_AT_ONCE) {
    await tables.insert(sketches).values(made.slice(at, at + SKETCHES_AT_ONCE));
  }
}
