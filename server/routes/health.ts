import type { FastifyInstance } from 'fastify';
import { type Health, healthSchema, type Ready, readySchema } from '../../contracts/api.ts';
import { hasFreeDisk } from '../../store/free-disk.ts';
import { answers } from '../answers.ts';
import type { AppParts } from '../app-parts.ts';

const worked = async (work: Promise<unknown>): Promise<boolean> => {
  const [result] = await Promise.allSettled([work]);
  return result.status === 'fulfilled';
};

/** Whether uploads can be taken and converted: 200 when they can, 503 when something is missing. */
export async function healthRoutes(
  app: FastifyInstance,
  { database, queue, dataFolder, fence }: AppParts,
): Promise<void> {
  const parts = async () => {
    const [databaseAnswers, redisAnswers, diskIsFree] = await Promise.all([
      worked(database.ping()),
      worked(queue.ping()),
      hasFreeDisk(dataFolder),
    ]);
    return { database: databaseAnswers, redis: redisAnswers, disk: diskIsFree };
  };

  app.get('/api/ready', { schema: answers({ 200: readySchema, 503: readySchema }) }, async (_request, reply) => {
    const found = await parts();
    const workers = found.redis ? await queue.workers().catch(() => 0) : 0;
    const ready: Ready = { ...found, workers, ready: found.database && found.redis && found.disk && workers > 0 };
    return reply.code(ready.ready ? 200 : 503).send(ready);
  });

  app.get('/api/health', { schema: answers({ 200: healthSchema, 503: healthSchema }) }, async (_request, reply) => {
    const found = await parts();
    const healthy = found.database && found.redis && found.disk;
    const health: Health = { healthy, ...found, fence };
    return reply.code(healthy ? 200 : 503).send(health);
  });
}
