import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { QUEUE_CHART_HOURS } from '../../config/limits/queue.ts';
import { retryReceiptSchema } from '../../contracts/api.ts';
import { chosenIdsSchema, manyAnswerSchema, matching } from '../../contracts/many.ts';
import {
  type DeskLane,
  holdSchema,
  QUEUE_MOVES,
  queueAlertsSchema,
  queueDeskSchema,
  queueHoursSchema,
  queuePageSchema,
  retryCauseSchema,
} from '../../contracts/queue.ts';
import { answers, pageQuery } from '../answers.ts';
import type { AppParts } from '../app-parts.ts';
import { RequestError } from '../errors.ts';
import { queueQuery } from '../list-queries.ts';
import { chosenRows, doToEach } from '../many.ts';
import { actorOf, viewerOf } from '../people/asker.ts';
import { alertsOf, queueAlerts, queueFacts } from '../queue/alerts.ts';
import { slotsOf } from '../queue-status.ts';
import { timeToGo } from '../time-to-go.ts';

const hours = z.coerce.number().int().min(QUEUE_CHART_HOURS.least).max(QUEUE_CHART_HOURS.most);

/** The page of the queue: what it shows, and what is done there (contracts/queue.ts). */
export async function queuePageRoutes(app: FastifyInstance, parts: AppParts): Promise<void> {
  const { store, queue, feeder } = parts;
  const routes = app.withTypeProvider<ZodTypeProvider>();

  routes.get(
    '/api/queue/documents',
    { schema: { querystring: z.object({ ...queueQuery, ...pageQuery }), ...answers({ 200: queuePageSchema }) } },
    (request) => store.queueRoom.list(request.query, viewerOf(request)),
  );

  routes.get('/api/queue/desk', { schema: answers({ 200: queueDeskSchema }) }, async (request) => {
    const viewer = viewerOf(request);
    const [facts, places, causes, slots] = await Promise.all([
      queueFacts(parts),
      store.queueRoom.places(viewer),
      store.queueRoom.causes(viewer),
      // Without Redis nobody is there who could do anything.
      slotsOf(queue).catch(() => null),
    ]);
    const lanes = facts.work.flatMap((work): DeskLane[] => {
      const own = facts.lanes.find(({ lane }) => lane === work.lane);
      if (own === undefined) return [];
      const { lane, waiting, paused: held, running } = work;
      const atOnce = slots?.get(lane) ?? 0;
      const heldBy = own.heldBy === null ? null : { who: own.heldBy.who, since: own.heldBy.since.toISOString() };
      const secondsToGo = timeToGo(work.seconds, work, atOnce);
      return [{ lane, waiting, held, running, secondsToGo, oldestSeconds: own.oldestSeconds, slots: atOnce, heldBy }];
    });
    return { lanes, places, causes, alerts: alertsOf(facts), workers: facts.workers ?? 0 };
  });

  routes.get('/api/queue/alerts', { schema: answers({ 200: queueAlertsSchema }) }, async () => ({
    alerts: await queueAlerts(parts),
  }));

  routes.get(
    '/api/queue/hours',
    {
      schema: {
        querystring: z.object({ hours: hours.default(QUEUE_CHART_HOURS.usual) }),
        ...answers({ 200: queueHoursSchema }),
      },
    },
    async (request) => ({ hours: await store.queueRoom.hours(request.query.hours) }),
  );

  for (const [what, isHeld] of [
    ['hold', true],
    ['resume', false],
  ] as const) {
    routes.post(`/api/queue/${what}`, { schema: { body: holdSchema } }, async (request, reply) => {
      await store.queueRoom.hold(request.body.lane, isHeld, actorOf(request));
      feeder.wake();
      return reply.code(204).send();
    });
  }

  routes.post(
    '/api/queue/causes/retry',
    { schema: { body: retryCauseSchema, ...answers({ 200: retryReceiptSchema }) } },
    async (request) => {
      const sent = await store.queueRoom.retryCause(request.body.code, viewerOf(request), actorOf(request));
      feeder.wake();
      return { retried: sent.length };
    },
  );

  const of = z.union([chosenIdsSchema, matching(z.strictObject(queueQuery))]);
  for (const move of QUEUE_MOVES) {
    routes.post(
      `/api/queue/many/${move}`,
      { schema: { body: z.strictObject({ of }), ...answers({ 200: manyAnswerSchema }) } },
      async (request) => {
        const choice = request.body.of;
        const by = actorOf(request);
        const viewer = viewerOf(request);
        const rows = await chosenRows(choice, (asked, page, size) =>
          store.queueRoom.list({ ...asked, page, size }, viewer),
        );
        const named = rows.map((row) => ({ ...row, name: row.fileName }));
        const answer = await doToEach(named, 'ids' in choice ? choice.ids : null, async ({ id }) => {
          if (move !== 'retry') return store.queueRoom.move(id, move, by);
          const [back] = await store.sendBack([id], viewer, by);
          if (back === undefined) throw new RequestError('not-retryable');
        });
        feeder.wake();
        return answer;
      },
    );
  }
}
