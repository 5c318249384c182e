import { rm } from 'node:fs/promises';
import type { Logger } from 'pino';
import { PROCESS_LIMITS } from '../config/limits.ts';
import { STOP_DEADLINES } from '../config/queues.ts';
import type { CheckedReport } from '../pipeline/contracts/report.ts';
import type { Blobs } from '../store/blobs.ts';
import type { ClaimedRun, Conversion, Ledger } from '../store/ledger.ts';
import type { ChildCommand, ChildLimits } from './child-command.ts';
import { type ChildOutcome, convertInChild } from './convert-in-child.ts';
import { settleFailure } from './failure.ts';
import { type ConsumerTimes, consumeConvertQueue, type JobEnd } from './queues.ts';
import type { RedisPlace } from './redis.ts';

export interface ConvertWorkerParts {
  readonly redis: RedisPlace;
  readonly ledger: Ledger;
  readonly blobs: Blobs;
  /** Documents at a time, each in a process of its own. */
  readonly concurrency: number;
  readonly command: ChildCommand;
  /** Arguments of node that run the child's program. */
  readonly program: readonly string[];
  readonly log: Logger;
  readonly limits?: ChildLimits;
  readonly times?: ConsumerTimes;
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
    (documentId) => convertDocument(parts, documentId, stopping.signal),
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

async function convertDocument(parts: ConvertWorkerParts, documentId: string, signal: AbortSignal): Promise<JobEnd> {
  const claimed = await parts.ledger.claim(documentId);
  if (claimed === null) return { kind: 'done' };
  const log = parts.log.child({ documentId, run: claimed.run });
  const startedAt = performance.now();
  const outcome = await runChild(parts, claimed, signal);
  const ms = Math.round(performance.now() - startedAt);
  switch (outcome.kind) {
    case 'converted': {
      const json = Buffer.from(`${JSON.stringify(outcome.report, null, 2)}\n`);
      const kept = await parts.blobs.keep('reports', json);
      const counted = await parts.ledger.finish(claimed, conversionOf(outcome.report, kept.sha256, kept.bytes));
      log.info({ ms, counted }, 'converted');
      return { kind: 'done' };
    }
    case 'failed':
      log.warn({ ms, code: outcome.code, trace: outcome.trace }, 'conversion failed');
      return settleFailure(parts.ledger, claimed, outcome.code);
    case 'stopped':
      await parts.ledger.interrupt(claimed);
      return { kind: 'again', reason: 'the worker is being stopped' };
    default:
      return outcome satisfies never;
  }
}

async function runChild(parts: ConvertWorkerParts, claimed: ClaimedRun, signal: AbortSignal): Promise<ChildOutcome> {
  const { fileName, format, mediaType, sha256 } = claimed;
  const folder = await parts.blobs.makeWorkFolder();
  try {
    return await convertInChild({
      task: { fileName, format, mediaType, sha256 },
      original: { path: parts.blobs.pathOf('originals', sha256) },
      folder,
      command: parts.command,
      program: parts.program,
      limits: parts.limits ?? PROCESS_LIMITS,
      signal,
    });
  } catch (error) {
    const trace = error instanceof Error && 'code' in error ? String(error.code) : 'the original could not be opened';
    return { kind: 'failed', code: 'unreadable', trace };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function conversionOf(report: CheckedReport, reportSha256: string, reportBytes: number): Conversion {
  const cells = Object.values(report.tables).flatMap((table) =>
    table === null || table === undefined ? [] : Object.values(table.rows).flatMap((row) => Object.values(row)),
  );
  return {
    reportSha256,
    reportBytes,
    agency: report.report.agency,
    year: report.report.year,
    verdict: report.validation.status,
    reviewCells: cells.filter((cell) => cell.needsReview).length,
    findings: report.validation.findings.map(({ rule, severity, cause, message, fingerprint }) => ({
      rule,
      severity,
      cause,
      message,
      fingerprint,
    })),
  };
}
