import { codesOf } from './error-code.ts';

/** Why a database cannot be used, so that whoever starts the program reads a sentence. */
export const DATABASE_FAULTS = [
  'unreachable',
  'unknown-host',
  'password',
  'no-database',
  'rights',
  'too-many-connections',
  'damaged',
  'disk-full',
  'newer',
  'other',
] as const;
export type DatabaseFault = (typeof DATABASE_FAULTS)[number];

export class DatabaseUnusableError extends Error {
  override readonly name = 'DatabaseUnusableError';
  readonly fault: DatabaseFault;
  constructor(fault: DatabaseFault, message: string, options?: ErrorOptions) {
    super(message, options);
    this.fault = fault;
  }
}

/** @source PostgreSQL 15, appendix A; Node.js, errors of the system */
const FAULTS: Readonly<Record<string, DatabaseFault>> = {
  ECONNREFUSED: 'unreachable',
  ECONNRESET: 'unreachable',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  ETIMEDOUT: 'unreachable',
  ENOENT: 'unreachable',
  ENOTFOUND: 'unknown-host',
  EAI_AGAIN: 'unknown-host',
  '28P01': 'password',
  '28000': 'password',
  '3D000': 'no-database',
  '42501': 'rights',
  '53100': 'disk-full',
  '53300': 'too-many-connections',
  '57P03': 'unreachable',
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  EACCES: 'rights',
};

/** What of a running server means that its database cannot be asked for the moment. */
const AWAY: ReadonlySet<DatabaseFault> = new Set(['unreachable', 'unknown-host', 'too-many-connections']);
/** Class 08 "connection exception"; 57P01 to 57P03, a server that ends or begins. @source PostgreSQL 15, appendix A */
const AWAY_CODE = /^(?:08...|57P0[123])$/;
/** What node-postgres says without a code. @source pg 8, client.js and pg-pool 3, index.js */
const AWAY_WORDS =
  /^Connection terminated|connection error and is not queryable|^timeout exceeded when trying to connect/;

/** True where a database server is away, starts or takes nobody in: the same question may be answered a moment later. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  // A file that is not there says so too.
  const isOfServer = code !== 'ENOENT' || ('syscall' in error && error.syscall === 'connect');
  if (AWAY_CODE.test(code) || (isOfServer && AWAY.has(FAULTS[code] ?? 'other'))) return true;
  const within = error instanceof AggregateError ? error.errors : [];
  return AWAY_WORDS.test(error.message) || [...within, error.cause].some(isDatabaseAway);
}

/** What a database or its library threw, as one of the faults. */
export function asUnusable(error: unknown, otherwise: DatabaseFault): DatabaseUnusableError {
  if (error instanceof DatabaseUnusableError) return error;
  const message = error instanceof Error ? error.message : 'the database gave no reason';
  const isLate = /timeout|terminated/i.test(message);
  const [fault] = codesOf(error).flatMap((code) => FAULTS[code] ?? []);
  return new DatabaseUnusableError(fault ?? (isLate ? 'unreachable' : otherwise), message, { cause: error });
}
