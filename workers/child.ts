import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { EXTRACT_LIMITS } from '../config/limits/extract.ts';
import { ALLOWANCE, HOUSE_LIMITS, SUITE_LIMITS } from '../config/limits/work.ts';
import type { Source } from '../pipeline/contracts/document.ts';
import { ConversionError, type ErrorCode } from '../pipeline/contracts/errors.ts';
import type { PageDesk } from '../pipeline/contracts/page-desk.ts';
import type { SheetOrder } from '../pipeline/contracts/paper.ts';
import { allowanceOf, type Taken, takenBy } from './allowance.ts';
import { CHILD_ENVIRONMENT } from './child-environment.ts';
import {
  ANSWER_FD,
  type ChildAnswer,
  type ChildMessage,
  type ChildTask,
  childMessageSchema,
  type DeskReply,
  type DrawnPart,
} from './child-message.ts';
import { type ChildLimits, childCommand } from './fence/child-command.ts';
import type { Fence } from './fence/fence.ts';
import { FrameError, frame, framesOf } from './frames.ts';
import { killGroup } from './kill-group.ts';
import type { SuiteProgram } from './office-suite.ts';

export interface ChildSettings {
  readonly fence: Fence;
  /** Null where no office suite is installed. */
  readonly suite: SuiteProgram | null;
  /** Arguments of node: the child's program. */
  readonly program: readonly string[];
  /** Time, and size of the answer, for one document; memory and processor time for the life of the process. */
  readonly limits: ChildLimits;
  /** A private folder that exists and is empty. */
  readonly folder: string;
}

/** What came of one document: the child's answer, or how the child died over it. */
export type ChildOutcome =
  | ChildAnswer
  | { readonly kind: 'died'; readonly code: ErrorCode; readonly trace: string }
  | { readonly kind: 'killed' };

/** What is to be done with a document. */
export type ChildWork =
  | { readonly part: 'report' | 'pages'; readonly desk: PageDesk }
  /** `take` is handed what is drawn, in the order in which it comes. */
  | { readonly part: 'sheets'; readonly order: SheetOrder; readonly take: (part: DrawnPart) => Promise<void> }
  | { readonly part: 'view' };

export interface Child {
  /**
   * Has one document converted, its pages read, or its paper drawn; one at a time. Whatever the child does, crash, hang,
   * flood or lie, is an outcome.
   * @throws ConversionError internal when the desk fails, or what `take` throws
   */
  readonly work: (work: ChildWork, source: Source) => Promise<ChildOutcome>;
  /** Documents that it was given. */
  readonly documents: () => number;
  readonly isAlive: () => boolean;
  /** Ends it and what it started. */
  readonly kill: () => void;
  /** Resolves when it is dead and its pipes are closed. */
  readonly gone: Promise<void>;
}

/** An honest child asks for a page, waits for it and keeps it, each once. */
const MOST_CALLS = 3 * EXTRACT_LIMITS.pages;
/** What V8 writes before it aborts for want of memory. */
const OUT_OF_MEMORY = /out of memory|Allocation failed|Array buffer allocation failed/;
/** Something that the child started and that left its group could hold the pipes open for ever. */
const PIPES_GRACE_MS = 2_000;

