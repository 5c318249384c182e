import { z } from 'zod';
import { CORRECTION_LIMITS } from '../config/limits/office.ts';
import { CELL_STATUSES } from '../pipeline/contracts/report.ts';

const note = z.string().trim().max(CORRECTION_LIMITS.noteCharacters).default('');

/**
 * PUT /api/documents/:id/cells/:table/:row/:column → 200, the document with its report. Either what the cell says, in the
 * unit of the form, or that it says what was read. A cell has a number if, and only if, it is `reported`.
 */
export const correctionRequestSchema = z.union([
  z.strictObject({ confirm: z.literal(true), note }),
  z
    .strictObject({
      value: z.number().min(-CORRECTION_LIMITS.largest).max(CORRECTION_LIMITS.largest).nullable(),
      status: z.enum(CELL_STATUSES).default('reported'),
      reason: z.enum(['misread', 'agency-correction']),
      note,
    })
    .refine(({ value, status }) => (value !== null) === (status === 'reported')),
]);
/**
 * PUT /api/documents/:id/facts/:fact → 200, as for a cell. What a fact says as text: a year, a day `YYYY-MM-DD`, a period
 * `YYYY-MM-DD/YYYY-MM-DD`, a template as the canonical JSON names it, else the words; null where the paper does not say it.
 */
export const factRequestSchema = z.union([
  z.strictObject({ confirm: z.literal(true), note }),
  z.strictObject({
    text: z.string().trim().min(1).max(CORRECTION_LIMITS.factCharacters).nullable(),
    reason: z.enum(['misread', 'agency-correction']),
    note,
  }),
]);
export type FactRequest = z.input<typeof factRequestSchema>;
export type CorrectionRequest = z.input<typeof correctionRequestSchema>;
