import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { documentSummarySchema } from '../contracts/api.ts';
import { tagged } from './answers.ts';
import type { AppParts } from './app-parts.ts';
import { RequestError } from './errors.ts';
import { viewerOf } from './people/asker.ts';
import { shownReport } from './shown-report.ts';

export const detailSchema = documentSummarySchema.unwrap().extend({
  /** The canonical JSON: schema/canonical-report.schema.json. */
  report: z.unknown(),
  /** Version of the program that made the report; null where nobody knows. */
  madeBy: z.string().nullable(),
});

/** Answers with one document, its report and the tag that a correction of its cells names. @throws RequestError not-found */
export async function sendDetail(
  request: FastifyRequest<{ Params: { id: string } }>,
  reply: FastifyReply,
  { store, blobs }: Pick<AppParts, 'store' | 'blobs'>,
): Promise<never> {
  const { id } = request.params;
  // The tag first: a report that is newer than its tag is read again, one that is older would be written over.
  const cells = await store.corrections.cells(id);
  const viewer = viewerOf(request);
  const found = await store.find(id, viewer);
  if (found === null) throw new RequestError('not-found');
  const { summary, reportSha256, madeBy } = found;
  // The report was checked when it was kept and is named by its hash: it goes through as text.
  const report =
    reportSha256 === null ? 'null' : await shownReport(await blobs.read('reports', reportSha256), store, viewer);
  if (cells !== null) tagged(reply, cells.etag);
  return reply
    .type('application/json; charset=utf-8')
    .serializer(String)
    .send(`${JSON.stringify({ ...summary, madeBy }).slice(0, -1)},"report":${report}}` as never) as never;
}
