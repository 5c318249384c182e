import { and, eq, inArray } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { FilingState } from '../contracts/states.ts';
import type { Knowledge } from './checking.ts';
import type { Tables } from './database.ts';
import { agencies, campaigns, filings, results } from './schema.ts';

/** What one agency owes in one year, with what is known for it of the year before: nothing of anybody else. */
export interface OwnFiling
  extends Pick<
    Knowledge,
    'year' | 'agencyId' | 'agency' | 'otherNames' | 'kind' | 'mayIssueRegulations' | 'scope' | 'submitBy' | 'publishBy'
  > {
  readonly filingId: string;
  readonly state: FilingState;
  readonly campaignOpen: boolean;
  /** Settings of the rules in this year, as they are kept. */
  readonly rules: unknown;
  /** Of the accepted report of the year before; null: there is none. */
  readonly lastYear: {
    readonly reportSha256: string;
    readonly template: string | null;
    readonly figures: string | null;
  } | null;
}

export type WhichFiling = { readonly filingId: string } | { readonly agencyId: string; readonly year: number };

const past = alias(filings, 'past');

export async function ownFiling(tables: Pick<Tables, 'select'>, which: WhichFiling): Promise<OwnFiling | null> {
  const [row] = await tables
    .select({ filing: filings, agency: agencies, campaign: campaigns })
    .from(filings)
    .innerJoin(agencies, eq(agencies.id, filings.agencyId))
    .innerJoin(campaigns, eq(campaigns.year, filings.year))
    .where(
      'filingId' in which
        ? eq(filings.id, which.filingId)
        : and(eq(filings.agencyId, which.agencyId), eq(filings.year, which.year)),
    );
  if (row === undefined) return null;
  const { filing, agency, campaign } = row;
  const [before] = await tables
    .select({ reportSha256: results.reportSha256, template: results.template, figures: results.figures })
    .from(past)
    .innerJoin(results, eq(results.documentId, past.mainDocumentId))
    .where(
      and(
        eq(past.agencyId, filing.agencyId),
        eq(past.year, filing.year - 1),
        inArray(past.state, ['accepted', 'published']),
      ),
    );
  return {
    filingId: filing.id,
    year: filing.year,
    agencyId: agency.id,
    agency: agency.name,
    otherNames: [...agency.aliases, ...agency.formerNames],
    kind: agency.kind,
    mayIssueRegulations: agency.mayIssueRegulations,
    scope: filing.scope,
    submitBy: filing.submitBy ?? campaign.submitBy,
    publishBy: filing.publishBy ?? campaign.publishBy,
    state: filing.state,
    campaignOpen: campaign.state === 'open',
    rules: JSON.parse(campaign.settings).rules,
    lastYear: before ?? null,
  };
}
