import { and, count, eq, type SQL, sql } from 'drizzle-orm';
import type { Tables } from './database.ts';
import { agencies, filings } from './schema.ts';
import { sees, type Viewer } from './viewer.ts';

/**
 * Districts of a year's roster, as far as somebody sees it: the agencies directly below what is above all of them, with all
 * that is below each. Who stands there alone belongs to the body above them all, as a city's own departments do.
 */

export interface Districts {
  /** Id of the agency by which the district of a filing is named, as a text; `none` where nothing is above it. Joined with agencies. */
  readonly id: SQL<string>;
  /** Names by these ids, `none` left out. */
  readonly names: () => Promise<ReadonlyMap<string, string>>;
  /** Filings in one of them. */
  readonly isIn: (district: string) => SQL;
}

const NONE = 'none';
/** In an order in which what has the same beginning stands together, whatever the database's own order of texts is. */
const byBytes = sql`${agencies.path} collate "C"`;

export async function districtsOf(tables: Tables, year: number, viewer: Viewer): Promise<Districts> {
  const within = and(eq(filings.year, year), sees(viewer, filings.agencyId));
  const [ends] = await tables
    .select({ first: sql<string | null>`min(${byBytes})`, last: sql<string | null>`max(${byBytes})` })
    .from(filings)
    .innerJoin(agencies, eq(agencies.id, filings.agencyId))
    .where(within);
  const above = commonPath(ends?.first ?? '', ends?.last ?? '');
  const head = above.at(-1) ?? NONE;
  // Paths begin with a slash: the first of their parts is empty.
  const below = sql<string>`split_part(${agencies.path}, '/', ${above.length + 2}::integer)`;
  const rows = await tables
    .select({ id: below, agencies: count() })
    .from(filings)
    .innerJoin(agencies, eq(agencies.id, filings.agencyId))
    .where(within)
    .groupBy(sql`1`);
  const ids = rows.filter((row) => row.id !== '' && row.agencies > 1).map((row) => row.id);
  const id = sql<string>`(case when ${below} = any(${sql.param(ids)}::text[]) then ${below} else ${head} end)`;
  return {
    id,
    names: async () => {
      const known = [...ids, ...(head === NONE ? [] : [head])];
      const named = await tables
        .select({ id: agencies.id, name: agencies.name })
        .from(agencies)
        .where(sql`${agencies.id}::text = any(${sql.param(known)}::text[])`);
      return new Map(named.map((row) => [row.id, row.name]));
    },
    isIn: (district) => sql`${filings.agencyId} in (select ${agencies.id} from ${agencies} where ${id} = ${district})`,
  };
}

/** Ids that two paths begin with: of the first and the last of many in their order, what all begin with. */
function commonPath(first: string, last: string): readonly string[] {
  const [one, other] = [first, last].map((path) => path.split('/').filter((id) => id !== ''));
  const common: string[] = [];
  for (const [index, id] of (one ?? []).entries()) {
    if (other?.[index] !== id) break;
    common.push(id);
  }
  return common;
}
