import { ACCOUNT_LIMITS } from '../../../config/limits/account.ts';
import type { Unplaced } from '../../contracts/ink.ts';
import { labelParts, matchLabel } from '../../form/label.ts';
import { sectionTitleOf } from '../../wording/heading.ts';
import {
  beginsIn,
  type FoldedCell,
  type FoldedGrid,
  isBlankCell,
  isValueCell,
  type TableRow,
} from '../align/table-row.ts';
import { type AlignedTables, gridsOf } from '../align-tables.ts';
import type { Placed } from './placed.ts';

/** What the alignment made of the grids: cells that went into the form, and rows whose values all count as looked at. */
interface Taken {
  readonly cells: ReadonlySet<FoldedCell>;
  readonly rows: ReadonlySet<TableRow>;
}

function takenBy({ proactive, applications, remedies }: AlignedTables): Taken {
  const placedRows = [...(proactive?.rows ?? []), ...(applications?.rows ?? []), ...(remedies?.rows ?? [])];
  const sources = placedRows.flatMap((row) => row.placed.values.flatMap(({ source }) => source ?? []));
  return {
    cells: new Set([
      ...sources,
      ...(proactive?.rows ?? []).map((row) => row.label),
      ...(proactive?.headers ?? []).map(({ cell }) => cell),
      ...(proactive?.blockHeadings ?? []),
      ...(applications?.rows ?? []).map((row) => row.label),
      ...(applications?.headers.values() ?? []),
      ...(remedies?.rowLabels ?? []).map(({ cell }) => cell),
      ...(remedies?.headers ?? []).map(({ cell }) => cell),
      ...(remedies?.litigation ? [remedies.litigation] : []),
    ]),
    // a row with too many or too few values has all of them in the raw text of its cells, and every one in doubt
    rows: new Set(
      placedRows
        .filter((row) => row.placed.values.some(({ doubts }) => doubts.includes('value-count')))
        .map((row) => row.row),
    ),
  };
}

/** Whether a cell holds words of the form; a text with figures in it says more than they do. */
const isFormWord = (cell: FoldedCell): boolean => {
  if (/\d/u.test(labelParts(cell.folded).body)) return false;
  const [best] = matchLabel(cell.folded);
  return (best !== undefined && best.score >= ACCOUNT_LIMITS.labelScore) || sectionTitleOf(cell.folded) !== null;
};

const isNumber = (cell: FoldedCell): boolean => isValueCell(cell) && /[\d０-９]/u.test(cell.folded);

/** Columns of a grid that only count its rows: 1, 2, 3 … below one another. */
function serialColumns(grid: FoldedGrid): ReadonlySet<number> {
  const counted = new Map<number, number>();
  for (const row of grid.rows) {
    for (const cell of row.cells) {
      if (!beginsIn(row, cell)) continue;
      const next = (counted.get(cell.column) ?? 0) + 1;
      if (cell.folded.trim() === String(next)) counted.set(cell.column, next);
    }
  }
  return new Set([...counted].flatMap(([column, n]) => (n >= ACCOUNT_LIMITS.serialNumbers ? [column] : [])));
}

const wholeRow = (cells: readonly FoldedCell[]): string => cells.map((cell) => cell.text.trim()).join('\t');

