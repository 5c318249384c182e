import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { overviewSchema } from '../../contracts/overview.ts';
import { dayOf, daysBetween } from '../../office/deadlines.ts';
import { toXlsx } from '../../office/sheet.ts';
import { ruleTitle } from '../../pipeline/validate/catalogue.ts';
import type { Missing } from '../../store/overview.ts';
import { answers, unlessEmpty, uuidOrNone, yearParams } from '../answers.ts';
import type { AppParts } from '../app-parts.ts';
import { RequestError } from '../errors.ts';
import { viewerOf } from '../people/asker.ts';
import { queueStatusReader } from '../queue-status.ts';
import { fileHeaders, XLSX } from '../security.ts';

const missingQuery = z.object({ district: unlessEmpty(uuidOrNone) });
const today = (): string => dayOf(new Date());

/** The office's morning: how far the year is, who is missing, what is wrong, what waits. */
export async function overviewRoutes(app: FastifyInstance, { store, queue }: AppParts): Promise<void> {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const readQueue = queueStatusReader(store, queue);

  routes.get(
    '/api/campaigns/:year/overview',
    { schema: { params: yearParams, ...answers({ 200: overviewSchema }) } },
    async (request) => {
      const { year } = request.params;
      const viewer = viewerOf(request);
      const campaign = await store.campaigns.find(year);
      if (campaign === null) throw new RequestError('not-found');
      const { topRules, ...figures } = await store.overviews.of(year, viewer, today());
      return {
        ...figures,
        daysLeft: {
          submit: daysBetween(today(), campaign.submitBy),
          publish: daysBetween(today(), campaign.publishBy),
          statutory: daysBetween(today(), campaign.statutoryBy),
        },
        topRules: topRules.map((row) => ({ ...row, title: ruleTitle(row.rule) })),
        queue: await readQueue(viewer),
      };
    },
  );

  routes.get(
    '/api/campaigns/:year/missing.xlsx',
    { schema: { params: yearParams, querystring: missingQuery } },
    async (request, reply) => {
      const { year } = request.params;
      const missing = await store.overviews.missing(year, request.query.district, viewerOf(request));
      const file = await toXlsx(`${year}年未报单位`, missingTable(missing));
      return reply.headers(fileHeaders(`${year}年未报单位.xlsx`, XLSX)).send(file);
    },
  );
}

const missingTable = (missing: readonly Missing[]): string[][] => [
  ['地区', '单位名称', '上级单位', '联系人', '电话', '报送截止', '逾期天数'],
  ...missing.map(({ district, agency, above, contact, phone, dueOn }) => {
    const overdue = daysBetween(dueOn, today());
    return [district, agency, above, contact, phone, dueOn, overdue > 0 ? `${overdue}` : ''];
  }),
];
