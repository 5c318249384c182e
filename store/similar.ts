import { createHash } from 'node:crypto';
import { and, asc, desc, eq, getTableColumns, gte, inArray, or, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { AlikePair, Sketch } from '../office/alike.ts';
import type { Tables } from './database.ts';
import { agencies, filings, results, similarPairs, sketches } from './schema.ts';
import { sees, type Viewer } from './viewer.ts';

/** Texts that are like one another: what was found, and what has to be looked at yet. */

export interface SimilarSide {
  readonly agency: { readonly id: string; readonly name: string };
  readonly year: number;
  readonly documentId: string;
  readonly reportSha256: string;
}
export interface KeptPair {
  readonly one: SimilarSide;
  readonly other: SimilarSide;
  readonly likeness: number;
}

export interface SimilarFilter {
  readonly least: number;
  readonly page: number;
  readonly size: number;
}

export interface Similar {
  /** Texts that were not held against all others, the ones that came first first. */
  readonly waiting: (limit: number) => Promise<readonly string[]>;
  readonly sketches: () => Promise<readonly Sketch[]>;
  /** Keeps what these texts are like, in place of what was kept of them before. */
  readonly keep: (compared: readonly Sketch[], pairs: readonly AlikePair[]) => Promise<void>;
  /** Pairs of reports that count, of which one is of the year: only those of which somebody sees both. */
  readonly list: (
    year: number,
    filter: SimilarFilter,
    viewer: Viewer,
  ) => Promise<{ readonly items: readonly KeptPair[]; readonly total: number; readonly waiting: number }>;
  /** One of them; null: it is none, or he does not see it. */
  readonly find: (documentId: string, otherId: string, viewer: Viewer) => Promise<KeptPair | null>;
}

const ROWS_AT_ONCE = 1_000;

/** The sketches of all texts. */
export const sketchesOf = async (tables: Tables): Promise<readonly Sketch[]> => {
  const { compared: _, ...columns } = getTableColumns(sketches);
  return tables.select(columns).from(sketches);
};

export const createSimilar = (tables: Tables): Similar => ({
  waiting: async (limit) => {
    const rows = await tables
      .select({ id: sketches.documentId })
      .from(sketches)
      .where(eq(sketches.compared, false))
      .orderBy(asc(sketches.documentId))
      .limit(limit);
    return rows.map(({ id }) => id);
  },
  sketches: () => sketchesOf(tables),
  keep: (compared, pairs) => tables.transaction((transaction) => keep(transaction, compared, pairs)),
  list: (year, filter, viewer) => list(tables, year, filter, viewer),
  find: async (documentId, otherId, viewer) => {
    const [first = '', second = ''] = [documentId, otherId].toSorted();
    const chosen = and(eq(similarPairs.documentId, first), eq(similarPairs.otherId, second));
    const [row] = await pairsOf(tables, chosen, viewer).limit(1);
    return row === undefined ? null : asPair(row);
  },
});

async function keep(tables: Tables, compared: readonly Sketch[], pairs: readonly AlikePair[]): Promise<void> {
  const ids = compared.map(({ documentId }) => documentId);
  await tables
    .delete(similarPairs)
    .where(or(inArray(similarPairs.documentId, ids), inArray(similarPairs.otherId, ids)));
  const once = [...new Map(pairs.map((pair) => [`${pair.documentId} ${pair.otherId}`, pair])).values()];
  for (let start = 0; start < once.length; start += ROWS_AT_ONCE) {
    await tables
      .insert(similarPairs)
      .values(once.slice(start, start + ROWS_AT_ONCE))
      .onConflictDoNothing();
  }
  // One that was made anew meanwhile waits still.
  const seen = compared.map(({ documentId, signature }) => ({
    id: documentId,
    digest: createHash('md5')
      .update(new Uint8Array(signature.buffer, signature.byteOffset, signature.byteLength))
      .digest('hex'),
  }));
  await tables.execute(sql`
    update sketches set compared = true
    from jsonb_to_recordset(${JSON.stringify(seen)}::jsonb) as seen(id uuid, digest text)
    where sketches.document_id = seen.id and md5(sketches.signature) = seen.digest`);
}

const ones = {
  filing: alias(filings, 'one_filing'),
  agency: alias(agencies, 'one_agency'),
  result: alias(results, 'one_result'),
};
const others = {
  filing: alias(filings, 'other_filing'),
  agency: alias(agencies, 'other_agency'),
  result: alias(results, 'other_result'),
};
const sideOf = ({ filing, agency, result }: typeof ones | typeof others) => ({
  agencyId: agency.id,
  agency: agency.name,
  year: filing.year,
  documentId: result.documentId,
  reportSha256: result.reportSha256,
});

/** Pairs of main documents; the later year stands first, and of one year the one that is first on the roster. */
const pairsOf = (tables: Tables, chosen: ReturnType<typeof and>, viewer: Viewer) =>
  tables
    .select({
      one: sideOf(ones),
      other: sideOf(others),
      likeness: similarPairs.likeness,
      total: sql<number>`count(*) over ()`.mapWith(Number),
    })
    .from(similarPairs)
    .innerJoin(ones.filing, sql`${ones.filing.mainDocumentId} in (${similarPairs.documentId}, ${similarPairs.otherId})`)
    .innerJoin(
      others.filing,
      sql`${others.filing.mainDocumentId} in (${similarPairs.documentId}, ${similarPairs.otherId})
        and ${others.filing.mainDocumentId} <> ${ones.filing.mainDocumentId}
        and (${others.filing.year} < ${ones.filing.year} or (${others.filing.year} = ${ones.filing.year} and ${others.filing.position} > ${ones.filing.position}))`,
    )
    .innerJoin(ones.agency, eq(ones.agency.id, ones.filing.agencyId))
    .innerJoin(others.agency, eq(others.agency.id, others.filing.agencyId))
    .innerJoin(ones.result, eq(ones.result.documentId, ones.filing.mainDocumentId))
    .innerJoin(others.result, eq(others.result.documentId, others.filing.mainDocumentId))
    .where(and(chosen, sees(viewer, ones.filing.agencyId), sees(viewer, others.filing.agencyId)))
    .$dynamic();

type Row = Awaited<ReturnType<typeof pairsOf>>[number];
const asSide = ({ agencyId, agency, ...rest }: Row['one']): SimilarSide => ({
  ...rest,
  agency: { id: agencyId, name: agency },
});
const asPair = ({ one, other, likeness }: Row): KeptPair => ({ one: asSide(one), other: asSide(other), likeness });

async function list(tables: Tables, year: number, { least, page, size }: SimilarFilter, viewer: Viewer) {
  const rows = await pairsOf(tables, and(eq(ones.filing.year, year), gte(similarPairs.likeness, least)), viewer)
    .orderBy(desc(similarPairs.likeness), asc(similarPairs.documentId), asc(similarPairs.otherId))
    .limit(size)
    .offset((page - 1) * size);
  const [open] = await tables
    .select({ waiting: sql<number>`count(*)`.mapWith(Number) })
    .from(sketches)
    .where(and(eq(sketches.compared, false), eq(sketches.year, year)));
  return { items: rows.map(asPair), total: rows[0]?.total ?? 0, waiting: open?.waiting ?? 0 };
}
