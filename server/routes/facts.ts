import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { CORRECTABLE_FACTS, factPath } from '../../config/fact-keys.ts';
import { CORRECTION_LIMITS } from '../../config/limits/office.ts';
import { factRequestSchema } from '../../contracts/corrections.ts';
import { factCorrectionOf } from '../../office/corrections.ts';
import type { CanonicalReport } from '../../pipeline/contracts/report.ts';
import { answers, idParams, ifMatch } from '../answers.ts';
import type { AppParts } from '../app-parts.ts';
import { detailSchema, sendDetail } from '../document-detail.ts';
import { RequestError } from '../errors.ts';
import { actorOf } from '../people/asker.ts';

const factParams = idParams.extend({ fact: z.enum(CORRECTABLE_FACTS) });
type FactRequest = FastifyRequest<{ Params: z.infer<typeof factParams> }>;

/** What a person says of a fact of a report after a look at the paper: kept, checked and taken back as that of a cell is. */
export async function factRoutes(app: FastifyInstance, parts: AppParts): Promise<void> {
  const { store, blobs, checker } = parts;
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const answerChecked = async (request: FactRequest, reply: FastifyReply): Promise<never> => {
    await checker.check(request.params.id);
    return sendDetail(request, reply, parts);
  };

  routes.put(
    '/api/documents/:id/facts/:fact',
    {
      bodyLimit: CORRECTION_LIMITS.requestBytes,
      schema: { params: factParams, body: factRequestSchema, ...answers({ 200: detailSchema }) },
    },
    async (request, reply) => {
      const { id, fact } = request.params;
      const cells = await store.corrections.cells(id);
      if (cells === null) throw new RequestError('not-converted');
      const { report }: CanonicalReport = JSON.parse((await blobs.read('reports', cells.readSha256)).toString());
      const { note, ...said } = request.body;
      const word = 'confirm' in said ? ({ kind: 'confirm' } as const) : ({ kind: 'correct', ...said } as const);
      const correction = factCorrectionOf(report, fact, word);
      if (correction === null) throw new RequestError('fact-malformed');
      await store.corrections.correct(
        id,
        { path: factPath(fact), note, ...correction },
        ifMatch(request),
        actorOf(request),
      );
      return answerChecked(request, reply);
    },
  );

  routes.delete(
    '/api/documents/:id/facts/:fact',
    { schema: { params: factParams, ...answers({ 200: detailSchema }) } },
    async (request, reply) => {
      const { id, fact } = request.params;
      await store.corrections.withdraw(id, factPath(fact), ifMatch(request), actorOf(request));
      return answerChecked(request, reply);
    },
  );
}
