import { z } from 'zod';
import { DOUBT_CONFIDENCE, REVIEW_BELOW } from '../../config/limits/doubts.ts';
import { originSchema } from './origin.ts';

export const DOUBT_CODES = Object.keys(DOUBT_CONFIDENCE) as [DoubtCode, ...DoubtCode[]];
export type DoubtCode = keyof typeof DOUBT_CONFIDENCE;

/**
 * Why we are not sure what the source says. It is about our reading, never about the agency: that is a finding. Any
 * stage raises one where it arises and hands it on with what it concerns; none takes one back.
 */
export const doubtSchema = z.object({
  code: z.enum(DOUBT_CODES),
  /** Where it arose; left out where that is the place of what carries it. */
  origin: originSchema.optional(),
  /** What stands there, as far as it can be said. */
  seen: z.string().optional(),
  /** What it could mean besides: other readings of the same ink, as text. */
  couldMean: z.array(z.string()).readonly().optional(),
});
export type Doubt = Readonly<z.infer<typeof doubtSchema>>;

export const doubt = (code: DoubtCode, more: Omit<Doubt, 'code'> = {}): Doubt => ({ code, ...more });

/** What a value counts for that carries these doubts, 0…1; 1 without any. */
export const confidenceUnder = (codes: Iterable<DoubtCode>): number => {
  let least = 1;
  for (const code of codes) least = Math.min(least, DOUBT_CONFIDENCE[code]);
  return least;
};

/** Doubts about what the document says rather than about how we read it: they stay when somebody has looked. */
const OF_THE_PAPER: ReadonlySet<DoubtCode> = new Set(['unit-converted', 'not-a-number', 'row-missing']);
export const isOfReading = (code: DoubtCode): boolean => !OF_THE_PAPER.has(code);

/** Whether a person must look because of it; the others only lower the confidence. */
export const asksForLook = (code: DoubtCode): boolean => DOUBT_CONFIDENCE[code] < REVIEW_BELOW;
