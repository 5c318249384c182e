import { createHash } from 'node:crypto';
import { writeSync } from 'node:fs';
import { INTAKE_LIMITS } from '../config/limits/intake.ts';
import { PAPER_LIMITS } from '../config/limits/paper.ts';
import { WARM_CHILD_LIMITS } from '../config/limits/work.ts';
import { ConversionError, type ErrorCode } from '../pipeline/contracts/errors.ts';
import type { PageDesk } from '../pipeline/contracts/page-desk.ts';
import { watchStages } from '../pipeline/contracts/stage-time.ts';
import { convert } from '../pipeline/convert.ts';
import { hasDecoded } from '../pipeline/decoders/used.ts';
import { extract } from '../pipeline/extract/extract.ts';
import { isOwnRecovery, loadWholePdfjs } from '../pipeline/extract/pdf/open-document.ts';
import { openEngines } from '../pipeline/extract/scan/engines/engines.ts';
import { loadEngineGlobals } from '../pipeline/extract/scan/engines/tesseract.ts';
import { drawSheets, loadDrawing, viewOf } from '../pipeline/paper/paper.ts';
import { readChildArguments } from './child-arguments.ts';
import {
  ANSWER_FD,
  type ChildAnswer,
  type ChildMessage,
  type ChildTask,
  childTaskSchema,
  type DeskReply,
  deskReplySchema,
  saveReplySchema,
} from './child-message.ts';
import { frame, framesOf } from './frames.ts';
import { rememberIntrinsics } from './intrinsics.ts';
import { openOfficeSuite } from './office-suite.ts';

/**
 * The converting process: a task and its bytes come in, an answer goes out, and so on until its input ends or its
 * parent ends it. It has no environment, no network and of paths
 * only that of its own folder; the office suite is started by its parent.
 */

function say(value: ChildMessage): void {
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
process.on('unhandledRejection', (reason) => {
  if (!isOwnRecovery(reason)) stop();
});

const { ocr, draws, guarded, suite: hasSuite } = readChildArguments(process.argv.slice(2));
// One that is to draw waits for its document with everything loaded.
if (draws) await loadDrawing();

const { engines } = openEngines(ocr);
const messages = framesOf(process.stdin, INTAKE_LIMITS.fileBytes);

async function answerTo(call: Extract<ChildMessage, { kind: 'ask' | 'wait' | 'save' }>): Promise<unknown> {
  say(call);
  const reply = await messages.next();
  // The parent is gone.
  if (reply.done) process.exit(1);
  return JSON.parse(reply.value.toString('utf8'));
}
const ask = async (call: Extract<ChildMessage, { kind: 'ask' | 'wait' }>): Promise<DeskReply> =>
  deskReplySchema.parse(await answerTo(call));

const suite = hasSuite
  ? openOfficeSuite(process.cwd(), async (call) => saveReplySchema.parse(await answerTo(call)))
  : null;

/** The desk that the parent keeps. */
const deskOf = (part: 'report' | 'pages'): PageDesk => ({
  from: part === 'report' ? 'first' : 'last',
  ask: (page, pages) => ask({ kind: 'ask', page, pages }),
  wait: async (page) => {
    const reply = await ask({ kind: 'wait', page });
    return reply === 'elsewhere' ? 'read' : reply;
  },
  keep: async (page) => say({ kind: 'keep', page }),
});

async function workOn({ part, order, ...task }: ChildTask, bytes: Uint8Array): Promise<ChildAnswer> {
  if (createHash('sha256').update(bytes).digest('hex') !== task.sha256) {
    throw new ConversionError('unreadable', 'the kept bytes are not those that were received');
  }
  const source = { ...task, bytes };
  switch (part) {
    case 'report': {
      const { watch, times } = watchStages();
      const report = await convert(source, engines, deskOf(part), suite, watch);
      return { kind: 'converted', report, stages: [...times] };
    }
    case 'pages':
      await extract(source, engines, deskOf(part), suite);
      return { kind: 'pages-read' };
    case 'sheets':
      await drawSheets(
        source,
        order ?? { pages: [], dpi: PAPER_LIMITS.usualDpi, turned: [] },
        (sheets) => say({ kind: 'sizes', sheets: [...sheets] }),
        ({ page, dpi, webp }) => say({ kind: 'drawn', page, dpi, webp: Buffer.from(webp).toString('base64') }),
        (page, runs) => say({ kind: 'text', page, runs: [...runs] }),
        suite,
      );
      return { kind: 'sheets-drawn' };
    case 'view':
      return { kind: 'viewed', html: await viewOf(source, suite) };
  }
}

/** Without /proc, as in a root of its own, nobody can tell: such a process has one document. */
function residentBytes(): number {
  try {
    return process.memoryUsage.rss();
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}

let isUntouched: (() => boolean) | null = null;
let hasPdfjs = false;

/**
 * Modules that are loaded late may add to what JavaScript brings; a document may not. How that is is remembered for as long as
 * nothing more is loaded, so that also what a document does behind its end is seen.
 */
async function loadFor(format: ChildTask['format']): Promise<void> {
  if (isUntouched !== null && (hasPdfjs || format !== 'pdf')) return;
  loadEngineGlobals();
  if (format === 'pdf') await loadWholePdfjs();
  hasPdfjs ||= format === 'pdf';
  isUntouched = rememberIntrinsics();
}

for (;;) {
  const header = await messages.next();
  const content = await messages.next();
  if (header.done || content.done) break;
  let last = guarded;
  const mayGoOn = (): boolean =>
    residentBytes() <= WARM_CHILD_LIMITS.residentBytes && (!guarded || (!hasDecoded() && isUntouched?.() === true));
  try {
    const task = childTaskSchema.parse(JSON.parse(header.value.toString('utf8')));
    if (guarded) await loadFor(task.format);
    const answer = await workOn(task, new Uint8Array(content.value));
    last = !mayGoOn();
    say(answer.kind === 'converted' ? { ...answer, last } : answer);
  } catch (error) {
    // What failed may have left anything behind.
    last ||= !mayGoOn();
    say({ kind: 'failed', code: codeOf(error), trace: traceOf(error), last });
  }
  // the parent starts another process for the next document
  if (last) break;
}
process.exit(0);
