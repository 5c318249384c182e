import { pino } from 'pino';
import { startBucketServer } from '../../test/store/bucket-server.ts';
import { startPostgres } from '../../test/store/postgres-server.ts';
import { startRedis } from '../../test/workers/redis-server.ts';
import { startUndoing } from '../../workers/undoing.ts';

/** What the machines of one office share, each with a data folder of its own. */
export interface Machines {
  /** The variables by which a process of ours finds it. */
  readonly variables: Readonly<Record<string, string>>;
  readonly databaseUrl: string;
  /** Kills the Redis that they share; an empty one comes back. */
  readonly replaceRedis: () => Promise<void>;
}

/** A PostgreSQL server, a bucket and a Redis, for as long as something is done with them. */
export async function withMachines<T>(work: (machines: Machines) => Promise<T>): Promise<T> {
  const undoing = startUndoing(pino(pino.destination(2)));
  const keep = <S extends { readonly stop: () => Promise<void> }>(server: S): S => {
    undoing.later(server.stop);
    return server;
  };
  try {
    const postgres = keep(await startPostgres());
    const bucket = keep(await startBucketServer());
    const redis = keep(await startRedis());
    const databaseUrl = await postgres.newDatabase();
    const variables = { ...bucket.variables, DATABASE_URL: databaseUrl, REDIS_URL: redis.url };
    return await work({ variables, databaseUrl, replaceRedis: redis.replace });
  } finally {
    await undoing.now();
  }
}
