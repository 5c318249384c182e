import { Redis } from 'ioredis';
import type { Logger } from 'pino';
import type { MarkKeeper } from '../store/installation.ts';

/** Where Redis answers. */
export type RedisPlace =
  | { readonly kind: 'socket'; readonly path: string }
  | { readonly kind: 'url'; readonly url: string };

/** BullMQ's lowest. */
const OLDEST_VERSION = [6, 2] as const;
const CONNECT_TIMEOUT_MS = 5_000;

export type RedisFault = 'silent' | 'unreachable' | 'unknown-host' | 'password' | 'old' | 'other';

/** Redis cannot be used as it is. */
export class RedisUnfitError extends Error {
  override readonly name = 'RedisUnfitError';
  readonly fault: RedisFault;
  constructor(fault: RedisFault, message: string) {
    super(message);
    this.fault = fault;
  }
}

/** @source Redis: error replies; Node.js, errors of the system */
const FAULTS: readonly (readonly [RegExp, RedisFault])[] = [
  [/WRONGPASS|NOAUTH|NOPERM|ERR AUTH/, 'password'],
  [/ENOTFOUND|EAI_AGAIN/, 'unknown-host'],
  [/ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|ENOENT|EACCES|ECONNRESET/, 'unreachable'],
];
const asUnfit = (error: unknown): RedisUnfitError => {
  if (error instanceof RedisUnfitError) return error;
  const message = error instanceof Error ? `${error.message} ${'code' in error ? error.code : ''}` : 'no reason';
  return new RedisUnfitError(FAULTS.find(([shape]) => shape.test(message))?.[1] ?? 'other', message);
};

/**
 * Connects. `impatient` for whoever answers a person: commands fail at once while Redis is away; a worker waits instead.
 * The caller ends it with `disconnect()`, which works also while Redis is away.
 */
export function connectRedis(place: RedisPlace, patience: 'impatient' | 'patient', log: Logger): Redis {
  const options = {
    connectTimeout: CONNECT_TIMEOUT_MS,
    retryStrategy: (times: number) => Math.min(100 * times, 2_000),
    ...(patience === 'impatient'
      ? { maxRetriesPerRequest: 1, enableOfflineQueue: false }
      : { maxRetriesPerRequest: null }),
  };
  const redis = place.kind === 'socket' ? new Redis({ ...options, path: place.path }) : new Redis(place.url, options);
  redis.on('error', (error) => log.debug({ err: error }, 'redis connection'));
  return redis;
}

/** Waits for the first connection. @throws RedisUnfitError when none comes about in time. */
export async function untilReady(redis: Redis, timeoutMs = CONNECT_TIMEOUT_MS): Promise<void> {
  if (redis.status === 'ready') return;
  try {
    await within(timeoutMs, new Promise((resolve) => redis.once('ready', resolve)));
  } catch (error) {
    redis.disconnect();
    throw error;
  }
}

/**
 * Waits until Redis answers and looks at how it is set up.
 * @throws RedisUnfitError when it does not answer in time or is too old.
 */
export async function checkRedis(place: RedisPlace, log: Logger, timeoutMs = CONNECT_TIMEOUT_MS): Promise<void> {
  const redis = connectRedis(place, 'patient', log);
  // why it does not come about is told here, while it is tried again
  let reason: RedisUnfitError | null = null;
  redis.on('error', (error) => {
    reason = asUnfit(error);
  });
  try {
    await within(timeoutMs, redis.ping()).catch((error) => {
      throw reason ?? asUnfit(error);
    });
    const version = /^redis_version:(\d+)\.(\d+)/m.exec(await redis.info('server'));
    const [major, minor] = [Number(version?.[1]), Number(version?.[2])];
    if (major < OLDEST_VERSION[0] || (major === OLDEST_VERSION[0] && minor < OLDEST_VERSION[1])) {
      throw new RedisUnfitError(
        'old',
        `Redis ${major}.${minor} is too old: ${OLDEST_VERSION.join('.')} or newer is needed`,
      );
    }
    await warnOfSettings(redis, log);
  } finally {
    redis.disconnect();
  }
}

const MARK = 'gouji:installation';

/** Where Redis keeps whose it is. */
export const markKeeperOf = (place: RedisPlace, log: Logger): MarkKeeper => ({
  claim: async (mark) => {
    const redis = connectRedis(place, 'patient', log);
    try {
      await within(CONNECT_TIMEOUT_MS, redis.set(MARK, mark, 'NX'));
      return (await redis.get(MARK)) ?? '';
    } finally {
      redis.disconnect();
    }
  },
});

async function warnOfSettings(redis: Redis, log: Logger): Promise<void> {
  try {
    const policy = await settingOf(redis, 'maxmemory-policy');
    if (policy !== 'noeviction') {
      log.warn(
        { policy },
        'maxmemory-policy of Redis is not noeviction: queued work can vanish until the database fills it in again',
      );
    }
    const appends = await settingOf(redis, 'appendonly');
    if (appends !== 'yes')
      log.warn(
        'appendonly of Redis is not yes: a restart of Redis empties the queue until the database fills it again',
      );
  } catch (error) {
    // Hosted Redis forbids CONFIG; the queue works all the same.
    log.warn({ err: error }, 'the settings of Redis could not be read');
  }
}

async function settingOf(redis: Redis, name: string): Promise<string | undefined> {
  const answer = await redis.config('GET', name);
  return Array.isArray(answer) ? String(answer[1]) : undefined;
}

/** Looks at the clock in so many steps: while this process itself stands still, Redis cannot be heard, and one step passes. */
const STEPS = 10;

async function within<T>(timeoutMs: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    let steps = 0;
    timer = setInterval(() => {
      steps += 1;
      if (steps === STEPS) reject(new RedisUnfitError('silent', `Redis did not answer within ${timeoutMs} ms`));
    }, timeoutMs / STEPS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearInterval(timer);
  }
}
