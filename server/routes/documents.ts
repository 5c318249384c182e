import { createReadStream } from 'node:fs';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { VALIDATION_STATUSES } from '../../pipeline/contracts/report.ts';
import type { StoredDocument } from '../../store/store.ts';
import { DOCUMENT_STATES, type DocumentPage, type RetryReceipt } from '../api.ts';
import type { AppParts } from '../app.ts';
import { RequestError } from '../errors.ts';
import { fileHeaders } from '../security.ts';
import { offer } from '../take-in.ts';

const MOST_ROWS = 200;

const listSchema = z.object({
  state: z.enum(DOCUMENT_STATES).optional(),
  verdict: z.enum(VALIDATION_STATUSES).optional(),
  batch: z.uuid().optional(),
  /** PostgreSQL takes no NUL in a text. */
  query: z
    .string()
    .max(200)
    .refine((text) => !text.includes('\0'))
    .optional(),
  page: z.coerce.number().int().min(1).max(1_000_000).default(1),
  size: z.coerce.number().int().min(1).max(MOST_ROWS).default(50),
});
const idSchema = z.object({ id: z.uuid() });

/** The documents: list, one of them, its files, and sending back what failed. */
export async function documentRoutes(app: FastifyInstance, { store, blobs, queue }: AppParts): Promise<void> {
  const find = async (parameters: unknown): Promise<StoredDocument> => {
    const parsed = idSchema.safeParse(parameters);
    const found = parsed.success ? await store.find(parsed.data.id) : null;
    if (found === null) throw new RequestError('not-found');
    return found;
  };

  app.get('/api/documents', async (request): Promise<DocumentPage> => {
    const given = Object.entries(request.query ?? {}).filter(([, value]) => value !== '');
    return store.list(listSchema.parse(Object.fromEntries(given)));
  });

  app.get('/api/documents/:id', async (request, reply) => {
    const { summary, reportSha256 } = await find(request.params);
    // The report was checked when it was kept and is named by its hash: it goes through as text, unparsed.
    const report = reportSha256 === null ? 'null' : await blobs.read('reports', reportSha256);
    return reply
      .type('application/json; charset=utf-8')
      .send(`${JSON.stringify(summary).slice(0, -1)},"report":${report}}`);
  });

  app.get('/api/documents/:id/original', async (request, reply) => {
    const { summary, sourceName } = await find(request.params);
    if (summary.sha256 === null) throw new RequestError('not-found');
    const path = blobs.pathOf('originals', summary.sha256);
    // Its true media type would let a browser show it; as a stream of bytes it can only be saved.
    return reply.headers(fileHeaders(sourceName, 'application/octet-stream')).send(createReadStream(path));
  });

  app.get('/api/documents/:id/report.json', async (request, reply) => {
    const { sourceName, reportSha256 } = await find(request.params);
    if (reportSha256 === null) throw new RequestError('not-found');
    const path = blobs.pathOf('reports', reportSha256);
    return reply
      .headers(fileHeaders(`${sourceName}.json`, 'application/json; charset=utf-8'))
      .send(createReadStream(path));
  });

  app.post('/api/documents/:id/retry', async (request): Promise<RetryReceipt> => {
    const { summary } = await find(request.params);
    const sent = await store.sendBack(summary.id);
    if (sent.length === 0) throw new RequestError('not-retryable');
    await offer(sent, queue, request.log);
    return { retried: sent.length };
  });

  app.post('/api/retries', async (request): Promise<RetryReceipt> => {
    const sent = await store.sendBack();
    await offer(sent, queue, request.log);
    return { retried: sent.length };
  });
}
