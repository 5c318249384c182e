import { z } from 'zod';

/** GET /api/list-choices: what lists can be narrowed by, of what the asker sees: only what narrows them to something. */
export const listChoicesSchema = z
  .object({
    /** The newest first. */
    years: z.array(z.int()).readonly(),
    /** With how many documents have a finding of it. */
    rules: z.array(z.object({ id: z.string(), title: z.string(), documents: z.int() }).readonly()).readonly(),
    /** People who are the reviewer of something. */
    reviewers: z.array(z.object({ id: z.uuid(), name: z.string() }).readonly()).readonly(),
    /** Agencies that have others below them, in the order of the tree, with how deep they stand in it from 0. */
    districts: z.array(z.object({ id: z.uuid(), name: z.string(), depth: z.int() }).readonly()).readonly(),
  })
  .readonly();
export type ListChoices = z.infer<typeof listChoicesSchema>;
