import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { DECISION_LIMITS, ISSUE_LIMITS } from '../../config/limits/office.ts';
import { ISSUE_WORDS } from '../../config/outgoing-words.ts';
import { findingIn, LANGUAGES } from '../../config/rule-words/words-of.ts';
import {
  type ChosenIssues,
  issueAssignmentSchema,
  issueDecisionSchema,
  issueFilterSchema,
  issuePageSchema,
  type ManyDone,
  manyDoneSchema,
} from '../../contracts/issues.ts';
import { issueTable } from '../../office/issue-list.ts';
import { toXlsx } from '../../office/sheet.ts';
import { CAUSES, SEVERITIES } from '../../pipeline/contracts/finding.ts';
import { ruleTitle } from '../../pipeline/validate/catalogue.ts';
import type { AskedDecision } from '../../store/deciding.ts';
import { MoveRefusal } from '../../store/filings.ts';
import type { KeptIssue } from '../../store/issues.ts';
import { StoreRefusal } from '../../store/refusal.ts';
import { answers, pageQuery, searchText, unlessEmpty, uuidOrNone, yearParams } from '../answers.ts';
import type { AppParts } from '../app-parts.ts';
import { decisionsOf } from '../deciding.ts';
import { apiError, RequestError } from '../errors.ts';
import { actorOf, askerOf, moverOf, viewerOf } from '../people/asker.ts';
import { plainLine, plainWords } from '../plain-words.ts';
import { findReviewed } from '../reviewed-report.ts';
import { fileHeaders, XLSX } from '../security.ts';

const filterQuery = z.object({
  rule: unlessEmpty(z.string().max(100)),
  cause: unlessEmpty(z.enum(CAUSES)),
  severity: unlessEmpty(z.enum(SEVERITIES)),
  district: unlessEmpty(uuidOrNone),
  reviewer: unlessEmpty(uuidOrNone),
  query: searchText,
});
const reviewer = plainLine(DECISION_LIMITS.reviewerCharacters).optional();
const saidSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('confirmed'), reviewer }),
  z.object({ kind: z.literal('waived'), reason: plainWords(DECISION_LIMITS.reasonCharacters), reviewer }),
]);

/** The language that messages are told in. */
const listQuery = filterQuery.extend(pageQuery).extend({ lang: unlessEmpty(z.enum(LANGUAGES)) });

const titled = <T extends { readonly rule: string }>(issue: T) => ({ ...issue, title: ruleTitle(issue.rule) });

type Refused = ManyDone['refused'][number];
const refusal = ({ agency, message }: KeptIssue, code: string, why: string): Refused => ({
  agency: agency.name,
  message,
  code,
  why,
});

function groupedBy(issues: readonly KeptIssue[], by: 'documentId' | 'filingId'): ReadonlyMap<string, KeptIssue[]> {
  const groups = new Map<string, KeptIssue[]>();
  for (const issue of issues) groups.set(issue[by], [...(groups.get(issue[by]) ?? []), issue]);
  return groups;
}

