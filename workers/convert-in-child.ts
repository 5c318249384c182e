import { type ChildProcess, spawn } from 'node:child_process';
import { open } from 'node:fs/promises';
import { Readable, Writable } from 'node:stream';
import { HOUSE_LIMITS } from '../config/limits.ts';
import type { Content } from '../pipeline/contracts/arrival.ts';
import type { ErrorCode } from '../pipeline/contracts/errors.ts';
import type { CheckedReport } from '../pipeline/contracts/report.ts';
import { ANSWER_FD, type ChildTask, childAnswerSchema, ORIGINAL_FD } from './child-answer.ts';
import type { ChildCommand, ChildLimits } from './child-command.ts';
import { CHILD_ENVIRONMENT } from './child-environment.ts';

export type ChildOutcome =
  | { readonly kind: 'converted'; readonly report: CheckedReport }
  /** `trace` is for the log and holds no text of the document. */
  | { readonly kind: 'failed'; readonly code: ErrorCode; readonly trace: string }
  /** Ended by `signal` before it was done. */
  | { readonly kind: 'stopped' };

export interface ChildWork {
  readonly task: ChildTask;
  readonly original: Content;
  /** A private empty folder that the child works in. */
  readonly folder: string;
  readonly command: ChildCommand;
  /** Arguments of node: the child's program. */
  readonly program: readonly string[];
  readonly limits: ChildLimits;
  readonly signal: AbortSignal;
}

/** What V8 writes before it aborts for want of memory. */
const OUT_OF_MEMORY = /out of memory|Allocation failed|Array buffer allocation failed/;

const LINE_END = 0x0a;

/** A dead process's pipes are read to their end within this time. */
const PIPES_GRACE_MS = 2_000;

type Ending = 'time' | 'size' | 'stop' | 'answered';

/**
 * Converts one document in a process of its own, which is dead when this returns.
 * Whatever the child does, crash, hang, flood or lie, becomes an outcome.
 * @throws only when the original cannot be opened.
 */
export async function convertInChild(work: ChildWork): Promise<ChildOutcome> {
  if (work.signal.aborted) return { kind: 'stopped' };
  const child = await startOn(work.original, work);

  let ending: Ending | null = null;
  const end = (why: Ending): void => {
    ending ??= why;
    killGroup(child);
  };
  const timer = setTimeout(() => end('time'), work.limits.wallMs);
  const stop = () => end('stop');
  work.signal.addEventListener('abort', stop, { once: true });

  const answered = collect(child.stdio[ANSWER_FD], work.limits.resultBytes, () => end('size'));
  const complaint = keepTail(child.stderr);
  // Nobody needs the process once it has answered.
  answered.ended.then(() => end('answered'));
  const exit = await exitOf(child);
  clearTimeout(timer);
  work.signal.removeEventListener('abort', stop);

  switch (ending as Ending | null) {
    case 'time':
      return { kind: 'failed', code: 'time-limit', trace: `no answer within ${work.limits.wallMs} ms` };
    case 'size':
      return { kind: 'failed', code: 'too-complex', trace: `an answer of more than ${work.limits.resultBytes} bytes` };
    case 'stop':
      return { kind: 'stopped' };
    default:
      return judge(answered.bytes(), exit, complaint());
  }
}

/** A file is handed over open, so that the child needs no right to any path. */
async function startOn(original: Content, work: ChildWork): Promise<ChildProcess> {
  if ('bytes' in original) {
    const child = start(work, 'pipe');
    feed(child.stdio[ORIGINAL_FD], original.bytes);
    return child;
  }
  const file = await open(original.path, 'r');
  try {
    return start(work, file.fd);
  } finally {
    await file.close();
  }
}

/** A child that dies before it has read everything is judged by its exit. */
function feed(stream: unknown, bytes: Uint8Array | string): void {
  if (!(stream instanceof Writable)) throw new Error('the child was started without its input pipe');
  stream.on('error', () => {});
  stream.end(bytes);
}

function start(work: ChildWork, original: number | 'pipe'): ChildProcess {
  const [program = process.execPath, ...argv] = work.command(work.program, work.limits);
  const stdio: ('pipe' | 'ignore' | number)[] = ['pipe', 'ignore', 'pipe'];
  stdio[ANSWER_FD] = 'pipe';
  stdio[ORIGINAL_FD] = original;
  // A process group of its own, so that whatever it starts is killed with it and Ctrl-C is left to the worker.
  const child = spawn(program, argv, { cwd: work.folder, env: { ...CHILD_ENVIRONMENT }, detached: true, stdio });
  feed(child.stdin, JSON.stringify(work.task));
  return child;
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // The group is not there yet or not any more.
    child.kill('SIGKILL');
  }
}

type Exit =
  | { readonly kind: 'exited'; readonly code: number | null; readonly signal: NodeJS.Signals | null }
  | { readonly kind: 'not-started'; readonly reason: string };

/** Resolves when the process is dead and its pipes are read to the end. */
const exitOf = (child: ChildProcess): Promise<Exit> =>
  new Promise((resolve) => {
    child.once('error', (error) => {
      if (child.pid === undefined) resolve({ kind: 'not-started', reason: error.name });
    });
    child.once('exit', () => {
      // Something that the child started and that left its group can hold the pipes open for ever.
      setTimeout(() => {
        for (const stream of child.stdio) stream?.destroy();
      }, PIPES_GRACE_MS).unref();
    });
    child.once('close', (code, signal) => resolve({ kind: 'exited', code, signal }));
  });

function judge(bytes: Buffer, exit: Exit, complaint: string): ChildOutcome {
  if (exit.kind === 'not-started') return { kind: 'failed', code: 'internal', trace: `no process: ${exit.reason}` };
  const answer = childAnswerSchema.safeParse(parseJson(bytes));
  if (answer.success) return answer.data;
  const trace = `exit code ${exit.code}, signal ${exit.signal}, ${bytes.length} bytes that are no answer`;
  if (exit.signal === 'SIGXCPU') return { kind: 'failed', code: 'time-limit', trace };
  if (OUT_OF_MEMORY.test(complaint)) return { kind: 'failed', code: 'memory-limit', trace };
  return { kind: 'failed', code: 'extractor-crashed', trace };
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    // An answer cut off or garbage: no value passes the schema.
    return undefined;
  }
}

function collect(readable: unknown, limitBytes: number, tooMuch: () => void) {
  if (!(readable instanceof Readable)) throw new Error('the child was started without its answer pipe');
  const chunks: Buffer[] = [];
  let size = 0;
  readable.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > limitBytes) tooMuch();
    else chunks.push(chunk);
  });
  readable.on('error', () => {});
  const ended = new Promise<void>((resolve) => {
    readable.once('end', resolve);
    readable.on('data', (chunk: Buffer) => {
      if (chunk.at(-1) === LINE_END) resolve();
    });
  });
  return { ended, bytes: () => Buffer.concat(chunks) };
}

function keepTail(stream: Readable | null): () => string {
  let tail = Buffer.alloc(0);
  stream?.on('data', (chunk: Buffer) => {
    tail = Buffer.concat([tail, chunk]).subarray(-HOUSE_LIMITS.childErrorBytes);
  });
  stream?.on('error', () => {});
  return () => tail.toString('utf8');
}
