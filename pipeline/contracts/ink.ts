import { z } from 'zod';
import { type Origin, originSchema } from './origin.ts';

/**
 * What a stage saw and did not hand on as text or table. `furniture`: page numbers, running heads, navigation, counters
 * of a page. Everything else may hold a part of the report.
 */
export interface LeftOut {
  readonly kind: 'furniture' | 'picture' | 'hidden' | 'embedded' | 'page';
  /** Its text, as far as it is known; empty for a picture or a page that was not read. */
  readonly text: string;
  readonly origin: Origin | null;
}

/** What something looks like that found no place in a table, a section or a fact. */
export const UNPLACED_LOOKS = ['number', 'label', 'row', 'paragraph', 'picture', 'hidden', 'embedded'] as const;

/** Something that a reader of the paper sees and no table, section or fact took. */
export const unplacedSchema = z.object({
  text: z.string(),
  origin: originSchema.nullable(),
  looksLike: z.enum(UNPLACED_LOOKS),
});
export type Unplaced = z.infer<typeof unplacedSchema>;
