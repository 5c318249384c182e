import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { returnSchema, reviewerSchema } from '../../contracts/filings.ts';
import { chosenIdsSchema, manyAnswerSchema, matching } from '../../contracts/many.ts';
import { dayOf } from '../../office/deadlines.ts';
import { toXlsx } from '../../office/sheet.ts';
import type { MoveRequest } from '../../store/filings.ts';
import { answers, yearParams } from '../answers.ts';
import type { AppParts } from '../app-parts.ts';
import { RequestError } from '../errors.ts';
import { documentQuery, filingQuery } from '../list-queries.ts';
import { documentTable, filingTable } from '../list-tables.ts';
import { chosenRows, doToEach } from '../many.ts';
import { actorOf, moverOf, viewerOf } from '../people/asker.ts';
import { fileHeaders, XLSX } from '../security.ts';

export const ofDocuments = z.union([chosenIdsSchema, matching(z.strictObject(documentQuery))]);
const ofFilings = z.union([chosenIdsSchema, matching(z.strictObject(filingQuery))]);
type OfDocuments = z.infer<typeof ofDocuments>;
type OfFilings = z.infer<typeof ofFilings>;

const idsOf = (choice: OfDocuments | OfFilings): readonly string[] | null => ('ids' in choice ? choice.ids : null);

/** The same move on many rows of a list, answered by what was done and what was not, and why not. */
export async function manyRoutes(app: FastifyInstance, parts: AppParts): Promise<void> {
  const { store, feeder, checker } = parts;
  const routes = app.withTypeProvider<ZodTypeProvider>();

  const documentsOf = async (choice: OfDocuments, request: FastifyRequest) => {
    const rows = await chosenRows(choice, (asked, page, size) =>
      store.list({ ...asked, page, size }, viewerOf(request)),
    );
    return rows.map((row) => ({ ...row, name: row.fileName }));
  };
  const filingsOf = async (choice: OfFilings, year: number, request: FastifyRequest) => {
    const rows = await chosenRows(choice, (asked, page, size) =>
      store.filings.list(year, { ...asked, page, size }, viewerOf(request), dayOf(new Date())),
    );
    return rows.map((row) => ({ ...row, name: row.agency.name }));
  };
  const move = async (filingId: string, asked: Omit<MoveRequest, 'etag'>, request: FastifyRequest): Promise<void> => {
    await store.filings.move(filingId, { ...asked, etag: null }, moverOf(request), actorOf(request));
  };
  /** Several documents may be of one filing: it is moved once, and what is said of it is said of each. */
  const oncePerFiling = (asked: Omit<MoveRequest, 'etag'>, request: FastifyRequest) => {
    const moved = new Map<string, Promise<void>>();
    return async ({ filingId }: { readonly filingId: string | null }): Promise<void> => {
      if (filingId === null) throw new RequestError('no-filing');
      const begun = moved.get(filingId) ?? move(filingId, asked, request);
      moved.set(filingId, begun);
      await begun;
    };
  };
  const documents = { body: z.strictObject({ of: ofDocuments }), ...answers({ 200: manyAnswerSchema }) };
  routes.post('/api/documents/many/retry', { schema: documents }, async (request) => {
    const answer = await doToEach(
      await documentsOf(request.body.of, request),
      idsOf(request.body.of),
      async ({ id }) => {
        const [back] = await store.sendBack([id], viewerOf(request), actorOf(request));
        if (back === undefined) throw new RequestError('not-retryable');
      },
    );
    feeder.wake();
    return answer;
  });
  routes.post('/api/documents/many/remove', { schema: documents }, async (request) => {
    const answer = await doToEach(await documentsOf(request.body.of, request), idsOf(request.body.of), ({ id }) =>
      store.removals.remove(id, actorOf(request)),
    );
    // what came again in the place of something that went has to be converted
    feeder.wake();
    return answer;
  });
  routes.post('/api/documents/many/restore', { schema: documents }, async (request) => {
    const answer = await doToEach(await documentsOf(request.body.of, request), idsOf(request.body.of), ({ id }) =>
      store.removals.restore(id, actorOf(request)),
    );
    checker.wake();
    feeder.wake();
    return answer;
  });
  routes.post(
    '/api/documents/many/reviewer',
    { schema: { ...documents, body: reviewerSchema.extend({ of: ofDocuments }) } },
    async (request) => {
      const assign = oncePerFiling({ move: 'reviewer', reviewerId: request.body.userId }, request);
      return doToEach(await documentsOf(request.body.of, request), idsOf(request.body.of), assign);
    },
  );
  routes.post(
    '/api/documents/many/return',
    { schema: { ...documents, body: returnSchema.extend({ of: ofDocuments }) } },
    async (request) => {
      const { of, ...said } = request.body;
      const answer = await doToEach(
        await documentsOf(of, request),
        idsOf(of),
        oncePerFiling({ move: 'return', ...said }, request),
      );
      checker.wake();
      return answer;
    },
  );

  routes.post('/api/documents/many/export', { schema: { body: documents.body } }, async (request, reply) => {
    const file = await toXlsx('文件', documentTable(await documentsOf(request.body.of, request)));
    return reply.headers(fileHeaders('所选文件.xlsx', XLSX)).send(file);
  });

  const filings = { params: yearParams, ...answers({ 200: manyAnswerSchema }) };
  routes.post(
    '/api/campaigns/:year/filings/many/reviewer',
    { schema: { ...filings, body: reviewerSchema.extend({ of: ofFilings }) } },
    async (request) => {
      const { of, userId } = request.body;
      return doToEach(await filingsOf(of, request.params.year, request), idsOf(of), ({ id }) =>
        move(id, { move: 'reviewer', reviewerId: userId }, request),
      );
    },
  );
  routes.post(
    '/api/campaigns/:year/filings/many/return',
    { schema: { ...filings, body: returnSchema.extend({ of: ofFilings }) } },
    async (request) => {
      const { of, ...said } = request.body;
      const answer = await doToEach(await filingsOf(of, request.params.year, request), idsOf(of), ({ id }) =>
        move(id, { move: 'return', ...said }, request),
      );
      checker.wake();
      return answer;
    },
  );
  routes.post(
    '/api/campaigns/:year/filings/many/export',
    { schema: { params: yearParams, body: z.strictObject({ of: ofFilings }) } },
    async (request, reply) => {
      const { year } = request.params;
      const file = await toXlsx(`${year}`, filingTable(await filingsOf(request.body.of, year, request)));
      return reply.headers(fileHeaders('所选单位.xlsx', XLSX)).send(file);
    },
  );
}
