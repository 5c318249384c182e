import { z } from 'zod';
import { SUM_STATES } from './consolidated.ts';

/** Rates over the official tables, and the analysis that is written of them. */

export const rateSchema = z.object({
  rate: z.number().nullable(),
  numerator: z.number().nullable(),
  denominator: z.number().nullable(),
  certain: z.boolean(),
});
export type ShownRate = z.infer<typeof rateSchema>;
const ratesSchema = z.record(z.string(), rateSchema);
const agencySchema = z.object({ id: z.uuid(), name: z.string() });
const ratedSchema = z.object({ agency: agencySchema, included: z.int(), rates: ratesSchema });
export type Rated = z.infer<typeof ratedSchema>;

export const indicatorsSchema = z.object({
  year: z.int(),
  scope: agencySchema.nullable(),
  state: z.enum(SUM_STATES),
  included: z.int(),
  due: z.int(),
  definitions: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      definition: z.string(),
      numerator: z.array(z.string()),
      denominator: z.array(z.string()),
    }),
  ),
  rates: ratesSchema,
  /** A year earlier; null where there is none. */
  previous: z.object({ year: z.int(), included: z.int(), rates: ratesSchema }).nullable(),
  /** The bodies next below that have others below them. */
  parts: z.array(ratedSchema),
  /** Agencies by one of the rates, the highest first; those without it last. */
  agencies: z.object({
    indicator: z.string(),
    items: z.array(ratedSchema.extend({ rank: z.int().nullable() })),
    total: z.int(),
    page: z.int(),
    size: z.int(),
  }),
});
export type Indicators = z.infer<typeof indicatorsSchema>;

/** A number of the analysis with the cells that it is made of. */
export const tracedSchema = z.object({
  /** As it is printed. */
  text: z.string(),
  value: z.number().nullable(),
  /** `sum` of the cells; `share` of the cells in those of `whole`; `change` against the year before; `count` of reports. */
  of: z.enum(['sum', 'share', 'change', 'count']),
  cells: z.array(z.string()),
  whole: z.array(z.string()),
  certain: z.boolean(),
});
export type Traced = z.infer<typeof tracedSchema>;

export const analysisSchema = z.object({
  title: z.string(),
  year: z.int(),
  sections: z.array(
    z.object({
      heading: z.string(),
      sentences: z.array(z.object({ id: z.string(), text: z.string(), numbers: z.array(tracedSchema) })),
    }),
  ),
});
export type Analysis = z.infer<typeof analysisSchema>;
