import { z } from 'zod';

export const SEVERITIES = ['error', 'warning', 'info'] as const;
export type Severity = (typeof SEVERITIES)[number];
export const CAUSES = ['agency', 'extraction', 'unknown'] as const;
/** Who made it: the agency's document is wrong, our reading may be wrong, or it cannot be told from the document alone. */
export type Cause = (typeof CAUSES)[number];

/**
 * What a report waits for. `doubt`: a look at the paper, because something was not read or found no place. `mistake`:
 * a person's word on what would be an error of the agency if the words that it rests on were sure.
 */
export const WAITS = ['doubt', 'mistake'] as const;
export type Waits = (typeof WAITS)[number];

export const findingSchema = z.object({
  rule: z.string(),
  severity: z.enum(SEVERITIES),
  cause: z.enum(CAUSES),
  message: z.string(),
  /** The formula with the numbers put in, e.g. "13 + 0 = 12 + 0"; null where the rule has none. */
  formula: z.string().nullable(),
  /** Paths of the cells concerned: `<table>/<row>/<column>`. */
  cells: z.array(z.string()),
  expected: z.union([z.number(), z.string()]).nullable(),
  actual: z.union([z.number(), z.string()]).nullable(),
  suggestion: z.string().nullable(),
  /** Alternatives of changes that would set the numbers right, likelier ones first: candidates, never a correction. */
  repairs: z.array(z.array(z.object({ cell: z.string(), actual: z.number(), repaired: z.number() }))).optional(),
  /** Number of the section concerned. */
  section: z.int().nullable(),
  quote: z.string().nullable(),
  /** Another agency whose report it is about: named here alone, for who may not see that one is not told of it. */
  otherAgency: z.string().optional(),
  /** While it is open the report is not passed, whatever its severity; null where it does not hold the report up. */
  waits: z.enum(WAITS).nullable().default(null),
  /** Fingerprint of the finding that tells the cause of this one, which is gone with it; null for a cause of its own. */
  explainedBy: z.string().nullable().default(null),
  /** Stable over re-runs on the same report: what a reviewer's decision is kept against. */
  fingerprint: z.string(),
});
export type Finding = z.infer<typeof findingSchema>;
