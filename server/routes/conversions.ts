import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { REQUEST_WORDS } from '../../config/words.ts';
import { madeBySchema } from '../../contracts/api.ts';
import { manyAnswerSchema } from '../../contracts/many.ts';
import { answers } from '../answers.ts';
import type { AppParts } from '../app-parts.ts';
import { chosenRows } from '../many.ts';
import { actorOf, viewerOf } from '../people/asker.ts';
import { ofDocuments } from './many.ts';

/** Which version of the program made what is shown, and converting chosen documents anew. */
export async function conversionRoutes(
  app: FastifyInstance,
  { store, feeder, programVersion }: AppParts,
): Promise<void> {
  const routes = app.withTypeProvider<ZodTypeProvider>();

  routes.get('/api/conversions', { schema: answers({ 200: madeBySchema }) }, async () => ({
    current: programVersion,
    versions: await store.madeBy(),
  }));

  routes.post(
    '/api/documents/many/convert',
    { schema: { body: z.strictObject({ of: ofDocuments }), ...answers({ 200: manyAnswerSchema }) } },
    async (request) => {
      const { of } = request.body;
      const viewer = viewerOf(request);
      const rows = await chosenRows(of, (asked, page, size) => store.list({ ...asked, page, size }, viewer));
      // Together, so that they wait as many do and not as one that somebody looks at.
      const done = await store.convertAnew({ documentIds: rows.map(({ id }) => id) }, viewer, actorOf(request));
      feeder.wake();
      const code = 'not-convertible';
      const refused = rows
        .filter(({ id }) => !done.includes(id))
        .map(({ id, fileName: name }) => ({ id, name, code, message: REQUEST_WORDS[code] }));
      return { done: [...done], refused };
    },
  );
}
