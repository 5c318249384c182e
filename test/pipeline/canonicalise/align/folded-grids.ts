import { foldGrid } from '../../../../pipeline/canonicalise/align/fold-grid.ts';
import type { FoldedGrid } from '../../../../pipeline/canonicalise/align/table-row.ts';
import { gridOf, type MarkupRow } from '../../form-grid.ts';

const NO_CONTEXT = { section: null, caption: '', year: null } as const;

/** Tables as the alignment sees them, in the order of the document. */
export const foldedGrids = (...tables: readonly (readonly MarkupRow[])[]): readonly FoldedGrid[] =>
  tables.map((rows, i) => foldGrid(gridOf(rows, i + 1), i, (text) => text, NO_CONTEXT));

/** The same tables where only the order of the cells in a row is known. */
export const gridsInSequence = (...tables: readonly (readonly MarkupRow[])[]): readonly FoldedGrid[] =>
  tables.map((rows, i) => foldGrid(gridOf(rows, i + 1, 'sequence'), i, (text) => text, NO_CONTEXT));

/** A row of one label and values; `-` is a blank cell. */
export const labelled = (label: string, values: string, columnSpan = 1): MarkupRow => [
  { text: label, columnSpan },
  ...values.split(' ').map((text) => ({ text: text === '-' ? '' : text })),
];

export const headed = (...texts: readonly string[]): MarkupRow => texts.map((text) => ({ text }));
