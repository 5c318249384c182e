import { z } from 'zod';
import type { TableKey } from '../../config/catalogue/form.ts';
import { SOURCE_FORMATS } from './document.ts';
import { DOUBT_CODES, doubtSchema } from './doubt.ts';
import { findingSchema } from './finding.ts';
import { unplacedSchema } from './ink.ts';
import { NOTE_CODES } from './note.ts';
import { originSchema, regionSchema } from './origin.ts';
import { turnedPageSchema } from './paper.ts';

/**
 * The canonical JSON, schema version 1.1: what every other program relies on. gouji always writes every part; parts with
 * a default were added to the published contract, so JSON of other programs need not have them.
 */

const isoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
export const CELL_STATUSES = ['reported', 'blank', 'notApplicable', 'illegible', 'absent'] as const;
export type CellStatus = (typeof CELL_STATUSES)[number];

export const cellSchema = z
  .object({
    /** What the document says, in the unit of the form (counts; 万元 for amounts); in doubt the best reading of it. */
    value: z.number().nullable(),
    raw: z.string(),
    status: z.enum(CELL_STATUSES),
    /** Derived from the doubts, and from how sure the engines were. */
    confidence: z.number().min(0).max(1),
    needsReview: z.boolean(),
    /** Doubts for which a person must look. */
    doubts: z.array(z.enum(DOUBT_CODES)).default([]),
    /** The same as `doubts`, under the name of schema version 1.0. */
    reviewReasons: z.array(z.enum(DOUBT_CODES)).default([]),
    origin: originSchema.nullable(),
    /** What other readings of the same ink said, where engines did not agree. */
    otherReadings: z.array(z.string()).optional(),
    /** The same read as numbers, with who read them so: an engine, or `sums` for what the sums of the form demand. */
    readings: z
      .array(z.object({ value: z.number().nullable(), by: z.string(), confidence: z.number().min(0).max(1) }))
      .optional(),
  })
  // JSON of schema version 1.0 has its doubts under their former name only
  .transform((cell) => (cell.doubts.length > 0 ? cell : { ...cell, doubts: cell.reviewReasons }));
export type Cell = z.infer<typeof cellSchema>;

/** A label of the form as the document prints it, with its source characters folded to Simplified. */
export const labelSchema = z.object({
  axis: z.enum(['row', 'column', 'group', 'blockHeading', 'note']),
  /** Key of the row, column or group; null for headings and notes. */
  key: z.string().nullable(),
  /** For a column: the row block it heads (table two and four), else null. */
  block: z.string().nullable(),
  text: z.string(),
  origin: originSchema,
});
export type Label = z.infer<typeof labelSchema>;

/** What differs between the table as printed and the form. */
export const anomalySchema = z.discriminatedUnion('kind', [
  /** A row with values that the form does not have. */
  z.object({ kind: z.literal('row-extra'), text: z.string(), values: z.array(z.string()), origin: originSchema }),
  z.object({ kind: z.literal('row-missing'), row: z.string() }),
  /** A row with another number of values than the form has columns. */
  z.object({
    kind: z.literal('column-count'),
    row: z.string(),
    expected: z.int(),
    actual: z.int(),
    origin: originSchema,
  }),
  /** A row whose label stands in another column of the table than its place in the form. */
  z.object({ kind: z.literal('row-shift'), row: z.string(), origin: originSchema }),
  z.object({ kind: z.literal('column-missing'), column: z.string() }),
]);
export type Anomaly = z.infer<typeof anomalySchema>;

export const tableSchema = z.object({
  rows: z.record(z.string(), z.record(z.string(), cellSchema)),
  regions: z.array(regionSchema),
  labels: z.array(labelSchema).default([]),
  anomalies: z.array(anomalySchema).default([]),
});
export type Table = z.infer<typeof tableSchema>;

export interface Section {
  number: number | null;
  heading: string;
  role: string | null;
  paragraphs: string[];
  children: Section[];
}
export const sectionSchema: z.ZodType<Section> = z.lazy(() =>
  z.object({
    number: z.int().nullable(),
    heading: z.string(),
    role: z.string().nullable(),
    paragraphs: z.array(z.string()),
    children: z.array(sectionSchema),
  }),
);

export const mentionSchema = z.object({
  text: z.string(),
  quantity: z.number(),
  unit: z.string().nullable(),
  /** Number of the section, null for the preface. */
  section: z.int().nullable(),
  /** Cell path or null. */
  refersTo: z.string().nullable(),
});
export type Mention = z.infer<typeof mentionSchema>;

