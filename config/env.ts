import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { z } from 'zod';
import { type BucketPlace, bucketAddress } from './bucket.ts';
import { type OcrChoice, ocrChoiceSchema } from './ocr.ts';

/** The surroundings that gouji runs in: the only place that reads process.env. */

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

const wholeNumber = (minimum: number, maximum: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, 'must be a whole number')
    .transform((text) => Number.parseInt(text, 10))
    .pipe(z.int().min(minimum).max(maximum));

/** Only the beginning is looked at: PostgreSQL takes URLs without a host, for its unix socket, which are none to URL. */
const urlOf = (...schemes: string[]) =>
  z.string().refine((text) => schemes.some((scheme) => text.startsWith(`${scheme}://`)), {
    message: `must be a URL that begins with ${schemes.map((scheme) => `${scheme}://`).join(' or ')}`,
  });

const hostNames = z
  .string()
  .transform((text) =>
    text
      .split(',')
      .map((name) => name.trim().toLowerCase())
      .filter((name) => name !== ''),
  )
  .pipe(z.array(z.string().regex(/^[a-z0-9.-]+$/, 'must be host names without port, separated by commas')));

const variablesSchema = z.object({
  GOUJI_DATA: z.string().default('data'),
  GOUJI_BLOBS: bucketAddress.optional(),
  GOUJI_WATCH: z.string().optional(),
  AWS_ACCESS_KEY_ID: z.string().optional(),
  AWS_SECRET_ACCESS_KEY: z.string().optional(),
  AWS_SESSION_TOKEN: z.string().optional(),
  GOUJI_HOST: z.string().default('127.0.0.1'),
  GOUJI_PORT: wholeNumber(0, 65_535).prefault('8080'),
  GOUJI_WORKERS: wholeNumber(0, 256).optional(),
  GOUJI_HOST_NAMES: hostNames.prefault(''),
  GOUJI_METRICS_TOKEN: z.string().min(20).optional(),
  GOUJI_FETCH_HOSTS: hostNames.prefault(''),
  GOUJI_LOG: z.enum(LOG_LEVELS).default('info'),
  GOUJI_OCR: ocrChoiceSchema.default('both'),
  REDIS_URL: urlOf('redis', 'rediss').optional(),
  DATABASE_URL: urlOf('postgres', 'postgresql').optional(),
  PATH: z.string().default('/usr/local/bin:/usr/bin:/bin'),
});

export interface Environment {
  /** GOUJI_DATA: folder of everything that is kept; absolute. */
  readonly dataFolder: string;
  /** GOUJI_BLOBS with the keys of AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY; null: originals and results lie in the data folder. */
  readonly bucket: BucketPlace | null;
  /** GOUJI_WATCH: folder whose files are taken in, absolute; null: none. */
  readonly watchFolder: string | null;
  /** GOUJI_HOST: address to listen on; this machine only unless changed. */
  readonly host: string;
  /** GOUJI_PORT; 0 takes any free port. */
  readonly port: number;
  /** GOUJI_WORKERS: documents that one worker process converts at a time; 0: `gouji serve` starts no worker. */
  readonly concurrency: number;
  /** GOUJI_HOST_NAMES: names by which browsers reach this server through a proxy. */
  readonly hostNames: readonly string[];
  /** GOUJI_METRICS_TOKEN: by which a monitoring program asks for /metrics; null: an administrator alone may. */
  readonly metricsToken: string | null;
  /** GOUJI_FETCH_HOSTS: hosts from which published pages may be fetched, with those below them; none: nothing is fetched. */
  readonly fetchHosts: readonly string[];
  /** GOUJI_LOG */
  readonly logLevel: (typeof LOG_LEVELS)[number];
  /** GOUJI_OCR */
  readonly ocr: OcrChoice;
  /** REDIS_URL; null: a private Redis in the data folder. */
  readonly redisUrl: string | null;
  /** DATABASE_URL; null: PGlite in the data folder. */
  readonly databaseUrl: string | null;
  /** PATH, where outside programs are looked for. */
  readonly searchPath: string;
}

/** The surroundings are wrong: gouji cannot start. The message names every wrong variable. */
export class EnvironmentError extends Error {
  override readonly name = 'EnvironmentError';
}

/**
 * Reads and checks the environment variables. An empty variable counts as not set.
 * @param given what the command line says; it wins over the environment.
 * @throws EnvironmentError that names what is wrong, one line a variable.
 */
export function readEnvironment(
  given: Partial<Environment> = {},
  variables: Readonly<Record<string, string | undefined>> = process.env,
): Environment {
  const set = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = variablesSchema.safeParse(set);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new EnvironmentError(lines.join('\n'));
  }
  const read = parsed.data;
  const environment: Environment = {
    dataFolder: read.GOUJI_DATA,
    bucket: bucketOf(read),
    watchFolder: read.GOUJI_WATCH === undefined ? null : resolve(read.GOUJI_WATCH),
    host: read.GOUJI_HOST,
    port: read.GOUJI_PORT,
    // One core is left to the server, Redis and the database.
    concurrency: read.GOUJI_WORKERS ?? Math.max(1, availableParallelism() - 1),
    hostNames: read.GOUJI_HOST_NAMES,
    metricsToken: read.GOUJI_METRICS_TOKEN ?? null,
    fetchHosts: read.GOUJI_FETCH_HOSTS,
    logLevel: read.GOUJI_LOG,
    ocr: read.GOUJI_OCR,
    redisUrl: read.REDIS_URL ?? null,
    databaseUrl: read.DATABASE_URL ?? null,
    searchPath: read.PATH,
    ...given,
  };
  return { ...environment, dataFolder: resolve(environment.dataFolder) };
}

function bucketOf(read: z.output<typeof variablesSchema>): BucketPlace | null {
  const {
    GOUJI_BLOBS: address,
    AWS_ACCESS_KEY_ID: accessKeyId = '',
    AWS_SECRET_ACCESS_KEY: secretAccessKey = '',
  } = read;
  if (address === undefined) return null;
  if (accessKeyId === '' || secretAccessKey === '') {
    throw new EnvironmentError('GOUJI_BLOBS: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY must be set for it');
  }
  const sessionToken = read.AWS_SESSION_TOKEN;
  return {
    ...address,
    credentials: { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) },
  };
}

/** The variables by which another process of ours reads the same surroundings; the rest it inherits. */
export const asVariables = (environment: Environment): Readonly<Record<string, string | undefined>> => ({
  ...process.env,
  GOUJI_DATA: environment.dataFolder,
  GOUJI_HOST: environment.host,
  GOUJI_PORT: `${environment.port}`,
  GOUJI_WORKERS: `${environment.concurrency}`,
  GOUJI_HOST_NAMES: environment.hostNames.join(','),
  // It is for the server alone.
  GOUJI_METRICS_TOKEN: '',
  GOUJI_FETCH_HOSTS: '',
  GOUJI_LOG: environment.logLevel,
  GOUJI_OCR: environment.ocr,
  REDIS_URL: environment.redisUrl ?? '',
  DATABASE_URL: environment.databaseUrl ?? '',
  PATH: environment.searchPath,
});
