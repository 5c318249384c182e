import type { Grid } from '../../contracts/grid.ts';
import type { PageTable } from './page-table.ts';

/** The table as the next stages take it. */
export const gridOf = (table: PageTable): Grid => ({
  kind: 'table',
  layout: 'geometric',
  rows: table.rows,
  columns: table.xs.length - 1,
  cells: table.cells.map(
    ({ row, column, rowSpan, columnSpan, text, confidence, page, box, otherReadings, doubts }) => ({
      row,
      column,
      rowSpan,
      columnSpan,
      text,
      confidence,
      origin: { page, bbox: box },
      ...(otherReadings ? { otherReadings } : {}),
      ...(doubts ? { doubts } : {}),
    }),
  ),
  regions: table.regions,
});
