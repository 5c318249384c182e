import { applications } from '../../../config/catalogue/form.ts';
import { ALIGNMENT_LIMITS } from '../../../config/limits/form.ts';
import { labelParts, matchLabel, withoutGroupLabel } from '../../form/label.ts';
import { isHeaderRow, namedColumns } from './headers.ts';
import { beginsIn, type FoldedCell, type FoldedGrid, isBlankCell, isValueCell, type TableRow } from './table-row.ts';
import { valueCellsOf } from './values.ts';

/** A row that may be one of table three. */
export interface Candidate {
  readonly row: TableRow;
  readonly label: FoldedCell;
  /** The cells that can hold its values. */
  readonly cells: readonly FoldedCell[];
  /** Likeness of its label to the rows of the form, those within the margin of the best only. */
  readonly scores: ReadonlyMap<string, number>;
  /** Its label was put together with another row in doubt. */
  readonly inferred: boolean;
}

const hasInk = (candidate: Candidate): boolean => candidate.cells.some((cell) => !isBlankCell(cell));
/** Whether a row holds values at all, rather than a number in a remark. */
export const hasValues = (candidate: Candidate): boolean =>
  candidate.cells.filter((cell) => isValueCell(cell) && !isBlankCell(cell)).length >= ALIGNMENT_LIMITS.headerLabels;
export const bestScore = (candidate: Candidate): number => Math.max(0, ...candidate.scores.values());

const rowScores = (text: string): ReadonlyMap<string, number> =>
  new Map(
    matchLabel(text).flatMap(({ place, score }) =>
      place.kind === 'row' && place.table === 'applications' ? [[place.key, score] as const] : [],
    ),
  );

/** Likeness of label texts to the rows of the form: the best of each row, and of those the ones near the best. */
function scoresOf(texts: readonly string[]): ReadonlyMap<string, number> {
  const best = new Map<string, number>();
  for (const text of texts) {
    const rest = withoutGroupLabel(text);
    const inner = rest === null ? new Map<string, number>() : rowScores(rest);
    const own = Math.max(0, ...inner.values()) >= ALIGNMENT_LIMITS.headerScore ? inner : rowScores(text);
    for (const [key, score] of own) best.set(key, Math.max(score, best.get(key) ?? 0));
  }
  const least = Math.max(0, ...best.values()) - ALIGNMENT_LIMITS.labelMargin;
  return new Map([...best].filter(([, score]) => score >= least));
}

const isText = (row: TableRow, cell: FoldedCell): boolean =>
  beginsIn(row, cell) && !isBlankCell(cell) && !isValueCell(cell) && cell.isShared !== true;

/** The texts of a row that can be its label: those in front of its values, or behind them where the label stands last. */
function labelTexts(row: TableRow): readonly FoldedCell[] {
  const firstValue = row.cells.findIndex((cell) => isValueCell(cell) && !isBlankCell(cell));
  const before = row.cells.slice(0, firstValue < 0 ? row.cells.length : firstValue).filter((cell) => isText(row, cell));
  return before.length > 0 ? before : row.cells.filter((cell) => isText(row, cell));
}

/**
 * A row of values that has lost its label altogether: about as many as the form has columns, and none that can be text.
 * The label of its group may reach into it from above.
 */
function unlabelled(row: TableRow): Candidate | null {
  const cells = row.cells.filter((cell) => beginsIn(row, cell) || isValueCell(cell));
  const inked = cells.filter((cell) => !isBlankCell(cell));
  const [label] = cells;
  const surplus = Math.abs(inked.length - applications.columns.length);
  if (!label || surplus > ALIGNMENT_LIMITS.arrangedValues || !inked.every(isValueCell)) return null;
  return { row, label, cells, scores: new Map(), inferred: false };
}

function candidateOf(row: TableRow): Candidate | null {
  if (isHeaderRow(row)) return null;
  const texts = labelTexts(row);
  const label = texts.findLast((cell) => scoresOf([cell.folded]).size > 0) ?? texts.at(-1);
  if (!label) return unlabelled(row);
  const scores = scoresOf([label.folded, texts.map((cell) => cell.folded).join('')]);
  return { row, label, cells: valueCellsOf(row, label), scores, inferred: false };
}

/** Two rows that a break tore out of one: both halves of the label, the values beside one of them. */
function united(upper: Candidate, lower: Candidate): Candidate | null {
  const [withValues, without] = hasInk(upper) ? [upper, lower] : [lower, upper];
  if (!hasInk(withValues) || hasInk(without)) return null;
  if (isBlankCell(withValues.label) && bestScore(without) >= ALIGNMENT_LIMITS.repeatedRowScore)
    return { ...withValues, label: without.label, scores: without.scores, inferred: true };
  const text = `${upper.label.folded}${lower.label.folded}`;
  const scores = scoresOf([text]);
  const together = Math.max(0, ...scores.values());
  if (together < Math.max(ALIGNMENT_LIMITS.repeatedRowScore, bestScore(without))) return null;
  if (bestScore(withValues) >= ALIGNMENT_LIMITS.headerScore && together <= bestScore(withValues)) return null;
  const label = { ...withValues.label, folded: text };
  // a whole label without values may also be a blank row behind one that cannot be read
  return { ...withValues, label, scores, inferred: bestScore(without) >= ALIGNMENT_LIMITS.wholeLabelScore };
}

function withTornRows(candidates: readonly Candidate[]): readonly Candidate[] {
  const joined: Candidate[] = [];
  for (const candidate of candidates) {
    const above = joined.at(-1);
    const union = above ? united(above, candidate) : null;
    if (union) joined[joined.length - 1] = union;
    else joined.push(candidate);
  }
  return joined;
}

/** Whether a label can only be one of table three: long enough, or with the ordinal of the form. */
const isTelling = ({ label, scores }: Candidate): boolean => {
  const { ordinal, body } = labelParts(label.folded);
  return scores.size > 0 && (body.length >= ALIGNMENT_LIMITS.tellingLabel || ordinal !== '');
};

/** Whether a grid rather belongs to another table: by its headers, or by the section it stands in. */
export const isOtherTable = (grid: FoldedGrid): boolean => {
  const own = namedColumns(grid, 'applications');
  const others = Math.max(namedColumns(grid, 'remedies'), namedColumns(grid, 'proactiveDisclosure'));
  return others > own || (own === 0 && grid.section !== null && grid.section !== 'applications');
};

const valuePlaces = ({ cells }: Candidate): number => cells.filter(isValueCell).length;

/**
 * Whether a grid holds rows of table three: its headers, a label that only this table has, or, behind a grid that does,
 * rows as long as its own.
 */
function belongs(grid: FoldedGrid, candidates: readonly Candidate[], isBehind: boolean): boolean {
  if (namedColumns(grid, 'applications') > ALIGNMENT_LIMITS.headerLabels || candidates.some(isTelling)) return true;
  return !isOtherTable(grid) && isBehind && candidates.some((c) => valuePlaces(c) >= applications.columns.length);
}

/** The rows of all grids that may be rows of table three, in the order of the document. */
export function rowCandidates(grids: readonly FoldedGrid[]): readonly Candidate[] {
  let last: number | null = null;
  const found = grids.flatMap((grid) => {
    const candidates = grid.rows.map(candidateOf).filter((c) => c !== null);
    if (!belongs(grid, candidates, last === grid.index - 1)) return [];
    last = grid.index;
    return isOtherTable(grid) ? candidates.filter((c) => !isBlankCell(c.label)) : candidates;
  });
  return withTornRows(found);
}
