import { z } from 'zod';
import { conversionSchema } from './keep-result.ts';
import {
  ADVICE,
  claimedRunSchema,
  errorCodeSchema,
  type Ledger,
  nextLaneSchema,
  pageProgressSchema,
  RELEASES,
} from './ledger.ts';

/**
 * The ledger spoken over a unix socket: PGlite can be open in one process only, so a worker asks the server.
 * Each call is a POST to its name with a JSON body.
 */

/** Name of the socket in the data folder. Who can open that folder may use it. */
export const LEDGER_SOCKET = 'l.sock';
/** A report with 100,000 findings stays below. */
export const LEDGER_BODY_BYTES = 64 * 1024 * 1024;

const mark = claimedRunSchema.pick({ documentId: true, run: true });
const markAndCode = z.object({ mark, code: errorCodeSchema });

export const LEDGER_CALLS = {
  claim: { question: z.object({ documentId: z.uuid() }), answer: claimedRunSchema.nullable() },
  finish: { question: z.object({ mark, conversion: conversionSchema }), answer: z.boolean() },
  fail: { question: markAndCode, answer: z.boolean() },
  release: { question: markAndCode, answer: z.enum(RELEASES) },
  interrupt: { question: z.object({ mark }), answer: z.boolean() },
  alive: { question: z.object({ mark }), answer: z.enum(ADVICE) },
  giveWay: { question: z.object({ mark, next: nextLaneSchema }), answer: z.boolean() },
  progress: { question: z.object({ mark, progress: pageProgressSchema }), answer: z.boolean() },
  underWay: { question: z.object({ mark }), answer: claimedRunSchema.nullable() },
} as const satisfies Record<keyof Ledger, { readonly question: z.ZodType; readonly answer: z.ZodType }>;
