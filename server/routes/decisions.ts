import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { DECISION_LIMITS } from '../../config/limits/office.ts';
import { type ReportJudgement, reportJudgementSchema } from '../../contracts/api.ts';
import { type Decision, operandsOf } from '../../pipeline/contracts/decision.ts';
import type { NewDecision } from '../../store/deciding.ts';
import { answers } from '../answers.ts';
import type { AppParts } from '../app.ts';
import { RequestError } from '../errors.ts';
import { judge } from '../judgement.ts';
import { type Asker, actorOf, askerOf } from '../people/asker.ts';
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

/** An error is waived by an approver, and not by the one who confirmed it or proposed that. @throws RequestError waive-needs-approver */
function requireApprover(asker: Asker, history: readonly Decision[]): void {
  const last = history.at(-1);
  const own = (last?.kind === 'confirmed' || last?.kind === 'proposed') && last.reviewer === asker.name;
  if (!asker.roles.includes('approver') || own) throw new RequestError('waive-needs-approver');
}

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
    const { operandsDigest: seen, ...given } = requestSchema.parse(request.body);
    const { id, report, decisions } = await findReviewed(request.params, parts);
    const { findings } = judge(report, decisions);
    const place = findings.findIndex(({ fingerprint }) => fingerprint === given.fingerprint);
    const [finding, judged] = [report.validation.findings[place], findings[place]];
    if (finding === undefined || judged === undefined) throw new RequestError('not-found');
    const nothingToTakeBack = given.kind === 'withdrawn' && judged.state.kind === 'open';
    if (judged.operandsDigest !== seen || nothingToTakeBack) throw new RequestError('finding-changed');
    const asker = askerOf(request);
    if (given.kind === 'waived' && finding.severity === 'error') requireApprover(asker, judged.history);
    // Who is signed in decides, whatever name is sent along. A program, and whoever came by the address of the demo year,
    // are nobody in particular and say for whom.
    const isSomebody = asker.kind === 'person' && !asker.hasNoPassword;
    const reviewer = isSomebody ? asker.name : (given.reviewer ?? asker.name);
    const decision: NewDecision = { ...given, reviewer, operands: operandsOf(finding, report) };
    if (!(await parts.store.decide(id, decision, actorOf(request)))) throw new RequestError('too-many-decisions');
    return reply.code(201).send(judge(report, await parts.store.decisionsOn(id)));
  });
}
