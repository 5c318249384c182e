import { ALIGNMENT_LIMITS } from '../../../config/limits/form.ts';
import type { DoubtCode } from '../../contracts/doubt.ts';
import { labelScore } from '../../form/label.ts';
import { isLitigation, isRemedy, OUTCOME_KEYS, REMEDY_KEYS, type RemedyArea, valuesOf } from './remedy-area.ts';
import { beginsIn, bestPlace, type FoldedCell, isBlankCell, type TableRow } from './table-row.ts';
import { doubtOfJoined, NO_COLUMNS, numbersOf, type PlacedRow, type PlacedValue, placeValues } from './values.ts';

/** The five outcomes of one remedy. */
export interface RemedyBlock {
  /** Null where nothing says which remedy it is. */
  readonly key: string | null;
  readonly row: TableRow;
  readonly placed: PlacedRow;
  readonly label: FoldedCell | null;
  readonly headers: readonly { readonly key: string; readonly cell: FoldedCell }[];
}

const VALUES = REMEDY_KEYS.length * OUTCOME_KEYS.length;

/** Upheld, corrected, other and pending add up to the total. */
export const outcomesAddUp = (values: readonly number[]): boolean =>
  values.slice(0, -1).reduce((sum, v) => sum + v, 0) === values.at(-1);

/** Each five of the values add up. */
const blocksAddUp = (values: readonly number[]): boolean =>
  values.every((_, i) => i % OUTCOME_KEYS.length !== 0 || outcomesAddUp(values.slice(i, i + OUTCOME_KEYS.length)));

const headerCellsOf = (area: RemedyArea): readonly FoldedCell[] =>
  area.headers.flatMap((row) => row.cells.filter((cell) => beginsIn(row, cell) && !isBlankCell(cell)));

const labelOf = (area: RemedyArea, key: string): FoldedCell | null =>
  headerCellsOf(area)
    .filter((cell) => bestPlace(cell, 'row', 'remedies')?.key === key)
    .toSorted(
      (a, b) => labelScore(b.folded, 'row', 'remedies', key) - labelScore(a.folded, 'row', 'remedies', key),
    )[0] ?? null;

/** Grid columns from one up to another. */
type Extent = readonly [from: number, to: number];

const extentOf = (cell: FoldedCell): Extent => [cell.column, cell.column + cell.columnSpan];
const isWithin = (cell: FoldedCell, [from, to]: Extent): boolean =>
  cell.column >= from && cell.column + cell.columnSpan <= to;

/** The lowest header cell above a value that is not the label of a remedy. */
const leafAbove = (area: RemedyArea, value: FoldedCell): FoldedCell | null =>
  headerCellsOf(area)
    .filter((cell) => isWithin(value, extentOf(cell)) && !isRemedy(cell) && !isLitigation(cell))
    .at(-1) ?? null;

/**
 * Order of the outcomes in one block as its headers name them. The order of the form stands unless the headers
 * name all five outcomes in another one.
 */
function outcomeOrder(leaves: readonly (FoldedCell | null)[]): readonly string[] {
  const named = leaves.map((leaf) => (leaf ? (bestPlace(leaf, 'column', 'remedies')?.key ?? '') : ''));
  const isOther = named.some((key, i) => key !== OUTCOME_KEYS[i]);
  return isOther && new Set(named).size === OUTCOME_KEYS.length && !named.includes('') ? named : OUTCOME_KEYS;
}

/**
 * One value for each outcome, each below a header of its own: all cells, or those that are not blank cells beside the
 * headers. Null when they are not five.
 */
function fiveOf(area: RemedyArea, cells: readonly FoldedCell[]): readonly FoldedCell[] | null {
  const headed = cells.filter((cell) => leafAbove(area, cell) !== null);
  const beside = cells.some((cell) => !isBlankCell(cell) && !headed.includes(cell));
  return headed.length === OUTCOME_KEYS.length && !beside ? headed : null;
}

