import { z } from 'zod';
import { checkedReportSchema } from '../pipeline/contracts/report.ts';
import { errorCodeSchema } from '../store/ledger.ts';

/** worker → child, on its standard input: what is known about the file, whose bytes are open as file descriptor 4. */
export const childTaskSchema = z.object({
  fileName: z.string(),
  format: z.enum(['docx', 'pdf', 'html', 'text', 'image']),
  mediaType: z.string(),
  sha256: z.string(),
});
export type ChildTask = z.infer<typeof childTaskSchema>;

export const ANSWER_FD = 3;
export const ORIGINAL_FD = 4;

/** child → worker, on file descriptor 3: one line of JSON. */
export const childAnswerSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('converted'), report: checkedReportSchema }),
  /** `trace`: where in the program it failed, without any text of the document. */
  z.object({ kind: z.literal('failed'), code: errorCodeSchema, trace: z.string().max(4_000) }),
]);
export type ChildAnswer = z.infer<typeof childAnswerSchema>;
