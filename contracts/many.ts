/** The same done to many rows of a list: those that were ticked, or all that match what the list is asked for. */
import { z } from 'zod';
import { MANY_LIMITS } from '../config/limits/office.ts';

export const chosenIdsSchema = z.strictObject({ ids: z.array(z.uuid()).min(1).max(MANY_LIMITS.rows) });

/** `count`: how many the person saw; where it is another by now, nothing is done. */
export const matching = <T extends z.ZodType>(filter: T) => z.strictObject({ matching: filter, count: z.int().min(1) });

/** What was done and what was not, and why not: each row that was asked for is in exactly one of the two. */
export const manyAnswerSchema = z
  .object({
    done: z.array(z.uuid()).readonly(),
    refused: z
      .array(z.object({ id: z.uuid(), name: z.string(), code: z.string(), message: z.string() }).readonly())
      .readonly(),
  })
  .readonly();
export type ManyAnswer = z.infer<typeof manyAnswerSchema>;

/** POST /api/documents/many/{retry,remove,restore,reviewer,return}, /api/campaigns/:year/filings/many/{reviewer,return} */
export type Chosen =
  | { readonly ids: readonly string[] }
  | { readonly matching: Readonly<Record<string, string>>; readonly count: number };
