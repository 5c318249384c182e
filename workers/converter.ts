import { chmod, chown, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WARM_CHILD_LIMITS } from '../config/limits/work.ts';
import type { Source } from '../pipeline/contracts/document.ts';
import { ConversionError, ERROR_KINDS } from '../pipeline/contracts/errors.ts';
import { LONE_DESK, type PageDesk } from '../pipeline/contracts/page-desk.ts';
import type { SheetOrder } from '../pipeline/contracts/paper.ts';
import type { CheckedReport } from '../pipeline/contracts/report.ts';
import type { StageTime } from '../pipeline/contracts/stage-time.ts';
import { type Child, type ChildOutcome, type ChildWork, startChild } from './child.ts';
import type { ChildAnswer, DrawnPart } from './child-message.ts';
import type { ChildLimits } from './fence/child-command.ts';
import type { Fence } from './fence/fence.ts';
import type { SuiteProgram } from './office-suite.ts';

/** The conversion of `pipeline/convert.ts` in processes apart, each with one document at a time. */
export interface Converter {
  /**
   * @throws ConversionError with the code that the document's stage gave, or time-limit, memory-limit,
   * extractor-crashed, too-complex; its message is where it failed and holds no text of the document.
   * The reason of `signal` when that ended it.
   */
  readonly convert: (
    source: Source,
    signal?: AbortSignal,
    desk?: PageDesk,
    /** Whose the document is: a process that had one of somebody gets none of anybody else. */
    owner?: string,
    /** Is told when its stages were done. */
    onStages?: (times: readonly StageTime[]) => void,
  ) => Promise<CheckedReport>;
  /** Helps with the pages of a document that is being converted elsewhere. @throws as convert does */
  readonly readPages: (source: Source, signal: AbortSignal, desk: PageDesk, owner?: string) => Promise<void>;
  /**
   * Draws pages: their sizes and each ordered page go to `take` as they come.
   * @throws as convert does, or what `take` throws
   */
  readonly drawSheets: (source: Source, order: SheetOrder, take: (part: DrawnPart) => Promise<void>) => Promise<void>;
  /** The document as HTML for a frame (pipeline/paper/paper.ts). @throws as convert does */
  readonly view: (source: Source) => Promise<string>;
  /** Kills all children; what is being converted fails. */
  readonly close: () => Promise<void>;
}

export interface ConverterOptions {
  /** Documents converted at the same time. */
  readonly children: number;
  /** Processes to start now; the others start when they are needed. */
  readonly atOnce: number;
  /**
   * Documents of one owner that one process may convert before it is replaced. 1: every document has a process of its
   * own; more: the start is paid once for so many (docs/decisions/0031-cost-of-a-document.md).
   */
  readonly documentsPerChild: number;
  /** A new process is started as soon as one is replaced, for somebody waits for the next answer. */
  readonly spare?: boolean;
  readonly fence: Fence;
  /** LibreOffice; null or left out where it is not installed. */
  readonly suite?: SuiteProgram | null;
  /** Arguments of node: the child's program. */
  readonly program: readonly string[];
  /** Per document. Of processor time a child gets as much at once as all its documents may take. */
  readonly limits: ChildLimits;
  /** Where the children's private folders are made; the system's folder for passing files if not given. */
  readonly folder?: string;
}