export const reportFactsSchema = z.object({
  title: z.string().nullable(),
  agency: z.string().nullable(),
  year: z.int().nullable(),
  template: z.enum(['2021', '2019', 'narrative']).nullable(),
  period: z.object({ start: isoDate, end: isoDate }).nullable(),
  publishedOn: isoDate.nullable(),
  signedOn: isoDate.nullable(),
  indexNumber: z.string().nullable(),
  documentNumber: z.string().nullable(),
  contact: z.object({
    address: z.string().nullable(),
    postcode: z.string().nullable(),
    phone: z.string().nullable(),
    fax: z.string().nullable(),
    email: z.string().nullable(),
  }),
  /** The agency as the document names it elsewhere: signature line, publishing body, heading. */
  signer: z.string().nullable().default(null),
  publisher: z.string().nullable().default(null),
});
export type ReportFacts = z.infer<typeof reportFactsSchema>;

export const sourceFactsSchema = z.object({
  fileName: z.string(),
  format: z.enum(SOURCE_FORMATS),
  mediaType: z.string(),
  /** The program that made a Word file or a page of it, which was then read; left out where the file itself was read. */
  through: z.string().optional(),
  bytes: z.int().min(0),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  pages: z.int().min(0).nullable(),
  /** Pages without text to trust: read from their picture, or not read. */
  scannedPages: z.array(z.int().min(1)),
  /** Those of them that have ink and were not read. */
  unreadPages: z.array(z.int().min(1)).default([]),
  ocrEngines: z.array(z.string()),
  /** Pages that lie on their side in the file: their boxes count from the top left of the page turned upright. */
  turnedPages: z.array(turnedPageSchema).optional(),
});

const statutoryTables = {
  proactiveDisclosure: tableSchema.nullable(),
  applications: tableSchema.nullable(),
  remedies: tableSchema.nullable(),
} satisfies Record<TableKey, unknown>;

/** Versions of the canonical JSON that can be read; the last one is written. */
export const SCHEMA_VERSIONS = ['1.0', '1.1'] as const;

/** Why a person says that a cell is something else, or just this: we misread it, the agency mended it, or it was read well. */
export const CORRECTION_REASONS = ['misread', 'agency-correction', 'confirmed'] as const;
export type CorrectionReason = (typeof CORRECTION_REASONS)[number];

/** What a person in the office said of a cell or a fact after a look at the paper, beside what was read. */
export const correctionSchema = z.object({
  /** `<table>/<row>/<column>`, or `report/<fact>`. */
  path: z.string(),
  readValue: z.number().nullable(),
  readStatus: z.enum(CELL_STATUSES),
  /** The characters as we read them. */
  readRaw: z.string(),
  value: z.number().nullable(),
  status: z.enum(CELL_STATUSES),
  /** Of a fact: what it says, as text; null where the paper does not say it. Left out for a cell. */
  text: z.string().nullable().optional(),
  reason: z.enum(CORRECTION_REASONS),
  by: z.string(),
  /** ISO 8601, UTC. */
  at: z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z$/),
  note: z.string(),
});
export type Correction = z.infer<typeof correctionSchema>;

/** canonicalise → validate: everything but the findings. */
export const canonicalReportSchema = z.object({
  schemaVersion: z.enum(SCHEMA_VERSIONS),
  source: sourceFactsSchema,
  report: reportFactsSchema,
  /** Paragraphs before the first section: heading of the page, introduction. */
  preface: z.array(z.string()).default([]),
  sections: z.array(sectionSchema),
  /** Lines after the last section: signature and date. */
  closing: z.array(z.string()).default([]),
  tables: z.object({
    ...statutoryTables,
    /** The statistical table of reports up to 2018: indicators as rows, one column `count`. */
    statistics2008: tableSchema.nullable().default(null),
  }),
  mentions: z.array(mentionSchema),
  /** What a reader of the paper sees and no table, section or fact took. */
  unplaced: z.array(unplacedSchema).default([]),
  /** Why something is not sure, with the cells that it covers. */
  doubts: z
    .array(doubtSchema.extend({ message: z.string(), origin: originSchema.nullable(), cells: z.array(z.string()) }))
    .default([]),
  notes: z
    .array(z.object({ code: z.enum(NOTE_CODES), values: z.record(z.string(), z.union([z.string(), z.number()])) }))
    .default([]),
  /** Made by people in the office; the cells say what they say after them. Left out where there are none. */
  corrections: z.array(correctionSchema).optional(),
});
export type CanonicalReport = z.infer<typeof canonicalReportSchema>;

export const VALIDATION_STATUSES = ['passed', 'failed', 'needsReview'] as const;
export type ValidationStatus = (typeof VALIDATION_STATUSES)[number];

export const checkedReportSchema = canonicalReportSchema.extend({
  validation: z.object({ status: z.enum(VALIDATION_STATUSES), findings: z.array(findingSchema) }),
});
export type CheckedReport = z.infer<typeof checkedReportSchema>;
