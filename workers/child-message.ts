import { z } from 'zod';
import { ERROR_KINDS, type ErrorCode } from '../pipeline/contracts/errors.ts';
import { checkedReportSchema } from '../pipeline/contracts/report.ts';

/** Where the child answers; tasks come in on its standard input. Both ways speak in frames (workers/frames.ts). */
export const ANSWER_FD = 3;

/** parent → child: what is known about the file; the next message is its bytes. */
export const childTaskSchema = z.object({
  fileName: z.string(),
  format: z.enum(['docx', 'pdf', 'html', 'text', 'image']),
  mediaType: z.string(),
  sha256: z.string(),
});
export type ChildTask = z.infer<typeof childTaskSchema>;

/** child → parent, any number of times before its answer: it begins to read the picture of a page. */
export const childProgressSchema = z.object({ kind: z.literal('picture'), page: z.int().min(1) });
export type ChildProgress = z.infer<typeof childProgressSchema>;

/** child → parent */
export const childAnswerSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('converted'), report: checkedReportSchema }),
  z.object({
    kind: z.literal('failed'),
    code: z.enum(Object.keys(ERROR_KINDS) as [ErrorCode, ...ErrorCode[]]),
    /** Where in the program it failed, for the log: without any text of the document. */
    trace: z.string().max(4_000),
  }),
]);
export type ChildAnswer = z.infer<typeof childAnswerSchema>;