/** Starts a converting process within its fence. */
export function startChild(settings: ChildSettings): Child {
  const { limits } = settings;
  const child = spawnChild(settings);
  const answers = framesOf(pipeOf(child), limits.resultBytes);
  const complaint = keepTail(child.stderr);
  const end = endOf(child);
  const gone = new AbortController();
  end.then(() => gone.abort());
  let documents = 0;
  let killed: 'time' | 'memory' | 'outside' | null = null;

  /** False from the moment it is killed, though the system may take a while to end it. */
  const isAlive = (): boolean =>
    killed === null && child.pid !== undefined && child.exitCode === null && child.signalCode === null;
  const kill = (why: 'time' | 'memory' | 'outside'): void => {
    if (!isAlive()) return;
    killed = why;
    killGroup(child);
  };

  const death = async (): Promise<ChildOutcome> => {
    const { code, signal } = await end;
    const trace = [`exit code ${code}, signal ${signal}`, ...placesIn(complaint())].join('\n');
    if (killed === 'outside') return { kind: 'killed' };
    if (killed === 'time' || signal === 'SIGXCPU') return { kind: 'died', code: 'time-limit', trace };
    if (killed === 'memory') return { kind: 'died', code: 'memory-limit', trace };
    const starved = OUT_OF_MEMORY.test(complaint());
    return { kind: 'died', code: starved ? 'memory-limit' : 'extractor-crashed', trace };
  };

  return {
    work: async (work, source) => {
      documents += 1;
      send(child, { part: work.part, ...(work.part === 'sheets' ? { order: work.order } : {}), ...source });
      const deadline = setTimeout(() => kill('time'), limits.totalMs);
      // a workbook is saved twice
      const suiteDeadline = Date.now() + 2 * SUITE_LIMITS.wallMs;
      const watch = startWatch(child.pid, source, work.part === 'sheets' ? 1 + work.order.pages.length : 0, kill);
      try {
        for (let calls = 0; ; calls++) {
          if (calls > MOST_CALLS) throw new FrameError('more calls at the desk than a document has pages');
          const timer = setTimeout(() => kill('time'), limits.wallMs);
          const message = await answers.next().finally(() => clearTimeout(timer));
          if (message.done) return await death();
          const said = readMessage(message.value);
          if (said.kind === 'sizes' || said.kind === 'drawn' || said.kind === 'text') {
            if (work.part !== 'sheets') throw new FrameError('pages that nobody ordered');
            await work.take(said);
            continue;
          }
          if (said.kind === 'save') {
            watch.pause();
            const timeMs = Math.min(SUITE_LIMITS.wallMs, suiteDeadline - Date.now());
            const reply = await Promise.race([
              settings.suite?.save(join(settings.folder, said.place), said, timeMs, gone.signal) ?? 'lacking',
              end.then(() => null),
            ]);
            if (reply !== null) await Promise.race([write(child, Buffer.from(JSON.stringify(reply))), end]);
            watch.goOn();
            continue;
          }
          if (said.kind !== 'ask' && said.kind !== 'wait' && said.kind !== 'keep') return said;
          if (work.part !== 'report' && work.part !== 'pages')
            throw new FrameError('a call at a desk that is not there');
          // A child that is dead waits for nothing.
          watch.pause();
          const reply = await Promise.race([answerAtDesk(work.desk, said), end.then(() => null)]);
          if (reply === 'read') watch.readPage();
          if (reply !== null) await Promise.race([write(child, Buffer.from(JSON.stringify(reply))), end]);
          watch.goOn();
        }
      } catch (error) {
        if (error instanceof ConversionError) {
          kill('outside');
          throw error;
        }
        if (!(error instanceof FrameError)) return await death();
        kill('outside');
        return { kind: 'died', code: 'too-complex', trace: error.message };
      } finally {
        watch.end();
        clearTimeout(deadline);
      }
    },
    documents: () => documents,
    isAlive,
    kill: () => kill('outside'),
    gone: end.then(() => undefined),
  };
}

type DeskCall = Extract<ChildMessage, { kind: 'ask' | 'wait' | 'keep' }>;

/** @throws ConversionError internal */
async function answerAtDesk(desk: PageDesk, call: DeskCall): Promise<DeskReply | null> {
  try {
    switch (call.kind) {
      case 'ask':
        return await desk.ask(call.page, call.pages);
      case 'wait':
        return await desk.wait(call.page);
      case 'keep':
        await desk.keep(call.page);
        return null;
    }
  } catch (error) {
    throw new ConversionError('internal', 'the pages of a document could not be kept', { cause: error });
  }
}

interface Watch {
  /** It waits for us. */
  readonly pause: () => void;
  readonly goOn: () => void;
  /** It begins to read a page from its picture. */
  readonly readPage: () => void;
  readonly end: () => void;
}

