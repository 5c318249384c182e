import type { filings } from '../../store/schema.ts';

/** What is kept of where filings stand, as `standingsOf` works it out. */
export const keptStandings = (rows: readonly (typeof filings.$inferSelect)[]) =>
  rows.map(({ id, standing, verdict, errors, warnings, undecided, reviewCells, ...marks }) => ({
    ...{ id, standing, verdict, errors, warnings, undecided, reviewCells },
    ...{ conversionFailed: marks.conversionFailed, proposedWaivers: marks.proposedWaivers },
  }));
