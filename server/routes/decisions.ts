import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { DECISION_LIMITS } from '../../config/limits.ts';
import { operandsOf } from '../../pipeline/contracts/decision.ts';
import type { CheckedReport } from '../../pipeline/contracts/report.ts';
import type { NewDecision } from '../../store/deciding.ts';
import type { ReportJudgement } from '../api.ts';
import type { AppParts } from '../app.ts';
import { RequestError } from '../errors.ts';
import { judge } from '../judgement.ts';

const digestSchema = z.string().regex(/^[0-9a-f]{64}$/);
/** Without the characters that nobody sees: controls, and marks that turn the direction of what is read. */
const visible = (text: string): string =>
  text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}]/gu, '')
    .trim();
const words = (characters: number) => z.string().transform(visible).pipe(z.string().min(1).max(characters));
const reviewerSchema = words(DECISION_LIMITS.reviewerCharacters).refine((name) => !name.includes('\n'));
const reasonSchema = words(DECISION_LIMITS.reasonCharacters);

const about = { fingerprint: digestSchema, operandsDigest: digestSchema, reviewer: reviewerSchema };
const requestSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('confirmed'), ...about }),
  z.strictObject({ kind: z.literal('waived'), reason: reasonSchema, ...about }),
  z.strictObject({ kind: z.literal('withdrawn'), ...about }),
]);
const idSchema = z.object({ id: z.uuid() });

interface Reviewed {
  readonly id: string;
  readonly report: CheckedReport;
}

/** What reviewers decide on the findings of a report, and how these stand. */
export async function decisionRoutes(app: FastifyInstance, { store, blobs }: AppParts): Promise<void> {
  const find = async (parameters: unknown): Promise<Reviewed> => {
    const parsed = idSchema.safeParse(parameters);
    const found = parsed.success ? await store.find(parsed.data.id) : null;
    if (found === null || found.reportSha256 === null) throw new RequestError('not-found');
    // It was checked when it was kept and is named by its hash.
    const report: CheckedReport = JSON.parse((await blobs.read('reports', found.reportSha256)).toString());
    return { id: found.summary.id, report };
  };
  const judgementOf = async ({ id, report }: Reviewed): Promise<ReportJudgement> =>
    judge(report, await store.decisionsOn(id));

  app.get('/api/documents/:id/decisions', async (request) => judgementOf(await find(request.params)));

  app.post('/api/documents/:id/decisions', { bodyLimit: DECISION_LIMITS.requestBytes }, async (request, reply) => {
    const { operandsDigest: seen, ...asked } = requestSchema.parse(request.body);
    const reviewed = await find(request.params);
    const { findings } = await judgementOf(reviewed);
    const place = findings.findIndex(({ fingerprint }) => fingerprint === asked.fingerprint);
    const [finding, judged] = [reviewed.report.validation.findings[place], findings[place]];
    if (finding === undefined || judged === undefined) throw new RequestError('not-found');
    const nothingToTakeBack = asked.kind === 'withdrawn' && judged.state.kind === 'open';
    if (judged.operandsDigest !== seen || nothingToTakeBack) throw new RequestError('finding-changed');
    const decision: NewDecision = { ...asked, operands: operandsOf(finding, reviewed.report) };
    if (!(await store.decide(reviewed.id, decision))) throw new RequestError('too-many-decisions');
    return reply.code(201).send(await judgementOf(reviewed));
  });
}
