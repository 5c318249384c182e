import { z } from 'zod';
import { STATISTICS_2008_INDICATORS } from '../../config/catalogue/statistics-2008.ts';
import { RULE_THRESHOLDS, type RuleSettings, THRESHOLD_KEYS, THRESHOLD_RANGES } from '../../config/rules.ts';
import { SEVERITIES } from './finding.ts';

/** What an office keeps in files of its own beside the reports: settings, roster, circumstances of one report. */

const day = z.iso.date();
const name = z.string().min(1);
const number = z.number().min(0);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** Settings of a campaign as they are given. */
export const givenRuleSettingsSchema = z.strictObject({
  off: z.array(z.string()).default([]),
  severity: z.record(z.string(), z.enum(SEVERITIES)).default({}),
  thresholds: z.partialRecord(z.enum(THRESHOLD_KEYS), number).default({}),
});

/** Thresholds as a person sets them: between the values that mean anything. */
export const setThresholdsSchema = givenRuleSettingsSchema.shape.thresholds.unwrap().refine((given) =>
  THRESHOLD_KEYS.every((key) => {
    const { least, most } = THRESHOLD_RANGES[key];
    return (given[key] ?? least) >= least && (given[key] ?? least) <= most;
  }),
);

/** The same with the default of what is left out. */
export const ruleSettingsSchema = givenRuleSettingsSchema.transform(
  (given): RuleSettings => ({ ...given, thresholds: { ...RULE_THRESHOLDS, ...given.thresholds } }),
);

const rosterEntrySchema = z.strictObject({
  agency: name,
  aliases: z.array(name).default([]),
  kind: z.enum(['government', 'governmentOffice', 'department', 'other']).default('other'),
  mayIssueRegulations: z.boolean().default(false),
  scope: z.enum(['self', 'rollup']).default('self'),
  year: z.int(),
  submitBy: day.nullable().default(null),
  publishBy: day.nullable().default(null),
});

/** A roster: all its entries, or the only one. */
export const rosterSchema = z.union([z.array(rosterEntrySchema), rosterEntrySchema.transform((entry) => [entry])]);

const statisticsSchema = z.partialRecord(z.enum(STATISTICS_2008_INDICATORS.map(({ key }) => key)), number);

/** What is known beside one report. Reports are named by the paths of their files of canonical JSON. */
export const circumstancesSchema = z.strictObject({
  delivery: z
    .strictObject({
      receivedOn: day.nullable().default(null),
      publishedOn: day.nullable().default(null),
      acceptedTextSha256: sha256.nullable().default(null),
      publishedTextSha256: sha256.nullable().default(null),
      sameBytesAs: z.array(name).default([]),
      uploadedBy: name.nullable().default(null),
    })
    .optional(),
  children: z
    .array(
      z.strictObject({
        agency: name,
        parents: z.array(name).default([]),
        state: z.enum(['accepted', 'returned', 'missing']),
        report: name.nullable().default(null),
      }),
    )
    .optional(),
  own: name.optional(),
  otherVersions: z.array(name).optional(),
  outstanding: z.array(name).optional(),
  peers: z.record(z.string(), z.strictObject({ high: number, reports: z.int().min(1) })).optional(),
  caseRegister: z.array(z.strictObject({ row: name, cases: number })).optional(),
  statistics: statisticsSchema.optional(),
  lastYearStatistics: statisticsSchema.optional(),
});
export type Circumstances = z.infer<typeof circumstancesSchema>;
