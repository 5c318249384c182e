import { z } from 'zod';

/** Texts that are like one another. */

const sideSchema = z.object({
  agency: z.object({ id: z.uuid(), name: z.string() }),
  year: z.int(),
  documentId: z.uuid(),
});
const pieceSchema = z.object({ kind: z.enum(['own', 'like', 'template']), text: z.string() });

export const similarPairSchema = z.object({
  /** Of the campaign. */
  one: sideSchema,
  /** Of the campaign, or of the year before. */
  other: sideSchema,
  /** Estimated resemblance, 0…1. */
  likeness: z.number(),
  /** The longest passages that both have. */
  passages: z.array(z.string()),
});
export type SimilarPair = z.infer<typeof similarPairSchema>;

export const similarPageSchema = z.object({
  items: z.array(similarPairSchema),
  total: z.int(),
  page: z.int(),
  size: z.int(),
  /** Texts of the year that were not held against all others yet. */
  waiting: z.int(),
});
export type SimilarPage = z.infer<typeof similarPageSchema>;

export const besideSchema = z.object({
  one: sideSchema.extend({ paragraphs: z.array(z.array(pieceSchema)) }),
  other: sideSchema.extend({ paragraphs: z.array(z.array(pieceSchema)) }),
});
export type Beside = z.infer<typeof besideSchema>;