/** Opens the converter and starts its first children, which load the program while files are still being looked for. */
export async function openConverter(options: ConverterOptions): Promise<Converter> {
  const { user } = options.fence;
  // another user gets through no folder of ours
  const folder = await mkdtemp(join((user === null ? options.folder : null) ?? tmpdir(), 'gouji-'));
  if (user !== null) await chmod(folder, 0o711);
  const living = new Set<Child>();
  let started = 0;
  let closed = false;

  const begin = async (): Promise<Child> => {
    const place = join(folder, `${++started}`);
    await mkdir(place, { recursive: true, mode: 0o700 });
    if (user !== null) await chown(place, user, user);
    const { cpuSeconds } = options.limits;
    const limits = { ...options.limits, cpuSeconds: cpuSeconds * options.documentsPerChild };
    const child = startChild({ ...options, suite: options.suite ?? null, limits, folder: place });
    living.add(child);
    child.gone.then(() => {
      living.delete(child);
      // What a child of the child still writes goes with the folder of all.
      return rm(place, { recursive: true, force: true }).catch(() => {});
    });
    return child;
  };

  const first = await Promise.all(Array.from({ length: Math.min(options.atOnce, options.children) }, begin));
  const slots = openSlots<Used>(
    options.children,
    first.map((child) => ({ child, owner: null })),
  );

  const attempt = async (child: Child, { work, source, signal }: Task): Promise<ChildOutcome> => {
    if (signal?.aborted) return { kind: 'killed' };
    signal?.addEventListener('abort', child.kill, { once: true });
    try {
      return await child.work(work, source);
    } finally {
      signal?.removeEventListener('abort', child.kill);
    }
  };

  const work = async (task: Task): Promise<ChildAnswer> => {
    const waiting = await slots.take((left) => left.owner === task.owner || left.owner === null);
    clearTimeout(waiting?.idle);
    let child: Child | null = waiting?.child ?? null;
    let last = false;
    try {
      if (closed) throw new ConversionError('internal', 'the converter is closed');
      if (waiting !== null && waiting.owner !== null && waiting.owner !== task.owner) waiting.child.kill();
      child = child?.isAlive() ? child : await begin();
      const used = child.documents() > 0;
      let outcome = await attempt(child, task);
      // What another document left behind must not count against this one.
      if (used && mayLieInTheProcess(outcome) && !closed) {
        child.kill();
        child = await begin();
        outcome = await attempt(child, task);
      }
      last = (outcome.kind === 'converted' || outcome.kind === 'failed') && outcome.last === true;
      if (outcome.kind === 'killed') {
        throw task.signal?.aborted ? task.signal.reason : new ConversionError('internal', 'closed');
      }
      if (outcome.kind !== 'failed' && outcome.kind !== 'died') return outcome;
      if (mayLieInTheProcess(outcome)) child.kill();
      throw new ConversionError(outcome.code, outcome.trace);
    } finally {
      const worn = child !== null && (last || child.documents() >= options.documentsPerChild);
      if (worn) child?.kill();
      const left = child?.isAlive() && !worn ? { child, owner: task.owner, idle: endLater(child) } : null;
      // one that cannot be started now is tried, and told of, when it is needed
      const spare = left === null && options.spare && !closed ? await begin().catch(() => null) : null;
      slots.give(left ?? (spare === null ? null : { child: spare, owner: null }));
    }
  };

  return {
    convert: async (source, signal, desk = LONE_DESK, owner = '', onStages = undefined) => {
      const answer = await work({ work: { part: 'report', desk }, source, signal, owner });
      if (answer.kind !== 'converted') throw new ConversionError('extractor-crashed', 'another answer than a report');
      onStages?.(answer.stages ?? []);
      return answer.report;
    },
    readPages: async (source, signal, desk, owner = '') => {
      await work({ work: { part: 'pages', desk }, source, signal, owner });
    },
    drawSheets: async (source, order, take) => {
      const answer = await work({ work: { part: 'sheets', order, take }, source, signal: undefined, owner: '' });
      if (answer.kind !== 'sheets-drawn') throw new ConversionError('extractor-crashed', 'another answer than pages');
    },
    view: async (source) => {
      const answer = await work({ work: { part: 'view' }, source, signal: undefined, owner: '' });
      if (answer.kind !== 'viewed') throw new ConversionError('extractor-crashed', 'another answer than a view');
      return answer.html;
    },
    close: async () => {
      closed = true;
      const children = [...living];
      for (const child of children) child.kill();
      await Promise.all(children.map((child) => child.gone));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const endLater = (child: Child): NodeJS.Timeout => setTimeout(child.kill, WARM_CHILD_LIMITS.idleMs).unref();

/** A failure that another process might not have had: what was there before takes its memory too. */
const mayLieInTheProcess = (outcome: ChildOutcome): boolean =>
  (outcome.kind === 'failed' || outcome.kind === 'died') &&
  (ERROR_KINDS[outcome.code].retry === 'later' || outcome.code === 'memory-limit');

interface Task {
  readonly work: ChildWork;
  readonly source: Source;
  readonly signal: AbortSignal | undefined;
  readonly owner: string;
}

interface Used {
  readonly child: Child;
  /** Null: it had no document yet. */
  readonly owner: string | null;
  /** Ends it, if nothing is to be done for long. */
  readonly idle?: NodeJS.Timeout;
}

interface Slots<T> {
  /** Waits for a free slot, of several for one whose rest suits, and gives what was left in it. */
  readonly take: (suits: (left: T) => boolean) => Promise<T | null>;
  readonly give: (left: T | null) => void;
}

/** So many may be at work at once; the others wait their turn. A slot that holds something is given first. */
function openSlots<T>(count: number, filled: readonly T[]): Slots<T> {
  const free: (T | null)[] = [...Array.from({ length: count - filled.length }, () => null), ...filled];
  const waiting: ((left: T | null) => void)[] = [];
  return {
    take: (suits) => {
      const best = [free.findIndex((left) => left !== null && suits(left)), free.indexOf(null), free.length - 1].find(
        (place) => place >= 0,
      );
      if (best === undefined) return new Promise((resolve) => waiting.push(resolve));
      return Promise.resolve(free.splice(best, 1)[0] ?? null);
    },
    give: (left) => {
      const next = waiting.shift();
      if (next === undefined) free.push(left);
      else next(left);
    },
  };
}
