import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { z } from 'zod';
import { type BucketPlace, bucketAddress } from './bucket.ts';
import { type OcrChoice, ocrChoiceSchema } from './ocr.ts';
import { type Retention, USUAL_RETENTION } from './retention.ts';

/** The surroundings that gouji runs in: the only place that reads process.env. */

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

const wholeNumber = (minimum: number, maximum: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, '应为整数')
    .transform((text) => Number.parseInt(text, 10))
    .pipe(z.int().min(minimum, `不小于 ${minimum}`).max(maximum, `不大于 ${maximum}`));

/** PostgreSQL takes URLs without a host, for its unix socket, which are none to URL. */
const isAddress = (text: string): boolean => URL.canParse(text.replace(/^(\w+:\/\/(?:[^@/]*@)?)\//, '$1localhost/'));

const days = wholeNumber(1, 36_500);

const urlOf = (...schemes: string[]) =>
  z.string().refine((text) => schemes.some((scheme) => text.startsWith(`${scheme}://`)) && isAddress(text), {
    message: `应为 ${schemes.map((scheme) => `${scheme}://`).join(' 或 ')} 开头的地址`,
  });

const hostNames = z
  .string()
  .transform((text) =>
    text
      .split(',')
      .map((name) => name.trim().toLowerCase())
      .filter((name) => name !== ''),
  )
  .pipe(z.array(z.string().regex(/^[a-z0-9.-]+$/, '应为不带端口的主机名，用逗号分开')));

const addresses = z
  .string()
  .transform((text) => text.split(',').map((part) => part.trim()))
  .transform((parts) => parts.filter((part) => part !== ''))
  .pipe(z.array(z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()], '应为 IP 地址或网段，用逗号分开')));

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
  GOUJI_TRUSTED_PROXY: addresses.prefault(''),
  GOUJI_PLAIN_HTTP: z.enum(['yes', 'no'], '应为 yes 或 no').default('no'),
  GOUJI_METRICS_TOKEN: z.string().min(20, '至少 20 个字符').optional(),
  GOUJI_FETCH_HOSTS: hostNames.prefault(''),
  GOUJI_LOG: z.enum(LOG_LEVELS, `应为 ${LOG_LEVELS.join('、')} 之一`).default('info'),
  GOUJI_OCR: ocrChoiceSchema.default('both'),
  GOUJI_KEEP_REMOVED: days.optional(),
  GOUJI_KEEP_OLD_RESULTS: days.optional(),
  GOUJI_KEEP_RUNS: days.optional(),
  REDIS_URL: urlOf('redis', 'rediss').optional(),
  DATABASE_URL: urlOf('postgres', 'postgresql').optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: urlOf('http', 'https').optional(),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: urlOf('http', 'https').optional(),
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
  /** GOUJI_TRUSTED_PROXY: addresses of the proxies with TLS before this server; what they say of who asks is believed. */
  readonly trustedProxies: readonly string[];
  /** GOUJI_PLAIN_HTTP: `yes` lets it listen for other machines without such a proxy. */
  readonly plainHttp: boolean;
  /** GOUJI_METRICS_TOKEN: by which a monitoring program asks for /metrics; null: an administrator alone may. */
  readonly metricsToken: string | null;
  /** GOUJI_FETCH_HOSTS: hosts from which published pages may be fetched, with those below them; none: nothing is fetched. */
  readonly fetchHosts: readonly string[];
  /** GOUJI_LOG */
  readonly logLevel: (typeof LOG_LEVELS)[number];
  /** GOUJI_OCR */
  readonly ocr: OcrChoice;
  /** GOUJI_KEEP_REMOVED, GOUJI_KEEP_OLD_RESULTS, GOUJI_KEEP_RUNS: days. */
  readonly retention: Retention;
  /** REDIS_URL; null: a private Redis in the data folder. */
  readonly redisUrl: string | null;
  /** DATABASE_URL; null: PGlite in the data folder. */
  readonly databaseUrl: string | null;
  /** OTEL_EXPORTER_OTLP_TRACES_ENDPOINT, or `v1/traces` below OTEL_EXPORTER_OTLP_ENDPOINT; null: no traces. */
  readonly tracesUrl: string | null;
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
  const parsed = variablesSchema.safeParse(set, { error: z.locales.zhCN().localeError });
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `${String(issue.path[0])}：${issue.message}`);
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
    trustedProxies: read.GOUJI_TRUSTED_PROXY,
    plainHttp: read.GOUJI_PLAIN_HTTP === 'yes',
    metricsToken: read.GOUJI_METRICS_TOKEN ?? null,
    fetchHosts: read.GOUJI_FETCH_HOSTS,
    logLevel: read.GOUJI_LOG,
    ocr: read.GOUJI_OCR,
    retention: {
      removedDays: read.GOUJI_KEEP_REMOVED ?? USUAL_RETENTION.removedDays,
      oldResultDays: read.GOUJI_KEEP_OLD_RESULTS ?? USUAL_RETENTION.oldResultDays,
      runDays: read.GOUJI_KEEP_RUNS ?? USUAL_RETENTION.runDays,
    },
    redisUrl: read.REDIS_URL ?? null,
    databaseUrl: read.DATABASE_URL ?? null,
    tracesUrl: tracesUrlOf(read),
    searchPath: read.PATH,
    ...given,
  };
  return { ...environment, dataFolder: resolve(environment.dataFolder) };
}

/** @source OpenTelemetry, OTLP Exporter Configuration: the general endpoint is a base, that of a signal is taken as it is */
const tracesUrlOf = (read: z.infer<typeof variablesSchema>): string | null =>
  read.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT ??
  (read.OTEL_EXPORTER_OTLP_ENDPOINT === undefined
    ? null
    : `${read.OTEL_EXPORTER_OTLP_ENDPOINT.replace(/\/$/, '')}/v1/traces`);

function bucketOf(read: z.output<typeof variablesSchema>): BucketPlace | null {
  const {
    GOUJI_BLOBS: address,
    AWS_ACCESS_KEY_ID: accessKeyId = '',
    AWS_SECRET_ACCESS_KEY: secretAccessKey = '',
  } = read;
  if (address === undefined) return null;
  if (accessKeyId === '' || secretAccessKey === '') {
    throw new EnvironmentError('GOUJI_BLOBS：须同时设置 AWS_ACCESS_KEY_ID 和 AWS_SECRET_ACCESS_KEY');
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
  GOUJI_TRUSTED_PROXY: environment.trustedProxies.join(','),
  GOUJI_PLAIN_HTTP: environment.plainHttp ? 'yes' : 'no',
  // It is for the server alone.
  GOUJI_METRICS_TOKEN: '',
  GOUJI_FETCH_HOSTS: '',
  GOUJI_LOG: environment.logLevel,
  GOUJI_OCR: environment.ocr,
  REDIS_URL: environment.redisUrl ?? '',
  DATABASE_URL: environment.databaseUrl ?? '',
  OTEL_EXPORTER_OTLP_ENDPOINT: '',
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: environment.tracesUrl ?? '',
  PATH: environment.searchPath,
});
