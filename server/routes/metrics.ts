import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { ALL_SEEING } from '../../store/viewer.ts';
import type { AppParts } from '../app-parts.ts';
import { RequestError } from '../errors.ts';
import { whoAsks } from '../people/asker.ts';
import { alertMetrics } from '../queue/alert-metrics.ts';

export interface MetricsParts extends AppParts {
  /** By which a program that watches asks; null: an administrator alone may. */
  readonly metricsToken: string | null;
}

/** What a monitoring program follows, in the text format of Prometheus. */
export async function metricsRoutes(app: FastifyInstance, parts: MetricsParts): Promise<void> {
  const { store, queue, metricsToken } = parts;
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const gauge = <Label extends string>(name: string, help: string, ...labelNames: Label[]): Gauge<Label> =>
    new Gauge({ name, help, labelNames, registers: [registry] });
  const documents = gauge('gouji_documents', 'Documents by their state.', 'state');
  const waiting = gauge('gouji_lane_waiting', 'Documents that wait, by lane.', 'lane');
  const running = gauge('gouji_lane_running', 'Documents in work, by lane.', 'lane');
  const seconds = gauge('gouji_lane_expected_seconds', 'Expected processor seconds of what waits, by lane.', 'lane');
  const workers = gauge('gouji_workers', 'Connected worker processes.');

  const updateAlerts = alertMetrics(registry, parts);

  const mayAsk = async (request: FastifyRequest): Promise<boolean> => {
    const given = request.headers.authorization;
    if (metricsToken !== null && given !== undefined && isSame(given, `Bearer ${metricsToken}`)) return true;
    return (await whoAsks(request, store.people))?.roles.includes('administrator') === true;
  };

  app.get('/metrics', { schema: { hide: true } }, async (request, reply) => {
    if (!(await mayAsk(request))) throw new RequestError('signed-out');
    const [{ states }, lanes] = await Promise.all([store.counts(ALL_SEEING), store.laneWork()]);
    for (const [state, count] of Object.entries(states)) documents.set({ state }, count);
    for (const lane of lanes) {
      waiting.set({ lane: lane.lane }, lane.waiting);
      running.set({ lane: lane.lane }, lane.running);
      seconds.set({ lane: lane.lane }, lane.seconds);
    }
    await updateAlerts();
    // Redis may be away: what the database says is told all the same.
    const [connected, ofQueues] = await Promise.allSettled([queue.workers(), queue.metrics()]);
    workers.set(connected.status === 'fulfilled' ? connected.value : 0);
    const text = `${await registry.metrics()}${ofQueues.status === 'fulfilled' ? ofQueues.value : ''}`;
    return reply.type(registry.contentType).header('cache-control', 'no-store').send(text);
  });
}

/** Compared by hashes, so that the time says nothing of how much of it was right. */
function isSame(given: string, known: string): boolean {
  const hash = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(given), hash(known));
}
