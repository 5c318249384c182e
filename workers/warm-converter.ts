import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { HOUSE_LIMITS, type PROCESS_LIMITS, WARM_CHILD_LIMITS } from '../config/limits.ts';
import type { Source } from '../pipeline/contracts/document.ts';
import { ConversionError, ERROR_KINDS, type ErrorCode } from '../pipeline/contracts/errors.ts';
import type { CheckedReport } from '../pipeline/contracts/report.ts';
import type { ChildCommand } from './child-command.ts';
import { CHILD_ENVIRONMENT } from './child-environment.ts';
import { FrameError, frame, framesOf } from './frames.ts';
import { type WarmAnswer, type WarmTask, warmAnswerSchema } from './warm-message.ts';

/** Processes that stay alive from one document to the next: most of a short conversion is the start of its process. */
export interface WarmConverter {
  /** @throws ConversionError with the code that the document's stage gave, or time-limit, memory-limit, extractor-crashed */
  convert(source: Source): Promise<CheckedReport>;
  /** Kills all children; what is being converted fails. */
  close(): Promise<void>;
}

export interface WarmConverterOptions {
  /** Documents converted at the same time. */
  readonly children: number;
  /** Processes to start now; the others start when they are needed. */
  readonly atOnce: number;
  readonly command: ChildCommand;
  /** Arguments of node that start the child's program; WARM_CHILD save in tests. */
  readonly program: readonly string[];
  /** Per document, but for `cpuSeconds`, which a child is given once for each document that it may convert. */
  readonly limits: { readonly [Name in keyof typeof PROCESS_LIMITS]: number };
}

interface Child {
  readonly process: ChildProcess;
  readonly answers: AsyncGenerator<Buffer>;
  readonly complaint: () => string;
  readonly exit: Promise<NodeJS.Signals | null>;
  converted: number;
}

type Outcome = WarmAnswer | { readonly kind: 'died'; readonly code: ErrorCode };

/** Arguments of node that start the converting child. */
export const WARM_CHILD: readonly string[] = [
  '--import',
  import.meta.resolve('tsx/esm'),
  fileURLToPath(import.meta.resolve('./warm-child.ts')),
];

/** What V8 writes before it aborts for want of memory. */
const OUT_OF_MEMORY = /out of memory|Allocation failed|Array buffer allocation failed/;

