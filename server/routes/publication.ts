import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { uploadReceiptSchema } from '../../contracts/api.ts';
import { publishedAddressSchema, publishedHostsSchema } from '../../contracts/filings.ts';
import { isPassed } from '../../office/filing.ts';
import type { HandedIn } from '../../store/receiving.ts';
import { answers, idParams } from '../answers.ts';
import type { AppParts } from '../app.ts';
import { RequestError } from '../errors.ts';
import { requireFreeDisk } from '../free-disk.ts';
import { moverOf, senderOf, viewerOf } from '../people/asker.ts';
import type { PublishedPage } from '../published-page.ts';
import { settleArrivals, stageArrivals, writeDown } from '../take-in.ts';

/** What an agency published, fetched from its address: from there on it is an upload like any other. */
export async function publicationRoutes(app: FastifyInstance, parts: AppParts): Promise<void> {
  const { store, blobs, publishedPages } = parts;
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
      const folder = await blobs.makeWorkFolder();
      try {
        await requireFreeDisk(folder, page.bytes.length);
        const path = join(folder, 'page');
        await writeFile(path, page.bytes, { mode: 0o600 });
        const staging = blobs.stageOriginals(folder);
        const files: HandedIn[] = [];
        const roomFor = (bytes: number): Promise<void> => requireFreeDisk(folder, bytes);
        for await (const file of stageArrivals(nameOf(page), path, staging, roomFor)) files.push(file);
        await settleArrivals(files, staging);
        return reply.code(202).send(await writeDown(files, parts, senderOf(request), viewerOf(request)));
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
  );
}

/** The whole address, so that everybody sees where it is from; no part of it is a folder. */
const nameOf = ({ address }: PublishedPage): string =>
  `${address.host}${address.pathname}`.replaceAll(/[/\\]+/g, ' ').trim();
