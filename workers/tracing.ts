import { createHash, randomBytes } from 'node:crypto';
import type { Attributes, Context } from '@opentelemetry/api';
import type { Logger } from 'pino';
import type { StageTime } from '../pipeline/contracts/stage-time.ts';

/**
 * Traces by OpenTelemetry, for whoever runs a collector: one trace a document, named by its id, so that server and workers
 * add to the same one without telling each other anything. Off unless an endpoint is set, and then nothing of the libraries
 * is loaded. Spans hold ids, formats and codes, nothing that a document says.
 */
export interface Traces {
  /** The root: a document from the beginning of its upload until its row was durable. */
  readonly intake: (documentId: string, from: number, attributes: Attributes) => void;
  /** A run that begins now. */
  readonly run: (documentId: string, attributes: Attributes) => TracedRun;
  /** Sends what is left. */
  readonly close: () => Promise<void>;
}

export interface TracedRun {
  readonly stages: (times: readonly StageTime[]) => void;
  /** Does the last stage. */
  readonly store: <T>(work: () => Promise<T>) => Promise<T>;
  /** @param failure code; null: it was converted */
  readonly end: (failure: string | null) => void;
}

const NO_RUN: TracedRun = { stages: () => {}, store: (work) => work(), end: () => {} };
export const NO_TRACES: Traces = { intake: () => {}, run: () => NO_RUN, close: async () => {} };

/** Milliseconds; a collector that does not answer holds nothing up for longer. */
const EXPORT_TIMEOUT_MS = 3_000;

/** @param url of the collector for traces, OTLP over HTTP; null: there is none */
export async function openTraces(url: string | null, service: string, log: Logger): Promise<Traces> {
  if (url === null) return NO_TRACES;
  const [
    { ROOT_CONTEXT, SpanStatusCode, TraceFlags, trace },
    { BatchSpanProcessor, TracerProvider },
    exporter,
    resources,
  ] = await Promise.all([
    import('@opentelemetry/api'),
    import('@opentelemetry/sdk-trace'),
    import('@opentelemetry/exporter-trace-otlp-http'),
    import('@opentelemetry/resources'),
  ]);
  // The library asks for ids while a span is made, and not later.
  let next: { readonly traceId: string; readonly spanId: string } | null = null;
  const provider = new TracerProvider({
    resource: resources.resourceFromAttributes({ 'service.name': service }),
    idGenerator: {
      generateTraceId: () => next?.traceId ?? randomBytes(16).toString('hex'),
      generateSpanId: () => next?.spanId ?? randomBytes(8).toString('hex'),
    },
    spanProcessors: [
      new BatchSpanProcessor({
        exporter: new exporter.OTLPTraceExporter({ url, timeoutMillis: EXPORT_TIMEOUT_MS }),
        exportTimeoutMillis: EXPORT_TIMEOUT_MS,
      }),
    ],
  });
  const tracer = provider.getTracer('gouji');
  const below = (documentId: string): Context =>
    trace.setSpanContext(ROOT_CONTEXT, { ...rootOf(documentId), traceFlags: TraceFlags.SAMPLED, isRemote: true });
  log.info('traces are sent to a collector');

  return {
    intake: (documentId, from, attributes) => {
      next = rootOf(documentId);
      const span = tracer.startSpan('intake', { startTime: from, attributes, root: true }, ROOT_CONTEXT);
      next = null;
      span.end();
    },
    run: (documentId, attributes) => {
      const span = tracer.startSpan('convert', { attributes }, below(documentId));
      const inRun = trace.setSpan(ROOT_CONTEXT, span);
      const child = (name: string, startTime: number): ReturnType<typeof tracer.startSpan> =>
        tracer.startSpan(name, { startTime }, inRun);
      return {
        stages: (times) => {
          for (const { stage, from, to } of times) child(stage, from).end(to);
        },
        store: async (work) => {
          const storing = child('store', Date.now());
          try {
            return await work();
          } finally {
            storing.end();
          }
        },
        end: (failure) => {
          if (failure !== null) span.setStatus({ code: SpanStatusCode.ERROR, message: failure });
          span.end();
        },
      };
    },
    close: () => provider.shutdown().catch((error) => log.debug({ err: error }, 'the last traces could not be sent')),
  };
}

/** A document's id has as many digits as the id of a trace; its root span is named by a hash of it. */
const rootOf = (documentId: string) => ({
  traceId: documentId.replaceAll('-', ''),
  spanId: createHash('sha256').update(documentId).digest('hex').slice(0, 16),
});
