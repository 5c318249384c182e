import { asc, desc, eq, sql } from 'drizzle-orm';
import type { Campaign } from '../contracts/campaigns.ts';
import type { AgencyYear, AgencyYears } from '../contracts/filings.ts';
import { carryOversOf, yearOfAgency } from '../office/agency-years.ts';
import { createCampaigns } from './campaigns.ts';
import type { Tables } from './database.ts';
import { asFiling, namesAbove, namesOn, rowsOf } from './filing-rows.ts';
import { agencies, filings, results } from './schema.ts';

/** An agency with its filings, the newest year first, and what its years tell side by side; null for an agency that is none. */
export async function yearsOfAgency(tables: Tables, agencyId: string, today: string): Promise<AgencyYears | null> {
  const [agency] = await tables.select().from(agencies).where(eq(agencies.id, agencyId));
  if (agency === undefined) return null;
  const names = await namesOn(tables, [agency.path]);
  const years = new Map((await createCampaigns(tables).list()).map((campaign) => [campaign.year, campaign]));
  const rows = await rowsOf(tables).where(eq(filings.agencyId, agencyId)).orderBy(desc(filings.year));
  const told = await toldOfYears(tables, agencyId, years);
  return {
    years: told,
    carryOvers: carryOversOf(told),
    id: agency.id,
    name: agency.name,
    aliases: agency.aliases,
    formerNames: agency.formerNames,
    kind: agency.kind,
    path: namesAbove(agency.path, names),
    filings: rows.flatMap((row) => {
      const campaign = years.get(row.filing.year);
      return campaign === undefined ? [] : [asFiling(row, campaign, names, today)];
    }),
  };
}

async function toldOfYears(
  tables: Tables,
  agencyId: string,
  known: ReadonlyMap<number, Campaign>,
): Promise<AgencyYear[]> {
  const rows = await tables
    .select({
      year: filings.year,
      standing: filings.standing,
      submitBy: filings.submitBy,
      firstReceivedAt: filings.firstReceivedAt,
      versions: filings.version,
      returns:
        sql<number>`(select count(*) from comments where comments.filing_id = ${filings.id} and comments.version is not null)`.mapWith(
          Number,
        ),
      template: results.template,
      figures: results.figures,
    })
    .from(filings)
    .leftJoin(results, eq(results.documentId, filings.mainDocumentId))
    .where(eq(filings.agencyId, agencyId))
    .orderBy(asc(filings.year));
  return rows
    .filter(({ standing }) => standing !== 'exempt' && standing !== 'merged')
    .map((row) => yearOfAgency({ ...row, dueOn: row.submitBy ?? known.get(row.year)?.submitBy ?? '' }));
}
