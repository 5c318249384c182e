import { sql } from 'drizzle-orm';
import type { Tables } from './database.ts';
import { findings } from './schema.ts';
import { storable } from './storable.ts';

/** A finding without its place: the document and its number there. */
type Found = Omit<typeof findings.$inferInsert, 'documentId' | 'position'>;

/** Writes down what was found in a document, in the order of its report: one statement, however much it is. */
export async function keepFindings(
  tables: Pick<Tables, 'execute'>,
  documentId: string,
  found: readonly Found[],
): Promise<void> {
  if (found.length === 0) return;
  const rows = found.map(
    ({ rule, severity, cause, message, fingerprint, waits = null, operandsDigest = '' }, position) => ({
      ...{ position, rule, severity, cause, message: storable(message), fingerprint, waits, digest: operandsDigest },
    }),
  );
  await tables.execute(sql`
    insert into ${findings} (document_id, position, rule, severity, cause, message, fingerprint, waits, operands_digest)
    select ${documentId}::uuid, position, rule, severity, cause, message, fingerprint, waits, digest
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as found(position integer, rule text, severity text, cause text,
      message text, fingerprint text, waits text, digest text)`);
}
