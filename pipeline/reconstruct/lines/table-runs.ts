import { LINE_TOLERANCES } from '../../../config/limits/lines.ts';
import { labelScore } from './cell-text.ts';
import { type Piece, piecesOf } from './line-pieces.ts';
import type { ShapedLine } from './line-shape.ts';
import { isSectionHeading } from './section-heading.ts';

/** A line that may belong to a table, with the cells on it where no delimiters say so. */
export type RunLine =
  | (Extract<ShapedLine, { kind: 'text' }> & { readonly pieces: readonly Piece[] })
  | Exclude<ShapedLine, { kind: 'text' }>;

/** Stretches of a document in reading order: prose, and lines among which a table may stand. */
export type Stretch =
  | { readonly kind: 'prose'; readonly lines: readonly ShapedLine[] }
  | { readonly kind: 'run'; readonly lines: readonly RunLine[] };

type Sign = 'table' | 'fragment' | 'neutral' | 'prose';

const STROKE_CHARACTERS = 2;
const STROKE_WEIGHT = 0.1;
const SENTENCE = /[。；;！!？?：:]$/u;

function judge(line: ShapedLine): { readonly sign: Sign; readonly line: RunLine } {
  if (line.kind === 'blank' || line.kind === 'ornament') return { sign: 'neutral', line };
  if (line.kind === 'row') {
    const printed = line.cells.filter((cell) => cell !== '');
    const isProse = printed.some((cell) => cell.length > LINE_TOLERANCES.labelCharacters * 2);
    const isHeading = printed.length === 1 && isSectionHeading(printed[0]!);
    return { sign: isProse || isHeading ? 'prose' : 'table', line };
  }
  const cells = piecesOf(line.text);
  const pieces = !cells.some((piece) => piece.isValue) && isSectionHeading(line.text) ? [] : cells;
  const judged: RunLine = { ...line, pieces };
  const isTable = pieces.some((piece) => piece.isValue || labelScore(piece.text) >= LINE_TOLERANCES.ownLineScore);
  if (isTable) return { sign: 'table', line: judged };
  const longest = Math.max(...pieces.map((piece) => piece.text.length), 0);
  const isFragment = pieces.length > 0 && longest <= LINE_TOLERANCES.fragmentCharacters && !SENTENCE.test(line.text);
  return { sign: isFragment ? 'fragment' : 'prose', line: judged };
}

/** How much a line speaks against a table: a stroke of vertical writing little, there are eighty above table four. */
const weightOf = (line: ShapedLine): number =>
  line.kind === 'text' && line.text.length <= STROKE_CHARACTERS ? STROKE_WEIGHT : 1;

/**
 * Separates prose from the stretches in which a table may stand. Headings of sections and sentences end such a stretch,
 * blank lines do not; pieces of labels belong to it as long as a table is near.
 */
export function separateTables(lines: readonly ShapedLine[]): readonly Stretch[] {
  const stretches: Stretch[] = [];
  let prose: ShapedLine[] = [];
  let run: RunLine[] = [];
  let isTable = false;
  let strays = 0;
  const close = (): void => {
    if (isTable) {
      if (prose.length > 0) stretches.push({ kind: 'prose', lines: prose });
      stretches.push({ kind: 'run', lines: run });
      prose = [];
    } else for (const line of run) prose.push(line);
    run = [];
    isTable = false;
    strays = 0;
  };
  for (const each of lines) {
    const { sign, line } = judge(each);
    if (sign === 'prose') {
      close();
      prose.push(each);
      continue;
    }
    strays = sign === 'table' ? 0 : strays + (sign === 'fragment' ? weightOf(each) : 0);
    isTable ||= sign === 'table';
    run.push(line);
    if (strays > LINE_TOLERANCES.strayLines) close();
  }
  close();
  if (prose.length > 0) stretches.push({ kind: 'prose', lines: prose });
  return stretches;
}
