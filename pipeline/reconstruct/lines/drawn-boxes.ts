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
  isOpen: boolean;
}

const joined = (above: string, below: string): string =>
  above === '' || below === '' || !/[A-Za-z\d]$/u.test(above) ? above + below : `${above} ${below}`;

/** The rows of one table; null where its strokes do not stand below one another. */
function rowsOf(lines: readonly TextLine[]): readonly TextLine[] | null {
  const cells: Cell[] = [];
  const numbers: number[] = [];
  let isBetween = true;
  for (const { number, text } of lines) {
    const pieces = piecesOf(text);
    const rules = pieces.filter((piece) => piece.isRule);
    if (rules.length > 0) {
      for (const cell of cells)
        if (rules.some((rule) => rule.from < cell.to && rule.to > cell.from)) cell.isOpen = false;
      isBetween = true;
    }
    const texts = pieces.filter((piece) => !piece.isRule);
    if (texts.length === 0) continue;
    for (const { from, to, text: words } of texts) {
      const open = cells.find((cell) => cell.isOpen && cell.from < to && cell.to > from);
      if (open && (open.from !== from || open.to !== to)) return null;
      if (open) {
        open.text = joined(open.text, words);
        continue;
      }
      if (isBetween) {
        numbers.push(number);
        isBetween = false;
      }
      cells.push({ from, to, text: words, row: numbers.length - 1, isOpen: true });
    }
    // what is text in a line with a rule belongs to the row above: the next line begins the row below
    if (rules.length > 0) isBetween = true;
  }
  return numbers.map((number, row) => {
    const ends = numbers.length;
    const inRow = cells.filter((cell) => cell.row <= row && lastRowOf(cell, cells, ends) >= row);
    const texts = inRow.toSorted((a, b) => a.from - b.from).map((cell) => (cell.row === row ? cell.text : ''));
    return { number, text: `│${texts.join('│')}│` };
  });
}

/** The row above that in which the next cell below begins. */
function lastRowOf(cell: Cell, cells: readonly Cell[], count: number): number {
  const below = cells.filter((other) => other.row > cell.row && other.from < cell.to && other.to > cell.from);
  return Math.min(count, ...below.map((other) => other.row)) - 1;
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
