import { LINE_TOLERANCES } from '../../../config/limits/lines.ts';
import type { TextLine } from '../../contracts/document.ts';
import { displayWidth } from './display-width.ts';

/**
 * Tables that text browsers draw with box characters. A row is what stands between two rules, whole or drawn under some of
 * its cells only; each of its cells is put on one line between bars, a cell that reaches over several rows in the first.
 * @source w3m -dump, elinks -dump
 */

const UPRIGHT = /[│┃║├┤┼┬┴┌┐└┘╟╢╞╡╠╣╬╦╩╔╗╚╝]/u;
const LEVEL = /^[─━═]+$/u;
const EDGES = /^\s*[│┃║├┌└╠╔╚╟].*[│┃║┤┐┘╣╗╝╢]\s*$/u;
/** Characters that cross: they show that the lines around them are drawn boxes. */
const CROSSING = /[├┼┬┴┤╬╦╩╠╣]/u;

/** A piece of a line between two upright strokes, by the display columns of the strokes. */
interface Piece {
  readonly from: number;
  readonly to: number;
  readonly text: string;
  readonly isRule: boolean;
}

function piecesOf(line: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let column = 0;
  let from: number | null = null;
  let text = '';
  for (const character of line) {
    if (UPRIGHT.test(character)) {
      if (from !== null) pieces.push({ from, to: column, text: text.trim(), isRule: LEVEL.test(text) });
      from = column;
      text = '';
    } else text += character;
    column += displayWidth(character);
  }
  return pieces;
}

interface Cell {
  readonly from: number;
  readonly to: number;
  text: string;
  /** Of the row in which it began. */
  readonly row: number;
  /** Of the row below in which the next cell of its columns begins. */
  until: number;
  isOpen: boolean;
}

const overlap = (a: Pick<Cell, 'from' | 'to'>, b: Pick<Cell, 'from' | 'to'>): boolean => a.from < b.to && a.to > b.from;

const joined = (above: string, below: string): string =>
  above === '' || below === '' || !/[A-Za-z\d]$/u.test(above) ? above + below : `${above} ${below}`;

/** The rows of one table; null where its strokes do not stand below one another, or it is wider than any of the form. */
function rowsOf(lines: readonly TextLine[]): readonly TextLine[] | null {
  const cells: Cell[] = [];
  const numbers: number[] = [];
  /** The lowest cell of each column so far. */
  let lowest: readonly Cell[] = [];
  let isBetween = true;
  for (const { number, text } of lines) {
    const pieces = piecesOf(text);
    if (pieces.length > LINE_TOLERANCES.rowCells) return null;
    const rules = pieces.filter((piece) => piece.isRule);
    for (const cell of lowest) if (rules.some((rule) => overlap(rule, cell))) cell.isOpen = false;
    if (rules.length > 0) isBetween = true;
    for (const piece of pieces) {
      if (piece.isRule) continue;
      const above = lowest.filter((cell) => overlap(cell, piece));
      const open = above.find((cell) => cell.isOpen);
      if (open && (open.from !== piece.from || open.to !== piece.to)) return null;
      if (open) {
        open.text = joined(open.text, piece.text);
        continue;
      }
      if (isBetween) numbers.push(number);
      isBetween = false;
      const { from, to, text: words } = piece;
      const cell = { from, to, text: words, row: numbers.length - 1, until: Number.POSITIVE_INFINITY, isOpen: true };
      for (const each of above) each.until = cell.row;
      lowest = [...lowest.filter((each) => !above.includes(each)), cell];
      cells.push(cell);
    }
    // what is text in a line with a rule belongs to the row above: the next line begins the row below
    if (rules.length > 0) isBetween = true;
  }
  const rows: Cell[][] = numbers.map(() => []);
  for (const cell of cells)
    for (let row = cell.row; row < Math.min(cell.until, rows.length); row++) rows[row]!.push(cell);
  return rows.map((row, i) => {
    const texts = row.toSorted((a, b) => a.from - b.from).map((cell) => (cell.row === i ? cell.text : ''));
    return { number: numbers[i]!, text: `│${texts.join('│')}│` };
  });
}

/** Puts each row of a drawn table on one line. */
export function withBoxesRead(lines: readonly TextLine[]): readonly TextLine[] {
  const read: TextLine[] = [];
  for (let i = 0; i < lines.length; i++) {
    let to = i;
    while (to < lines.length && EDGES.test(lines[to]!.text)) to++;
    const box = lines.slice(i, to);
    const rows = box.some(({ text }) => CROSSING.test(text)) ? rowsOf(box) : null;
    if (to === i) read.push(lines[i]!);
    else {
      read.push(...(rows ?? box));
      i = to - 1;
    }
  }
  return read;
}
