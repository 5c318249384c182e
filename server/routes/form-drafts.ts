import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { DRAFT_LIMITS } from '../../config/limits/own-door.ts';
import { uploadReceiptSchema } from '../../contracts/api.ts';
import { formDraftSavedSchema, formDraftSchema } from '../../contracts/form-drafts.ts';
import { selfCheckSchema } from '../../contracts/self-checks.ts';
import { documentDocx } from '../../office/written/docx.ts';
import { filledReport } from '../../office/written/filled-report.ts';
import { reportHtml } from '../../office/written/report-html.ts';
import { reportDraftSchema } from '../../pipeline/contracts/report-draft.ts';
import { draftProblems, mayBeHandedIn } from '../../pipeline/draft/draft-problems.ts';
import { answers, idParams, ifMatch, tagged } from '../answers.ts';
import type { AppParts } from '../app-parts.ts';
import { RequestError } from '../errors.ts';
import { ownDraft } from '../own/own-drafts.ts';
import { actorOf, senderOf, viewerOf } from '../people/asker.ts';
import { DOCX, fileHeaders } from '../security.ts';
import { takeInBytes } from '../whole-files.ts';
import { ownAgencyOf, shown, taken } from './self-checks.ts';

/** The official form, filled in in the browser, kept for its agency, and handed in as a Word file like any other. */
export async function formDraftRoutes(app: FastifyInstance, parts: AppParts): Promise<void> {
  const { store, selfCheckDesk } = parts;
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const writtenOf = async (id: string) => {
    const draft = await ownDraft(store, id);
    return { ...draft, report: filledReport(draft.content, draft.about) };
  };
  type Asked = FastifyRequest<{ Params: { id: string } }>;
  /** What somebody hands in or has looked over is what he saw. @throws RequestError changed-meanwhile */
  const seenBy = async (request: Asked) => {
    const written = await writtenOf(request.params.id);
    const seen = ifMatch(request);
    if (seen !== null && seen !== String(written.changes)) throw new RequestError('changed-meanwhile');
    return written;
  };

  routes.get(
    '/api/filings/:id/form-draft',
    { schema: { params: idParams, ...answers({ 200: formDraftSchema }) } },
    async (request, reply) => {
      const { shown: draft } = await ownDraft(store, request.params.id);
      tagged(reply, draft.etag);
      return draft;
    },
  );

  routes.put(
    '/api/filings/:id/form-draft',
    {
      bodyLimit: DRAFT_LIMITS.requestBytes,
      schema: { params: idParams, body: reportDraftSchema, ...answers({ 200: formDraftSavedSchema }) },
    },
    async (request, reply) => {
      const { id } = request.params;
      const seen = ifMatch(request);
      const { changes } = await ownDraft(store, id);
      const rests = seen === null ? changes : /^\d{1,9}$/u.test(seen) ? Number(seen) : -1;
      const saved = await store.formDrafts.save(id, JSON.stringify(request.body), rests, actorOf(request));
      tagged(reply, String(saved.changes));
      return { etag: String(saved.changes), savedAt: saved.savedAt.toISOString() };
    },
  );

  routes.get('/api/filings/:id/form-draft/report.docx', { schema: { params: idParams } }, async (request, reply) => {
    const { report } = await writtenOf(request.params.id);
    return reply.headers(fileHeaders(`${report.title}.docx`, DOCX)).send(await documentDocx(report));
  });
  routes.get('/api/filings/:id/form-draft/report.html', { schema: { params: idParams } }, async (request, reply) => {
    const { report } = await writtenOf(request.params.id);
    return reply.headers(fileHeaders(`${report.title}.html`, 'text/html; charset=utf-8')).send(reportHtml(report));
  });

  routes.post(
    '/api/filings/:id/form-draft/self-check',
    { schema: { params: idParams, ...answers({ 202: selfCheckSchema }) } },
    async (request, reply) => {
      const { report } = await seenBy(request);
      const file = await documentDocx(report);
      return reply
        .code(202)
        .send(shown(await taken(selfCheckDesk.add(ownAgencyOf(request), `${report.title}.docx`, file))));
    },
  );

  routes.post(
    '/api/filings/:id/form-draft/hand-in',
    { schema: { params: idParams, ...answers({ 202: uploadReceiptSchema }) } },
    async (request, reply) => {
      const { report, content, about, changes, shown: draft } = await seenBy(request);
      if (draft.obstacle !== null) throw new RequestError(draft.obstacle);
      if (!mayBeHandedIn(draftProblems(content, about))) throw new RequestError('draft-unfinished');
      const file = await documentDocx(report);
      const receipt = await takeInBytes(`${report.title}.docx`, file, parts, senderOf(request), viewerOf(request));
      await store.formDrafts.handedIn(request.params.id, changes);
      return reply.code(202).send(receipt);
    },
  );
}
