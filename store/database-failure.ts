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

/** What a database or its library threw, as one of the faults. */
export function asUnusable(error: unknown, otherwise: DatabaseFault): DatabaseUnusableError {
  if (error instanceof DatabaseUnusableError) return error;
  const message = error instanceof Error ? error.message : 'the database gave no reason';
  const isLate = /timeout|terminated/i.test(message);
  const [fault] = codesOf(error).flatMap((code) => FAULTS[code] ?? []);
  return new DatabaseUnusableError(fault ?? (isLate ? 'unreachable' : otherwise), message, { cause: error });
}
