import { STATISTICS_COLUMN } from '../../config/catalogue/statistics-2008.ts';
import type { Table } from '../contracts/report.ts';
import type { AlignedStatistics } from './align/statistics-2008.ts';
import type { FoldedGrid } from './align/table-row.ts';
import { cellFrom } from './tables.ts';

/** The statistical table of a report up to 2018, each indicator with its place and doubts like any cell. */
export function statisticsTable(aligned: AlignedStatistics, grids: readonly FoldedGrid[]): Table {
  return {
    rows: Object.fromEntries(
      aligned.indicators.map(({ key, unit, printedUnit, value }) => [
        key,
        { [STATISTICS_COLUMN]: cellFrom(value, { unit, printed: unit === null ? null : printedUnit }) },
      ]),
    ),
    regions: aligned.gridIndexes.flatMap((i) => [...(grids[i]?.regions ?? [])]),
    labels: aligned.indicators.map(({ key, label }) => ({ axis: 'row', key, block: null, ...label })),
    anomalies: [],
  };
}
