import { DrizzleQueryError } from 'drizzle-orm/errors';
import { type Logger, pino } from 'pino';
import type { Environment } from '../config/env.ts';

/**
 * The log: JSON lines on standard error, English, without anything that a document or an agency says:
 * documents appear by their id alone.
 */
export function createLog(level: Environment['logLevel'], name: string): Logger {
  return pino({ name, level, serializers: { err: describeError } }, pino.destination({ fd: 2, sync: true }));
}

/** Of a failed query only what the database says: the query's parameters hold names. */
function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error };
  const spoken = error instanceof DrizzleQueryError && error.cause instanceof Error ? error.cause : error;
  const places = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    type: spoken.name,
    code: 'code' in spoken ? spoken.code : undefined,
    message: spoken.message,
    stack: places.join('\n'),
  };
}
