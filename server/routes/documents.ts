import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  type DocumentSummary,
  documentPageSchema,
  placementSchema,
  type RetryReceipt,
  retryReceiptSchema,
} from '../../contracts/api.ts';
import { assignSchema } from '../../contracts/filings.ts';
import { toXlsx } from '../../office/sheet.ts';
import type { StoredDocument } from '../../store/stored-document.ts';
import { answers, idParams, MOST_ROWS, pageQuery } from '../answers.ts';
import type { AppParts } from '../app-parts.ts';
import { detailSchema, sendDetail } from '../document-detail.ts';
import { RequestError } from '../errors.ts';
import { documentQuery } from '../list-queries.ts';
import { documentTable } from '../list-tables.ts';
import { actorOf, viewerOf } from '../people/asker.ts';
import { fileHeaders, XLSX } from '../security.ts';
import { shownReport } from '../shown-report.ts';

const listSchema = z.object({ ...documentQuery, ...pageQuery });

/** Which documents are to be converted anew; nothing said: all. */
const anewSchema = z.object({
  documentIds: z.array(z.uuid()).max(10_000).optional(),
  query: z.string().min(1).max(200).optional(),
  notMadeBy: z.string().min(1).max(100).optional(),
});

/** The documents: list, one of them, its files, where it belongs, and sending back what failed. */
export async function documentRoutes(app: FastifyInstance, parts: AppParts): Promise<void> {
  const { store, blobs, feeder, checker } = parts;
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const find = async (request: FastifyRequest<{ Params: { id: string } }>): Promise<StoredDocument> => {
    const found = await store.find(request.params.id, viewerOf(request));
    if (found === null) throw new RequestError('not-found');
    return found;
  };
  const ofOne = { params: idParams };

  routes.get(
    '/api/documents',
    { schema: { querystring: listSchema, ...answers({ 200: documentPageSchema }) } },
    async (request) => store.list(request.query, viewerOf(request)),
  );

  routes.get('/api/documents.xlsx', { schema: { querystring: listSchema } }, async (request, reply) => {
    const items: DocumentSummary[] = [];
    for (let page = 1; ; page++) {
      const part = await store.list({ ...request.query, page, size: MOST_ROWS }, viewerOf(request));
      items.push(...part.items);
      if (page * MOST_ROWS >= part.total) break;
    }
    const file = await toXlsx('文件', documentTable(items));
    return reply.headers(fileHeaders('文件列表.xlsx', XLSX)).send(file);
  });

  routes.get(
    '/api/documents/:id',
    { schema: { ...ofOne, ...answers({ 200: detailSchema }) } },
    async (request, reply) => sendDetail(request, reply, parts),
  );

  routes.get('/api/documents/:id/original', { schema: ofOne }, async (request, reply) => {
    const { summary, sourceName } = await find(request);
    if (summary.sha256 === null) throw new RequestError('not-found');
    const original = await blobs.get('originals', summary.sha256);
    // Its true media type would let a browser show it; as a stream of bytes it can only be saved.
    return reply.headers(fileHeaders(sourceName, 'application/octet-stream')).send(original);
  });

  routes.get('/api/documents/:id/report.json', { schema: ofOne }, async (request, reply) => {
    const { sourceName, reportSha256 } = await find(request);
    if (reportSha256 === null) throw new RequestError('not-found');
    const report = await shownReport(await blobs.read('reports', reportSha256), store, viewerOf(request));
    return reply.headers(fileHeaders(`${sourceName}.json`, 'application/json; charset=utf-8')).send(report);
  });

  routes.get(
    '/api/documents/:id/placement',
    { schema: { ...ofOne, ...answers({ 200: placementSchema }) } },
    async (request) => {
      const placement = await store.placing.placement(request.params.id, viewerOf(request));
      if (placement === null) throw new RequestError('not-found');
      return placement;
    },
  );

  routes.post(
    '/api/documents/:id/assign',
    { schema: { ...ofOne, body: assignSchema, ...answers({ 200: placementSchema }) } },
    async (request) => {
      const { id } = request.params;
      const { year, agencyId, as: part } = request.body;
      const to = { year, agencyId, part, confirmed: true };
      await store.placing.assign(id, to, viewerOf(request), actorOf(request));
      checker.wake();
      const placement = await store.placing.placement(id, viewerOf(request));
      if (placement === null) throw new RequestError('not-found');
      return placement;
    },
  );

  routes.delete('/api/documents/:id/assign', { schema: ofOne }, async (request, reply) => {
    await store.placing.unassign(request.params.id, actorOf(request));
    checker.wake();
    return reply.code(204).send();
  });

  routes.post(
    '/api/documents/:id/retry',
    { schema: { ...ofOne, ...answers({ 200: retryReceiptSchema }) } },
    async (request): Promise<RetryReceipt> => {
      const sent = await store.sendBack([request.params.id], viewerOf(request), actorOf(request));
      if (sent.length === 0) throw new RequestError('not-retryable');
      feeder.wake();
      return { retried: sent.length };
    },
  );

  routes.post(
    '/api/documents/:id/convert',
    { schema: { ...ofOne, ...answers({ 200: retryReceiptSchema }) } },
    async (request): Promise<RetryReceipt> => {
      const which = { documentIds: [request.params.id] };
      const sent = await store.convertAnew(which, viewerOf(request), actorOf(request));
      if (sent.length === 0) throw new RequestError('not-retryable');
      feeder.wake();
      return { retried: sent.length };
    },
  );

  routes.post(
    '/api/conversions',
    { schema: { body: anewSchema, ...answers({ 200: retryReceiptSchema }) } },
    async (request): Promise<RetryReceipt> => {
      const sent = await store.convertAnew(request.body, viewerOf(request), actorOf(request));
      feeder.wake();
      return { retried: sent.length };
    },
  );

  routes.post(
    '/api/retries',
    { schema: answers({ 200: retryReceiptSchema }) },
    async (request): Promise<RetryReceipt> => {
      const sent = await store.sendBack(undefined, viewerOf(request), actorOf(request));
      feeder.wake();
      return { retried: sent.length };
    },
  );
}
