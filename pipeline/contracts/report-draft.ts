import { z } from 'zod';
import { DRAFT_LIMITS } from '../../config/limits/own-door.ts';
import type { RosterEntry } from './validation-context.ts';

/** A report while it is being filled in: what was typed, as it was typed. */

const paragraphs = z.string().max(DRAFT_LIMITS.sectionCharacters);

export const reportDraftSchema = z
  .strictObject({
    /** By cell path; what is left out is empty. */
    cells: z
      .record(z.string().max(120), z.string().max(DRAFT_LIMITS.cellCharacters))
      .refine((cells) => Object.keys(cells).length <= DRAFT_LIMITS.cells),
    /** The words of each section, a paragraph a line; those of sections two to four stand under their table. */
    sections: z.strictObject({
      overview: paragraphs,
      proactiveDisclosure: paragraphs,
      applications: paragraphs,
      remedies: paragraphs,
      problems: paragraphs,
      other: paragraphs,
    }),
    signer: z.string().max(DRAFT_LIMITS.signerCharacters),
    /** ISO date; empty while there is none. */
    signedOn: z.union([z.iso.date(), z.literal('')]),
  })
  .readonly();
export type ReportDraft = z.infer<typeof reportDraftSchema>;

/** What is known of whoever fills it in. */
export const draftAboutSchema = z
  .object({
    agency: z.string(),
    year: z.int(),
    form: z.enum(['2021', '2019']),
    kind: z.enum(['government', 'governmentOffice', 'department', 'other'] satisfies RosterEntry['kind'][]),
    mayIssueRegulations: z.boolean(),
    /** Numbers of the accepted report of the year before, by cell path; null: there is none. */
    lastYear: z.record(z.string(), z.number()).nullable(),
    /** Limits by which the year judges reports. */
    thresholds: z.object({ jumpRatio: z.number(), jumpBase: z.number(), problemsShort: z.number() }),
  })
  .readonly();
export type DraftAbout = z.infer<typeof draftAboutSchema>;
