import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { SUM_WORDS } from '../../config/consolidation-words.ts';
import { consolidatedSchema, newSnapshotSchema, SUM_STATES, snapshotSchema } from '../../contracts/consolidated.ts';
import { toCsv } from '../../office/sheet.ts';
import { formDocument } from '../../office/written/document.ts';
import { documentDocx } from '../../office/written/docx.ts';
import { consolidatedForm } from '../../office/written/filled-form.ts';
import { formHtml } from '../../office/written/form-html.ts';
import { formXlsx } from '../../office/written/form-xlsx.ts';
import { answers, pageQuery, unlessEmpty, yearParams } from '../answers.ts';
import type { AppParts } from '../app-parts.ts';
import { consolidated, sumTable } from '../consolidated.ts';
import { RequestError } from '../errors.ts';
import { actorOf, viewerOf } from '../people/asker.ts';
import { DOCX, fileHeaders, XLSX } from '../security.ts';

const sumQuery = z.object({
  scope: unlessEmpty(z.uuid()),
  state: z.enum(SUM_STATES).default('accepted'),
  cell: unlessEmpty(z.string().max(120)),
  previous: z.stringbool().default(false),
  ...pageQuery,
});
const snapshotParams = yearParams.extend({ id: z.uuid() });

/** The three official tables summed over a year, exported, and kept. */
export async function consolidatedRoutes(app: FastifyInstance, { store, blobs }: AppParts): Promise<void> {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const ask = (request: FastifyRequest<{ Params: { year: number } }>, query: z.infer<typeof sumQuery>) =>
    consolidated(store, { ...query, year: request.params.year, scope: query.scope ?? null }, viewerOf(request));
  const asked = { params: yearParams, querystring: sumQuery };
  const nameOf = (year: number, scope: { readonly name: string } | null): string =>
    `${year}年汇总${scope === null ? '' : ` ${scope.name}`}`;

  routes.get(
    '/api/campaigns/:year/consolidated',
    { schema: { ...asked, ...answers({ 200: consolidatedSchema }) } },
    async (request) => (await ask(request, request.query)).consolidated,
  );

  routes.get('/api/campaigns/:year/consolidated.json', { schema: asked }, async (request, reply) => {
    const { consolidated: answer } = await ask(request, request.query);
    const headers = fileHeaders(`${nameOf(answer.year, answer.scope)}.json`, 'application/json; charset=utf-8');
    return reply.headers(headers).send(`${JSON.stringify(answer, null, 2)}\n`);
  });
  routes.get('/api/campaigns/:year/consolidated.csv', { schema: asked }, async (request, reply) => {
    const { consolidated: answer } = await ask(request, request.query);
    const headers = fileHeaders(`${nameOf(answer.year, answer.scope)}.csv`, 'text/csv; charset=utf-8');
    return reply.headers(headers).send(toCsv(sumTable(answer)));
  });
  routes.get('/api/campaigns/:year/consolidated.xlsx', { schema: asked }, async (request, reply) => {
    const { consolidated: answer } = await ask(request, request.query);
    const file = await formXlsx(consolidatedForm(answer));
    return reply.headers(fileHeaders(`${nameOf(answer.year, answer.scope)}.xlsx`, XLSX)).send(file);
  });
  routes.get('/api/campaigns/:year/consolidated.docx', { schema: asked }, async (request, reply) => {
    const { consolidated: answer } = await ask(request, request.query);
    const file = await documentDocx(formDocument(consolidatedForm(answer)));
    return reply.headers(fileHeaders(`${nameOf(answer.year, answer.scope)}.docx`, DOCX)).send(file);
  });
  routes.get('/api/campaigns/:year/consolidated.html', { schema: asked }, async (request, reply) => {
    const { consolidated: answer } = await ask(request, request.query);
    const headers = fileHeaders(`${nameOf(answer.year, answer.scope)}.html`, 'text/html; charset=utf-8');
    return reply.headers(headers).send(formHtml(consolidatedForm(answer)));
  });

  routes.get(
    '/api/campaigns/:year/consolidated/snapshots',
    { schema: { params: yearParams, ...answers({ 200: z.object({ items: z.array(snapshotSchema) }) }) } },
    async (request) => ({ items: [...(await store.consolidation.list(request.params.year, viewerOf(request)))] }),
  );

  routes.post(
    '/api/campaigns/:year/consolidated/snapshots',
    { schema: { params: yearParams, body: newSnapshotSchema, ...answers({ 201: snapshotSchema }) } },
    async (request, reply) => {
      const { scope, state, note } = request.body;
      const question = { year: request.params.year, scope, state, page: 1, size: 1 };
      const { consolidated: sums, gathered } = await consolidated(store, question, viewerOf(request));
      const content = {
        about: SUM_WORDS.title(question.year),
        ...sums,
        // What each number is made of: with it the sums can be made again from nothing but this file.
        reports: gathered.included.map(({ filingId, agencyId, agency, documentId, reportSha256, figures }) => ({
          ...{ filingId, agencyId, agency, documentId, reportSha256 },
          figures: figures?.kept ?? '',
        })),
      };
      const { sha256, bytes } = await blobs.keep('snapshots', Buffer.from(`${JSON.stringify(content, null, 2)}\n`));
      const kept = await store.consolidation.keep(
        { year: question.year, scopeAgencyId: sums.scope?.id ?? null, state, sha256, bytes, note },
        actorOf(request),
      );
      return reply.code(201).send(kept);
    },
  );

  routes.get(
    '/api/campaigns/:year/consolidated/snapshots/:id',
    { schema: { params: snapshotParams } },
    async (request, reply) => {
      const { year, id } = request.params;
      const kept = await store.consolidation.find(year, id, viewerOf(request));
      if (kept === null) throw new RequestError('not-found');
      const name = `${nameOf(year, kept.scope)} ${kept.madeAt.slice(0, 10)} ${kept.sha256.slice(0, 12)}.json`;
      return reply
        .headers(fileHeaders(name, 'application/json; charset=utf-8'))
        .header('etag', `"${kept.sha256}"`)
        .send(await blobs.get('snapshots', kept.sha256));
    },
  );
}
