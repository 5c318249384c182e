import { mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { readEnvironment } from '../config/env.ts';
import { ROSTER_COLUMNS } from '../office/roster.ts';
import { toXlsx } from '../office/sheet.ts';
import { startServer } from '../server/main.ts';
import { addProgram } from '../server/people/commands.ts';
import { GOUJI } from '../store/viewer.ts';
import { seedOffice, YEAR } from './office-speed/seed.ts';

/**
 * How long the office's lists take at their full size: `npm run office:speed`, against a database of PGlite in a folder of
 * its own, or the empty PostgreSQL of DATABASE_URL. Prints milliseconds; `npm run office:speed -- --page` measures the pages
 * in Chromium too, `--data FOLDER` keeps the database for the next time.
 */

const ROUNDS = 9;
const say = (line: string): boolean => process.stdout.write(`${line}\n`);
const load = (): string =>
  loadavg()
    .map((value) => value.toFixed(1))
    .join(' ');

const given = parseArgs({ options: { page: { type: 'boolean', default: false }, data: { type: 'string' } } }).values;
const folder = given.data ?? (await mkdtemp(join(tmpdir(), 'gouji-speed-')));
const environment = readEnvironment({ dataFolder: folder, port: 0, concurrency: 0, logLevel: 'error' });
const log = pino({ level: 'error' });
say(`load ${load()}, ${environment.databaseUrl === null ? 'PGlite' : 'PostgreSQL'}`);
await seedOffice(environment, log, say);

// As the demo year: the one-time address lets the browser in without a further question.
const server = await startServer(environment, log, { demo: true });
try {
  const tokenFor = async (name: string, scopeAgencyId: string | null): Promise<string> => {
    const roles = ['administrator', 'clerk', 'reviewer'] as const;
    const program = { name, roles: [...roles], agencyId: null, scopeAgencyId, expiresOn: null };
    return (await addProgram(server.parts.store.people, program, GOUJI)).token;
  };
  const everywhere = await tokenFor('speed', null);
  const ask = async (
    path: string,
    init: RequestInit = {},
    token: string = everywhere,
  ): Promise<{ milliseconds: number; body: string }> => {
    const began = performance.now();
    const headers = { authorization: `Bearer ${token}`, ...init.headers };
    const answer = await fetch(`${server.url}/api${path}`, { ...init, headers });
    const body = await answer.text();
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${body.slice(0, 300)}`);
    return { milliseconds: performance.now() - began, body };
  };
  const { items } = JSON.parse((await ask(`/campaigns/${YEAR}/filings?size=1&state=clear`)).body);
  const [first] = items as { id: string; agency: { id: string } }[];
  const top = JSON.parse((await ask(`/campaigns/${YEAR}/filings?size=1`)).body).items[0].agency.id;

  const below = await tokenFor('speed below', top);

  const filings = `/campaigns/${YEAR}/filings`;
  const questions: readonly (readonly [name: string, path: string, token?: string])[] = [
    ['filings, page 1', `${filings}?page=1`],
    ['filings, page 2', `${filings}?page=2`],
    ['filings, last page', `${filings}?page=60`],
    ['filings, state', `${filings}?state=needsReview`],
    ['filings, flag late', `${filings}?flag=late`],
    ['filings, flag missing', `${filings}?flag=missing`],
    ['filings, scope', `${filings}?scope=${top}`],
    ['filings, rule', `${filings}?rule=applications.balance`],
    ['filings, search', `${filings}?query=${encodeURIComponent('水务局7')}`],
    ['filings, sort by agency', `${filings}?sort=agency`],
    ['filings, sort by errors', `${filings}?sort=-errors&page=2`],
    ['filings, sort by due', `${filings}?sort=due`],
    ['one filing', `/filings/${first?.id}`],
    ['one agency', `/agencies/${first?.agency.id}`],
    ['overview', `/campaigns/${YEAR}/overview`],
    ['overview of a scope', `/campaigns/${YEAR}/overview`, below],
    ['issues, page 1', `/campaigns/${YEAR}/issues`],
    ['issues, page 20', `/campaigns/${YEAR}/issues?page=20`],
    ['issues, rule', `/campaigns/${YEAR}/issues?rule=applications.balance`],
    ['issues, search', `/campaigns/${YEAR}/issues?query=${encodeURIComponent('水务局7')}`],
    ['returns, came back', `${filings}?flag=cameBack&sort=received`],
    ['documents, page 1', '/documents?page=1'],
    ['documents, page 400', '/documents?page=400'],
    ['documents, verdict', '/documents?verdict=needsReview'],
    ['documents, verdict and search', `/documents?verdict=failed&query=${encodeURIComponent('水务局7')}`],
    ['documents, search', `/documents?query=${encodeURIComponent('水务局7')}`],
    ['documents, search of one letter', `/documents?query=${encodeURIComponent('水')}`],
    ['documents, search for what is not there', `/documents?query=${encodeURIComponent('没有这个名称')}`],
    ['documents, year', `/documents?year=${YEAR}`],
    ['documents, rule', '/documents?rule=applications.balance'],
    ['documents, scope', `/documents?scope=${top}`],
    ['documents, sort by agency', '/documents?sort=agency'],
    ['documents, sort by errors', '/documents?sort=-errors&page=2'],
    ['documents, sort by file', '/documents?sort=file'],
    ['what lists can be narrowed by', '/list-choices'],
    ['filings of a scope', filings, below],
    ['documents of a scope', '/documents', below],
    ['documents of a scope, search', `/documents?query=${encodeURIComponent('水务局7')}`, below],
    ['uploads', '/uploads'],
    ['queue', '/queue'],
  ];
  say(
    `${'median'.padStart(8)}${'most'.padStart(8)}${'health'.padStart(8)}  milliseconds; health asked at the same moment`,
  );
  for (const [name, path, token] of questions) {
    const taken: number[] = [];
    const health: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const [asked, beside] = await Promise.all([ask(path, {}, token), ask('/health')]);
      taken.push(asked.milliseconds);
      health.push(beside.milliseconds);
    }
    const sorted = taken.toSorted((a, b) => a - b);
    const cells = [sorted[Math.floor(ROUNDS / 2)] ?? 0, sorted.at(-1) ?? 0, Math.max(...health)];
    say(`${cells.map((value) => value.toFixed(0).padStart(8)).join('')}  ${name}`);
  }
  say(`load ${load()}`);

  const campaigns: readonly { readonly year: number }[] = JSON.parse((await ask('/campaigns')).body).items;
  const year = Math.max(...campaigns.map((campaign) => campaign.year)) + 1;
  const rows = Array.from({ length: 3_000 }, (_, index) => [
    `新城${index}号单位${year}`,
    '',
    index < 100 ? '' : `新城${index % 100}号单位${year}`,
    '部门',
  ]);
  const table = [Object.values(ROSTER_COLUMNS), ...rows];
  const days = { submitBy: `${year + 1}-01-26`, publishBy: `${year + 1}-01-28`, statutoryBy: `${year + 1}-01-31` };
  await ask('/campaigns', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ year, ...days }),
  });
  const file = new Blob([new Uint8Array(await toXlsx('roster', table))]);
  for (const [name, query] of [
    ['roster of 3,000, dry run', '?dryRun=true'],
    ['roster of 3,000', ''],
    ['the same roster again', ''],
  ] as const) {
    const form = new FormData();
    form.append('file', file, 'roster.xlsx');
    const asked = ask(`/campaigns/${year}/roster${query}`, { method: 'PUT', body: form });
    const beside = ask('/health');
    const { milliseconds, body } = await asked;
    const health = (await beside).milliseconds;
    say(
      `${milliseconds.toFixed(0).padStart(8)}${''.padStart(8)}${health.toFixed(0).padStart(8)}  ${name}: ${body.slice(0, 70)}`,
    );
  }
  say(`load ${load()}`);
  if (given.page) {
    const { measurePages } = await import('./office-speed/pages.ts');
    await measurePages(server, say);
    say(`load ${load()}`);
  }
} finally {
  await server.stop();
  if (given.data === undefined) await rm(folder, { recursive: true, force: true });
}
