import { ALIGNMENT_LIMITS } from '../../../config/limits/form.ts';
import { type ExtraRow, extraRow, isOfOtherTable } from './extra-rows.ts';
import { headerCells, headerRanges } from './headers.ts';
import {
  areValues,
  isLitigation,
  isValueRow,
  OUTCOME_KEYS,
  outcomeLabels,
  REMEDY_KEYS,
  remedyAreas,
  valuesOf,
} from './remedy-area.ts';
import { blocksAcross, blocksInOrder, outcomesAddUp, type RemedyBlock } from './remedy-blocks.ts';
import { beginsIn, bestPlace, type FoldedCell, type FoldedGrid, isBlankCell, type TableRow } from './table-row.ts';
import { NO_COLUMNS, type PlacedRow, placeValues, valueCellsOf } from './values.ts';

export interface AlignedRemedyRow {
  readonly key: string;
  readonly placed: PlacedRow;
  readonly row: TableRow;
}

export interface AlignedRemedies {
  readonly rows: readonly AlignedRemedyRow[];
  /** Rows with values that no row of the form explains. */
  readonly extra: readonly ExtraRow[];
  /** Rows of the form that stand in the document again with other values. */
  readonly conflicting: ReadonlySet<string>;
  readonly headers: readonly { readonly key: string; readonly block: string; readonly cell: FoldedCell }[];
  readonly rowLabels: readonly { readonly key: string; readonly cell: FoldedCell }[];
  readonly litigation: FoldedCell | null;
  readonly gridIndexes: readonly number[];
}

/** Labelled rows with five values each. */
function blocksDown(grid: FoldedGrid): readonly RemedyBlock[] {
  const heads = grid.rows.filter((row) => outcomeLabels(row) > ALIGNMENT_LIMITS.headerLabels);
  const headers = headerCells(heads, 'remedies', OUTCOME_KEYS);
  if (headers.size <= ALIGNMENT_LIMITS.headerLabels) return [];
  const ranges = headerRanges(headers, OUTCOME_KEYS);
  return grid.rows.flatMap((row): RemedyBlock[] => {
    if (outcomeLabels(row) > 0 || row.row < (heads.at(-1)?.row ?? 0)) return [];
    const label = row.cells.findLast((c) => beginsIn(row, c) && bestPlace(c, 'row', 'remedies') !== null);
    const cells = label ? valueCellsOf(row, label) : [];
    if (!label || cells.length < OUTCOME_KEYS.length || !areValues(cells)) return [];
    const context = { keys: OUTCOME_KEYS, ...NO_COLUMNS, ranges, usualStart: 0, check: outcomesAddUp };
    return [
      {
        key: bestPlace(label, 'row', 'remedies')!.key,
        row,
        placed: placeValues(row, cells, context),
        label,
        headers: [...headers].map(([key, cell]) => ({ key, cell })),
      },
    ];
  });
}

/** A lone row of fifteen values in the section of the table, whose headers are lost. */
const isLoneRow = (grid: FoldedGrid, row: TableRow): boolean =>
  grid.section === 'remedies' &&
  isValueRow(row) &&
  valuesOf(row).filter((cell) => !isBlankCell(cell)).length === REMEDY_KEYS.length * OUTCOME_KEYS.length;

function blocksIn(grids: readonly FoldedGrid[]): readonly RemedyBlock[] {
  const down = grids.map((grid) => ({ grid, blocks: blocksDown(grid) }));
  const others = down.flatMap(({ grid, blocks }) => (blocks.length > 0 ? [] : [grid]));
  const headed = [...down.flatMap(({ blocks }) => blocks), ...remedyAreas(others).flatMap(blocksAcross)];
  const read = new Set(headed.map((block) => block.row));
  const lone = grids.flatMap((grid) => grid.rows.filter((row) => isLoneRow(grid, row) && !read.has(row)));
  return [...headed, ...lone.flatMap((row) => blocksInOrder(row, new Map(), [], ['column-inferred']))];
}

/** Blocks that nothing names, if they are three, are those of the form in its order. */
function withKeys(blocks: readonly RemedyBlock[]): readonly (RemedyBlock & { readonly key: string })[] {
  const nameless = blocks.filter((block) => block.key === null);
  return blocks.flatMap((block) => {
    if (block.key !== null) return [{ ...block, key: block.key }];
    const key = nameless.length === REMEDY_KEYS.length ? REMEDY_KEYS[nameless.indexOf(block)] : undefined;
    const values = block.placed.values.map((v) => ({ ...v, doubts: [...v.doubts, 'row-inferred' as const] }));
    return key === undefined ? [] : [{ ...block, key, placed: { ...block.placed, values } }];
  });
}

const textsOf = (block: RemedyBlock): string => block.placed.values.map((v) => v.text.trim()).join('\t');

/** Brings the values of all grids to table four: one row of fifteen, three rows of five, or a table for each remedy. */
export function alignRemedies(grids: readonly FoldedGrid[]): AlignedRemedies | null {
  const blocks = withKeys(blocksIn(grids));
  const rows = REMEDY_KEYS.flatMap((key) => blocks.find((block) => block.key === key) ?? []);
  if (rows.length === 0) return null;
  const again = blocks.filter((block) => rows.some((r) => r.key === block.key && textsOf(r) !== textsOf(block)));
  const gridIndexes = [...new Set(rows.flatMap((r) => [r.row.gridIndex, ...gridOfHeaders(r, grids)]))];
  return {
    rows: rows.map(({ key, placed, row }) => ({ key, placed, row })),
    extra: extraRows(grids, gridIndexes, blocks),
    conflicting: new Set(again.map((block) => block.key)),
    headers: rows.flatMap((r) => r.headers.map(({ key, cell }) => ({ key, block: r.key, cell }))),
    rowLabels: rows.flatMap(({ key, label }) => (label ? [{ key, cell: label }] : [])),
    litigation:
      grids
        .filter((grid) => gridIndexes.includes(grid.index))
        .flatMap((grid) => grid.rows.flatMap((row) => row.cells))
        .find(isLitigation) ?? null,
    gridIndexes,
  };
}

/** Rows of values below the headers of the table that are none of its blocks. */
function extraRows(
  grids: readonly FoldedGrid[],
  indexes: readonly number[],
  blocks: readonly RemedyBlock[],
): readonly ExtraRow[] {
  const read = new Set(blocks.map((block) => block.row));
  return grids
    .filter((grid) => indexes.includes(grid.index))
    .flatMap((grid) => {
      const header = grid.rows.findIndex((row) => outcomeLabels(row) > ALIGNMENT_LIMITS.headerLabels);
      return grid.rows
        .filter((row) => row.row > header && !read.has(row) && !isOfOtherTable(row, 'remedies'))
        .flatMap((row) => extraRow(row) ?? [])
        .filter(({ values }) => values.length >= OUTCOME_KEYS.length);
    });
}

/** The grid that prints the headers of a block, if it is another than that of its values. */
const gridOfHeaders = (block: RemedyBlock, grids: readonly FoldedGrid[]): readonly number[] =>
  grids.flatMap((grid) =>
    grid.rows.some((row) =>
      row.cells.some((cell) => cell === block.label || block.headers.some((h) => h.cell === cell)),
    )
      ? [grid.index]
      : [],
  );
