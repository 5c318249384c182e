/** What test/server/consolidated.test.ts takes from the script, which is plain JavaScript so that it shares nothing with gouji. */
type Sums = Map<string, { value: bigint | null; reports: number; notCertain: number }>;
export function sumReports(reports: readonly unknown[]): Sums;
export function differences(tables: unknown, sums: Sums, reports: number): string[];
export function summed<F = { id: string }>(filings: readonly F[], roster: readonly unknown[], state: string): F[];
