import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { readEnvironment } from '../../config/env.ts';
import { type AppParts, buildApp } from '../../server/app.ts';
import type { Reachability } from '../../server/security.ts';
import { openBlobs } from '../../store/blobs.ts';
import { createStore } from '../../store/store.ts';
import { startPrivateRedis } from '../../workers/private-redis.ts';
import { openConvertQueue } from '../../workers/queues.ts';
import { openTestDatabase } from '../store/open-database.ts';

export interface RunningApp {
  readonly app: FastifyInstance;
  readonly parts: AppParts;
  readonly close: () => Promise<void>;
}

/** The app on a real database and a real Redis, without a worker: what is uploaded stays where it is put. */
export async function startApp(
  reach: Reachability = { host: '127.0.0.1', hostNames: [] },
  pageFolder?: string,
): Promise<RunningApp> {
  const log = pino({ level: 'silent' });
  const dataFolder = await mkdtemp(join(tmpdir(), 'gouji-test-'));
  const { searchPath } = readEnvironment();
  const redis = await startPrivateRedis({ dataFolder, searchPath, orphaned: false, log });
  const database = await openTestDatabase({ url: null, folder: join(dataFolder, 'db') });
  const queue = await openConvertQueue(redis.place, log);
  const parts = { store: createStore(database.tables), blobs: openBlobs(dataFolder), queue, database, dataFolder };
  const app = await buildApp({ ...parts, reach, pageFolder: pageFolder ?? join(dataFolder, 'no-page'), log });
  return {
    app,
    parts,
    close: async () => {
      await app.close();
      await queue.close();
      await redis.stop();
      await database.close();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}
