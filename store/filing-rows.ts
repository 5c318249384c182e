import { eq, inArray } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Campaign } from '../contracts/campaigns.ts';
import type { Filing } from '../contracts/filings.ts';
import type { FilingFlag } from '../contracts/states.ts';
import { dueOn, flagsOfDays } from '../office/deadlines.ts';
import { hasComeBack } from '../office/filing.ts';
import type { Tables } from './database.ts';
import { agencies, documents, filings, people, results, versions } from './schema.ts';

/** Filings as they are shown, one by one. */

const reviewers = alias(people, 'reviewers');

export const rowsOf = (tables: Pick<Tables, 'select'>) =>
  tables
    .select({
      filing: filings,
      agency: { name: agencies.name, path: agencies.path },
      main: {
        openWarnings: documents.openWarnings,
        openDoubts: documents.openDoubts,
        openPages: documents.openPages,
        openMistakes: documents.openMistakes,
        confirmedMistakes: documents.confirmedMistakes,
        returnable: documents.returnable,
        changedAt: documents.changedAt,
      },
      template: results.template,
      reviewer: reviewers.name,
      confirmed: versions.confirmed,
    })
    .from(filings)
    .innerJoin(agencies, eq(agencies.id, filings.agencyId))
    .leftJoin(documents, eq(documents.id, filings.mainDocumentId))
    .leftJoin(results, eq(results.documentId, filings.mainDocumentId))
    .leftJoin(reviewers, eq(reviewers.id, filings.reviewerId))
    .leftJoin(versions, eq(versions.id, documents.versionId))
    .$dynamic();

export type Row = Awaited<ReturnType<typeof rowsOf>>[number];

/** Names of agencies by their ids. */
export type Names = ReadonlyMap<string, string>;

export function asFiling(row: Row, campaign: Campaign, names: Names, today: string): Filing {
  const { filing, agency } = row;
  const dates = {
    state: filing.standing,
    submitBy: filing.submitBy ?? campaign.submitBy,
    correctionBy: filing.correctionBy,
    firstReceivedAt: filing.firstReceivedAt,
  };
  const flags: FilingFlag[] = [...flagsOfDays(dates, today, campaign.settings.dueSoonDays)];
  if (hasComeBack({ ...filing, state: filing.standing })) flags.push('cameBack');
  if (filing.conversionFailed) flags.push('conversionFailed');
  if (filing.versionsDiffer) flags.push('versionsDiffer');
  if (filing.changedAfterAcceptance) flags.push('changedAfterAcceptance');
  if (filing.asideReason !== null) flags.push('putAside');
  if (filing.proposedWaivers > 0) flags.push('waiverProposed');
  return {
    id: filing.id,
    year: filing.year,
    agency: { id: filing.agencyId, name: agency.name, path: namesAbove(agency.path, names) },
    state: filing.standing,
    flags,
    dueOn: dueOn(dates),
    returned:
      filing.returnedVersion === null || filing.returnedAt === null
        ? null
        : { version: filing.returnedVersion, at: filing.returnedAt.toISOString() },
    version: filing.version,
    mainDocumentId: filing.mainDocumentId,
    asideReason: filing.asideReason,
    verdict: filing.verdict,
    errors: filing.errors,
    warnings: filing.warnings,
    reviewCells: filing.reviewCells,
    undecided: filing.undecided,
    reviewer: filing.reviewerId === null ? null : { id: filing.reviewerId, name: row.reviewer ?? '' },
    receivedAt: filing.receivedAt?.toISOString() ?? null,
    acceptedAt: filing.acceptedAt?.toISOString() ?? null,
    etag: etagOf(row),
  };
}

/** Decisions on its report change a filing as much as a move does. */
export const etagOf = ({ filing, main }: Row): string => `${filing.changes}-${main?.changedAt.getTime() ?? 0}`;

const idsOf = (path: string): string[] => path.split('/').filter((id) => id !== '');

export const namesAbove = (path: string, names: Names): string[] =>
  idsOf(path)
    .slice(0, -1)
    .map((id) => names.get(id) ?? '');

/** Names of the agencies on these paths. */
export async function namesOn(tables: Pick<Tables, 'select'>, paths: readonly string[]): Promise<Names> {
  const ids = [...new Set(paths.flatMap(idsOf))];
  if (ids.length === 0) return new Map();
  const rows = await tables
    .select({ id: agencies.id, name: agencies.name })
    .from(agencies)
    .where(inArray(agencies.id, ids));
  return new Map(rows.map(({ id, name }) => [id, name]));
}
