import { z } from 'zod';

/** Where a document says whose it is and of which year. */
export const EVIDENCE_PLACES = [
  'title',
  'agency',
  'signer',
  'publisher',
  'fileName',
  'folder',
  'account',
  'period',
  'signedOn',
] as const;
export type EvidencePlace = (typeof EVIDENCE_PLACES)[number];

/** One reason for a guess, or against it. */
export const evidenceSchema = z
  .object({
    of: z.enum(['agency', 'year']),
    place: z.enum(EVIDENCE_PLACES),
    /** What stands there. */
    text: z.string(),
    /** How it fits: the very name, a former one, a part of it, another agency's. */
    fit: z.enum(['same', 'former', 'contained', 'ending', 'short', 'other']),
  })
  .readonly();
export type Evidence = z.infer<typeof evidenceSchema>;
