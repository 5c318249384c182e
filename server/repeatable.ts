import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { Repeats } from '../store/repeats.ts';
import { RequestError } from './errors.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Its answer holds what lets somebody in: it is given once and kept nowhere. */
    readonly answersSecret?: true;
  }
  interface FastifyRequest {
    /** Under what the answer is kept, for a request that may come again. */
    repeatKey: string | null;
  }
}

export const ANSWERS_SECRET = { answersSecret: true } as const;

const KEY = /^[\x21-\x7e]{8,100}$/;

/**
 * Makes every POST with an `Idempotency-Key` repeatable: what was answered is answered again. Keys belong to whoever
 * sends them; a request that failed for our sake may come again. Of an answer that holds a secret only is kept that it
 * was given.
 */
export function repeatable(app: FastifyInstance, repeats: Repeats): void {
  app.decorateRequest('repeatKey', null);

  app.addHook('preHandler', async (request, reply) => {
    const given = request.headers['idempotency-key'];
    if (given === undefined || request.method !== 'POST' || request.asker === null) return;
    if (typeof given !== 'string' || !KEY.test(given)) throw new RequestError('bad-request');
    const key = `${request.asker.id} ${given}`;
    // Of files that are still to come only their size is known here.
    const body = request.body ?? request.headers['content-length'] ?? '';
    const asked = createHash('sha256')
      .update(JSON.stringify([request.url, body]))
      .digest('hex');
    const done = await repeats.begin(key, asked);
    if (done === null) {
      request.repeatKey = key;
      return;
    }
    const type = done.status >= 400 ? 'application/problem+json' : 'application/json';
    return reply.code(done.status).type(`${type}; charset=utf-8`).serializer(String).send(done.body);
  });

  app.addHook('onSend', async (request, reply, payload) => {
    const { repeatKey } = request;
    if (repeatKey === null) return payload;
    request.repeatKey = null;
    // Of a request that did not come in whole nothing was done.
    const cut = request.raw.complete === false;
    if (!cut && reply.statusCode < 400 && request.routeOptions.config.answersSecret) return payload;
    if (cut || reply.statusCode >= 500 || (typeof payload !== 'string' && payload !== undefined && payload !== null)) {
      await repeats.drop(repeatKey);
    } else {
      await repeats.end(repeatKey, { status: reply.statusCode, body: typeof payload === 'string' ? payload : '' });
    }
    return payload;
  });
}
