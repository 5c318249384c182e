import { z } from 'zod';
import { queueStatusSchema } from './api.ts';

/** GET /api/campaigns/:year/overview: the morning's questions, answered in one. Counts are of agencies unless they say otherwise. */
export const overviewSchema = z
  .object({
    year: z.int(),
    total: z.int(),
    states: z.record(z.string(), z.int()),
    flags: z.record(z.string(), z.int()),
    /** By FILING_PILES. */
    piles: z.record(z.string(), z.int()),
    /** Until each of the campaign's days; negative behind it. */
    daysLeft: z.object({ submit: z.int(), publish: z.int(), statutory: z.int() }),
    /** Districts in which somebody has not filed, as far as one is named: `id` goes into `?district=`. The most missing first. */
    missing: z
      .array(
        z.object({ id: z.string(), name: z.string().nullable(), due: z.int(), missing: z.int(), overdue: z.int() }),
      )
      .readonly(),
    /** Errors and warnings of the reports that count, this year and the year before; the most frequent first. */
    topRules: z
      .array(
        z.object({
          rule: z.string(),
          title: z.string(),
          findings: z.int(),
          agencies: z.int(),
          /** Of this year's those that the office has to decide on: what the list of issues shows. */
          open: z.int(),
          lastYear: z.int(),
        }),
      )
      .readonly(),
    /** How many had filed and passed at the end of each day on which one did, the oldest first. */
    progress: z.array(z.object({ day: z.iso.date(), filed: z.int(), passed: z.int() })).readonly(),
    queue: queueStatusSchema,
    /** Documents whose agency or year a person has to settle. */
    unassigned: z.int(),
    /** Filings that the asker is the reviewer of and that wait for him. */
    mine: z.int(),
    /** Filings that wait for a review and have no reviewer. */
    unclaimed: z.int(),
  })
  .readonly();
export type Overview = z.infer<typeof overviewSchema>;
