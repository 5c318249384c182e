import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { uploadReceiptSchema } from '../../contracts/api.ts';
import { publishedAddressSchema, publishedHostsSchema } from '../../contracts/filings.ts';
import { isPassed } from '../../office/filing.ts';
import { answers, idParams } from '../answers.ts';
import type { AppParts } from '../app-parts.ts';
import { RequestError } from '../errors.ts';
import { moverOf, senderOf, viewerOf } from '../people/asker.ts';
import type { PublishedPage } from '../published-page.ts';
import { takeInBytes } from '../whole-files.ts';

/** What an agency published, fetched from its address: from there on it is an upload like any other. */
export async function publicationRoutes(app: FastifyInstance, parts: AppParts): Promise<void> {
  const { store, publishedPages } = parts;
  const routes = app.withTypeProvider<ZodTypeProvider>();

  routes.get('/api/published-hosts', { schema: answers({ 200: publishedHostsSchema }) }, async () => ({
    hosts: publishedPages.hosts,
  }));

  routes.post(
    '/api/filings/:id/publication',
    { schema: { params: idParams, body: publishedAddressSchema, ...answers({ 202: uploadReceiptSchema }) } },
    async (request, reply) => {
      const filing = await store.filings.find(request.params.id, moverOf(request));
      if (filing === null) throw new RequestError('not-found');
      if (!isPassed(filing.state)) throw new RequestError('not-accepted');
      const page = await publishedPages.fetch(request.body.address);
      const [sender, viewer] = [senderOf(request), viewerOf(request)];
      return reply.code(202).send(await takeInBytes(nameOf(page), page.bytes, parts, sender, viewer));
    },
  );
}

/** The whole address, so that everybody sees where it is from; no part of it is a folder. */
const nameOf = ({ address }: PublishedPage): string =>
  `${address.host}${address.pathname}`.replaceAll(/[/\\]+/g, ' ').trim();
