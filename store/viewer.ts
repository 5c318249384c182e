import { and, eq, inArray, isNull, or, type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { Sight, Subject } from '../office/access.ts';
import type { Tables } from './database.ts';
import { agencies, batches, documents, filings } from './schema.ts';

/** Who looks: what he may see of the agencies, and what he brought himself. */
export interface Viewer {
  readonly sight: Sight;
  readonly personId: string | null;
}

/** Who does something, for the trail. */
export interface Actor {
  readonly personId: string | null;
  readonly who: string;
}

/** The program itself, and who works at its command line. */
export const GOUJI: Actor = { personId: null, who: '勾稽' };
/** What the program itself sees. */
export const ALL_SEEING: Viewer = { sight: { kind: 'everything' }, personId: null };

/** Ids of an agency and all below it. */
export const below = (agencyId: string): SQL =>
  sql`(select ${agencies.id} from ${agencies} where ${agencies.path} like (select path from agencies as top where top.id = ${agencyId}) || '%')`;

/** Rows of agencies that somebody may see, by the column that names the agency; undefined: all. */
export function sees({ sight }: Viewer, agency: PgColumn): SQL | undefined {
  switch (sight.kind) {
    case 'everything':
      return undefined;
    case 'below':
      return sql`${agency} in ${below(sight.agencyId)}`;
    case 'own':
      return eq(agency, sight.agencyId);
    case 'nothing':
      return sql`false`;
    default:
      return sight satisfies never;
  }
}

/** Filings of a year in a part of the roster, as far as somebody may see them; the query joins the agencies. */
export const within = (year: number, scopeAgencyId: string | null, viewer: Viewer): SQL | undefined =>
  and(
    eq(filings.year, year),
    sees(viewer, filings.agencyId),
    scopeAgencyId === null ? undefined : sql`position('/' || ${scopeAgencyId} || '/' in ${agencies.path}) > 0`,
  );

const brought = ({ personId }: Viewer, batch: PgColumn): SQL | undefined =>
  personId === null
    ? undefined
    : sql`${batch} in (select ${batches.id} from ${batches} where ${batches.personId} = ${personId})`;

/** Documents: of agencies that he sees, and what he brought himself as long as it belongs to nobody. */
export function seesDocument(viewer: Viewer): SQL | undefined {
  const ofAgency = sees(viewer, documents.agencyId);
  if (ofAgency === undefined) return undefined;
  const own = brought(viewer, documents.batchId);
  return own === undefined ? ofAgency : or(ofAgency, sql`(${isNull(documents.versionId)} and ${own})`);
}

/** Uploads: his own, and those of accounts of agencies that he sees. */
export function seesUpload(viewer: Viewer): SQL | undefined {
  const ofAgency = sees(viewer, batches.agencyId);
  if (ofAgency === undefined || viewer.personId === null) return ofAgency;
  return or(ofAgency, eq(batches.personId, viewer.personId));
}

/** Whether somebody may see one thing; false also where there is no such thing. */
export async function isSeen(
  tables: Pick<Tables, 'select'>,
  subject: Exclude<Subject, 'nothing'>,
  id: string,
  viewer: Viewer,
): Promise<boolean> {
  const look = { document: documents, filing: filings, agency: agencies, upload: batches }[subject];
  const condition = {
    document: seesDocument(viewer),
    filing: sees(viewer, filings.agencyId),
    agency: sees(viewer, agencies.id),
    upload: seesUpload(viewer),
  }[subject];
  const rows = await tables
    .select({ id: look.id })
    .from(look)
    .where(and(eq(look.id, id), condition));
  return rows.length > 0;
}

export async function agenciesSeen(
  tables: Pick<Tables, 'select'>,
  names: readonly string[],
  viewer: Viewer,
): Promise<ReadonlySet<string>> {
  const rows = await tables
    .select({ name: agencies.name })
    .from(agencies)
    .where(and(inArray(agencies.name, [...names]), sees(viewer, agencies.id)));
  return new Set(rows.map(({ name }) => name));
}
