import { z } from 'zod';
import { SOURCE_FORMATS } from '../pipeline/contracts/document.ts';
import { findingSchema } from '../pipeline/contracts/finding.ts';
import { VALIDATION_STATUSES } from '../pipeline/contracts/report.ts';

/** Drafts that an agency has looked over for itself. */

export const SELF_CHECK_STATES = ['waiting', 'done', 'failed'] as const;

const moment = z.iso.datetime();
const findings = z.array(findingSchema).readonly();

/** What was found in one draft. */
export const selfCheckFoundSchema = z
  .object({
    /** As the draft says; null where it does not. */
    agency: z.string().nullable(),
    year: z.int().nullable(),
    /** Form by which the places of the findings are named. */
    template: z.enum(['2021', '2019', 'narrative']).nullable(),
    status: z.enum(VALIDATION_STATUSES),
    /** Cells and pages that we could not read for sure. */
    reviewCells: z.int(),
    unreadPages: z.int(),
    /** Errors and warnings, each told once. */
    findings,
  })
  .readonly();
export type SelfCheckFound = z.infer<typeof selfCheckFoundSchema>;

const facts = {
  id: z.uuid(),
  fileName: z.string(),
  bytes: z.int(),
  format: z.enum(SOURCE_FORMATS),
  state: z.enum(SELF_CHECK_STATES),
  error: z.object({ code: z.string(), message: z.string() }).readonly().nullable(),
  at: moment,
  finishedAt: moment.nullable(),
  /** When it goes by itself. */
  keptUntil: moment,
};

/** A row of GET /api/self-checks, the newest first; the answer of POST to it. */
export const selfCheckSchema = z
  .object({ ...facts, errors: z.int().nullable(), warnings: z.int().nullable() })
  .readonly();
export type SelfCheck = z.infer<typeof selfCheckSchema>;

export const selfCheckListSchema = z.object({ items: z.array(selfCheckSchema).readonly() });

/** GET /api/self-checks/:id: what was found, and what became of what was found in the draft before it, of the same year. */
export const selfCheckDetailSchema = selfCheckSchema.unwrap().extend({
  found: selfCheckFoundSchema.nullable(),
  since: z
    .object({ id: z.uuid(), fileName: z.string(), closed: findings, fresh: z.array(z.string()).readonly() })
    .readonly()
    .nullable(),
});
export type SelfCheckDetail = z.infer<typeof selfCheckDetailSchema>;
