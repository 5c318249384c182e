import { existsSync } from 'node:fs';
import { join } from 'node:path';
import files from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { REQUEST_WORDS } from '../config/words.ts';
import { apiError } from './errors.ts';

/** Whether the page was built. */
export const isPageBuilt = (pageFolder: string): boolean => existsSync(join(pageFolder, 'index.html'));

/** The dashboard's files as they were built. */
export async function servePage(app: FastifyInstance, pageFolder: string): Promise<void> {
  if (isPageBuilt(pageFolder)) {
    await app.register(files, {
      root: pageFolder,
      // Made at build time (dashboard/compressed.ts).
      preCompressed: true,
      // Names of built files hold their hash, so a browser may keep them; the page itself names them anew.
      setHeaders: (reply, path) => {
        const built = path.includes('/assets/');
        reply.header('cache-control', built ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
      cacheControl: false,
    });
  } else {
    app.get('/', (request, reply) => {
      reply.code(503);
      // Whoever opens it in a browser reads a sentence, not JSON.
      if (!(request.headers.accept ?? '').includes('text/html')) return reply.send(apiError('page-missing'));
      return reply.type('text/plain; charset=utf-8').send(`${REQUEST_WORDS['page-missing']}\n`);
    });
  }
}
