import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { DECISION_LIMITS } from '../../config/limits/office.ts';
import { type ReportJudgement, reportJudgementSchema } from '../../contracts/api.ts';
import { answers } from '../answers.ts';
import type { AppParts } from '../app-parts.ts';
import { decisionsOf } from '../deciding.ts';
import { RequestError } from '../errors.ts';
import { judge } from '../judgement.ts';
import { actorOf, askerOf } from '../people/asker.ts';
import { plainLine, plainWords } from '../plain-words.ts';
import { findReviewed } from '../reviewed-report.ts';

const digestSchema = z.string().regex(/^[0-9a-f]{64}$/);
const about = {
  fingerprint: digestSchema,
  operandsDigest: digestSchema,
  reviewer: plainLine(DECISION_LIMITS.reviewerCharacters).optional(),
};
const requestSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('confirmed'), ...about }),
  z.strictObject({ kind: z.literal('waived'), reason: plainWords(DECISION_LIMITS.reasonCharacters), ...about }),
  z.strictObject({ kind: z.literal('withdrawn'), ...about }),
  z.strictObject({ kind: z.literal('proposed'), reason: plainWords(DECISION_LIMITS.reasonCharacters), ...about }),
]);

/** What reviewers decide on the findings of a report, and how these stand. */
export async function decisionRoutes(app: FastifyInstance, parts: AppParts): Promise<void> {
  app.get(
    '/api/documents/:id/decisions',
    { schema: answers({ 200: reportJudgementSchema }) },
    async (request): Promise<ReportJudgement> => {
      const { report, decisions } = await findReviewed(request.params, parts);
      return judge(report, decisions);
    },
  );

  const asked = { bodyLimit: DECISION_LIMITS.requestBytes, schema: answers({ 201: reportJudgementSchema }) };
  app.post('/api/documents/:id/decisions', asked, async (request, reply) => {
    const said = requestSchema.parse(request.body);
    const reviewed = await findReviewed(request.params, parts);
    const { id, report } = reviewed;
    const decision = decisionsOf(reviewed, askerOf(request))(said);
    if (!(await parts.store.decide(id, decision, actorOf(request)))) throw new RequestError('too-many-decisions');
    return reply.code(201).send(judge(report, await parts.store.decisionsOn(id)));
  });
}
