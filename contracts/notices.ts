import { z } from 'zod';
import { LETTER_LIMITS } from '../config/limits/office.ts';

/** Letters that return reports: as they are drawn up, as a person edits their texts, and as they were signed. */

const text = z.string().trim().max(LETTER_LIMITS.editedCharacters);
const day = z.iso.date();

const itemSchema = z.object({
  place: text,
  found: text,
  quote: text.nullable(),
  expected: text.nullable(),
  remedy: text.nullable(),
});
const pointSchema = z.object({
  title: text,
  basis: text,
  formula: text.nullable(),
  items: z.array(itemSchema).max(LETTER_LIMITS.items).readonly(),
  more: z.int().min(0),
});
export const noticeTextSchema = z.object({
  title: text,
  facts: z
    .array(z.tuple([text, text]).readonly())
    .max(20)
    .readonly(),
  addressee: text.nullable(),
  opening: text,
  parts: z
    .array(z.object({ heading: text, points: z.array(pointSchema).max(LETTER_LIMITS.items).readonly() }))
    .max(10)
    .readonly(),
  closing: text.nullable(),
  count: z.int().min(0),
  office: text.nullable(),
  date: day,
});

/** GET /api/documents/:id/notice?date=&office=&due= → the letter as it would be written now, for a person to edit. */
export const noticeDraftSchema = z.object({
  /** Null: there is nothing to put to the agency. */
  notice: noticeTextSchema.nullable(),
  /** The day by which the corrected report is due: as asked for, else by the working days of the campaign; null without one. */
  due: day.nullable(),
});
export type NoticeDraft = z.infer<typeof noticeDraftSchema>;

/** POST /api/documents/:id/notices: the letter as it was edited. → 201 */
export const noticeSignSchema = z.strictObject({ notice: noticeTextSchema, due: day.nullable() });
export const signedNoticeSchema = z.object({
  /** SHA-256 of the Word file, which is kept: GET /api/documents/:id/notices/:sha256.docx */
  sha256: z.string(),
});
export type SignedNotice = z.infer<typeof signedNoticeSchema>;
