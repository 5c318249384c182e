import type { CheckedReport } from '../pipeline/contracts/report.ts';

/** How many cells of a report a person must look at. */
export const countReviewCells = (report: CheckedReport): number =>
  Object.values(report.tables)
    .flatMap((table) => (table === null || table === undefined ? [] : Object.values(table.rows)))
    .flatMap((row) => Object.values(row))
    .filter((cell) => cell.needsReview).length;
