import { randomUUID } from 'node:crypto';
import { and, eq, inArray, sql } from 'drizzle-orm';
import { z } from 'zod';
import { HOUSE_LIMITS } from '../config/limits/work.ts';
import type { SourceFormat } from '../pipeline/contracts/document.ts';
import type { ExpectedWork } from '../pipeline/contracts/expected-work.ts';
import type { Tables } from './database.ts';
import { inTurn } from './filing-standing.ts';
import { batches, documents, filings } from './schema.ts';
import { storable } from './storable.ts';
import type { RefusalCode } from './stored-document.ts';
import { tellTrail } from './trail.ts';
import { openTurns, urgencyOf } from './turns.ts';
import type { Actor } from './viewer.ts';

/** One file of an upload as it goes into the store. The bytes of a `document` are kept already (store/blobs.ts). */
export type HandedIn = { readonly fileName: string; readonly sourceName: string; readonly bytes: number } & (
  | {
      readonly kind: 'document';
      readonly sha256: string;
      readonly format: SourceFormat;
      readonly mediaType: string;
      readonly work: ExpectedWork;
    }
  | { readonly kind: 'refused'; readonly reason: RefusalCode }
);

/** Rows for one statement: half a megabyte. */
const ROWS_AT_ONCE = 1_000;
const CONTENT_IS_HELD = sql`state not in ('duplicate', 'rejected', 'removed')`;

/** Who sends, and the agency of his account where it is one's. */
export interface Sender extends Actor {
  readonly agencyId: string | null;
}

/**
 * Writes one upload down, all of it or nothing: each file becomes one row that is `received`, `duplicate` or `rejected`.
 * @param batchId of one that was begun
 * @returns the id of the batch.
 */
export async function receiveBatch(
  tables: Tables,
  files: readonly HandedIn[],
  sender: Sender,
  batchId: string = randomUUID(),
): Promise<string> {
  // in turn with removals: what it is told to be a copy of stays the holder until it is written down
  await inTurn(tables, async (transaction) => {
    const rows = await asRows(transaction, files, batchId, sender);
    await transaction
      .insert(batches)
      .values({ id: batchId, personId: sender.personId, who: sender.who, agencyId: sender.agencyId })
      .onConflictDoUpdate({ target: batches.id, set: { state: 'received', receivedAt: sql`now()` } });
    for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) {
      const part = rows.slice(start, start + ROWS_AT_ONCE);
      const taken = await writeRows(transaction, part);
      const repeated = part.filter(({ id }) => !taken.has(id));
      if (repeated.length > 0) await writeRows(transaction, await asDuplicates(transaction, repeated));
    }
    const after = { files: rows.length, sha256: rows.flatMap(({ sha256 }) => sha256 ?? []).slice(0, 1_000) };
    const subject = { kind: 'upload', id: batchId };
    await tellTrail(transaction, sender, [{ what: 'upload.receive', subject, agencyId: sender.agencyId, after }]);
  });
  return batchId;
}

/** What an upload knows of a document; in all else its row begins as the table says. */
const WRITTEN = {
  ...{ id: documents.id, batchId: documents.batchId, position: documents.position, bytes: documents.bytes },
  ...{ fileName: documents.fileName, sourceName: documents.sourceName, searched: documents.searched },
  ...{ sha256: documents.sha256, format: documents.format, mediaType: documents.mediaType },
  ...{ state: documents.state, reason: documents.reason, duplicateOf: documents.duplicateOf },
  ...{ finishedAt: documents.finishedAt, agencyId: documents.agencyId, sentBy: documents.sentBy },
  ...{ urgency: documents.urgency, lane: documents.lane, expectedSeconds: documents.expectedSeconds },
  ...{ turn: documents.turn },
} as const;
type Row = Pick<Required<typeof documents.$inferInsert>, keyof typeof WRITTEN>;

const writtenSchema = z.object({ rows: z.array(z.object({ id: z.uuid() })) });

/**
 * Writes rows down, but not those whose content another one holds, by one statement that is the same text however many they
 * are: Drizzle's own names each value and each default, which costs more than all else of an upload.
 * @returns the ids of those that were written
 */
