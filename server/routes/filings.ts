import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  agencyYearsSchema,
  asideSchema,
  commentSchema,
  type Filing,
  type FilingDetail,
  filingDetailSchema,
  filingPageSchema,
  publicationSchema,
  reasonSchema,
  returnSchema,
  reviewerSchema,
  versionDiffSchema,
} from '../../contracts/filings.ts';
import { dayOf } from '../../office/deadlines.ts';
import { publishedChanges } from '../../office/publication.ts';
import { toXlsx } from '../../office/sheet.ts';
import { diffOfVersions } from '../../office/version-diff.ts';
import type { Finding } from '../../pipeline/contracts/finding.ts';
import type { CheckedReport } from '../../pipeline/contracts/report.ts';
import type { FilingFilter } from '../../store/filing-list.ts';
import type { MoveRequest } from '../../store/filings.ts';
import type { Viewer } from '../../store/viewer.ts';
import { answers, idParams, ifMatch, pageQuery, tagged, yearParams } from '../answers.ts';
import type { AppParts } from '../app-parts.ts';
import { RequestError } from '../errors.ts';
import { filingQuery } from '../list-queries.ts';
import { filingTable } from '../list-tables.ts';
import { actorOf, moverOf, viewerOf } from '../people/asker.ts';
import { fileHeaders, XLSX } from '../security.ts';
import { shownFindings } from '../shown-report.ts';

const querySchema = z.object({ ...filingQuery, ...pageQuery });

const versionNumber = z.coerce.number().int().min(1).max(100_000);
const diffQuery = z.object({ from: versionNumber, to: versionNumber });

/** Filings that are read at once for a table of all; others are answered between two parts. */
const PART = 500;
const today = (): string => dayOf(new Date());

/** What agencies owe: lists, one filing, and the moves of its state machine. */
export async function filingRoutes(app: FastifyInstance, { store, blobs, checker }: AppParts): Promise<void> {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const every = async (year: number, filter: FilingFilter, viewer: Viewer): Promise<Filing[]> => {
    const all: Filing[] = [];
    for (let page = 1; ; page++) {
      const { items, total } = await store.filings.list(year, { ...filter, page, size: PART }, viewer, today());
      all.push(...items);
      if (page * PART >= total) return all;
    }
  };

  routes.get(
    '/api/campaigns/:year/filings',
    { schema: { params: yearParams, querystring: querySchema, ...answers({ 200: filingPageSchema }) } },
    async (request) => {
      const { page, size } = request.query;
      const list = await store.filings.list(request.params.year, request.query, viewerOf(request), today());
      return { ...list, page, size };
    },
  );

  routes.get(
    '/api/campaigns/:year/filings.xlsx',
    { schema: { params: yearParams, querystring: querySchema } },
    async (request, reply) => {
      const { year } = request.params;
      const items = await every(year, request.query, viewerOf(request));
      const file = await toXlsx(`${year}`, filingTable(items));
      return reply.headers(fileHeaders(`${year}年报送情况.xlsx`, XLSX)).send(file);
    },
  );

  routes.get(
    '/api/filings/:id',
    { schema: { params: idParams, ...answers({ 200: filingDetailSchema }) } },
    async (request, reply) => {
      const filing = await store.filings.find(request.params.id, moverOf(request));
      if (filing === null) throw new RequestError('not-found');
      tagged(reply, filing.etag);
      return filing;
    },
  );

  const readReport = async (sha256: string): Promise<CheckedReport> =>
    // It was checked when it was kept and is named by its hash.
    JSON.parse((await blobs.read('reports', sha256)).toString());
  const reportOf = async (id: string, version: number): Promise<CheckedReport> => {
    const sha256 = await store.filings.reportOf(id, version);
    if (sha256 === null) throw new RequestError('not-found');
    return readReport(sha256);
  };
  routes.get(
    '/api/filings/:id/diff',
    { schema: { params: idParams, querystring: diffQuery, ...answers({ 200: versionDiffSchema }) } },
    async (request) => {
      const { id } = request.params;
      const { from, to } = request.query;
      const diff = diffOfVersions(await reportOf(id, from), await reportOf(id, to));
      const shown = (findings: readonly Finding[]) => shownFindings(findings, store, viewerOf(request));
      const { closed, still } = diff.findings;
      const findings = {
        closed: await shown(closed),
        new: await shown(diff.findings.new),
        still: await shown(still),
      };
      return { from, to, ...diff, findings };
    },
  );

  routes.get(
    '/api/filings/:id/publication',
    { schema: { params: idParams, ...answers({ 200: publicationSchema }) } },
    async (request) => {
      const kept = await store.filings.publicationOf(request.params.id);
      if (kept === null) throw new RequestError('not-found');
      const { publishBy, acceptedSha256, seen } = kept;
      if (seen === null || acceptedSha256 === null) return { publishBy, seen: null };
      const published = await readReport(seen.reportSha256);
      return {
        publishBy,
        seen: {
          documentId: seen.documentId,
          fileName: seen.fileName,
          receivedAt: seen.receivedAt.toISOString(),
          publishedOn: published.report.publishedOn,
          ...publishedChanges(await readReport(acceptedSha256), published),
        },
      };
    },
  );

  routes.get(
    '/api/agencies/:id',
    { schema: { params: idParams, ...answers({ 200: agencyYearsSchema }) } },
    async (request) => {
      const agency = await store.filings.ofAgency(request.params.id, today());
      if (agency === null) throw new RequestError('not-found');
      return agency;
    },
  );

  const move = async (
    request: FastifyRequest<{ Params: { id: string } }>,
    reply: FastifyReply,
    asked: Omit<MoveRequest, 'etag'>,
  ): Promise<FilingDetail> => {
    const full = { ...asked, etag: ifMatch(request) };
    const moved = await store.filings.move(request.params.id, full, moverOf(request), actorOf(request));
    checker.wake();
    tagged(reply, moved.etag);
    return moved;
  };
  const moving = { params: idParams, ...answers({ 200: filingDetailSchema }) };

  routes.post('/api/filings/:id/return', { schema: { ...moving, body: returnSchema } }, (request, reply) =>
    move(request, reply, { move: 'return', ...request.body }),
  );
  routes.post('/api/filings/:id/accept', { schema: moving }, (request, reply) =>
    move(request, reply, { move: 'accept' }),
  );
  routes.post('/api/filings/:id/reopen', { schema: { ...moving, body: reasonSchema } }, (request, reply) =>
    move(request, reply, { move: 'reopen', text: request.body.reason }),
  );
  routes.post('/api/filings/:id/exempt', { schema: { ...moving, body: reasonSchema } }, (request, reply) =>
    move(request, reply, { move: 'exempt', text: request.body.reason }),
  );
  routes.post('/api/filings/:id/reviewer', { schema: { ...moving, body: reviewerSchema } }, (request, reply) =>
    move(request, reply, { move: 'reviewer', reviewerId: request.body.userId }),
  );
  routes.post('/api/filings/:id/aside', { schema: { ...moving, body: asideSchema } }, (request, reply) =>
    move(request, reply, { move: 'aside', text: request.body.reason }),
  );
  routes.post('/api/filings/:id/resume', { schema: moving }, (request, reply) =>
    move(request, reply, { move: 'resume' }),
  );
  routes.post('/api/filings/:id/comments', { schema: { ...moving, body: commentSchema } }, (request, reply) =>
    move(request, reply, { move: 'comment', text: request.body.text }),
  );
}
