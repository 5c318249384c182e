import { z } from 'zod';
import { draftAboutSchema, reportDraftSchema } from '../pipeline/contracts/report-draft.ts';

/** GET /api/filings/:id/form-draft: what an agency has filled in so far; with nothing kept yet, what is taken over from last year. */
export const formDraftSchema = z
  .object({
    filingId: z.uuid(),
    about: draftAboutSchema,
    content: reportDraftSchema,
    /** Goes into If-Match of a change. */
    etag: z.string(),
    savedAt: z.iso.datetime().nullable(),
    who: z.string().nullable(),
    handedInAt: z.iso.datetime().nullable(),
    /** It says otherwise than what was handed in, or nothing was. */
    changedSince: z.boolean(),
    /** Why it cannot be handed in now, whatever it says; null: it can. */
    obstacle: z.enum(['filing-accepted', 'filing-not-due', 'campaign-closed']).nullable(),
  })
  .readonly();
export type FormDraft = z.infer<typeof formDraftSchema>;

/** PUT to it. */
export const formDraftSavedSchema = z.object({ etag: z.string(), savedAt: z.iso.datetime() }).readonly();
export type FormDraftSaved = z.infer<typeof formDraftSavedSchema>;
