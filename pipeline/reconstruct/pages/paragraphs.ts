import { TEXT_TOLERANCES } from '../../../config/limits/pages.ts';
import type { Paragraph } from '../../contracts/grid.ts';
import type { Box } from '../../contracts/page.ts';
import { startsWithOrdinal } from './cell-text.ts';
import { boxAround, centreX, median } from './geometry.ts';
import { carried, doubtsOf } from './glyph-doubts.ts';
import type { TextLine } from './text-lines.ts';
import { seam, wasFull } from './wrapped-text.ts';

/** A line of running text on its page. */
export interface PlacedLine extends TextLine {
  readonly page: number;
  /** Left and right edge of the text of pages of this width, in points. */
  readonly margins: Margins;
}

export interface Margins {
  readonly left: number;
  readonly right: number;
}

const BUCKET_PT = 3;

/** The outermost of the positions at which several lines begin or end, or which several lines reach; else of all. */
function commonEdge(positions: readonly number[], outermost: (values: readonly number[]) => number): number {
  const counts = new Map<number, number[]>();
  for (const position of positions) {
    const bucket = Math.round(position / BUCKET_PT);
    for (const near of [bucket - 1, bucket, bucket + 1]) {
      const list = counts.get(near);
      if (list) list.push(position);
      else counts.set(near, [position]);
    }
  }
  const due = Math.max(TEXT_TOLERANCES.edgeLines, TEXT_TOLERANCES.edgeShare * positions.length);
  const common = [...counts.values()].filter((list) => list.length >= due).map(median);
  const edge = outermost(common.length > 0 ? common : positions);
  // Full lines of a ragged text end at different places beyond where short ones happen to end alike.
  const beyond = positions.filter((p) => outermost([p, edge]) === p && Math.abs(p - edge) > BUCKET_PT);
  return beyond.length >= due ? outermost(beyond) : edge;
}

/** Where the text of pages begins and ends, told by the lines that share an edge. */
export const marginsOf = (lines: readonly TextLine[]): Margins => ({
  left: commonEdge(
    lines.map((line) => line.box[0]),
    (values) => Math.min(...values),
  ),
  right: commonEdge(
    lines.map((line) => line.box[2]),
    (values) => Math.max(...values),
  ),
});

type Alignment = 'left' | 'center' | 'right';

/** Whether a line has its middle where the line before it, set to the middle, has its own: a title that goes on. */
function goesOnInMiddle(line: PlacedLine, before: PlacedLine): boolean {
  const size = line.fontSizePt;
  return (
    Math.abs(size - before.fontSizePt) <= TEXT_TOLERANCES.sameSize * size &&
    Math.abs(centreX(line.box) - centreX(before.box)) <= TEXT_TOLERANCES.centred * size &&
    line.box[0] - before.box[0] > TEXT_TOLERANCES.firstLineIndent * size
  );
}

function alignmentOf(line: PlacedLine, bodySize: number): Alignment {
  const { left, right } = line.margins;
  const size = line.fontSizePt;
  const before = line.box[0] - left;
  const after = right - line.box[2];
  const even = Math.abs(before - after) <= TEXT_TOLERANCES.centred * size;
  const indented = before >= TEXT_TOLERANCES.centredIndent * size && after >= TEXT_TOLERANCES.centredIndent * size;
  const isHeading = size > TEXT_TOLERANCES.headingSize * bodySize;
  if (even && (indented || isHeading) && !startsWithOrdinal(line.text)) return 'center';
  const atRight =
    after <= TEXT_TOLERANCES.rightEdge * size || (after > 0 && after <= TEXT_TOLERANCES.rightIndent * size);
  return atRight && centreX(line.box) - left > TEXT_TOLERANCES.rightHalf * (right - left) && before > after
    ? 'right'
    : 'left';
}

/** Whether a line begins a new paragraph after the line before it. */
function beginsParagraph(
  before: PlacedLine,
  line: PlacedLine,
  alignment: Alignment,
  alignmentBefore: Alignment,
): boolean {
  if (alignment !== 'left' || alignmentBefore !== 'left') return true;
  const size = Math.max(line.fontSizePt, before.fontSizePt);
  if (Math.abs(line.fontSizePt - before.fontSizePt) > TEXT_TOLERANCES.otherSize * size) return true;
  if (!wasFull(before, line, before.margins.right)) return true;
  if (line.page === before.page && line.box[1] - before.box[3] > TEXT_TOLERANCES.paragraphGap * size) return true;
  const indent = line.box[0] - line.margins.left;
  const indentBefore = before.box[0] - before.margins.left;
  const indented = indent >= TEXT_TOLERANCES.firstLineIndent * size;
  // A block that is indented as a whole goes on at the indentation of its lines.
  const blockIndent = indented && Math.abs(indent - indentBefore) < TEXT_TOLERANCES.sameIndent * size;
  return indented && !(blockIndent && !startsWithOrdinal(line.text) && indent > TEXT_TOLERANCES.blockIndent * size);
}

function paragraphOf(lines: readonly PlacedLine[], alignment: Alignment): Paragraph {
  const text = lines.reduce((joined, line, i) => {
    const before = lines[i - 1];
    return before ? joined + seam(joined, line.text, true) + line.text : line.text;
  }, '');
  const page = lines[0]!.page;
  const boxes: readonly Box[] = lines.filter((line) => line.page === page).map((line) => line.box);
  const doubts = carried(doubtsOf(lines.flatMap((line) => line.glyphs)));
  return {
    kind: 'paragraph',
    text,
    alignment,
    headingLevel: null,
    origin: { page, bbox: boxAround(boxes) },
    ...doubts,
  };
}

/**
 * Joins lines that follow one another, without a table between them, to paragraphs. Lines set to the middle or to the
 * right stay by themselves: the two lines of a title, a signature and its date.
 */
export function paragraphsOf(lines: readonly PlacedLine[], bodySize: number): readonly Paragraph[] {
  const paragraphs: Paragraph[] = [];
  let current: PlacedLine[] = [];
  let alignment = 'left' as Alignment;
  for (const line of lines) {
    const before: PlacedLine | undefined = current.at(-1);
    const inMiddle: boolean = before !== undefined && alignment === 'center' && goesOnInMiddle(line, before);
    const here: Alignment = inMiddle ? 'center' : alignmentOf(line, bodySize);
    if (before && beginsParagraph(before, line, here, alignment)) {
      paragraphs.push(paragraphOf(current, alignment));
      current = [];
    }
    if (current.length === 0) alignment = here;
    current.push(line);
  }
  if (current.length > 0) paragraphs.push(paragraphOf(current, alignment));
  return paragraphs;
}
