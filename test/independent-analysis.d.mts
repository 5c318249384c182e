/** What test/server/indicators.test.ts takes from the script, which is plain JavaScript so that it shares nothing with gouji. */
export function expectedNumbers(
  reports: readonly unknown[],
  before: readonly unknown[],
  due: number,
): Record<string, readonly number[]>;
