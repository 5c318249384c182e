import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { CONSOLIDATION_LIMITS } from '../config/limits/office.ts';
import { CAUSES, SEVERITIES, WAITS } from '../pipeline/contracts/finding.ts';
import { VALIDATION_STATUSES } from '../pipeline/contracts/report.ts';
import type { Tables } from './database.ts';
import { foundRows } from './keep-findings.ts';
import { runEnd } from './run-ends.ts';
import { campaigns, corrections, documents, findings, results } from './schema.ts';
import { standing } from './standing.ts';
import { storable } from './storable.ts';

export const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/);

/** What the store keeps of a conversion besides the canonical JSON, which is a file already. */
export const conversionSchema = z.object({
  reportSha256: sha256Schema,
  reportBytes: z.int(),
  agency: z.string().nullable(),
  year: z.int().nullable(),
  verdict: z.enum(VALIDATION_STATUSES),
  reviewCells: z.int(),
  /** Form that the report is on; null: none that we know. */
  template: z.string().nullable().default(null),
  unreadPages: z.int().nullable().default(null),
  /** The figures of its form (office/figures.ts). */
  figures: z.string().max(CONSOLIDATION_LIMITS.figureCharacters).nullable().default(null),
  /** Version of the program that made it; left out where only the rules ran again. */
  madeBy: z.string().optional(),
  findings: z.array(
    z.object({
      rule: z.string(),
      severity: z.enum(SEVERITIES),
      cause: z.enum(CAUSES),
      waits: z.enum(WAITS).nullable().default(null),
      message: z.string(),
      fingerprint: z.string(),
      operandsDigest: sha256Schema,
    }),
  ),
});
export type Conversion = z.input<typeof conversionSchema>;

const RESULT = [
  'report_sha256',
  'report_bytes',
  'agency',
  'year',
  'verdict',
  'review_cells',
  'template',
  'unread_pages',
  'figures',
  'made_by',
];
const FINDING = [
  'document_id',
  'position',
  'rule',
  'severity',
  'cause',
  'message',
  'fingerprint',
  'waits',
  'operands_digest',
  'decided',
];
const listed = (columns: readonly string[]): SQL => sql.raw(columns.join(', '));
const replaced = (columns: readonly string[]): SQL =>
  sql.raw(columns.map((column) => `${column} = excluded.${column}`).join(', '));

/** A document in no filing, of an office that collects no year, need not be looked at with what that knows. */
const isDue = sql`${documents.versionId} is not null or ${results.readSha256} is not null
        or num_nulls(${results.template}, ${results.unreadPages}, ${results.figures}) > 0
        or (not ${documents.heldBack} and exists (select from ${campaigns}))`;

const endedSchema = z.object({ rows: z.array(z.object({ version_id: z.uuid().nullable() })) });

/**
 * Ends the run of a document with its result: that, its findings, the document's standing and how the run ended, all by one
 * statement, for each document pays for each. A result, and findings, that were there before are replaced.
 * @param running which document it is, if its run still counts
 * @returns the version that it is in; undefined: another run counts by now, and nothing was kept
 */
export async function keepResult(
  tables: Pick<Tables, 'execute'>,
  documentId: string,
  running: SQL | undefined,
  { findings: found, ...facts }: Conversion,
): Promise<{ readonly versionId: string | null } | undefined> {
  const given = JSON.stringify({
    report_sha256: facts.reportSha256,
    report_bytes: facts.reportBytes,
    agency: facts.agency === null ? null : storable(facts.agency),
    year: facts.year,
    verdict: facts.verdict,
    review_cells: facts.reviewCells,
    template: facts.template ?? null,
    unread_pages: facts.unreadPages ?? null,
    figures: facts.figures ?? null,
    made_by: facts.madeBy ?? null,
  });
  // What people corrected is put to it again by the office's look.
  const readSha256 = sql`case when exists (select from ${corrections} where ${corrections.documentId} = ${documentId}
        and ${corrections.withdrawnAt} is null) then report_sha256 end`;
  const ended = await tables.execute(
    sql`${standing({
      before: sql`ending as materialized (
      select id, lane, queued_at, started_at from ${documents} where ${running} for update
    ), kept as (
      insert into ${results} (document_id, ${listed(RESULT)}, read_sha256, saved_at)
      select id, ${listed(RESULT)}, ${readSha256}, now()
      from ending, jsonb_to_record(${given}::jsonb) as given(report_sha256 text, report_bytes bigint, agency text,
        year integer, verdict text, review_cells integer, template text, unread_pages integer, figures text, made_by text)
      on conflict (document_id) do update set ${replaced([...RESULT, 'read_sha256', 'saved_at'])}
      returning *
    ),`,
      findings: {
        columns: sql`message, fingerprint, operands_digest,`,
        before: sql`null`,
        from: sql`(select ending.id as document_id, findings.* from ending, ${foundRows(found)}) as findings`,
      },
      doing: sql`told as (
      insert into ${findings} (${listed(FINDING)})
      select ${listed(FINDING)} from now_is
      on conflict (document_id, position) do update set ${replaced(FINDING)}
    ), gone as (
      delete from ${findings} using ending where ${findings.documentId} = ending.id and ${findings.position} >= ${found.length}
    ), noted as (${runEnd(sql`null`, sql`now()`, sql`ending`)}
    )`,
      besides: sql`state = 'converted', reason = null, run = null, finished_at = now(), changed_at = now(), check_due = ${isDue},
      due_marks = ${documents.dueMarks} + 1,`,
      results: sql`kept as results`,
      condition: sql`${documents.state} = 'converting'`,
    })} returning ${documents.versionId}`,
  );
  const [row] = endedSchema.parse(ended).rows;
  return row === undefined ? undefined : { versionId: row.version_id };
}
