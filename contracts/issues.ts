import { z } from 'zod';
import { DECISION_LIMITS, ISSUE_LIMITS } from '../config/limits/office.ts';
import { CAUSES, SEVERITIES, WAITS } from '../pipeline/contracts/finding.ts';
import { pageOf } from './api.ts';

/** Open findings across the agencies of a year: those of reports that wait for the office, which nobody has decided on. */

const names = z.object({ id: z.uuid(), name: z.string() }).readonly();

export const issueSchema = z
  .object({
    documentId: z.uuid(),
    /** With the digest it names the finding on the values that it has; both go back with a decision. */
    fingerprint: z.string(),
    operandsDigest: z.string(),
    filingId: z.uuid(),
    agency: names,
    rule: z.string(),
    title: z.string(),
    severity: z.enum(SEVERITIES),
    cause: z.enum(CAUSES),
    waits: z.enum(WAITS).nullable(),
    message: z.string(),
    reviewer: names.nullable(),
  })
  .readonly();
export type Issue = z.infer<typeof issueSchema>;

/** How many there are of each kind under the other conditions; `id` goes into the query. */
const facet = z.array(z.object({ id: z.string(), name: z.string().nullable(), issues: z.int() })).readonly();

/** GET /api/campaigns/:year/issues?rule=&cause=&severity=&district=&reviewer=&query=&page=1&size=50 */
export const issuePageSchema = pageOf(issueSchema)
  .unwrap()
  .extend({
    /** Agencies that they are of. */
    agencies: z.int(),
    facets: z.object({ rule: facet, cause: facet, severity: facet, district: facet, reviewer: facet }),
  });
export type IssuePage = z.infer<typeof issuePageSchema>;

const digest = z.string().regex(/^[0-9a-f]{64}$/);
const uuidOrNone = z.union([z.uuid(), z.literal('none')]);
export const issueFilterSchema = z.strictObject({
  rule: z.string().max(100).optional(),
  cause: z.enum(CAUSES).optional(),
  severity: z.enum(SEVERITIES).optional(),
  district: uuidOrNone.optional(),
  reviewer: uuidOrNone.optional(),
  query: z.string().max(200).optional(),
});
export type IssueFilter = z.infer<typeof issueFilterSchema>;

/** Those that are named, or all that a filter lets through, as many as were seen. */
const chosen = z.union([
  z.strictObject({
    issues: z
      .array(z.strictObject({ documentId: z.uuid(), fingerprint: digest, operandsDigest: digest }))
      .min(1)
      .max(ISSUE_LIMITS.atOnce),
  }),
  z.strictObject({ filter: issueFilterSchema, total: z.int().min(1).max(ISSUE_LIMITS.atOnce) }),
]);
export type ChosenIssues = z.infer<typeof chosen>;

/** POST /api/campaigns/:year/issues/decide: one decision with one reason on many. */
export const issueDecisionSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('confirmed'), of: chosen, reviewer: z.string().max(200).optional() }),
  z.strictObject({
    kind: z.literal('waived'),
    reason: z.string().trim().min(1).max(DECISION_LIMITS.reasonCharacters),
    of: chosen,
    reviewer: z.string().max(200).optional(),
  }),
]);
export type IssueDecision = z.infer<typeof issueDecisionSchema>;

/** POST /api/campaigns/:year/issues/assign: who reviews the filings that they are of. */
export const issueAssignmentSchema = z.strictObject({ userId: z.uuid().nullable(), of: chosen });
export type IssueAssignment = z.infer<typeof issueAssignmentSchema>;

/** What became of many: how many were done, and which not and why. */
export const manyDoneSchema = z
  .object({
    done: z.int(),
    refused: z
      .array(z.object({ agency: z.string(), message: z.string(), code: z.string(), why: z.string() }).readonly())
      .readonly(),
  })
  .readonly();
export type ManyDone = z.infer<typeof manyDoneSchema>;
