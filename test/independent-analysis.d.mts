/** What test/server/indicators.test.ts takes from the script, which is plain JavaScript so that it shares nothing with gouji. */
type Numbers = Readonly<Record<string, readonly number[]>>;
export function expectedNumbers(reports: readonly unknown[], before: readonly unknown[], due: number): Numbers;
export function expectedParts(
  reports: readonly unknown[],
  agencies: readonly string[],
  roster: readonly unknown[],
): readonly number[];
/** In words. */
export function analysisDifferences(analysis: unknown, expected: Numbers): string[];
