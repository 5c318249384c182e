import { z } from 'zod';
import { ERROR_KINDS, type ErrorCode } from '../pipeline/contracts/errors.ts';
import { checkedReportSchema } from '../pipeline/contracts/report.ts';

/** parent → child: what is known about the file; the next message is its bytes. */
export const warmTaskSchema = z.object({
  fileName: z.string(),
  format: z.enum(['docx', 'pdf', 'html', 'text', 'image']),
  mediaType: z.string(),
  sha256: z.string(),
});
export type WarmTask = z.infer<typeof warmTaskSchema>;

/** child → parent */
export const warmAnswerSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('converted'), report: checkedReportSchema }),
  z.object({ kind: z.literal('failed'), code: z.enum(Object.keys(ERROR_KINDS) as [ErrorCode, ...ErrorCode[]]) }),
]);
export type WarmAnswer = z.infer<typeof warmAnswerSchema>;
