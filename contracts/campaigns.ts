import { z } from 'zod';
import { DEFAULT_RULE_SETTINGS, type RuleSettings } from '../config/rules.ts';
import {
  givenRuleSettingsSchema,
  ruleSettingsSchema,
  setThresholdsSchema,
} from '../pipeline/contracts/validation-input.ts';
import { AGENCY_KINDS, type AgencyKind, CAMPAIGN_STATES, REPORT_SCOPES, type ReportScope } from './states.ts';

const day = z.iso.date();

export const campaignSettingsSchema = z
  .object({
    /** A guess at least this sure is taken without a person; null: every guess is confirmed by one. */
    takeFrom: z.number().min(0.5).max(1).nullable().default(0.95),
    /** Days before a date from which a filing counts as due soon. */
    dueSoonDays: z.int().min(0).max(60).default(7),
    /** Working days that a returned filing has, where nobody names a date. */
    correctionDays: z.int().min(1).max(60).default(5),
    /** Rules that are off, of another severity, or with other thresholds than usual. */
    rules: givenRuleSettingsSchema.optional(),
  })
  .readonly();
export type CampaignSettings = z.infer<typeof campaignSettingsSchema>;

/** How a year sets the rules, with the usual thresholds where it says nothing. */
export const ruleSettingsOf = ({ rules }: CampaignSettings): RuleSettings =>
  rules === undefined ? DEFAULT_RULE_SETTINGS : ruleSettingsSchema.parse(rules);

/** As they are set: what was kept before there were ranges is still read. */
const setSettingsSchema = campaignSettingsSchema.refine(
  ({ rules }) => rules === undefined || setThresholdsSchema.safeParse(rules.thresholds).success,
);

/** One reporting year. Days count to their end in the office's time zone. */
export const campaignSchema = z
  .object({
    year: z.int(),
    title: z.string(),
    submitBy: day,
    publishBy: day,
    statutoryBy: day,
    state: z.enum(CAMPAIGN_STATES),
    settings: campaignSettingsSchema,
  })
  .readonly();
export type Campaign = z.infer<typeof campaignSchema>;
export const keptCampaignSchema = campaignSchema
  .unwrap()
  .extend({
    /** Goes into If-Match of a change. */
    etag: z.string(),
  })
  .readonly();
export type KeptCampaign = z.infer<typeof keptCampaignSchema>;

const year = z.int().min(2008).max(2100);
export const newCampaignSchema = z.strictObject({
  year,
  title: z.string().trim().min(1).max(100).optional(),
  submitBy: day,
  publishBy: day,
  statutoryBy: day,
  settings: setSettingsSchema.prefault({}),
  /** The year whose roster is taken over. */
  rosterOf: year.optional(),
});
export type NewCampaign = z.infer<typeof newCampaignSchema>;
export const campaignChangeSchema = z.strictObject({
  title: z.string().trim().min(1).max(100).optional(),
  submitBy: day.optional(),
  publishBy: day.optional(),
  statutoryBy: day.optional(),
  state: z.enum(CAMPAIGN_STATES).optional(),
  settings: setSettingsSchema.optional(),
});
export type CampaignChange = z.infer<typeof campaignChangeSchema>;

const keysOf = <T extends string>(words: Readonly<Record<T, string>>): [T, ...T[]] => Object.keys(words) as [T, ...T[]];

/** One agency in the roster of one year. */
export const rosterEntrySchema = z
  .object({
    agency: z.string(),
    aliases: z.array(z.string()).readonly(),
    /** Name of the agency above it; null at the top. */
    parent: z.string().nullable(),
    kind: z.enum(keysOf<AgencyKind>(AGENCY_KINDS)),
    mayIssueRegulations: z.boolean(),
    scope: z.enum(keysOf<ReportScope>(REPORT_SCOPES)),
    submitBy: day.nullable(),
    publishBy: day.nullable(),
    contact: z.string(),
    phone: z.string(),
    /** `due`: it reports; `exempt`: it need not; else the name of the agency into which it was merged. */
    standing: z.union([
      z.object({ kind: z.enum(['due', 'exempt']) }),
      z.object({ kind: z.literal('merged'), into: z.string() }),
    ]),
    /** Columns that we do not know, as they came. */
    extra: z.record(z.string(), z.string()),
  })
  .readonly();
export type RosterEntry = z.infer<typeof rosterEntrySchema>;

/** What is wrong with one cell of a roster; rows count from 1 with the headers as the first. */
export const rosterProblemSchema = z
  .object({ row: z.int(), column: z.string(), code: z.string(), message: z.string() })
  .readonly();
export type RosterProblem = z.infer<typeof rosterProblemSchema>;

export const rosterChangeSchema = z
  .object({
    added: z.int(),
    changed: z.int(),
    unchanged: z.int(),
    removed: z.int(),
    problems: z.array(rosterProblemSchema).readonly(),
  })
  .readonly();
export type RosterChange = z.infer<typeof rosterChangeSchema>;
