import { and, count, desc, eq, exists, inArray, isNotNull, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { ListChoices } from '../contracts/list-choices.ts';
import type { Tables } from './database.ts';
import { agencies, documents, filings, people, results } from './schema.ts';
import { sees, seesDocument, type Viewer } from './viewer.ts';

type Choices = Omit<ListChoices, 'rules'> & {
  readonly rules: readonly { readonly id: string; readonly documents: number }[];
};

/** What lists can be narrowed by, of what somebody sees. */
export async function listChoices(tables: Tables, viewer: Viewer): Promise<Choices> {
  const seen = seesDocument(viewer);
  const years = await tables
    .selectDistinct({ year: results.year })
    .from(results)
    .where(
      and(
        isNotNull(results.year),
        seen && inArray(results.documentId, tables.select({ id: documents.id }).from(documents).where(seen)),
      ),
    )
    .orderBy(desc(results.year));
  const rule = sql<string>`rule`;
  const rules = await tables
    .select({ id: rule, documents: count() })
    .from(sql`${documents}, unnest(${documents.foundRules}) as rule`)
    .where(and(eq(documents.state, 'converted'), seen))
    .groupBy(rule)
    .orderBy(desc(count()), rule);
  const reviewers = await tables
    .selectDistinct({ id: people.id, name: people.name })
    .from(filings)
    .innerJoin(people, eq(people.id, filings.reviewerId))
    .where(sees(viewer, filings.agencyId))
    .orderBy(people.name);
  const children = alias(agencies, 'children');
  const districts = await tables
    .select({ id: agencies.id, name: agencies.name, path: agencies.path })
    .from(agencies)
    .where(
      and(
        exists(tables.select({ id: children.id }).from(children).where(eq(children.parentId, agencies.id))),
        sees(viewer, agencies.id),
      ),
    )
    .orderBy(agencies.path);
  return {
    years: years.flatMap(({ year }) => year ?? []),
    rules,
    reviewers,
    districts: districts.map(({ id, name, path }) => ({ id, name, depth: path.split('/').length - 3 })),
  };
}
