/** 1, 3, 4, 5 → ['1', '3–5']: runs of pages are drawn together. */
export function pageRuns(pages: readonly number[]): readonly string[] {
  const runs: [number, number][] = [];
  for (const page of pages) {
    const last = runs.at(-1);
    if (last !== undefined && last[1] === page - 1) last[1] = page;
    else runs.push([page, page]);
  }
  return runs.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`));
}
