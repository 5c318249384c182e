import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { trailPageSchema } from '../../contracts/filings.ts';
import { answers, pageQuery, unlessEmpty } from '../answers.ts';
import type { AppParts } from '../app.ts';
import { viewerOf } from '../people/asker.ts';

const querySchema = z.object({
  subject: unlessEmpty(z.string().max(100)),
  agency: unlessEmpty(z.uuid()),
  ...pageQuery,
});

/** The trail: every write, the newest first. */
export async function auditRoutes(app: FastifyInstance, { store }: AppParts): Promise<void> {
  app
    .withTypeProvider<ZodTypeProvider>()
    .get(
      '/api/audit',
      { schema: { querystring: querySchema, ...answers({ 200: trailPageSchema }) } },
      async (request) => {
        const { subject, agency: agencyId, page, size } = request.query;
        return { ...(await store.trail.list({ subject, agencyId, page, size }, viewerOf(request))), page, size };
      },
    );
}
