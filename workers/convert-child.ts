import { createHash } from 'node:crypto';
import { closeSync, readFileSync, writeSync } from 'node:fs';
import { ConversionError, type ErrorCode } from '../pipeline/contracts/errors.ts';
import { convert } from '../pipeline/convert.ts';
import { ANSWER_FD, type ChildAnswer, childTaskSchema, ORIGINAL_FD } from './child-answer.ts';

/** The process of one document: reads the task and the bytes, converts, answers, ends. It has no environment and no network. */

const STANDARD_INPUT_FD = 0;

function answer(value: ChildAnswer): never {
  const bytes = Buffer.from(`${JSON.stringify(value)}\n`);
  for (let sent = 0; sent < bytes.length; ) sent += writeSync(ANSWER_FD, bytes, sent);
  closeSync(ANSWER_FD);
  process.exit(0);
}

const fail = (error: unknown): never => answer({ kind: 'failed', code: codeOf(error), trace: traceOf(error) });

function codeOf(error: unknown): ErrorCode {
  if (error instanceof ConversionError) return error.code;
  // V8 tells its RangeErrors apart by their words alone.
  if (error instanceof RangeError) return /call stack/.test(error.message) ? 'too-complex' : 'memory-limit';
  return 'internal';
}

/** Places in the program only: a message may quote the document. */
function traceOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const places = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return [error.name, ...places.slice(0, 12)].join('\n').slice(0, 4_000);
}

process.on('uncaughtException', fail);
process.on('unhandledRejection', fail);

const task = childTaskSchema.parse(JSON.parse(readFileSync(STANDARD_INPUT_FD, 'utf8')));
const bytes = readFileSync(ORIGINAL_FD);
try {
  if (createHash('sha256').update(bytes).digest('hex') !== task.sha256) {
    throw new ConversionError('unreadable', 'the kept bytes are not those that were received');
  }
  answer({ kind: 'converted', report: await convert({ ...task, bytes }) });
} catch (error) {
  fail(error);
}
