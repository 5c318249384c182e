import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { LETTER_LIMITS } from '../../config/limits/office.ts';
import { NOTICE_WORDS } from '../../config/notice-words.ts';
import { ruleSettingsOf } from '../../contracts/campaigns.ts';
import { noticeDraftSchema, noticeSignSchema, signedNoticeSchema } from '../../contracts/notices.ts';
import { dayOf, workingDaysAfter } from '../../office/deadlines.ts';
import { applyDecisions } from '../../pipeline/contracts/decision.ts';
import { noticeDocx } from '../../pipeline/notice/docx.ts';
import { noticeHtml } from '../../pipeline/notice/html.ts';
import { type Notice, returnNotice } from '../../pipeline/notice/notice.ts';
import { answers, idParams } from '../answers.ts';
import type { AppParts } from '../app-parts.ts';
import { RequestError } from '../errors.ts';
import { actorOf, viewerOf } from '../people/asker.ts';
import { plainLine } from '../plain-words.ts';
import { findReviewed } from '../reviewed-report.ts';
import { DOCX, fileHeaders } from '../security.ts';

const letterSchema = z.strictObject({
  office: plainLine(LETTER_LIMITS.officeCharacters).optional(),
  date: z.iso.date(),
  due: z.iso.date().optional(),
});
const signedParams = idParams.extend({ sha256: z.string().regex(/^[0-9a-f]{64}$/) });

/** The name of a letter about a file, without the ending of that file: it would be read as the letter's own. */
const letterName = (title: string, sourceName: string): string =>
  `${title} ${sourceName.replace(/\.[A-Za-z0-9]{1,5}$/, '')}`;

/** The letter that returns a report to its agency, after what reviewers decided, to be saved as a Word file or a page. */
export async function noticeRoutes(app: FastifyInstance, parts: AppParts): Promise<void> {
  /** A person may have said whose it is: the letter goes there, whatever the report calls itself. */
  const findFiled = async (id: string, request: FastifyRequest) => {
    const { year = null, agency = null } = (await parts.store.placing.placement(id, viewerOf(request))) ?? {};
    const campaign = year === null ? null : await parts.store.campaigns.find(year);
    const thresholds = campaign === null ? undefined : ruleSettingsOf(campaign.settings).thresholds;
    return { campaign, addressee: agency?.name, thresholds };
  };
  const write = async (request: FastifyRequest): Promise<{ notice: Notice; name: string }> => {
    const { office = null, date, due = null } = letterSchema.parse(request.query);
    const { id, report, decisions, sourceName } = await findReviewed(request.params, parts);
    const { campaign: _, ...filed } = await findFiled(id, request);
    const notice = returnNotice(report, applyDecisions(report, decisions), { office, date, due, ...filed });
    if (notice === null) throw new RequestError('nothing-to-return');
    return { notice, name: letterName(notice.title, sourceName) };
  };

  app.get('/api/documents/:id/notice.docx', async (request, reply) => {
    const { notice, name } = await write(request);
    return reply.headers(fileHeaders(`${name}.docx`, DOCX)).send(await noticeDocx(notice));
  });

  app.get('/api/documents/:id/notice.html', async (request, reply) => {
    const { notice, name } = await write(request);
    return reply.headers(fileHeaders(`${name}.html`, 'text/html; charset=utf-8')).send(noticeHtml(notice));
  });

  const routes = app.withTypeProvider<ZodTypeProvider>();

  routes.get(
    '/api/documents/:id/notice',
    { schema: { params: idParams, querystring: letterSchema, ...answers({ 200: noticeDraftSchema }) } },
    async (request) => {
      const { office = null, date, due: asked } = request.query;
      const { report, decisions } = await findReviewed(request.params, parts);
      const { campaign, ...filed } = await findFiled(request.params.id, request);
      const usual = campaign === null ? null : workingDaysAfter(dayOf(new Date()), campaign.settings.correctionDays);
      const due = asked ?? usual;
      const letter = { office, date, due, ...filed };
      return { notice: returnNotice(report, applyDecisions(report, decisions), letter), due };
    },
  );

  routes.post(
    '/api/documents/:id/notices',
    {
      bodyLimit: LETTER_LIMITS.requestBytes,
      schema: { params: idParams, body: noticeSignSchema, ...answers({ 201: signedNoticeSchema }) },
    },
    async (request, reply) => {
      const { id } = await findReviewed(request.params, parts);
      const { notice, due } = request.body;
      const { sha256 } = await parts.blobs.keep('notices', await noticeDocx(notice));
      const { office, date, count } = notice;
      await parts.store.notices.sign(id, { sha256, office, date, due, count }, actorOf(request));
      return reply.code(201).send({ sha256 });
    },
  );

  routes.get(
    '/api/documents/:id/notices/:sha256.docx',
    { schema: { params: signedParams } },
    async (request, reply) => {
      const { id, sha256 } = request.params;
      const { sourceName } = await findReviewed({ id }, parts);
      if (!(await parts.store.notices.isSigned(id, sha256))) throw new RequestError('not-found');
      return reply
        .headers(fileHeaders(`${letterName(NOTICE_WORDS.title, sourceName)}.docx`, DOCX))
        .send(await parts.blobs.get('notices', sha256));
    },
  );
}