/**
 * Values under headers in another order than the form's: doubtful unless they add up so, and other numbers do not in
 * the order of the form, in which `cells` stand.
 */
function confirmedBySum(values: readonly PlacedValue[], cells: readonly FoldedCell[]): readonly PlacedValue[] {
  const numbers = numbersOf(values.map((value) => value.text));
  const asInForm = numbersOf(cells.map((cell) => cell.text));
  const isOther = numbers?.some((number, i) => number !== asInForm?.[i]) ?? false;
  const isEither = isOther && asInForm !== null && outcomesAddUp(asInForm);
  if (numbers && outcomesAddUp(numbers) && !isEither) return values;
  return values.map((value) => ({ ...value, doubts: [...value.doubts, 'column-inferred'] }));
}

function blockOf(area: RemedyArea, extent: Extent, key: string | null, label: FoldedCell | null): RemedyBlock | null {
  const within = valuesOf(area.values).filter((cell) => isWithin(cell, extent));
  const cells = fiveOf(area, within);
  if (!cells) return null;
  const leaves = cells.map((cell) => leafAbove(area, cell));
  const order = outcomeOrder(leaves);
  const byForm = OUTCOME_KEYS.map((outcome) => order.indexOf(outcome));
  const placed = byForm.map((i): PlacedValue => ({ text: cells[i]!.text, source: cells[i]!, doubts: [] }));
  const values = order === OUTCOME_KEYS ? placed : confirmedBySum(placed, cells);
  const headers = byForm.flatMap((i, n) => (leaves[i] ? [{ key: OUTCOME_KEYS[n]!, cell: leaves[i] }] : []));
  return {
    key,
    row: area.values,
    placed: { values: doubtOfJoined(values, outcomesAddUp), count: OUTCOME_KEYS.length },
    label,
    headers,
  };
}

/** Blocks by the columns of their labels: each reaches over its span, or, where spans were lost, to the next label. */
function blocksByPosition(area: RemedyArea): readonly RemedyBlock[] | null {
  const labels = REMEDY_KEYS.flatMap((key) => {
    const cell = labelOf(area, key);
    return cell ? [{ key, cell }] : [];
  });
  const ends = labels.map(({ cell }) => cell.column).concat(Number.POSITIVE_INFINITY);
  const whole: Extent = [0, Number.POSITIVE_INFINITY];
  const extents: readonly (readonly Extent[])[] = [
    labels.map(({ cell }) => extentOf(cell)),
    labels.map(({ cell }) => [cell.column, Math.min(...ends.filter((end) => end > cell.column))] as const),
  ];
  if (labels.length === 0) {
    const block = blockOf(area, whole, captionKey(area), null);
    return block ? [block] : null;
  }
  for (const reach of extents) {
    const blocks = labels.map(({ key, cell }, i) => blockOf(area, reach[i]!, key, cell));
    const beside = valuesOf(area.values).some((v) => !isBlankCell(v) && !reach.some((extent) => isWithin(v, extent)));
    const shared = reach.some(([from, to], i) => reach.some(([f, t], j) => j < i && from < t && f < to));
    if (!beside && !shared && blocks.every((block) => block !== null)) return blocks;
  }
  return null;
}

/** The remedy that the line above a table names. */
const captionKey = ({ grid }: RemedyArea): string | null =>
  REMEDY_KEYS.map((key) => ({ key, score: labelScore(grid.caption, 'row', 'remedies', key) }))
    .filter(({ score }) => score >= ALIGNMENT_LIMITS.headerScore)
    .toSorted((a, b) => b.score - a.score)[0]?.key ?? null;

/** Whether headers name the outcomes in the order of the form, but for one misprint in each block. */
function isInFormOrder(leaves: readonly (FoldedCell | null)[]): boolean {
  const others = leaves.filter((leaf, i) => {
    const key = leaf && bestPlace(leaf, 'column', 'remedies')?.key;
    return key && key !== OUTCOME_KEYS[i % OUTCOME_KEYS.length];
  });
  return others.length <= REMEDY_KEYS.length;
}