/** What of a table of the form found no place in it: numbers beside its columns, rows that it does not have. */
function unplacedOfForm(grid: FoldedGrid, taken: Taken, known: ReadonlySet<FoldedCell>): readonly Unplaced[] {
  const serial = serialColumns(grid);
  return grid.rows.flatMap((row): readonly Unplaced[] => {
    if (taken.rows.has(row)) return [];
    const inked = row.cells.filter((cell) => beginsIn(row, cell) && !isBlankCell(cell));
    const loose = inked.filter((cell) => !taken.cells.has(cell) && !known.has(cell));
    const numbers = loose.filter((cell) => isNumber(cell) && !serial.has(cell.column));
    const strange = loose.filter((cell) => !isValueCell(cell) && !isFormWord(cell));
    const [first] = numbers.length > 0 ? numbers : strange;
    if (first === undefined) return [];
    if (numbers.length === 0) {
      // words beside the values are a remark; words alone with their figures may be a row of somebody's own making
      const hasFigures = strange.some((cell) => /[\d０-９]/u.test(cell.folded));
      return hasFigures && inked.length === strange.length
        ? [{ text: wholeRow(inked), origin: first.origin, looksLike: 'row' }]
        : [];
    }
    const isOwnRow = inked.every((cell) => !taken.cells.has(cell)) && inked.some((cell) => !isValueCell(cell));
    return isOwnRow
      ? [{ text: wholeRow(inked), origin: first.origin, looksLike: 'row' }]
      : numbers.map((cell) => ({ text: cell.text.trim(), origin: cell.origin, looksLike: 'number' }));
  });
}

/** The words of the form that are all that is left of a table: a header without its rows. */
function stumpOf(grid: FoldedGrid): readonly Unplaced[] {
  const inked = grid.rows.flatMap((row) => row.cells.filter((cell) => beginsIn(row, cell) && !isBlankCell(cell)));
  const words = inked.filter(isFormWord);
  return words.length < ACCOUNT_LIMITS.stumpLabels
    ? []
    : [{ text: wholeRow(words), origin: words[0]!.origin, looksLike: 'label' }];
}

/** Rows of a table that is none of the form's and states no facts of the report. */
const unplacedOfOther = (grid: FoldedGrid, isFact: (text: string) => boolean): readonly Unplaced[] =>
  grid.rows.flatMap((row): readonly Unplaced[] => {
    const inked = row.cells.filter((cell) => beginsIn(row, cell) && !isBlankCell(cell));
    const [first] = inked;
    const isOfFacts = inked.some((cell, i) => isFact(cell.folded) && (i === 0 || inked.length === 1));
    if (first === undefined || isOfFacts || inked.every(isFormWord)) return [];
    return [{ text: wholeRow(inked), origin: first.origin, looksLike: inked.some(isNumber) ? 'row' : 'paragraph' }];
  });

/** Cells of the rows that are handed on as rows too many: their text is already with the table. */
const extraRows = (placed: Placed): readonly Unplaced[] =>
  placed.tables.flatMap((table) =>
    (table?.anomalies ?? []).flatMap((anomaly): readonly Unplaced[] =>
      anomaly.kind === 'row-extra'
        ? [{ text: [anomaly.text, ...anomaly.values].join('\t'), origin: anomaly.origin, looksLike: 'row' }]
        : [],
    ),
  );

/** Text and numbers of tables that no cell of the form took. */
export function unplacedInTables(placed: Placed): readonly Unplaced[] {
  const ofForm = gridsOf(placed.aligned);
  const taken = takenBy(placed.aligned);
  const { proactive, applications, remedies } = placed.aligned;
  const extraRowsOf = [proactive, applications, remedies].flatMap((aligned) => aligned?.extra ?? []);
  const extra = new Set(extraRowsOf.flatMap(({ label, values }) => [label, ...values]));
  const inGrids = placed.blocks.flatMap((block): readonly Unplaced[] => {
    if (block.kind !== 'grid') return [];
    const { grid } = block;
    const isOtherYear = grid.year !== null && placed.year !== null && grid.year !== placed.year;
    if (isOtherYear && !ofForm.has(grid.index)) return [];
    if (placed.statistics?.gridIndexes.includes(grid.index) || placed.own.has(grid.index)) return [];
    if (ofForm.has(grid.index)) return unplacedOfForm(grid, taken, extra);
    const rows = unplacedOfOther(grid, placed.isFact);
    return placed.tables.every((table) => table !== null) ? rows : [...stumpOf(grid), ...rows];
  });
  const ofStatistics = (placed.statistics?.loose ?? []).map(
    (cell): Unplaced => ({ text: cell.text.trim(), origin: cell.origin, looksLike: 'number' }),
  );
  return [...extraRows(placed), ...inGrids, ...ofStatistics];
}