/** Looks again and again at what a process takes over a document, and ends it above what the document may take. */
function startWatch(
  pid: number | undefined,
  source: Source,
  drawnPages: number,
  kill: (why: 'time' | 'memory') => void,
): Watch {
  let pages = drawnPages;
  let waits = false;
  let before: Taken | null = null;
  let lastWork = { at: Date.now(), cpuSeconds: 0 };
  const look = async (): Promise<void> => {
    const taken = pid === undefined ? null : await takenBy(pid);
    if (taken === null) return;
    before ??= taken;
    if (waits || taken.cpuSeconds - lastWork.cpuSeconds > ALLOWANCE.idleSeconds) {
      lastWork = { at: Date.now(), cpuSeconds: taken.cpuSeconds };
    }
    const may = allowanceOf(source, pages);
    if (taken.residentBytes - before.residentBytes > may.residentBytes) kill('memory');
    if (taken.cpuSeconds - before.cpuSeconds > may.cpuSeconds || Date.now() - lastWork.at > ALLOWANCE.idleMs)
      kill('time');
  };
  void look();
  const timer = setInterval(() => void look(), ALLOWANCE.lookMs);
  return {
    pause: () => {
      waits = true;
    },
    goOn: () => {
      waits = false;
      lastWork = { ...lastWork, at: Date.now() };
    },
    readPage: () => {
      pages += 1;
    },
    end: () => clearInterval(timer),
  };
}

function spawnChild({ fence, program, limits, folder }: ChildSettings): ChildProcess {
  const [executable = process.execPath, ...argv] = childCommand(fence, program, limits, folder);
  const stdio: ('pipe' | 'ignore')[] = ['pipe', 'ignore', 'pipe'];
  stdio[ANSWER_FD] = 'pipe';
  // A process group of its own, so that whatever it starts is killed with it and Ctrl-C is left to the parent.
  const as = fence.user === null ? {} : { uid: fence.user, gid: fence.user };
  const child = spawn(executable, argv, { cwd: folder, env: { ...CHILD_ENVIRONMENT }, detached: true, stdio, ...as });
  // Writing to a child that died fails here; its end tells why.
  child.stdin?.on('error', () => {});
  return child;
}

function pipeOf(child: ChildProcess): Readable {
  const pipe = child.stdio[ANSWER_FD];
  if (!(pipe instanceof Readable)) throw new TypeError('the child has no pipe for its answers');
  return pipe;
}

function send(child: ChildProcess, { bytes, ...task }: ChildTask & Pick<Source, 'bytes'>): void {
  for (const message of [Buffer.from(JSON.stringify(task)), bytes]) void write(child, message);
}

/** Resolves when the child has room for more. */
async function write({ stdin }: ChildProcess, message: Uint8Array): Promise<void> {
  const room = frame(message).map((part) => stdin?.write(part) ?? true);
  if (room.includes(false) && stdin?.writable) await once(stdin, 'drain').catch(() => {});
}

type Said = ChildMessage | { readonly kind: 'died'; readonly code: ErrorCode; readonly trace: string };

function readMessage(bytes: Buffer): Said {
  const message = childMessageSchema.safeParse(parseJson(bytes));
  if (message.success) return message.data;
  return { kind: 'died', code: 'extractor-crashed', trace: `${bytes.length} bytes that are no answer` };
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    // Garbage: no value passes the schema.
    return undefined;
  }
}

/** Kinds of errors and places in the program out of what a process wrote when it died; its messages may quote a document. */
const placesIn = (complaint: string): readonly string[] =>
  complaint
    .split('\n')
    .map((line) => /^[A-Za-z]*Error\b|^\s+at .*|^FATAL ERROR\b/.exec(line)?.[0] ?? '')
    .filter((part) => part !== '')
    .slice(0, 12);

interface End {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

const endOf = (child: ChildProcess): Promise<End> =>
  new Promise((resolve) => {
    child.once('error', () => {
      if (child.pid === undefined) resolve({ code: null, signal: null });
    });
    child.once('exit', () => {
      // what it started and did not end
      killGroup(child);
      setTimeout(() => {
        for (const stream of child.stdio) stream?.destroy();
      }, PIPES_GRACE_MS).unref();
    });
    child.once('close', (code, signal) => resolve({ code, signal }));
  });

function keepTail(stream: Readable | null): () => string {
  let tail = Buffer.alloc(0);
  stream?.on('data', (chunk: Buffer) => {
    tail = Buffer.concat([tail, chunk]).subarray(-HOUSE_LIMITS.childErrorBytes);
  });
  stream?.on('error', () => {});
  return () => tail.toString('utf8');
}
