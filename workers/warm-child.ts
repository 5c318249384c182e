import { createHash } from 'node:crypto';
import { writeSync } from 'node:fs';
import { INTAKE_LIMITS } from '../config/limits.ts';
import { ConversionError, type ErrorCode } from '../pipeline/contracts/errors.ts';
import { convert } from '../pipeline/convert.ts';
import { frame, framesOf } from './frames.ts';
import { type WarmAnswer, warmTaskSchema } from './warm-message.ts';

/**
 * A process that converts one document after another: a task and the bytes come in on standard input, an answer goes
 * out on file descriptor 3. It ends with its input.
 */

const ANSWER_FD = 3;

function answer(value: WarmAnswer): void {
  for (const part of frame(Buffer.from(JSON.stringify(value)))) {
    for (let sent = 0; sent < part.length; ) sent += writeSync(ANSWER_FD, part, sent);
  }
}

function codeOf(error: unknown): ErrorCode {
  if (error instanceof ConversionError) return error.code;
  // V8 tells its RangeErrors apart by their words alone.
  if (error instanceof RangeError) return /call stack/.test(error.message) ? 'too-complex' : 'memory-limit';
  return 'internal';
}

/** A late failure of one document must not be told as the next one's; the parent judges the exit. */
function stop(): void {
  process.exit(1);
}
process.on('uncaughtException', stop);
process.on('unhandledRejection', stop);

const messages = framesOf(process.stdin, INTAKE_LIMITS.fileBytes);
for (;;) {
  const header = await messages.next();
  const content = await messages.next();
  if (header.done || content.done) break;
  try {
    const task = warmTaskSchema.parse(JSON.parse(header.value.toString('utf8')));
    const bytes = new Uint8Array(content.value);
    if (createHash('sha256').update(bytes).digest('hex') !== task.sha256) {
      throw new ConversionError('internal', 'the bytes are not those that were sent');
    }
    answer({ kind: 'converted', report: await convert({ ...task, bytes }) });
  } catch (error) {
    answer({ kind: 'failed', code: codeOf(error) });
  }
}
process.exit(0);