/** Findings across agencies: lists, one decision on many, and who looks after them. */
export async function issueRoutes(app: FastifyInstance, parts: AppParts): Promise<void> {
  const { store, checker } = parts;
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const ofYear = { params: yearParams };

  /** English is told from the data of a finding, which stand in its report. */
  async function inEnglish(issues: readonly KeptIssue[]): Promise<readonly KeptIssue[]> {
    const told = new Map<string, string>();
    for (const id of groupedBy(issues, 'documentId').keys()) {
      const { report } = await findReviewed({ id }, parts);
      for (const finding of report.validation.findings) {
        told.set(`${id} ${finding.fingerprint}`, findingIn('en', finding).message);
      }
    }
    return issues.map((issue) => ({
      ...issue,
      message: told.get(`${issue.documentId} ${issue.fingerprint}`) ?? issue.message,
    }));
  }

  routes.get(
    '/api/campaigns/:year/issues',
    { schema: { ...ofYear, querystring: listQuery, ...answers({ 200: issuePageSchema }) } },
    async (request) => {
      const { page, size, lang } = request.query;
      const list = await store.issues.list(request.params.year, request.query, viewerOf(request));
      const { rule, ...facets } = list.facets;
      return {
        ...list,
        page,
        size,
        items: (lang === 'en' ? await inEnglish(list.items) : list.items).map(titled),
        facets: { ...facets, rule: rule.map((row) => ({ ...row, name: ruleTitle(row.id) })) },
      };
    },
  );

  routes.get(
    '/api/campaigns/:year/issues.xlsx',
    { schema: { ...ofYear, querystring: filterQuery } },
    async (request, reply) => {
      const { year } = request.params;
      const asked = { ...request.query, page: 1, size: ISSUE_LIMITS.rows };
      const items = await store.issues.items(year, asked, viewerOf(request));
      const title = ISSUE_WORDS.openTitle(year);
      const file = await toXlsx(title, issueTable(items.map(titled), ISSUE_LIMITS.rows));
      return reply.headers(fileHeaders(`${title}.xlsx`, XLSX)).send(file);
    },
  );

  /** What is chosen as it stands now, and how many of it are no longer open on the values that were seen. */
  const chosenOf = async (request: FastifyRequest, year: number, of: ChosenIssues) => {
    const viewer = viewerOf(request);
    if ('issues' in of) {
      const items = await store.issues.named(year, of.issues, viewer);
      return { items, gone: new Set(of.issues.map((each) => JSON.stringify(each))).size - items.length };
    }
    const asked = { ...issueFilterSchema.parse(of.filter), page: 1, size: ISSUE_LIMITS.atOnce + 1 };
    const items = await store.issues.items(year, asked, viewer);
    // Something came or went since they were counted: nobody decides on what he has not seen.
    if (items.length !== of.total) throw new RequestError('changed-meanwhile');
    return { items, gone: 0 };
  };

  routes.post(
    '/api/campaigns/:year/issues/decide',
    {
      bodyLimit: ISSUE_LIMITS.requestBytes,
      schema: { ...ofYear, body: issueDecisionSchema, ...answers({ 200: manyDoneSchema }) },
    },
    async (request) => {
      const { of, ...given } = request.body;
      const said = saidSchema.parse(given);
      const { items, gone } = await chosenOf(request, request.params.year, of);
      const asker = askerOf(request);
      const asked: AskedDecision[] = [];
      const refused: Refused[] = [];
      const byDocument = groupedBy(items, 'documentId');
      for (const [documentId, issues] of byDocument) {
        const refuse =
          (of: readonly KeptIssue[]) =>
          (error: unknown): void => {
            if (!(error instanceof RequestError)) throw error;
            refused.push(...of.map((issue) => refusal(issue, error.code, error.message)));
          };
        // one that is just converted anew can be decided on later, and the others now
        const reviewed = await findReviewed({ id: documentId }, parts).catch(refuse(issues));
        if (reviewed === undefined) continue;
        const decide = decisionsOf(reviewed, asker);
        for (const issue of issues) {
          const { fingerprint, operandsDigest } = issue;
          try {
            asked.push({ documentId, decision: decide({ ...said, fingerprint, operandsDigest }) });
          } catch (error) {
            refuse([issue])(error);
          }
        }
      }
      const tooMany = await store.decideMany(asked, actorOf(request));
      const { title } = apiError('too-many-decisions');
      for (const issue of items) {
        if (tooMany.has(issue.fingerprint)) refused.push(refusal(issue, 'too-many-decisions', title));
      }
      checker.wake();
      const notKept = asked.filter(({ decision }) => tooMany.has(decision.fingerprint)).length;
      return { done: asked.length - notKept, refused: [...refused, ...goneRows(gone)] };
    },
  );

  routes.post(
    '/api/campaigns/:year/issues/assign',
    {
      bodyLimit: ISSUE_LIMITS.requestBytes,
      schema: { ...ofYear, body: issueAssignmentSchema, ...answers({ 200: manyDoneSchema }) },
    },
    async (request) => {
      const { of, userId } = request.body;
      const { items, gone } = await chosenOf(request, request.params.year, of);
      const byFiling = groupedBy(items, 'filingId');
      if (byFiling.size > ISSUE_LIMITS.filingsAtOnce) throw new RequestError('bad-request');
      let done = 0;
      const refused: Refused[] = [];
      for (const [filingId, [issue]] of byFiling) {
        try {
          const asked = { move: 'reviewer', reviewerId: userId, etag: null } as const;
          await store.filings.move(filingId, asked, moverOf(request), actorOf(request));
          done += 1;
        } catch (error) {
          if (issue === undefined || !(error instanceof MoveRefusal || error instanceof StoreRefusal)) throw error;
          const [first] = error instanceof MoveRefusal ? error.obstacles : [apiError(error.code).error];
          refused.push(refusal(issue, first?.code ?? 'not-allowed-now', first?.message ?? ''));
        }
      }
      return { done, refused: [...refused, ...goneRows(gone)] };
    },
  );
}

/** What was chosen and is not open any more, or on other values: whose it is was known to whoever chose it. */
const goneRows = (gone: number): Refused[] =>
  Array.from({ length: gone }, () => ({
    agency: '',
    message: '',
    code: 'finding-changed',
    why: apiError('finding-changed').title,
  }));
