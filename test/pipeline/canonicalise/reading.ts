import type { TableKey } from '../../../config/catalogue/form.ts';
import { canonicalise } from '../../../pipeline/canonicalise/canonicalise.ts';
import type { Block } from '../../../pipeline/contracts/grid.ts';
import type { CanonicalReport, Cell } from '../../../pipeline/contracts/report.ts';
import { gridOf, type MarkupRow, paragraph } from '../form-grid.ts';

export const SOURCE = {
  fileName: '报告.docx',
  format: 'docx',
  mediaType: 'application/octet-stream',
  bytes: new Uint8Array(1),
  sha256: '0'.repeat(64),
} as const;

/** The canonical report of blocks as a stage before gives them. */
export const read = (blocks: readonly Block[]): CanonicalReport =>
  canonicalise(
    { blocks, meta: [], notes: [], leftOut: [], pageCount: null, scannedPages: [], unreadPages: [], ocrEngines: [] },
    SOURCE,
  );

export const TITLE = paragraph('东屏区教育局2023年政府信息公开工作年度报告');

/** A report of 2023 whose tables are the given rows. */
export const readTables = (...tables: readonly (readonly MarkupRow[])[]): CanonicalReport =>
  read([TITLE, ...tables.map((rows, i) => gridOf(rows, i + 1))]);

export const cellAt = (report: CanonicalReport, path: string): Cell | undefined => {
  const [table, row, column] = path.split('/') as [TableKey, string, string];
  return report.tables[table]?.rows[row]?.[column];
};

/** Values of one row in the order of the columns, with `?` behind those that a person must look at. */
export const rowOf = (report: CanonicalReport, table: TableKey, row: string): string =>
  Object.values(report.tables[table]?.rows[row] ?? {})
    .map((cell) => `${cell.value}${cell.needsReview ? '?' : ''}`)
    .join(' ');
