import { z } from 'zod';
import { EXTRACT_LIMITS } from '../config/limits/extract.ts';
import { SOURCE_FORMATS } from '../pipeline/contracts/document.ts';
import { ERROR_KINDS, type ErrorCode } from '../pipeline/contracts/errors.ts';
import { SUITE_KINDS } from '../pipeline/contracts/office-suite.ts';
import { pageSchema } from '../pipeline/contracts/page.ts';
import { pageTextSchema, sheetOrderSchema, sheetSchema } from '../pipeline/contracts/paper.ts';
import { checkedReportSchema } from '../pipeline/contracts/report.ts';
import { stageTimeSchema, TIMED_STAGES } from '../pipeline/contracts/stage-time.ts';

/** Where the child answers; tasks come in on its standard input. Both ways speak in frames (workers/frames.ts). */
export const ANSWER_FD = 3;

/** parent → child: what is known about the file; the next message is its bytes. */
export const childTaskSchema = z.object({
  /** `pages`: help to read its pages, nothing else. `sheets`: draw pages. `view`: the document as a flow. */
  part: z.enum(['report', 'pages', 'sheets', 'view']),
  /** For `sheets`. */
  order: sheetOrderSchema.optional(),
  fileName: z.string(),
  format: z.enum(SOURCE_FORMATS),
  mediaType: z.string(),
  sha256: z.string(),
});
export type ChildTask = z.infer<typeof childTaskSchema>;

/** child → parent, any number of times before its answer: what it says at the desk (pipeline/contracts/page-desk.ts). */
const pageNumber = z.int().min(1).max(EXTRACT_LIMITS.pages);
const deskCalls = [
  z.object({ kind: z.literal('ask'), page: pageNumber, pages: pageNumber }),
  z.object({ kind: z.literal('wait'), page: pageNumber }),
  z.object({ kind: z.literal('keep'), page: pageSchema }),
] as const;

/** child → parent, while it draws: the sizes of all pages first, then each ordered page as it is ready. */
const drawnParts = [
  z.object({ kind: z.literal('sizes'), sheets: z.array(sheetSchema).max(EXTRACT_LIMITS.pages) }),
  /** The picture in base64. */
  z.object({ kind: z.literal('drawn'), page: pageNumber, dpi: z.number(), webp: z.string() }),
  z.object({ kind: z.literal('text'), page: pageNumber, runs: pageTextSchema }),
] as const;
export type DrawnPart = z.infer<(typeof drawnParts)[number]>;

/**
 * child → parent: it starts no program, so it has the office suite started on a document that it has put into a folder
 * of this name in its own.
 */
const saveCall = z.object({
  kind: z.literal('save'),
  place: z.string().regex(/^suite-\w{1,32}$/),
  document: z.enum(SUITE_KINDS),
  /** A workbook as one, with what it hides. */
  whole: z.boolean(),
  /** Which of the filters of such documents opens it. */
  filter: z.string().max(64),
});
export type SaveCall = z.infer<typeof saveCall>;

/** parent → child, after each `save`: `lacking`: the part of the suite for such documents is not installed. */
export const saveReplySchema = z.enum(['saved', 'refused', 'late', 'lacking']);
export type SaveReply = z.infer<typeof saveReplySchema>;

/** parent → child, after each `ask` and each `wait`. */
export const deskReplySchema = z.union([z.enum(['read', 'elsewhere']), pageSchema]);
export type DeskReply = z.infer<typeof deskReplySchema>;

/** The process ends itself after this answer: the document left something in it that the next must not meet. */
const last = z.boolean().optional();
/** When its stages were done, for the traces. */
const stages = z.array(stageTimeSchema).max(TIMED_STAGES.length).optional();

/** child → parent: what came of the task. */
const answers = [
  z.object({ kind: z.literal('converted'), report: checkedReportSchema, stages, last }),
  z.object({ kind: z.literal('pages-read') }),
  z.object({ kind: z.literal('sheets-drawn') }),
  z.object({ kind: z.literal('viewed'), html: z.string() }),
  z.object({
    kind: z.literal('failed'),
    code: z.enum(Object.keys(ERROR_KINDS) as [ErrorCode, ...ErrorCode[]]),
    /** Where in the program it failed, for the log: without any text of the document. */
    trace: z.string().max(4_000),
    last,
  }),
] as const;
const childAnswerSchema = z.discriminatedUnion('kind', answers);
export type ChildAnswer = z.infer<typeof childAnswerSchema>;

export const childMessageSchema = z.discriminatedUnion('kind', [...deskCalls, saveCall, ...drawnParts, ...answers]);
export type ChildMessage = z.infer<typeof childMessageSchema>;
