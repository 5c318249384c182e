import type { Logger } from 'pino';
import { STOP_DEADLINES } from '../config/queues.ts';
import type { Source } from '../pipeline/contracts/document.ts';
import { ConversionError } from '../pipeline/contracts/errors.ts';
import type { PageDesk } from '../pipeline/contracts/page-desk.ts';
import { BucketError } from '../store/blob-bucket.ts';
import type { Blobs } from '../store/blobs.ts';
import { isDiskFull } from '../store/error-code.ts';
import type { ClaimedRun, Ledger, RunMark } from '../store/ledger.ts';
import type { PageReadings } from '../store/page-readings.ts';
import { conversionOf } from './conversion.ts';
import type { Converter } from './converter.ts';
import { settleFailure } from './failure.ts';
import { type ConsumerTimes, consumeConvertQueue, type JobEnd } from './queues.ts';
import type { RedisPlace } from './redis.ts';
import { deskOfRun, type RunDeskParts } from './run-desk.ts';
import { followRun } from './run-life.ts';
import { NO_TRACES, type Traces } from './tracing.ts';

export interface ConvertWorkerParts {
  readonly redis: RedisPlace;
  readonly ledger: Ledger;
  readonly blobs: Blobs;
  /** Documents at a time, each in a process of its own. */
  readonly concurrency: number;
  readonly converter: Pick<Converter, 'convert' | 'readPages'>;
  /** Of the program that converts, kept with what it made. */
  readonly version?: string;
  readonly readingsOf: (sha256: string) => PageReadings;
  readonly log: Logger;
  readonly times?: ConsumerTimes;
  readonly traces?: Traces;
}

export interface ConvertWorker {
  /** Finishes what is in work; what is not done by the deadline is stopped and goes back to waiting. */
  readonly stop: (deadlineMs?: number) => Promise<void>;
}

/** Takes documents from the queue, has each converted in its own process and writes down what came of it. */
export function startConvertWorker(parts: ConvertWorkerParts): ConvertWorker {
  const stopping = new AbortController();
  const consumer = consumeConvertQueue(
    parts.redis,
    parts.concurrency,
    (work) =>
      work.kind === 'convert'
        ? convertDocument({ ...parts, callHelp: consumer.callHelp }, work.documentId, stopping.signal)
        : helpWith(parts, work.mark, stopping.signal),
    parts.log,
    parts.times,
  );
  return {
    stop: async (deadlineMs = STOP_DEADLINES.workerMs) => {
      const timer = setTimeout(() => stopping.abort(), deadlineMs);
      await consumer.drain();
      clearTimeout(timer);
      consumer.drop();
    },
  };
}

type RunParts = ConvertWorkerParts & Pick<RunDeskParts, 'callHelp'>;

async function convertDocument(parts: RunParts, documentId: string, stopping: AbortSignal): Promise<JobEnd> {
  const claimed = await parts.ledger.claim(documentId);
  if (claimed === null) return { kind: 'done' };
  const log = parts.log.child({ documentId, run: claimed.run });
  const startedAt = performance.now();
  const readings = parts.readingsOf(claimed.sha256);
  const desk = readings.open('first');
  const life = followRun(parts.ledger, claimed, log);
  const { lane, format, bytes } = claimed;
  const traced = (parts.traces ?? NO_TRACES).run(documentId, {
    ...{
      'program.version': parts.version ?? '',
      'document.id': documentId,
      'document.format': format,
      'document.bytes': bytes,
      'queue.lane': lane,
    },
  });
  let ended: string | null = null;
  const signal = AbortSignal.any([stopping, life.ended]);
  try {
    const source = await sourceOf(parts.blobs, claimed);
    const report = await parts.converter.convert(
      source,
      signal,
      deskOfRun({ ...parts, log, leaveLane: life.leaveLane }, claimed, readings, desk),
      ownerOf(claimed),
      traced.stages,
    );
    const counted = await traced.store(async () => {
      const kept = await parts.blobs.keep('reports', Buffer.from(`${JSON.stringify(report, null, 2)}\n`));
      return parts.ledger.finish(claimed, conversionOf(report, kept.sha256, kept.bytes, parts.version));
    });
    if (counted) await readings.forget().catch((error) => log.warn({ err: error }, 'kept pages are left to the sweep'));
    log.info({ ms: since(startedAt), counted }, 'converted');
    return { kind: 'done' };
  } catch (error) {
    ended = error instanceof ConversionError ? error.code : 'interrupted';
    const next = life.next();
    if (next !== null) {
      log.info({ ms: since(startedAt), ...next }, 'the run gave way to others');
      await parts.ledger.giveWay(claimed, next);
      return { kind: 'done' };
    }
    if (life.ended.aborted) return { kind: 'done' };
    if (stopping.aborted) {
      await parts.ledger.interrupt(claimed);
      return { kind: 'again', reason: 'the worker is being stopped' };
    }
    if (isDiskFull(error)) {
      // it says nothing of the document, which loses none of its attempts by it
      await parts.ledger.interrupt(claimed);
      return { kind: 'again', reason: 'the disk is full' };
    }
    if (!(error instanceof ConversionError)) throw error;
    log.warn({ ms: since(startedAt), code: error.code, trace: error.message }, 'conversion failed');
    return settleFailure(parts.ledger, claimed, error.code);
  } finally {
    traced.end(ended);
    life.close();
    await desk.close();
  }
}

/**
 * Scans of one sender share a process, and so do his other documents (docs/decisions/0056-scans-of-one-sender.md): one of these
 * would take the process that the next scan is to find with its engines loaded.
 */
const ownerOf = ({ lane, sentBy }: ClaimedRun): string => `${lane} by ${sentBy}`;

/** Reads pages of a document that another worker converts. Whatever comes of it, that one goes on without. */
async function helpWith(parts: ConvertWorkerParts, mark: RunMark, signal: AbortSignal): Promise<JobEnd> {
  const claimed = await parts.ledger.underWay(mark);
  if (claimed === null) return { kind: 'done' };
  const desk = parts.readingsOf(claimed.sha256).open('last');
  const isOver = async (): Promise<boolean> => (await parts.ledger.underWay(mark)) === null;
  const askWhileNeeded: PageDesk['ask'] = async (...page) => ((await isOver()) ? 'elsewhere' : desk.ask(...page));
  try {
    const source = await sourceOf(parts.blobs, claimed);
    await parts.converter.readPages(source, signal, { ...desk, ask: askWhileNeeded }, ownerOf(claimed));
  } catch (error) {
    if (!signal.aborted && !(error instanceof ConversionError)) throw error;
    parts.log.warn({ documentId: mark.documentId, err: error }, 'a helper stopped; the run goes on without it');
  } finally {
    await desk.close();
  }
  return { kind: 'done' };
}

/** @throws ConversionError unreadable */
async function sourceOf(blobs: Blobs, { fileName, format, mediaType, sha256 }: ClaimedRun): Promise<Source> {
  return { fileName, format, mediaType, sha256, bytes: await readOriginal(blobs, sha256) };
}

/** @throws ConversionError unreadable */
async function readOriginal(blobs: Blobs, sha256: string): Promise<Buffer> {
  try {
    return await blobs.read('originals', sha256);
  } catch (error) {
    // An outage of the bucket says nothing about the original: the queue tries again.
    if (error instanceof BucketError) throw error;
    throw new ConversionError('unreadable', 'the kept original could not be read', { cause: error });
  }
}

const since = (startedAt: number): number => Math.round(performance.now() - startedAt);
