import { type SQL, sql } from 'drizzle-orm';
import type { Tables } from './database.ts';
import { findings } from './schema.ts';
import { storable } from './storable.ts';

/** A finding without its place: the document and its number there. */
type Found = Omit<typeof findings.$inferInsert, 'documentId' | 'position'>;

/** What was found in a document, in the order of its report, as rows of one statement, however much it is. */
export const foundRows = (found: readonly Found[]): SQL => {
  const rows = found.map(
    ({ rule, severity, cause, message, fingerprint, waits = null, operandsDigest = '' }, position) => ({
      ...{ position, rule, severity, cause, message: storable(message), fingerprint, waits },
      operands_digest: operandsDigest,
    }),
  );
  return sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as findings(position integer, rule text, severity text,
      cause text, message text, fingerprint text, waits text, operands_digest text)`;
};

export async function keepFindings(
  tables: Pick<Tables, 'execute'>,
  documentId: string,
  found: readonly Found[],
): Promise<void> {
  if (found.length === 0) return;
  await tables.execute(sql`
    insert into ${findings} (document_id, position, rule, severity, cause, message, fingerprint, waits, operands_digest)
    select ${documentId}::uuid, position, rule, severity, cause, message, fingerprint, waits, operands_digest
    from ${foundRows(found)}`);
}
