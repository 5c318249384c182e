import { z } from 'zod';
import { findingSchema } from '../../pipeline/contracts/finding.ts';
import { originSchema } from '../../pipeline/contracts/origin.ts';
import {
  anomalySchema,
  cellSchema,
  checkedReportSchema,
  labelSchema,
  mentionSchema,
  sectionSchema,
  tableSchema,
} from '../../pipeline/contracts/report.ts';

export const SCHEMA_FILE = 'schema/canonical-report.schema.json';

/** Parts that have a name of their own in the published schema. */
const PARTS: readonly (readonly [name: string, schema: z.ZodType, description: string])[] = [
  ['Table', tableSchema, 'A statutory table: cells by row key and column key, and how it was printed.'],
  ['Cell', cellSchema, 'A number of the form: the characters as printed, what they say, and how sure that is.'],
  [
    'Origin',
    originSchema,
    'Where it stands: page and box in points with the origin at the top left, or table, row and column, or paragraph; all from 1.',
  ],
  ['Label', labelSchema, 'A label of the form as the document prints it.'],
  ['Anomaly', anomalySchema, 'What differs between the table as printed and the form.'],
  ['Section', sectionSchema, 'A section with its paragraphs and the sections below it.'],
  ['Mention', mentionSchema, 'A number of the text, and the cell `<table>/<row>/<column>` that it repeats.'],
  ['Finding', findingSchema, 'What a rule found. Cells are named `<table>/<row>/<column>`.'],
];

/** JSON Schema, draft 2020-12, of what `gouji convert` writes. Further properties may be added within version 1.1. */
export function reportSchema(): object {
  const named = z.registry<{ id: string; description: string }>();
  for (const [id, schema, description] of PARTS) named.add(schema, { id, description });
  const made = z.toJSONSchema(checkedReportSchema, {
    target: 'draft-2020-12',
    io: 'input',
    metadata: named,
    override: ({ jsonSchema }) => {
      // bounds of the number type, not of the value
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
      delete jsonSchema.readOnly;
    },
  });
  const { $schema, ...rest } = made;
  return {
    $schema,
    $id: 'urn:gouji:canonical-report:1.0',
    title: 'Canonical report',
    description: 'Canonical JSON of a government information disclosure annual report, schema version 1.0.',
    ...rest,
  };
}

export const reportSchemaText = (): string => `${JSON.stringify(reportSchema(), null, 2)}\n`;