async function writeRows(tables: Pick<Tables, 'execute'>, rows: readonly Row[]): Promise<ReadonlySet<string>> {
  const columns = Object.values(WRITTEN).map(({ name }) => sql.identifier(name));
  const names = Object.keys(WRITTEN).map((name) => sql.identifier(name));
  const types = Object.values(WRITTEN).map((column) => sql.raw(column.getSQLType()));
  const given = names.map((name, at) => sql`${name} ${types[at]}`);
  const written = await tables.execute(sql`
    insert into ${documents} (${sql.join(columns, sql`, `)})
    select ${sql.join(names, sql`, `)}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given(${sql.join(given, sql`, `)})
    on conflict (sha256) where ${CONTENT_IS_HELD} do nothing
    returning id`);
  return new Set(writtenSchema.parse(written).rows.map(({ id }) => id));
}

/** Each with its place in the queue, should it be new. */
async function asRows(
  tables: Pick<Tables, 'select'>,
  files: readonly HandedIn[],
  batchId: string,
  sender: Sender,
): Promise<Row[]> {
  const sentBy = sentByOf(sender);
  const corrects = sender.agencyId !== null && (await owesCorrection(tables, sender.agencyId));
  const urgency = corrects ? 'awaited' : urgencyOf(files.length);
  const turns = await openTurns(tables, sentBy, urgency);
  return files.map((file, position): Row => {
    const common = {
      ...{ id: randomUUID(), batchId, position, bytes: file.bytes, agencyId: sender.agencyId, duplicateOf: null },
      fileName: storable(shortened(file.fileName)),
      sourceName: storable(shortened(file.sourceName)),
      searched: storable(shortened(file.fileName)).toLowerCase(),
    };
    if (file.kind === 'refused') return { ...common, ...REFUSED, reason: file.reason, finishedAt: new Date() };
    const { sha256, format, mediaType } = file;
    const { lane, seconds: expectedSeconds } = file.work;
    const turn = turns.next(lane, expectedSeconds);
    const place = { sentBy, urgency, lane, expectedSeconds, turn };
    return { ...common, ...place, state: 'received', sha256, format, mediaType, reason: null, finishedAt: null };
  });
}

const sentByOf = ({ personId, who }: Actor): string => personId ?? storable(who);

/** Whether a report went back to the agency, so that what it sends now is a corrected one. */
async function owesCorrection(tables: Pick<Tables, 'select'>, agencyId: string): Promise<boolean> {
  const [returned] = await tables
    .select({ id: filings.id })
    .from(filings)
    .where(and(eq(filings.agencyId, agencyId), eq(filings.standing, 'returned')))
    .limit(1);
  return returned !== undefined;
}

/** Of what is not converted: it has no content and no turn. */
const REFUSED = {
  ...{ state: 'rejected', sha256: null, format: null, mediaType: null },
  ...{ sentBy: '', urgency: 'bulk', lane: 'digital', expectedSeconds: 1, turn: 0 },
} as const satisfies Partial<Row>;

/** The end of a name tells more of it than its beginning. */
const shortened = (name: string): string =>
  name.length <= HOUSE_LIMITS.nameCharacters ? name : `…${name.slice(1 - HOUSE_LIMITS.nameCharacters)}`;

async function asDuplicates(tables: Pick<Tables, 'select'>, rows: readonly Row[]): Promise<Row[]> {
  const holders = await holdersOf(
    tables,
    rows.flatMap(({ sha256 }) => sha256 ?? []),
  );
  return rows.map((row) => {
    const duplicateOf = holders.get(row.sha256 ?? '');
    if (duplicateOf === undefined) throw new Error(`row ${row.id} was refused as a duplicate of nothing`);
    return { ...row, state: 'duplicate', duplicateOf, finishedAt: new Date() };
  });
}

/** The document that holds each of these contents, as far as one does. */
export async function holdersOf(
  tables: Pick<Tables, 'select'>,
  sha256s: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const holders = new Map<string, string>();
  for (let start = 0; start < sha256s.length; start += ROWS_AT_ONCE) {
    const part = sha256s.slice(start, start + ROWS_AT_ONCE);
    const rows = await tables
      .select({ id: documents.id, sha256: documents.sha256 })
      .from(documents)
      .where(and(inArray(documents.sha256, part), CONTENT_IS_HELD));
    for (const row of rows) if (row.sha256 !== null) holders.set(row.sha256, row.id);
  }
  return holders;
}
