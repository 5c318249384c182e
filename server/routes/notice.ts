import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { LETTER_LIMITS } from '../../config/limits/office.ts';
import { applyDecisions } from '../../pipeline/contracts/decision.ts';
import { noticeDocx } from '../../pipeline/notice/docx.ts';
import { noticeHtml } from '../../pipeline/notice/html.ts';
import { type Notice, returnNotice } from '../../pipeline/notice/notice.ts';
import type { AppParts } from '../app.ts';
import { RequestError } from '../errors.ts';
import { plainLine } from '../plain-words.ts';
import { findReviewed } from '../reviewed-report.ts';
import { fileHeaders } from '../security.ts';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

const letterSchema = z.strictObject({
  office: plainLine(LETTER_LIMITS.officeCharacters).optional(),
  date: z.iso.date(),
  due: z.iso.date().optional(),
});

/** The letter that returns a report to its agency, after what reviewers decided, to be saved as a Word file or a page. */
export async function noticeRoutes(app: FastifyInstance, parts: AppParts): Promise<void> {
  const write = async (parameters: unknown, query: unknown): Promise<{ notice: Notice; name: string }> => {
    const { office = null, date, due = null } = letterSchema.parse(query);
    const { report, decisions, sourceName } = await findReviewed(parameters, parts);
    const notice = returnNotice(report, applyDecisions(report, decisions), { office, date, due });
    if (notice === null) throw new RequestError('nothing-to-return');
    return { notice, name: `${notice.title} ${sourceName}` };
  };

  app.get('/api/documents/:id/notice.docx', async (request, reply) => {
    const { notice, name } = await write(request.params, request.query);
    return reply.headers(fileHeaders(`${name}.docx`, DOCX)).send(await noticeDocx(notice));
  });

  app.get('/api/documents/:id/notice.html', async (request, reply) => {
    const { notice, name } = await write(request.params, request.query);
    return reply.headers(fileHeaders(`${name}.html`, 'text/html; charset=utf-8')).send(noticeHtml(notice));
  });
}