/** Whether a header of its own stands above each of the fifteen values, as the form has them. */
function isHeadedInOrder(area: RemedyArea): boolean {
  const values = valuesOf(area.values);
  const leaves = values.map((value) => leafAbove(area, value));
  return values.length === VALUES && !leaves.includes(null) && isInFormOrder(leaves);
}

/** Fifteen values in the order of the form. */
export function blocksInOrder(
  values: TableRow,
  labels: ReadonlyMap<string, FoldedCell | null>,
  headers: readonly FoldedCell[],
  doubt: readonly DoubtCode[],
): readonly RemedyBlock[] {
  const keys = REMEDY_KEYS.flatMap((row) => OUTCOME_KEYS.map((column) => `${row}/${column}`));
  const context = { keys, ...NO_COLUMNS, usualStart: 0, check: blocksAddUp };
  const placed = placeValues(values, valuesOf(values), context);
  const count = placed.count === VALUES ? OUTCOME_KEYS.length : placed.count;
  return REMEDY_KEYS.map((key, block) => {
    const from = block * OUTCOME_KEYS.length;
    const own = placed.values.slice(from, from + OUTCOME_KEYS.length);
    const heads = headers.slice(from, from + OUTCOME_KEYS.length);
    return {
      key,
      row: values,
      placed: { values: own.map((value) => ({ ...value, doubts: [...value.doubts, ...doubt] })), count },
      label: labels.get(key) ?? null,
      headers: heads.map((cell, i) => ({ key: OUTCOME_KEYS[i]!, cell })),
    };
  });
}

/** Five values of one remedy whose place is known by their order only. */
function lonelyBlock(area: RemedyArea, leaves: readonly FoldedCell[]): RemedyBlock {
  const order = outcomeOrder(leaves);
  const context = { keys: order, ...NO_COLUMNS, usualStart: 0, check: outcomesAddUp };
  const { values, count } = placeValues(area.values, valuesOf(area.values), context);
  const label = REMEDY_KEYS.map((key) => ({ key, cell: labelOf(area, key) })).find(({ cell }) => cell !== null);
  return {
    key: label?.key ?? captionKey(area),
    row: area.values,
    placed: { values: OUTCOME_KEYS.map((outcome) => values[order.indexOf(outcome)]!), count },
    label: label?.cell ?? null,
    headers: leaves.map((cell, i) => ({ key: order[i]!, cell })),
  };
}

/** Blocks of one row; two values in a cell of one block may be those of a blank cell in the next. */
function doubtAcross(blocks: readonly RemedyBlock[]): readonly RemedyBlock[] {
  const values = doubtOfJoined(
    blocks.flatMap((block) => block.placed.values),
    blocksAddUp,
  );
  return blocks.map((block, i) => {
    const from = i * OUTCOME_KEYS.length;
    return { ...block, placed: { ...block.placed, values: values.slice(from, from + OUTCOME_KEYS.length) } };
  });
}

/** One row of values under headers that name one or all three of the remedies. */
export function blocksAcross(area: RemedyArea): readonly RemedyBlock[] {
  const blocks = area.geometric ? blocksByPosition(area) : null;
  if (blocks) return doubtAcross(blocks);
  const leaves = headerCellsOf(area).filter((cell) => !isRemedy(cell) && !isLitigation(cell));
  if (leaves.length === OUTCOME_KEYS.length) return [lonelyBlock(area, leaves)];
  const labels = new Map(REMEDY_KEYS.map((key) => [key, labelOf(area, key)] as const));
  const known = [...labels.values()].some((cell) => cell !== null);
  const headers =
    leaves.length !== VALUES ? [] : area.geometric ? leaves.toSorted((a, b) => a.column - b.column) : leaves;
  const ordered = area.geometric ? isHeadedInOrder(area) : isInFormOrder(headers);
  return blocksInOrder(area.values, labels, headers, known && ordered ? [] : ['column-inferred']);
}
