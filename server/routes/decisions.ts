import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { DECISION_LIMITS } from '../../config/limits/office.ts';
import { operandsOf } from '../../pipeline/contracts/decision.ts';
import type { NewDecision } from '../../store/deciding.ts';
import type { ReportJudgement } from '../api.ts';
import type { AppParts } from '../app.ts';
import { RequestError } from '../errors.ts';
import { judge } from '../judgement.ts';
import { plainLine, plainWords } from '../plain-words.ts';
import { findReviewed } from '../reviewed-report.ts';

const digestSchema = z.string().regex(/^[0-9a-f]{64}$/);
const about = {
  fingerprint: digestSchema,
  operandsDigest: digestSchema,
  reviewer: plainLine(DECISION_LIMITS.reviewerCharacters),
};
const requestSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('confirmed'), ...about }),
  z.strictObject({ kind: z.literal('waived'), reason: plainWords(DECISION_LIMITS.reasonCharacters), ...about }),
  z.strictObject({ kind: z.literal('withdrawn'), ...about }),
]);

/** What reviewers decide on the findings of a report, and how these stand. */
export async function decisionRoutes(app: FastifyInstance, parts: AppParts): Promise<void> {
  app.get('/api/documents/:id/decisions', async (request): Promise<ReportJudgement> => {
    const { report, decisions } = await findReviewed(request.params, parts);
    return judge(report, decisions);
  });

  app.post('/api/documents/:id/decisions', { bodyLimit: DECISION_LIMITS.requestBytes }, async (request, reply) => {
    const { operandsDigest: seen, ...asked } = requestSchema.parse(request.body);
    const { id, report, decisions } = await findReviewed(request.params, parts);
    const { findings } = judge(report, decisions);
    const place = findings.findIndex(({ fingerprint }) => fingerprint === asked.fingerprint);
    const [finding, judged] = [report.validation.findings[place], findings[place]];
    if (finding === undefined || judged === undefined) throw new RequestError('not-found');
    const nothingToTakeBack = asked.kind === 'withdrawn' && judged.state.kind === 'open';
    if (judged.operandsDigest !== seen || nothingToTakeBack) throw new RequestError('finding-changed');
    const decision: NewDecision = { ...asked, operands: operandsOf(finding, report) };
    if (!(await parts.store.decide(id, decision))) throw new RequestError('too-many-decisions');
    return reply.code(201).send(judge(report, await parts.store.decisionsOn(id)));
  });
}
