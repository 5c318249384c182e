import type { FastifyInstance } from 'fastify';
import { type Health, healthSchema } from '../../contracts/api.ts';
import { hasFreeDisk } from '../../store/free-disk.ts';
import { answers } from '../answers.ts';
import type { AppParts } from '../app.ts';

const worked = async (work: Promise<unknown>): Promise<boolean> => {
  const [result] = await Promise.allSettled([work]);
  return result.status === 'fulfilled';
};

/** Whether uploads can be taken and converted: 200 when they can, 503 when something is missing. */
export async function healthRoutes(app: FastifyInstance, { database, queue, dataFolder }: AppParts): Promise<void> {
  app.get('/api/health', { schema: answers({ 200: healthSchema, 503: healthSchema }) }, async (_request, reply) => {
    const [databaseAnswers, redisAnswers, diskIsFree] = await Promise.all([
      worked(database.ping()),
      worked(queue.ping()),
      hasFreeDisk(dataFolder),
    ]);
    const healthy = databaseAnswers && redisAnswers && diskIsFree;
    const health: Health = { healthy, database: databaseAnswers, redis: redisAnswers, disk: diskIsFree };
    return reply.code(healthy ? 200 : 503).send(health);
  });
}
