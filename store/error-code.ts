/** True for an error of the operating system with one of these codes (ENOENT, EEXIST …). */
export const hasCode = (error: unknown, ...codes: readonly string[]): boolean =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && codes.includes(error.code);

/** Codes of an error and of those that it was made of, its own first. */
export function codesOf(error: unknown): readonly string[] {
  if (!(error instanceof Error)) return [];
  const own = 'code' in error && typeof error.code === 'string' ? [error.code] : [];
  const within = error instanceof AggregateError ? error.errors : [];
  return [...own, ...[...within, error.cause].flatMap(codesOf)];
}

/** True where the disk, or what somebody may use of it, is full: the error itself, or one that it was made of. */
export const isDiskFull = (error: unknown): boolean =>
  codesOf(error).some((code) => code === 'ENOSPC' || code === 'EDQUOT');
