import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { asc } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/pglite';
import { migrate } from 'drizzle-orm/pglite/migrator';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { standingsOf } from '../../store/filing-standing.ts';
import { filings } from '../../store/schema.ts';
import { keptStandings } from './kept-standings.ts';
import { openTestDatabase } from './open-database.ts';

const MIGRATIONS = resolve(import.meta.dirname, '../../store/migrations');
/** Migrations before the one that keeps where filings stand. */
const BEFORE = 5;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gouji-test-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A database as it was before, with a filing in each of several states. */
async function makeOld(place: string): Promise<void> {
  const old = join(folder, 'migrations');
  await cp(MIGRATIONS, old, { recursive: true });
  const journal = join(old, 'meta', '_journal.json');
  const known: { entries: unknown[] } = JSON.parse(await readFile(journal, 'utf8'));
  await writeFile(journal, JSON.stringify({ ...known, entries: known.entries.slice(0, BEFORE) }));
  const client = await PGlite.create(place);
  await migrate(drizzle(client), { migrationsFolder: old });
  const id = (n: number): string => `00000000-0000-4000-8000-${`${n}`.padStart(12, '0')}`;
  await client.query(`insert into campaigns (year, title, submit_by, publish_by, statutory_by, settings)
    values (2023, '…', '2024-01-26', '2024-01-28', '2024-01-31', '{}')`);
  await client.query(`insert into batches (id) values ('${id(0)}')`);
  const cases = [
    { state: 'expected' },
    { state: 'expected', document: 'received' },
    { state: 'expected', document: 'converting' },
    { state: 'expected', document: 'conversion-failed' },
    { state: 'expected', document: 'converted', due: true },
    { state: 'expected', document: 'converted' },
    { state: 'expected', document: 'converted', errors: 2 },
    { state: 'expected', document: 'converted', cells: 3 },
    { state: 'returned', document: 'converted', errors: 1 },
    { state: 'exempt' },
  ];
  for (const [n, { state, document, due = false, errors = 0, cells = 0 }] of cases.entries()) {
    await client.query(`insert into agencies (id, name, aliases, former_names, path, kind, may_issue_regulations, contact, phone)
      values ('${id(n)}', '单位${n}', '{}', '{}', '/${id(n)}/', 'other', false, '', '')`);
    if (document !== undefined) {
      await client.query(`insert into documents (id, batch_id, position, file_name, source_name, bytes, state, check_due,
          error_findings, decidable_findings, verdict)
        values ('${id(n)}', '${id(0)}', ${n}, 'a', 'a', 1, '${document}', ${due}, ${errors}, ${errors}, 'needsReview')`);
    }
    if (document === 'converted') {
      await client.query(`insert into results (document_id, report_sha256, report_bytes, verdict, review_cells)
        values ('${id(n)}', 'a', 1, 'needsReview', ${cells})`);
    }
    const main = document === undefined ? 'null' : `'${id(n)}'`;
    await client.query(`insert into filings (id, year, agency_id, position, scope, extra, state, version, main_document_id)
      values ('${id(n)}', 2023, '${id(n)}', ${n}, 'self', '{}', '${state}', ${document === undefined ? 0 : 1}, ${main})`);
  }
  await client.close();
}

it('a database that did not keep where filings stand keeps it from the next start on', async () => {
  const place = join(folder, 'db');
  await makeOld(place);
  const database = await openTestDatabase({ url: null, folder: place });
  const rows = await database.tables.select().from(filings).orderBy(asc(filings.id));
  const ids = rows.map(({ id }) => id);
  expect(keptStandings(rows)).toEqual(
    (await standingsOf(database.tables, ids)).toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  );
  expect(rows.map(({ standing }) => standing)).toEqual([
    ...['expected', 'received', 'converting', 'received', 'checking', 'clear', 'needsReview', 'needsReview'],
    ...['returned', 'exempt'],
  ]);
  await database.close();
});
