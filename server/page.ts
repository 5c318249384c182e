import { existsSync } from 'node:fs';
import { join } from 'node:path';
import files from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { apiError } from './errors.ts';

/** The dashboard's files as they were built, and the answer to everything that is neither a file nor an API route. */
export async function servePage(app: FastifyInstance, pageFolder: string): Promise<void> {
  if (existsSync(join(pageFolder, 'index.html'))) {
    await app.register(files, {
      root: pageFolder,
      // Names of built files hold their hash, so a browser may keep them; the page itself names them anew.
      setHeaders: (reply, path) => {
        const built = path.includes('/assets/');
        reply.header('cache-control', built ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
      cacheControl: false,
    });
  } else {
    app.get('/', (_request, reply) => reply.code(503).send(apiError('page-missing')));
  }
  app.setNotFoundHandler((_request, reply) => reply.code(404).send(apiError('not-found')));
}
