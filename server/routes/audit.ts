import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { trailPageSchema } from '../../contracts/filings.ts';
import { toCsv } from '../../office/sheet.ts';
import { answers, pageQuery, unlessEmpty } from '../answers.ts';
import type { AppParts } from '../app-parts.ts';
import { viewerOf } from '../people/asker.ts';
import { fileHeaders } from '../security.ts';

const querySchema = z.object({
  subject: unlessEmpty(z.string().max(100)),
  agency: unlessEmpty(z.uuid()),
  ...pageQuery,
});

/** The trail: every write, the newest first. */
export async function auditRoutes(app: FastifyInstance, { store }: AppParts): Promise<void> {
  app.get('/api/audit.jsonl', async (request, reply) => {
    const entries = store.trail.every(viewerOf(request));
    const headers = fileHeaders('操作记录.jsonl', 'application/jsonl; charset=utf-8');
    return reply.headers(headers).send(Readable.from(inLines(entries)));
  });
  app.get('/api/audit.csv', async (request, reply) => {
    const entries = store.trail.every(viewerOf(request));
    return reply.headers(fileHeaders('操作记录.csv', 'text/csv; charset=utf-8')).send(Readable.from(inRows(entries)));
  });
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

type Entries = ReturnType<AppParts['store']['trail']['every']>;

/** One entry a line, with its hash: whoever has the file can follow the chain (office/trail.ts). */
async function* inLines(entries: Entries): AsyncGenerator<string> {
  for await (const part of entries) yield part.map((entry) => `${JSON.stringify(entry)}\n`).join('');
}

const COLUMNS = [
  'position',
  'at',
  'who',
  'what',
  'subjectKind',
  'subjectId',
  'year',
  'before',
  'after',
  'hash',
] as const;

async function* inRows(entries: Entries): AsyncGenerator<Buffer> {
  yield toCsv([[...COLUMNS]]);
  for await (const part of entries) {
    yield toCsv(part.map((entry) => COLUMNS.map((column) => `${entry[column] ?? ''}`))).subarray(BYTE_ORDER_MARK);
  }
}
/** Bytes of the mark that stands at the beginning of a file alone. */
const BYTE_ORDER_MARK = 3;
