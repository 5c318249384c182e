import { type AlignedApplications, alignApplications } from './align/applications.ts';
import { type AlignedProactive, alignProactive } from './align/proactive.ts';
import { type AlignedRemedies, alignRemedies } from './align/remedies.ts';
import type { FoldedGrid } from './align/table-row.ts';

export interface AlignedTables {
  readonly proactive: AlignedProactive | null;
  readonly applications: AlignedApplications | null;
  readonly remedies: AlignedRemedies | null;
}

/** Finds the three tables of the form among the grids of a document. */
export const alignTables = (grids: readonly FoldedGrid[]): AlignedTables => ({
  proactive: alignProactive(grids),
  applications: alignApplications(grids),
  remedies: alignRemedies(grids),
});

/** Ordinals of the grids that hold a table of the form. */
export const gridsOf = ({ proactive, applications, remedies }: AlignedTables): ReadonlySet<number> =>
  new Set([proactive, applications, remedies].flatMap((aligned) => [...(aligned?.gridIndexes ?? [])]));

interface HasRows {
  readonly rows: readonly unknown[];
}

const asComplete = <T extends HasRows>(narrower: T | null, wider: T | null): T | null =>
  (narrower?.rows.length ?? 0) >= (wider?.rows.length ?? 0) ? narrower : wider;

/**
 * The tables without those that a caption dates to another year than the report's, as far as the rest is complete:
 * many reports show last year's tables for comparison.
 */
export function withoutOtherYears(
  tables: AlignedTables,
  grids: readonly FoldedGrid[],
  year: number | null,
): AlignedTables {
  const ofYear = grids.filter((grid) => year === null || grid.year === null || grid.year === year);
  if (ofYear.length === grids.length) return tables;
  const narrower = alignTables(ofYear);
  return {
    proactive: asComplete(narrower.proactive, tables.proactive),
    applications: asComplete(narrower.applications, tables.applications),
    remedies: asComplete(narrower.remedies, tables.remedies),
  };
}
