import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { readEnvironment } from '../../config/env.ts';
import { type RunningServer, startServer } from '../../server/main.ts';
import { NO_TRACES, openTraces } from '../../workers/tracing.ts';
import { signIn } from '../server/signed-in.ts';
import { reportText } from '../server/upload-files.ts';

/** The server with a worker of its own, and a small collector that takes OTLP over HTTP as JSON. */

const log = pino({ level: 'silent' });
const spanSchema = z.object({
  traceId: z.string(),
  spanId: z.string(),
  parentSpanId: z.string().optional(),
  name: z.string(),
  startTimeUnixNano: z.coerce.bigint(),
  endTimeUnixNano: z.coerce.bigint(),
  attributes: z.array(z.object({ key: z.string(), value: z.unknown() })),
  status: z.object({ code: z.number().optional(), message: z.string().optional() }).optional(),
});
type Span = z.infer<typeof spanSchema>;
const bodySchema = z.object({
  resourceSpans: z.array(z.object({ scopeSpans: z.array(z.object({ spans: z.array(spanSchema) })) })),
});

const spans: Span[] = [];
const paths: string[] = [];
let collector: Server;
let server: RunningServer;
let folder = '';

beforeAll(async () => {
  collector = createServer(async (request, response) => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece);
    paths.push(`${request.method} ${request.url}`);
    const { resourceSpans } = bodySchema.parse(JSON.parse(Buffer.concat(pieces).toString()));
    spans.push(...resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans)));
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  });
  collector.listen(0, '127.0.0.1');
  await once(collector, 'listening');
  folder = await mkdtemp(join(tmpdir(), 'gouji-traces-'));
  const { port } = collector.address() as AddressInfo;
  const environment = readEnvironment(
    { dataFolder: join(folder, 'data'), port: 0, concurrency: 1, logLevel: 'silent' },
    { ...process.env, OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}` },
  );
  server = await startServer(environment, log, { demo: true });
});
afterAll(async () => {
  await server?.stop();
  collector?.close();
  await rm(folder, { recursive: true, force: true });
});

/** Uploads one file as a browser does. @returns the id of its document */
async function bring(name: string, content: string): Promise<string> {
  const body = new FormData();
  body.append('files', new Blob([content]), name);
  const headers = await signedIn;
  const answer = await fetch(`${server.url}/api/uploads`, { method: 'POST', headers, body });
  const { items } = z.object({ items: z.array(z.object({ id: z.string() })) }).parse(await answer.json());
  return items[0]?.id ?? '';
}
let signedIn: ReturnType<typeof signIn>;
const of = (documentId: string): Span[] => spans.filter(({ traceId }) => traceId === documentId.replaceAll('-', ''));
const namesOf = (documentId: string): string[] => of(documentId).map(({ name }) => name);

describe('traces', () => {
  it('have a span for each stage of a document, from its upload to the store, in one trace', async () => {
    signedIn = signIn(server.welcome);
    const id = await bring('甲局.txt', reportText('甲局'));
    const expected = ['canonicalise', 'convert', 'extract', 'intake', 'reconstruct', 'store', 'validate'];
    await vi.waitFor(() => expect(namesOf(id).toSorted()).toEqual(expected), { timeout: 120_000, interval: 500 });
    const [intake, convert, extract, reconstruct, canonicalise, validate, store] = [
      ...['intake', 'convert', 'extract', 'reconstruct', 'canonicalise', 'validate', 'store'],
    ].map((name) => of(id).find((span) => span.name === name));
    expect(intake?.parentSpanId ?? '').toBe('');
    expect(convert?.parentSpanId).toBe(intake?.spanId);
    const stages = [extract, reconstruct, canonicalise, validate, store];
    expect(stages.map((stage) => stage?.parentSpanId)).toEqual(stages.map(() => convert?.spanId));
    const begins = [intake, convert, ...stages].map((span) => span?.startTimeUnixNano ?? 0n);
    expect(begins).toEqual(begins.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0)));
    expect(new Set(paths)).toEqual(new Set(['POST /v1/traces']));
  });

  it('say by its code how a run failed, and quote nothing of a document', async () => {
    const id = await bring('秘密的名字.pdf', '%PDF-1.7\nbroken');
    await vi.waitFor(() => expect(namesOf(id)).toContain('convert'), { timeout: 120_000, interval: 500 });
    const failed = of(id).find(({ name }) => name === 'convert');
    expect(failed?.status).toMatchObject({ code: 2, message: 'corrupt' });
    expect(JSON.stringify(spans, (_, value) => (typeof value === 'bigint' ? `${value}` : value))).not.toContain('秘密');
  });

  it('are off where no collector is named, and one that is away holds nothing up', async () => {
    expect(await openTraces(null, 'gouji', log)).toBe(NO_TRACES);
    const away = await openTraces('http://127.0.0.1:1/v1/traces', 'gouji', log);
    away.intake('00000000-0000-4000-8000-000000000001', Date.now(), {});
    await expect(away.close()).resolves.toBeUndefined();
  });
});
