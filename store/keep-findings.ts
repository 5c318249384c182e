import type { Tables } from './database.ts';
import { findings } from './schema.ts';
import { storable } from './storable.ts';

/** Rows for one statement: PostgreSQL takes at most 65,535 parameters, a row has 8. */
const ROWS_AT_ONCE = 1_000;

/** A finding without its place: the document and its number there. */
type Found = Omit<typeof findings.$inferInsert, 'documentId' | 'position'>;

/** Writes down what was found in a document, in the order of its report. */
export async function keepFindings(
  tables: Pick<Tables, 'insert'>,
  documentId: string,
  found: readonly Found[],
): Promise<void> {
  const rows = found.map((finding, position) => ({
    ...finding,
    documentId,
    position,
    message: storable(finding.message),
  }));
  for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) {
    await tables.insert(findings).values(rows.slice(start, start + ROWS_AT_ONCE));
  }
}
