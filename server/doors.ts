import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { Readable } from 'node:stream';
import limits from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { DOOR_LIMITS } from '../config/limits/office.ts';
import type { RequestErrorCode } from '../config/words.ts';
import { answerToNoRequest, RequestError, sendProblem } from './errors.ts';
import { waitedFor, watchSender } from './upload-sender.ts';

/**
 * What comes to no route: what is no request at all, addresses that are none, methods that a route does not take, and
 * more requests than anybody makes. Each is answered as everything else is, by a code and its words.
 */

const CODES: Readonly<Record<string, RequestErrorCode>> = {
  HPE_HEADER_OVERFLOW: 'headers-too-large',
  ERR_HTTP_REQUEST_TIMEOUT: 'request-timeout',
};

/** For `clientErrorHandler` of Fastify. */
export function answerNoRequest(error: Error & { readonly code?: string }, socket: Socket): void {
  // The other side is gone, or an answer is under way.
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable || socket.bytesWritten > 0) {
    socket.destroy(error);
    return;
  }
  socket.end(answerToNoRequest(CODES[error.code ?? ''] ?? 'request-malformed'));
}

/** A body of which no byte comes for HOUSE_LIMITS.idleUploadMs ends as an upload does; uploads look to it themselves. */
export function endIdleBodies(app: FastifyInstance): void {
  app.addHook('preParsing', async (request, reply, payload) => {
    const { 'content-length': length, 'transfer-encoding': coding } = request.headers;
    if (length === undefined && coding === undefined) return payload;
    // begins with the first byte that is asked for
    const watched = async function* () {
      const from = watchSender(request);
      try {
        yield* waitedFor<Uint8Array>(payload, from);
      } catch (error) {
        if (!(error instanceof RequestError) || error.code !== 'upload-idle') throw error;
        reply.header('connection', 'close');
        reply.raw.once('finish', () => request.raw.destroy());
        throw new RequestError('request-timeout', { cause: error });
      } finally {
        from.close();
      }
    };
    return Readable.from(watched());
  });
}

/** Requests that are counted, each of these apart. */
export async function countRequests(app: FastifyInstance): Promise<void> {
  await app.register(limits, { global: false });
  const ofAddress = app.createRateLimit({ max: DOOR_LIMITS.ofAddress, timeWindow: 60_000 });
  const ofStranger = app.createRateLimit({ max: DOOR_LIMITS.ofStrangers, timeWindow: 60_000 });
  app.addHook('onRequest', async (request) => refuse(await ofAddress(request)));
  // who was answered that he is nobody, may not or asked for what is not there
  app.addHook('onRequest', async (request) => refuse(await ofStranger(request, { increment: false })));
  app.addHook('onResponse', async (request, reply) => {
    if (REFUSALS.has(reply.statusCode)) await ofStranger(request);
  });
}
const REFUSALS = new Set([401, 403, 404, 405, 421]);

/** After it is known who asks. */
export function countByPerson(app: FastifyInstance): void {
  const ofPerson = app.createRateLimit({
    max: DOOR_LIMITS.ofPerson,
    timeWindow: 60_000,
    keyGenerator: (request) => `person ${request.asker?.id ?? request.ip}`,
  });
  app.addHook('onRequest', async (request) => {
    if (request.asker !== null) refuse(await ofPerson(request));
  });
}

function refuse(counted: Awaited<ReturnType<ReturnType<FastifyInstance['createRateLimit']>>>): void {
  if (!counted.isAllowed && counted.isExceeded) throw new RequestError('too-many-requests');
}

/** 404 for what is not there, 405 with the methods for what is there for others. Call it before the first route. */
export function answerOddAddresses(app: FastifyInstance): void {
  const routes: { readonly shape: RegExp; readonly methods: readonly string[] }[] = [];
  app.addHook('onRoute', ({ url, method }) => {
    const shape = url.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll(/:\w+/g, '[^/]+');
    if (!url.includes('*')) routes.push({ shape: new RegExp(`^${shape}$`), methods: [method].flat() });
  });
  app.setNotFoundHandler((request, reply) => {
    const [path = ''] = request.url.split('?');
    const methods = routes.filter(({ shape }) => shape.test(path)).flatMap((route) => route.methods);
    if (methods.length === 0) return sendProblem(reply, 'not-found');
    return sendProblem(reply.header('allow', [...new Set(methods)].join(', ')), 'method-not-allowed');
  });
}

/** Nothing that the API says is kept on the way, where its route does not say otherwise. */
export function keepNothing(app: FastifyInstance): void {
  app.addHook('onSend', async (_request, reply) => {
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
  });
}

/** One name of the server, as HTTP asks for: programs on the way may each believe another of several. */
export const hasOneHost = ({ rawHeaders }: IncomingMessage): boolean =>
  rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === 'host').length === 1;

/** An address that cannot be read, for `frameworkErrors` of Fastify. */
export const oddAddressCode = (request: FastifyRequest): RequestErrorCode =>
  request.url.startsWith('/') ? 'not-found' : 'request-malformed';
