import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { accessTo, mayTake } from '../../office/access.ts';
import type { Store } from '../../store/store.ts';
import { RequestError } from '../errors.ts';
import { viewerOf, whoAsks } from './asker.ts';

const READS = new Set(['GET', 'HEAD', 'OPTIONS']);
/** What somebody without a password may do besides looking who he is. */
const BEFORE_PASSWORD = new Set(['PUT /api/session/password', 'DELETE /api/session']);
const idSchema = z.object({ id: z.uuid() });

export interface GuardOptions {
  /** False for the demo year on this machine: whoever has the one-time address goes on without a password. */
  readonly asksForPassword: boolean;
}

/**
 * Judges every request by the one table (office/access.ts) before anything of it is read: 401 for nobody, 404 for what
 * somebody may not see, 403 for what he sees and may not do.
 */
export function guard(app: FastifyInstance, store: Store, options: GuardOptions): void {
  app.addHook('onRoute', ({ method, url }) => {
    for (const each of [method].flat()) {
      const judged = !url.startsWith('/api/') || accessTo(each, url) !== null;
      if (!judged) throw new Error(`${each} ${url} has no row in office/access.ts: nobody could be judged by it`);
    }
  });
  app.decorateRequest('asker', null);
  app.addHook('onRequest', async (request, reply) => {
    const { url } = request.routeOptions;
    if (url === undefined || !url.startsWith('/api/')) return;
    const access = accessTo(request.method, url);
    if (access === null) throw new RequestError('not-found');
    request.asker = await whoAsks(request, store.people);
    if (access.may === 'anyone') return;
    const { asker } = request;
    if (asker === null) throw new RequestError('signed-out');
    const route = `${request.method} ${url}`;
    if (asker.hasNoPassword && options.asksForPassword && !BEFORE_PASSWORD.has(route)) {
      throw new RequestError('choose-password');
    }
    if (access.of !== 'nothing') {
      const parsed = idSchema.safeParse(request.params);
      const seen = parsed.success && (await store.isSeen(access.of, parsed.data.id, viewerOf(request)));
      if (!seen) throw new RequestError('not-found');
    }
    if (!mayTake(access, asker.roles)) throw new RequestError('forbidden');
    if (asker.kind === 'person' && !READS.has(request.method)) await requireCsrfToken(app, request, reply);
  });
}

/** A browser sends its cookie by itself; that the page wrote this request only the token shows. */
function requireCsrfToken(app: FastifyInstance, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  return new Promise((resolve) => {
    app.csrfProtection(request, reply, () => resolve());
    // It has answered by itself where the token is wrong.
    if (reply.sent) resolve();
  });
}
