import { OPEN_TABLE_TOLERANCES } from '../../../config/limits/pages.ts';
import { matchLabel } from '../../form/label.ts';
import { isSectionHeading } from '../lines/section-heading.ts';
import { median } from './geometry.ts';
import { gapBeforeValues, joinWords, type PiecedLine, pieceLine } from './line-pieces.ts';
import type { Margins } from './paragraphs.ts';
import type { TextLine } from './text-lines.ts';

/** Lines, from…to of a page's lines, that stand like a table. */
export interface OpenRegion {
  readonly from: number;
  readonly to: number;
  readonly lines: readonly PiecedLine[];
  readonly fontSizePt: number;
}

type LineKind = 'prose' | 'row' | 'text';

const SENTENCE_END = /[。：:；;]$/u;

const labelScore = (text: string): number => matchLabel(text)[0]?.score ?? 0;
const isFormText = ({ pieces }: PiecedLine): boolean =>
  pieces.some((piece) => labelScore(piece.text) >= OPEN_TABLE_TOLERANCES.labelScore);

/** Tells lines of running text from rows with values and from the rest. A line after a full one goes on with it. */
function kindsOf(lines: readonly PiecedLine[], margins: Margins): readonly LineKind[] {
  const kinds: LineKind[] = [];
  const width = margins.right - margins.left;
  lines.forEach((pieced, i) => {
    const { line, pieces, values } = pieced;
    const isRow =
      values.length > 1 || (values.length === 1 && gapBeforeValues(pieced) >= OPEN_TABLE_TOLERANCES.singleGap);
    const texts = joinWords(pieces);
    const widest = Math.max(...texts.map((piece) => piece.box[2] - piece.box[0]));
    const goesOn =
      kinds[i - 1] === 'prose' &&
      texts.length === 1 &&
      margins.right - lines[i - 1]!.line.box[2] < 2 * line.fontSizePt &&
      line.box[0] - margins.left < line.fontSizePt;
    if (values.length > 1) kinds.push('row');
    else if (isSectionHeading(line.text) && isSectionHeading(texts[0]!.text)) kinds.push('prose');
    else if (isRow) kinds.push('row');
    else if (widest >= OPEN_TABLE_TOLERANCES.proseShare * width || goesOn) kinds.push('prose');
    else kinds.push('text');
  });
  return kinds;
}

/** Whether rows of values are enough of a table: columns, labels of the form, or a long list. */
function isTable(lines: readonly PiecedLine[]): boolean {
  const rows = lines.filter((line) => line.values.length > 0);
  const several = rows.filter((row) => row.values.length > 1);
  const form = lines.filter(isFormText).length;
  if (form >= OPEN_TABLE_TOLERANCES.formLines && rows.length > 0) return true;
  if (rows.some((row) => isFormText(row))) return true;
  if (rows.some((row) => row.values.length >= OPEN_TABLE_TOLERANCES.rowValues)) return true;
  return several.length >= 2 || rows.length >= OPEN_TABLE_TOLERANCES.listRows;
}

/** Finds the runs of lines of a page that stand like a table without rules. */
export function openRegions(lines: readonly TextLine[], margins: Margins): readonly OpenRegion[] {
  const pieced = lines.map(pieceLine);
  const kinds = kindsOf(pieced, margins);
  const regions: OpenRegion[] = [];
  for (let start = 0; start < lines.length; start++) {
    if (kinds[start] === 'prose') continue;
    let end = start;
    while (end + 1 < lines.length && kinds[end + 1] !== 'prose') end++;
    const region = regionIn(pieced, kinds, start, end);
    if (region) regions.push(region);
    start = end;
  }
  return regions;
}

/** The table among the lines start…end: its rows, the headers above them and the rest of a label below. */
function regionIn(
  lines: readonly PiecedLine[],
  kinds: readonly LineKind[],
  start: number,
  end: number,
): OpenRegion | null {
  const rows = lines.flatMap((_, i) => (i >= start && i <= end && kinds[i] === 'row' ? [i] : []));
  if (rows.length === 0) return null;
  const fontSizePt = median(rows.map((i) => lines[i]!.line.fontSizePt));
  const fits = ({ line }: PiecedLine): boolean => line.fontSizePt <= OPEN_TABLE_TOLERANCES.largerText * fontSizePt;
  const gap = (upper: number, lower: number): number => lines[lower]!.line.box[1] - lines[upper]!.line.box[3];
  const belongsAbove = (i: number): boolean =>
    fits(lines[i]!) &&
    gap(i, i + 1) <= OPEN_TABLE_TOLERANCES.headerGap * fontSizePt &&
    (isFormText(lines[i]!) || !SENTENCE_END.test(lines[i]!.line.text));
  const valueLeft = Math.min(...rows.map((i) => lines[i]!.values[0]!.box[0]));
  const belongsBelow = (i: number): boolean =>
    fits(lines[i]!) &&
    (isFormText(lines[i]!) ||
      (lines[i]!.line.box[2] <= valueLeft && gap(i - 1, i) <= OPEN_TABLE_TOLERANCES.lineGap * fontSizePt));
  let from = rows[0]!;
  while (from > start && belongsAbove(from - 1)) from--;
  let to = rows.at(-1)!;
  while (to < end && belongsBelow(to + 1)) to++;
  const inside = lines.slice(from, to + 1);
  return isTable(inside) ? { from, to, lines: inside, fontSizePt } : null;
}
