import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import type { Logger } from 'pino';
import type { Environment } from '../../config/env.ts';
import { openDatabase } from '../../store/database.ts';
import { inTurn, refreshFilings } from '../../store/filing-standing.ts';
import { campaigns, documents, filings } from '../../store/schema.ts';
import { refreshStanding } from '../../store/standing.ts';

/** Six years of an office: 3,000 agencies, and 28,000 documents with their findings, written by SQL alone. */

export const YEAR = 2023;
const YEARS = 6;
const AGENCIES = 3_000;
const DOCUMENTS = 28_000;
/** Documents that belong to a filing in each year: nine of ten agencies have handed in, some of them twice. */
const FILED = 2_700;
const TWICE = 600;

const ROWS_AT_ONCE = 2_000;

const id = (kind: string, number: string) =>
  sql.raw(`overlay(overlay(md5('${kind}' || (${number})) placing '4' from 13) placing '8' from 17)::uuid`);

/** Fills an empty database; one that was filled before is left as it is. */
export async function seedOffice(environment: Environment, log: Logger, say: (line: string) => void): Promise<void> {
  const began = performance.now();
  const place = { url: environment.databaseUrl, folder: join(environment.dataFolder, 'db') };
  const database = await openDatabase(place, log, (error) => {
    throw error;
  });
  const [known] = await database.tables.select({ year: campaigns.year }).from(campaigns).limit(1);
  if (known !== undefined) return database.close();
  const run = async (...statements: readonly ReturnType<typeof sql>[]): Promise<void> => {
    for (const statement of statements) await database.tables.execute(statement);
  };
  const years = sql.raw(`generate_series(${YEAR - YEARS + 1}, ${YEAR}) as year`);
  const agencies = sql.raw(`generate_series(0, ${AGENCIES - 1}) as n`);
  await run(
    sql`insert into campaigns (year, title, submit_by, publish_by, statutory_by, settings)
      select year, year || '年度', make_date(year + 1, 1, 26), make_date(year + 1, 1, 28), make_date(year + 1, 1, 31), '{}'
      from ${years}`,
    // Ten districts, ten agencies each directly below them, the rest below those.
    sql`insert into agencies (id, name, aliases, former_names, parent_id, path, kind, may_issue_regulations, contact, phone)
      select ${id('agency', 'n')},
        (array['青石','白河','东岭','西坪','南湖','北塘','金沙','银川','铁山','铜鼓'])[n % 10 + 1] || (array['水务局','教育局','财政局','民政局','司法局','统计局','林业局'])[n % 7 + 1] || n,
        array['别名' || n], array[]::text[],
        case when n < 10 then null when n < 110 then ${id('agency', 'n % 10')} else ${id('agency', '10 + n % 100')} end,
        case when n < 10 then '/' when n < 110 then '/' || ${id('agency', 'n % 10')} || '/'
          else '/' || ${id('agency', 'n % 10')} || '/' || ${id('agency', '10 + n % 100')} || '/' end || ${id('agency', 'n')} || '/',
        'department', false, '', ''
      from ${agencies}`,
    sql`insert into filings (id, year, agency_id, position, scope, extra, state, standing)
      select ${id('filing', "year || '-' || n")}, year, ${id('agency', 'n')}, n, 'self', '{}', case when n % 50 = 49 then 'exempt' else 'expected' end, 'expected'
      from ${agencies}, ${years}`,
    sql`insert into batches (id, received_at, who)
      select ${id('batch', 'n')}, now() - make_interval(days => 200 - n), '某人' from generate_series(0, ${sql.raw(`${DOCUMENTS / 200 - 1}`)}) as n`,
    sql`insert into documents (id, batch_id, position, file_name, source_name, bytes, sha256, format, media_type, state, received_at, finished_at, check_due)
      select ${id('document', 'n')}, ${id('batch', 'n / 200')}, n % 200, '年报.zip › ' || n || '.html', n || '.html', 1000,
        md5('a' || n) || md5('b' || n), 'html', 'text/html', case when n % 90 = 0 then 'conversion-failed' else 'converted' end,
        now() - make_interval(days => 200 - n / 200), now(), false
      from generate_series(0, ${sql.raw(`${DOCUMENTS - 1}`)}) as n`,
    sql`insert into results (document_id, report_sha256, report_bytes, agency, year, verdict, review_cells, template, unread_pages)
      select ${id('document', 'n')}, md5('r' || n) || md5('s' || n), 1000,
        (array['青石','白河','东岭','西坪','南湖','北塘','金沙','银川','铁山','铜鼓'])[n % 10 + 1] || (array['水务局','教育局','财政局','民政局','司法局','统计局','林业局'])[n % 7 + 1] || n % 3000,
        ${sql.raw(`${YEAR}`)}, (array['passed','needsReview','failed'])[n % 3 + 1], case when n % 3 = 1 then 2 else 0 end, '2021', 0
      from generate_series(0, ${sql.raw(`${DOCUMENTS - 1}`)}) as n where n % 90 <> 0`,
    sql`insert into findings (document_id, position, rule, severity, cause, message, fingerprint, operands_digest)
      select ${id('document', 'n')}, p, (array['applications.balance','cell.blank','sum.row','sum.column','years.carried-over','narrative.number'])[p + 1],
        case when n % 3 = 2 and p = 0 then 'error' when n % 3 = 2 then 'warning' else 'info' end, 'agency', '…', md5(n || '-' || p), ''
      from generate_series(0, ${sql.raw(`${DOCUMENTS - 1}`)}) as n, generate_series(0, 5) as p where n % 90 <> 0`,
    // Document k of a year is the first version of agency k, document 2,700 + k the second.
    sql`insert into versions (id, filing_id, number, received_at, confirmed)
      select ${id('version', "year || '-' || k")}, ${id('filing', `year || '-' || case when k < ${FILED} then k else k - ${FILED} end`)},
        case when k < ${sql.raw(`${FILED}`)} then 1 else 2 end, now() - make_interval(days => k % 30), true
      from ${years}, ${sql.raw(`generate_series(0, ${FILED + TWICE - 1}) as k`)}`,
    sql`update documents set version_id = v.version, part = 'main', agency_id = v.agency
      from (select ${id('document', `(year - ${YEAR - YEARS + 1}) * ${FILED + TWICE} + k`)} as document, ${id('version', "year || '-' || k")} as version,
          ${id('agency', `case when k < ${FILED} then k else k - ${FILED} end`)} as agency
        from ${years}, ${sql.raw(`generate_series(0, ${FILED + TWICE - 1}) as k`)}) as v
      where documents.id = v.document`,
    sql`update filings set version = v.number, main_document_id = v.document, received_at = v.received_at, first_received_at = v.received_at
      from (select versions.filing_id, versions.number, versions.received_at, documents.id as document
        from versions join documents on documents.version_id = versions.id) as v
      where filings.id = v.filing_id and v.number = (select max(number) from versions where versions.filing_id = filings.id)`,
  );
  const ids = await database.tables.select({ id: documents.id }).from(documents);
  for (let start = 0; start < ids.length; start += ROWS_AT_ONCE) {
    const part = ids.slice(start, start + ROWS_AT_ONCE).map((row) => row.id);
    await database.tables.transaction((transaction) => refreshStanding(transaction, part));
  }
  const owed = await database.tables.select({ id: filings.id }).from(filings);
  await inTurn(database.tables, (transaction) =>
    refreshFilings(
      transaction,
      owed.map((row) => row.id),
    ),
  );
  await database.close();
  say(`seeded in ${((performance.now() - began) / 1000).toFixed(1)} s`);
}
