/** median 41, most 88 of 20 (bar 100) */
export function figures(taken: readonly number[], bar: number): string {
  const sorted = taken.toSorted((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)] ?? 0;
  const within = sorted.filter((each) => each <= bar).length;
  return `median ${median.toFixed(0)}, most ${(sorted.at(-1) ?? 0).toFixed(0)} ms; ${within} of ${sorted.length} within ${bar} ms`;
}
