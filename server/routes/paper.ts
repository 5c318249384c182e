import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { EXTRACT_LIMITS } from '../../config/limits/extract.ts';
import { PAPER_LIMITS } from '../../config/limits/paper.ts';
import { hasPages, keptDpi, sheetSchema } from '../../pipeline/contracts/paper.ts';
import { answers, idParams, tagged } from '../answers.ts';
import type { AppParts } from '../app-parts.ts';
import { RequestError } from '../errors.ts';
import type { KeptPart, PaperOf } from '../paper/paper-desk.ts';
import { paperOf } from '../paper/paper-of.ts';
import { viewerOf } from '../people/asker.ts';
import { PAPER_FRAME_HEADERS } from '../security.ts';

const pageParams = idParams.extend({ page: z.coerce.number().int().min(1).max(EXTRACT_LIMITS.pages) });
const resolutionSchema = z.object({
  /** Rounded up to a resolution that is kept. */
  dpi: z.coerce.number().int().min(1).max(1_200).default(PAPER_LIMITS.usualDpi),
});

/** The paper as the agency sent it: its pages as pictures, or a document without pages as a flow for a frame. */
export async function paperRoutes(app: FastifyInstance, parts: AppParts): Promise<void> {
  const { paper: desk } = parts;
  const routes = app.withTypeProvider<ZodTypeProvider>();
  /** @throws RequestError not-found: no document, none of this kind, or no bytes of it */
  const find = async (request: FastifyRequest<{ Params: { id: string } }>, paged: boolean): Promise<PaperOf> => {
    const paper = await paperOf(request.params.id, viewerOf(request), parts);
    if (paper === null || hasPages(paper.format) !== paged) throw new RequestError('not-found');
    return paper;
  };

  routes.get(
    '/api/documents/:id/pages',
    { schema: { params: idParams, querystring: resolutionSchema, ...answers({ 200: z.array(sheetSchema) }) } },
    async (request, reply) => {
      const paper = await paperOf(request.params.id, viewerOf(request), parts);
      if (paper === null) throw new RequestError('not-found');
      reply.header('cache-control', 'private, no-cache');
      return hasPages(paper.format) ? [...(await desk.sheets(paper, keptDpi(request.query.dpi)))] : [];
    },
  );

  routes.get(
    '/api/documents/:id/pages/:page.webp',
    { schema: { params: pageParams, querystring: resolutionSchema } },
    async (request, reply) => {
      const paper = await find(request, true);
      const part = desk.sheet(paper, request.params.page, keptDpi(request.query.dpi));
      return sendPart(request, reply.type('image/webp'), part);
    },
  );

  routes.get('/api/documents/:id/pages/:page/text', { schema: { params: pageParams } }, async (request, reply) => {
    const part = desk.text(await find(request, true), request.params.page);
    return sendPart(request, reply.type('application/json; charset=utf-8'), part);
  });

  routes.get('/api/documents/:id/view', { schema: { params: idParams } }, async (request, reply) => {
    const part = desk.view(await find(request, false));
    return sendPart(request, reply.headers(PAPER_FRAME_HEADERS), part);
  });
}

/** A person who may see it today may not tomorrow: it is asked for each time, and sent once. */
async function sendPart(request: FastifyRequest, reply: FastifyReply, part: KeptPart): Promise<FastifyReply> {
  tagged(reply, part.tag).header('cache-control', 'private, no-cache');
  if (request.headers['if-none-match']?.split(/,\s*/).includes(`"${part.tag}"`)) return reply.code(304).send();
  return reply.send(await part.bytes());
}
