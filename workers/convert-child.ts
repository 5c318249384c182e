import { createHash } from 'node:crypto';
import { writeSync } from 'node:fs';
import { INTAKE_LIMITS } from '../config/limits.ts';
import { ocrChoiceSchema } from '../config/ocr.ts';
import { ConversionError, type ErrorCode } from '../pipeline/contracts/errors.ts';
import { convert } from '../pipeline/convert.ts';
import { openEngines } from '../pipeline/extract/scan/engines/engines.ts';
import { ANSWER_FD, type ChildAnswer, type ChildProgress, childTaskSchema } from './child-message.ts';
import { frame, framesOf } from './frames.ts';

/**
 * The converting process: a task and its bytes come in, an answer goes out, and so on until its input ends or its
 * parent ends it. It has no environment, no paths and no network.
 */

function say(value: ChildAnswer | ChildProgress): void {
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

/** Places in the program only: a message may quote the document. */
function traceOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const places = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return [error.name, ...places.slice(0, 12)].join('\n').slice(0, 4_000);
}

/** A late failure of one document must not be told as the next one's; the parent judges the exit. */
function stop(): void {
  process.exit(1);
}
process.on('uncaughtException', stop);
process.on('unhandledRejection', stop);

const opened = openEngines(ocrChoiceSchema.parse(process.argv[2] ?? 'both'));
const engines = opened.engines && { ...opened.engines, onPicture: (page: number) => say({ kind: 'picture', page }) };
const messages = framesOf(process.stdin, INTAKE_LIMITS.fileBytes);
for (;;) {
  const header = await messages.next();
  const content = await messages.next();
  if (header.done || content.done) break;
  try {
    const task = childTaskSchema.parse(JSON.parse(header.value.toString('utf8')));
    const bytes = new Uint8Array(content.value);
    if (createHash('sha256').update(bytes).digest('hex') !== task.sha256) {
      throw new ConversionError('unreadable', 'the kept bytes are not those that were received');
    }
    say({ kind: 'converted', report: await convert({ ...task, bytes }, engines) });
  } catch (error) {
    say({ kind: 'failed', code: codeOf(error), trace: traceOf(error) });
  }
}
process.exit(0);
