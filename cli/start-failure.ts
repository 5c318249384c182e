import { EnvironmentError } from '../config/env.ts';
import { WatchFolderError } from '../server/watch/watch.ts';
import { BucketError } from '../store/blob-bucket.ts';
import { hasCode } from '../store/error-code.ts';
import { FolderInUseError } from '../store/folder-lock.ts';
import { RedisMissingError } from '../workers/private-redis.ts';
import { RedisUnfitError } from '../workers/redis.ts';
import { SERVE_WORDS } from './words.ts';

/** Exit codes of sysexits.h. */
const EX = { unavailable: 69, temporary: 75, configuration: 78 } as const;

/** Why a server or worker could not start, as one sentence for its operator, and the exit code. */
export function explainStartFailure(
  error: unknown,
  place: { readonly host: string; readonly port: number; readonly dataFolder: string },
): { readonly sentence: string; readonly exitCode: number } {
  if (error instanceof EnvironmentError) {
    return { sentence: SERVE_WORDS.wrongEnvironment(error.message), exitCode: EX.configuration };
  }
  if (error instanceof RedisMissingError) return { sentence: SERVE_WORDS.redisMissing, exitCode: EX.configuration };
  if (error instanceof RedisUnfitError) {
    return { sentence: SERVE_WORDS.redisUnfit(error.message), exitCode: EX.unavailable };
  }
  if (error instanceof WatchFolderError) {
    return { sentence: error.message, exitCode: EX.configuration };
  }
  if (error instanceof BucketError) {
    return { sentence: SERVE_WORDS.bucketUnfit(error.message), exitCode: EX.unavailable };
  }
  if (error instanceof FolderInUseError) {
    return { sentence: SERVE_WORDS.folderInUse(place.dataFolder, error.pid), exitCode: EX.temporary };
  }
  if (hasCode(error, 'EADDRINUSE')) {
    return { sentence: SERVE_WORDS.portInUse(place.host, place.port), exitCode: EX.temporary };
  }
  const reason = error instanceof Error ? error.message : String(error);
  return { sentence: SERVE_WORDS.startFailed(reason), exitCode: EX.unavailable };
}