/** Opens the converter and starts its children, which load the program while files are still being looked for. */
export async function openWarmConverter(options: WarmConverterOptions): Promise<WarmConverter> {
  const folder = await mkdtemp(join(tmpdir(), 'gouji-'));
  const living = new Set<Child>();
  let closed = false;

  const begin = (): Child => {
    const child = startChild(options, folder);
    living.add(child);
    child.exit.finally(() => living.delete(child));
    return child;
  };
  const idle = Array.from({ length: options.children }, (_, i) =>
    i >= options.children - options.atOnce ? begin() : null,
  );
  const waiting: ((child: Child | null) => void)[] = [];
  const take = (): Promise<Child | null> => {
    const child = idle.pop();
    return child === undefined ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(child);
  };
  const give = (child: Child | null): void => {
    const next = waiting.shift();
    if (next === undefined) idle.push(child);
    else next(child);
  };

  const attempt = async (source: Source, child: Child): Promise<Outcome> => {
    const outcome = await ask(child, source, options.limits);
    child.converted++;
    return outcome;
  };

  return {
    convert: async (source) => {
      const taken = await take();
      if (closed) throw new ConversionError('internal', 'the converter is closed');
      let child = taken !== null && isAlive(taken) ? taken : begin();
      try {
        const wasFresh = child.converted === 0;
        let outcome = await attempt(source, child);
        // What another document left behind must not count against this one.
        if (!wasFresh && isPassing(outcome) && !closed) {
          kill(child);
          child = begin();
          outcome = await attempt(source, child);
        }
        if (outcome.kind === 'converted') return outcome.report;
        if (isPassing(outcome) || outcome.code === 'memory-limit') kill(child);
        throw new ConversionError(outcome.code, `the converting process says ${outcome.code}`);
      } finally {
        const worn = child.converted >= WARM_CHILD_LIMITS.documents;
        if (worn) kill(child);
        give(worn || !isAlive(child) ? null : child);
      }
    },
    close: async () => {
      closed = true;
      const children = [...living];
      for (const child of children) kill(child);
      await Promise.all(children.map((child) => child.exit));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const isAlive = (child: Child): boolean => child.process.exitCode === null && child.process.signalCode === null;
const isPassing = (outcome: Outcome): boolean =>
  outcome.kind !== 'converted' && ERROR_KINDS[outcome.code].retry === 'later';

function startChild(options: WarmConverterOptions, folder: string): Child {
  const limits = { ...options.limits, cpuSeconds: options.limits.cpuSeconds * WARM_CHILD_LIMITS.documents };
  const [program = process.execPath, ...argv] = options.command(options.program, limits);
  // A process group of its own, so that whatever it starts is killed with it and Ctrl-C is left to the parent.
  const child = spawn(program, argv, {
    cwd: folder,
    env: { ...CHILD_ENVIRONMENT },
    detached: true,
    stdio: ['pipe', 'ignore', 'pipe', 'pipe'],
  });
  const answers = child.stdio[3];
  if (!(answers instanceof Readable)) throw new TypeError('the child has no pipe for its answers');
  // Writing to a child that died fails here; its exit tells why.
  child.stdin?.on('error', () => {});
  return {
    process: child,
    answers: framesOf(answers, options.limits.resultBytes),
    complaint: keepTail(child.stderr),
    exit: new Promise((resolve) => {
      child.once('error', () => {
        if (child.pid === undefined) resolve(null);
      });
      child.once('close', (_code, signal) => resolve(signal));
    }),
    converted: 0,
  };
}

function keepTail(stream: Readable | null): () => string {
  let tail = Buffer.alloc(0);
  stream?.on('data', (chunk: Buffer) => {
    tail = Buffer.concat([tail, chunk]).subarray(-HOUSE_LIMITS.childErrorBytes);
  });
  return () => tail.toString('utf8');
}

function kill(child: Child): void {
  if (child.process.pid === undefined || !isAlive(child)) return;
  try {
    process.kill(-child.process.pid, 'SIGKILL');
  } catch {
    // The group is not there yet or not any more.
    child.process.kill('SIGKILL');
  }
}

/** Sends one document and waits for its answer, or for the end of the child, which its time limit may bring about. */
async function ask(child: Child, source: Source, limits: WarmConverterOptions['limits']): Promise<Outcome> {
  const { bytes, ...task } = source satisfies WarmTask & { bytes: Uint8Array };
  const stdin = child.process.stdin;
  for (const message of [Buffer.from(JSON.stringify(task)), bytes]) {
    for (const part of frame(message)) stdin?.write(part);
  }
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    kill(child);
  }, limits.wallMs);
  try {
    const answer = await child.answers.next();
    if (answer.done) return { kind: 'died', code: await reasonOfDeath(child, late) };
    return readAnswer(answer.value);
  } catch (error) {
    kill(child);
    return { kind: 'died', code: error instanceof FrameError ? 'too-complex' : await reasonOfDeath(child, late) };
  } finally {
    clearTimeout(timer);
  }
}

async function reasonOfDeath(child: Child, late: boolean): Promise<ErrorCode> {
  const signal = await child.exit;
  if (late || signal === 'SIGXCPU') return 'time-limit';
  return OUT_OF_MEMORY.test(child.complaint()) ? 'memory-limit' : 'extractor-crashed';
}

function readAnswer(bytes: Buffer): Outcome {
  try {
    const answer = warmAnswerSchema.safeParse(JSON.parse(bytes.toString('utf8')));
    return answer.success ? answer.data : { kind: 'died', code: 'extractor-crashed' };
  } catch (error) {
    if (error instanceof SyntaxError) return { kind: 'died', code: 'extractor-crashed' };
    throw error;
  }
}
