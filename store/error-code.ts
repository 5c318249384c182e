/** True for an error of the operating system with one of these codes (ENOENT, EEXIST …). */
export const hasCode = (error: unknown, ...codes: readonly string[]): boolean =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && codes.includes(error.code);

/** True where the disk, or what somebody may use of it, is full: the error itself, or one that it was made of. */
export const isDiskFull = (error: unknown): boolean =>
  hasCode(error, 'ENOSPC', 'EDQUOT') ||
  (error instanceof Error && error.cause !== undefined && isDiskFull(error.cause));
