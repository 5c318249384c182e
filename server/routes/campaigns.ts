import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { ROSTER_LIMITS } from '../../config/limits/office.ts';
import {
  campaignChangeSchema,
  keptCampaignSchema,
  newCampaignSchema,
  rosterChangeSchema,
  rosterEntrySchema,
} from '../../contracts/campaigns.ts';
import { daysAreInOrder, openCampaign } from '../../office/campaign.ts';
import { parseRoster, rosterTable } from '../../office/roster.ts';
import { fromFile, SheetError, toCsv, toXlsx } from '../../office/sheet.ts';
import { answers, ifMatch, tagged, yearParams } from '../answers.ts';
import type { AppParts } from '../app-parts.ts';
import { RequestError } from '../errors.ts';
import { actorOf, viewerOf } from '../people/asker.ts';
import { fileHeaders, XLSX } from '../security.ts';

const ofYear = { params: yearParams };

/** Reporting years and their rosters. */
export async function campaignRoutes(app: FastifyInstance, { store, checker }: AppParts): Promise<void> {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const { campaigns, rosters } = store;
  const find = async (year: number) => {
    const campaign = await campaigns.find(year);
    if (campaign === null) throw new RequestError('not-found');
    return campaign;
  };

  routes.get(
    '/api/campaigns',
    { schema: answers({ 200: z.object({ items: z.array(keptCampaignSchema) }) }) },
    async () => ({
      items: [...(await campaigns.list())],
    }),
  );

  routes.post(
    '/api/campaigns',
    { schema: { body: newCampaignSchema, ...answers({ 201: keptCampaignSchema }) } },
    async (request, reply) => {
      const { rosterOf, ...given } = request.body;
      if (!daysAreInOrder(given)) throw new RequestError('days-out-of-order');
      const entries =
        rosterOf === undefined ? null : await rosters.entries((await find(rosterOf)).year, viewerOf(request));
      const campaign = await campaigns.add(openCampaign(request.body), actorOf(request));
      if (entries !== null) {
        // Days are those of the new year; who reports, and for whom, stays.
        const fresh = entries.map((entry) => ({ ...entry, submitBy: null, publishBy: null }));
        const rows = fresh.map((_, index) => index + 2);
        await rosters.take(campaign.year, { entries: fresh, rows }, false, actorOf(request));
      }
      checker.wake();
      tagged(reply, campaign.etag);
      return reply.code(201).send(campaign);
    },
  );

  routes.get(
    '/api/campaigns/:year',
    { schema: { ...ofYear, ...answers({ 200: keptCampaignSchema }) } },
    async (request, reply) => {
      const campaign = await find(request.params.year);
      tagged(reply, campaign.etag);
      return campaign;
    },
  );

  routes.patch(
    '/api/campaigns/:year',
    { schema: { ...ofYear, body: campaignChangeSchema, ...answers({ 200: keptCampaignSchema }) } },
    async (request, reply) => {
      const now = await find(request.params.year);
      if (!daysAreInOrder({ ...now, ...withoutNothing(request.body) })) throw new RequestError('days-out-of-order');
      const changed = await campaigns.change(now.year, request.body, ifMatch(request), actorOf(request));
      checker.wake();
      tagged(reply, changed.etag);
      return changed;
    },
  );

  await app.register(multipart, {
    limits: { fileSize: ROSTER_LIMITS.bytes, files: 1, parts: 1, fields: 0, headerPairs: 20 },
  });

  routes.put(
    '/api/campaigns/:year/roster',
    {
      bodyLimit: ROSTER_LIMITS.bytes,
      schema: {
        ...ofYear,
        querystring: z.object({ dryRun: z.stringbool().default(false) }),
        ...answers({ 200: rosterChangeSchema }),
      },
    },
    async (request) => {
      const { year } = await find(request.params.year);
      const parsed = parseRoster(await readTable(request));
      if (parsed.problems.length > 0) {
        return { added: 0, changed: 0, unchanged: 0, removed: 0, problems: [...parsed.problems] };
      }
      const change = await rosters.take(year, parsed, request.query.dryRun, actorOf(request));
      checker.wake();
      return change;
    },
  );

  const tableOf = async (request: FastifyRequest, year: number): Promise<string[][]> => {
    await find(year);
    return rosterTable(await rosters.entries(year, viewerOf(request)));
  };
  routes.get('/api/campaigns/:year/roster.xlsx', { schema: ofYear }, async (request, reply) => {
    const { year } = request.params;
    const file = await toXlsx(`${year}`, await tableOf(request, year));
    return reply.headers(fileHeaders(`${year}年名册.xlsx`, XLSX)).send(file);
  });
  routes.get('/api/campaigns/:year/roster.csv', { schema: ofYear }, async (request, reply) => {
    const { year } = request.params;
    const file = toCsv(await tableOf(request, year));
    return reply.headers(fileHeaders(`${year}年名册.csv`, 'text/csv; charset=utf-8')).send(file);
  });
  routes.get(
    '/api/campaigns/:year/roster.json',
    { schema: { ...ofYear, ...answers({ 200: z.array(rosterEntrySchema) }) } },
    async (request) => {
      const { year } = await find(request.params.year);
      return [...(await rosters.entries(year, viewerOf(request)))];
    },
  );
}

const withoutNothing = <T extends object>(given: T) =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));

/** The table of a file, or of a JSON list as the export gives it. @throws RequestError not-a-roster */
async function readTable(request: FastifyRequest): Promise<string[][]> {
  if (!request.isMultipart()) {
    const entries = z.array(rosterEntrySchema).max(ROSTER_LIMITS.rows).safeParse(request.body);
    if (!entries.success) throw new RequestError('not-a-roster');
    return rosterTable(entries.data);
  }
  const file = await request.file();
  if (file === undefined) throw new RequestError('no-files');
  try {
    return await fromFile(await file.toBuffer());
  } catch (cause) {
    if (cause instanceof SheetError) throw new RequestError('not-a-roster', { cause });
    throw cause;
  }
}
