import { z } from 'zod';
import { FILING_STATES } from './states.ts';

/** The three statutory tables summed over reports. */

/** Which reports are summed: those that were accepted, or all that have been read. */
export const SUM_STATES = ['accepted', 'read'] as const;
export type SumState = (typeof SUM_STATES)[number];

/** One cell summed. The counts are of reports and come to all that were summed. */
export const sumSchema = z.object({
  /** Sum of what the reports say, of those in doubt too; null where none says a number. */
  value: z.number().nullable(),
  /** False where a report is in doubt or unread in this cell: the true sum may be another. */
  certain: z.boolean(),
  reported: z.int(),
  doubtful: z.int(),
  blank: z.int(),
  notApplicable: z.int(),
  /** With ink that could not be read, or without such a cell. */
  unread: z.int(),
});
export type Sum = z.infer<typeof sumSchema>;

const summedTableSchema = z.object({ rows: z.record(z.string(), z.record(z.string(), sumSchema)) });
export const summedTablesSchema = z.object({
  proactiveDisclosure: summedTableSchema,
  applications: summedTableSchema,
  remedies: summedTableSchema,
});
export type SummedTables = z.infer<typeof summedTablesSchema>;

const agencySchema = z.object({ id: z.uuid(), name: z.string() });

/** A report that should be in a sum and is not, and why. */
export const missingSchema = z.object({
  filingId: z.uuid(),
  agency: agencySchema,
  state: z.enum(FILING_STATES),
  /** `not-handed-in`, `not-read`: being converted or failed, `not-accepted`, `other-form`: on the form of other years or none. */
  reason: z.enum(['not-handed-in', 'not-read', 'not-accepted', 'other-form']),
});
export type MissingReport = z.infer<typeof missingSchema>;

export const completenessSchema = z.object({
  /** Reports that belong into the sum: of all who must file, without the rolled-up reports of those above others. */
  due: z.int(),
  accepted: z.int(),
  /** Read, whatever their state. */
  read: z.int(),
  /** Those that are in this sum. */
  included: z.int(),
  /** Rolled-up reports that are compared with the sum and not added to it. */
  rolledUp: z.int(),
  missing: z.array(missingSchema),
});

/** What the report of one agency adds to a cell. */
export const shareSchema = z.object({
  filingId: z.uuid(),
  documentId: z.uuid().nullable(),
  agency: agencySchema,
  value: z.number().nullable(),
  status: z.enum(['reported', 'blank', 'notApplicable', 'illegible', 'absent', 'none']),
  doubtful: z.boolean(),
  /** Of the sum, 0…1; null where the sum is nothing or the cell says no number. */
  share: z.number().nullable(),
});
export type Share = z.infer<typeof shareSchema>;

/** Why the report of a government says another number than the sum. */
export const explanationSchema = z.object({
  agency: agencySchema,
  /**
   * `left-out`, `counted-twice`: its figure is the difference; `own-report`: the rolled-up report of a body below says
   * so much more or less than its own sum; `missing`, `unread`, `doubtful`: its figure is not known.
   */
  reason: z.enum(['left-out', 'counted-twice', 'own-report', 'missing', 'unread', 'doubtful']),
  value: z.number().nullable(),
});
export type Explanation = z.infer<typeof explanationSchema>;

export const crossFootSchema = z.object({
  filingId: z.uuid(),
  documentId: z.uuid().nullable(),
  agency: agencySchema,
  state: z.enum(FILING_STATES),
  /** Cells that its report has and that were compared. */
  compared: z.int(),
  differs: z.array(
    z.object({
      cell: z.string(),
      own: z.number(),
      ownDoubtful: z.boolean(),
      sum: z.number(),
      certain: z.boolean(),
      difference: z.number(),
      explanations: z.array(explanationSchema),
      /** Explanations beyond those that are listed. */
      more: z.int(),
    }),
  ),
});
export type CrossFoot = z.infer<typeof crossFootSchema>;

/** A sum that the form demands and that the summed tables do not keep: what reports have wrong, summed with them. */
export const unbalancedSchema = z.object({
  /** The rule that finds it in a report, and what that is called. */
  rule: z.string(),
  title: z.string(),
  /** Path of the total. */
  cell: z.string(),
  left: z.number(),
  right: z.number(),
  certain: z.boolean(),
});
export type Unbalanced = z.infer<typeof unbalancedSchema>;

export const consolidatedSchema = z.object({
  year: z.int(),
  scope: agencySchema.nullable(),
  state: z.enum(SUM_STATES),
  /** Form of the year; null for the years before there were tables. */
  form: z.enum(['2021', '2019']).nullable(),
  tables: summedTablesSchema.nullable(),
  unbalanced: z.array(unbalancedSchema),
  completeness: completenessSchema,
  /** Those above the scope, the topmost first. */
  above: z.array(agencySchema),
  /** Bodies next below the scope that have others below them. */
  parts: z.array(z.object({ agency: agencySchema, due: z.int(), included: z.int() })),
  /** The report of the government at the top of the scope against the sum; null where there is none. */
  crossFoot: crossFootSchema.nullable(),
  /** The same a year earlier, in the cells that both forms have; null where it was not asked for or is not there. */
  previous: z
    .object({ year: z.int(), included: z.int(), due: z.int(), cells: z.record(z.string(), sumSchema) })
    .nullable(),
  /** The agencies behind one cell, the greatest first; null where no cell was asked for. */
  behind: z
    .object({
      cell: z.string(),
      sum: sumSchema,
      items: z.array(shareSchema),
      total: z.int(),
      page: z.int(),
      size: z.int(),
    })
    .nullable(),
});
export type Consolidated = z.infer<typeof consolidatedSchema>;

/** A consolidation that was kept. */
export const snapshotSchema = z.object({
  id: z.uuid(),
  year: z.int(),
  scope: agencySchema.nullable(),
  state: z.enum(SUM_STATES),
  sha256: z.string(),
  bytes: z.int(),
  madeAt: z.iso.datetime(),
  who: z.string(),
  note: z.string(),
});
export type Snapshot = z.infer<typeof snapshotSchema>;
export const newSnapshotSchema = z.object({
  scope: z.uuid().nullable().default(null),
  state: z.enum(SUM_STATES).default('accepted'),
  note: z.string().max(200).default(''),
});
