import { EnvironmentError } from '../config/env.ts';
import { OpenToAllError } from '../server/main.ts';
import { WatchFolderError } from '../server/watch/watch.ts';
import { BucketError } from '../store/blob-bucket.ts';
import { DatabaseUnusableError } from '../store/database-failure.ts';
import { hasCode } from '../store/error-code.ts';
import { FolderInUseError } from '../store/folder-lock.ts';
import { ForeignInstallationError } from '../store/installation.ts';
import { RedisMissingError } from '../workers/private-redis.ts';
import { RedisUnfitError } from '../workers/redis.ts';
import { SERVE_WORDS } from './words.ts';

/** Exit codes of sysexits.h. */
const EX = { unavailable: 69, software: 70, temporary: 75, configuration: 78 } as const;

interface Place {
  readonly host: string;
  readonly port: number;
  readonly dataFolder: string;
}

interface Explained {
  readonly sentence: string;
  readonly exitCode: number;
  /** Nobody foresaw it: the log has to tell what it was. */
  readonly unforeseen?: boolean;
}

/** Why a server or worker could not start, as one sentence for its operator, and the exit code. */
export function explainStartFailure(error: unknown, place: Place): Explained {
  const { configuration, unavailable, temporary } = EX;
  if (error instanceof EnvironmentError) return explained(SERVE_WORDS.wrongEnvironment(error.message), configuration);
  if (error instanceof OpenToAllError) return explained(SERVE_WORDS.openToAll(place.host), configuration);
  if (error instanceof RedisMissingError) return explained(SERVE_WORDS.redisMissing, configuration);
  if (error instanceof RedisUnfitError) {
    return { ...explained(SERVE_WORDS.redisFaults[error.fault], unavailable), unforeseen: error.fault === 'other' };
  }
  if (error instanceof DatabaseUnusableError) {
    return { ...explained(SERVE_WORDS.databaseFaults[error.fault], unavailable), unforeseen: error.fault === 'other' };
  }
  if (error instanceof ForeignInstallationError) {
    return explained(SERVE_WORDS.foreign[error.foreign](place.dataFolder), configuration);
  }
  if (error instanceof WatchFolderError) return explained(error.message, configuration);
  if (error instanceof BucketError) return explained(SERVE_WORDS.bucketUnfit(error.message), unavailable);
  if (error instanceof FolderInUseError) {
    return explained(SERVE_WORDS.folderInUse(place.dataFolder, error.pid), temporary);
  }
  if (hasCode(error, 'EADDRINUSE')) return explained(SERVE_WORDS.portInUse(place.host, place.port), temporary);
  const sentence = sentenceOfSystem(error, place);
  if (sentence !== null) return explained(sentence, unavailable);
  return { ...explained(SERVE_WORDS.startFailed, EX.software), unforeseen: true };
}

const explained = (sentence: string, exitCode: number): Explained => ({ sentence, exitCode });

/** What the system refused: an address to listen on, or a file. */
function sentenceOfSystem(error: unknown, { host, port, dataFolder }: Place): string | null {
  if (!(error instanceof Error)) return null;
  const isListening = 'syscall' in error && (error.syscall === 'listen' || error.syscall === 'getaddrinfo');
  if (isListening && hasCode(error, 'EACCES', 'EPERM')) return SERVE_WORDS.portForbidden(port);
  if (isListening) return SERVE_WORDS.hostUnknown(host);
  if (hasCode(error, 'EACCES', 'EPERM')) return SERVE_WORDS.folderForbidden(dataFolder);
  if (hasCode(error, 'ENOTDIR', 'EEXIST')) return SERVE_WORDS.folderNone(dataFolder);
  if (hasCode(error, 'EROFS')) return SERVE_WORDS.folderReadOnly(dataFolder);
  if (hasCode(error, 'ENOSPC', 'EDQUOT')) return SERVE_WORDS.diskFull(dataFolder);
  if (hasCode(error, 'EMFILE', 'ENFILE')) return SERVE_WORDS.tooManyFiles;
  if (hasCode(error, 'ENOENT')) return SERVE_WORDS.notReadable('path' in error ? `${error.path}` : dataFolder);
  return null;
}
