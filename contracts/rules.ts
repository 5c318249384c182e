import { z } from 'zod';
import { THRESHOLD_KEYS, THRESHOLD_UNITS } from '../config/rules.ts';
import { SEVERITIES } from '../pipeline/contracts/finding.ts';
import { setThresholdsSchema } from '../pipeline/contracts/validation-input.ts';

/** The rules as the office sees them: what each rests on, how sure it is, and how the year has set it. */

const share = z.number().min(0).max(1).nullable();

/** What was measured of a rule: of its findings those that are so, of faults put in those that it found. */
export const measuredSchema = z
  .object({ findings: z.int(), precision: share, faults: z.int(), recall: share })
  .readonly();
export type Measured = z.infer<typeof measuredSchema>;

/** What a rule judges by: as the year has it, as it is usually, and between which values a year may set it. */
const thresholdSchema = z
  .object({
    key: z.enum(THRESHOLD_KEYS),
    unit: z.enum(THRESHOLD_UNITS),
    value: z.number(),
    usual: z.number(),
    least: z.number(),
    most: z.number(),
  })
  .readonly();
export type Threshold = z.infer<typeof thresholdSchema>;

export const ruleSummarySchema = z
  .object({
    id: z.string(),
    title: z.string(),
    titleEn: z.string(),
    /** The provision or practice that it rests on. */
    basis: z.string(),
    basisEn: z.string(),
    severity: z.enum(SEVERITIES),
    /** Forms that it looks at; null: all. */
    versions: z.array(z.string()).readonly().nullable(),
    measured: measuredSchema,
    /** As the year has it, where one is asked for. */
    setting: z
      .object({ off: z.boolean(), severity: z.enum(SEVERITIES), thresholds: z.array(thresholdSchema).readonly() })
      .readonly(),
    /** Findings of the year that nobody has decided on, and the reports that have them; null without a year. */
    open: z.object({ findings: z.int(), reports: z.int() }).readonly().nullable(),
  })
  .readonly();
export type RuleSummary = z.infer<typeof ruleSummarySchema>;

export const ruleListSchema = z
  .object({
    year: z.int().nullable(),
    /** What the measurement rests on. */
    sample: z
      .object({
        measuredOn: z.iso.date(),
        reports: z.int(),
        sentences: z.int(),
        documents: z.int(),
        corpus: z.int().nullable(),
      })
      .readonly(),
    items: z.array(ruleSummarySchema).readonly(),
  })
  .readonly();
export type RuleList = z.infer<typeof ruleListSchema>;

export const ruleDetailSchema = z
  .object({
    rule: ruleSummarySchema,
    explanation: z.string(),
    explanationEn: z.string(),
    /** What must hold, in names; null for rules about wording. */
    formula: z.string().nullable(),
    formulaEn: z.string().nullable(),
    /** What it says of an example. */
    example: z
      .object({ message: z.string(), messageEn: z.string(), suggestion: z.string().nullable() })
      .readonly()
      .nullable(),
  })
  .readonly();
export type RuleDetail = z.infer<typeof ruleDetailSchema>;

/** How the rules would be set; what is left out stays as the year has it. */
export const dryRunSchema = z.strictObject({
  year: z.int().min(2008).max(2100),
  severity: z.enum(SEVERITIES).optional(),
  thresholds: setThresholdsSchema.optional(),
});
export type DryRunAsked = z.infer<typeof dryRunSchema>;

export const dryRunAnswerSchema = z
  .object({
    year: z.int(),
    /** Stored reports that it was put to, and those in which it would find something. */
    reports: z.int(),
    fires: z.int(),
    findings: z.int(),
    /** Some of them. */
    examples: z
      .array(
        z.object({
          documentId: z.uuid(),
          agency: z.string(),
          severity: z.enum(SEVERITIES),
          message: z.string(),
          messageEn: z.string(),
        }),
      )
      .readonly(),
  })
  .readonly();
export type DryRunAnswer = z.infer<typeof dryRunAnswerSchema>;
