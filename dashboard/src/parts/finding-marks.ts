import type { Finding, Severity } from '../../../pipeline/contracts/finding.ts';

/** Findings of one cell: their places in the list of findings, and the gravest severity among them. */
export interface CellMark {
  readonly findings: readonly number[];
  readonly severity: Severity;
}

const GRAVITY: Readonly<Record<Severity, number>> = { error: 2, warning: 1, info: 0 };

/** For each cell path that a finding names, what was found there. `waived` are the places of findings that leave no mark. */
export function marksOf(
  findings: readonly Finding[],
  waived: ReadonlySet<number> = new Set(),
): ReadonlyMap<string, CellMark> {
  const marks = new Map<string, CellMark>();
  findings.forEach(({ cells, severity }, index) => {
    if (waived.has(index)) return;
    for (const path of new Set(cells)) {
      const mark = marks.get(path);
      marks.set(path, {
        findings: [...(mark?.findings ?? []), index],
        severity: mark !== undefined && GRAVITY[mark.severity] > GRAVITY[severity] ? mark.severity : severity,
      });
    }
  });
  return marks;
}
