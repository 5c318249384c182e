import type { PageInk } from './ink.ts';
import { IDENTITY, type Matrix, matrixFrom } from './matrix.ts';
import type { PageOperators } from './page-operators.ts';
import { throughGroups } from './path-operators.ts';
import { arrayOf, isNumbers, numberAt, type Operators, type Pen } from './pen.ts';
import { placeText } from './show-text.ts';

const INVISIBLE_MODES: readonly number[] = [3, 7];
const STROKED_MODES: readonly number[] = [1, 5];

export function setFont(pen: Pen, { fonts }: PageOperators, name: unknown, size: number): void {
  pen.state.font = (typeof name === 'string' && fonts.get(name)) || null;
  pen.state.fontSize = size;
}

function moveText({ state }: Pen, x: number, y: number): void {
  state.x = state.lineX += x;
  state.y = state.lineY += y;
}

function setTextMatrix({ state }: Pen, matrix: Matrix): void {
  state.textMatrix = matrix;
  state.x = state.lineX = state.y = state.lineY = 0;
}

function showText({ state, isHidden }: Pen, ink: PageInk, items: readonly unknown[]): void {
  const placed = placeText(state, items);
  const painted = STROKED_MODES.includes(state.renderMode) ? state.stroke : state.fill;
  const hidden = isHidden() || INVISIBLE_MODES.includes(state.renderMode);
  ink.addText(placed, throughGroups(state, painted), state.clip, hidden);
}

/** Operators that set the text state, move the text position and show text. @source ISO 32000-1, 9.3, 9.4 */
export function textOperators(pen: Pen, page: PageOperators, ink: PageInk): Operators {
  return {
    beginText: () => setTextMatrix(pen, IDENTITY),
    setTextMatrix: (args) => {
      const matrix = isNumbers(args[0]) ? matrixFrom(args[0]) : null;
      if (matrix) setTextMatrix(pen, matrix);
    },
    setFont: (args) => setFont(pen, page, args[0], numberAt(args, 1)),
    setCharSpacing: (args) => {
      pen.state.characterSpacing = numberAt(args, 0);
    },
    setWordSpacing: (args) => {
      pen.state.wordSpacing = numberAt(args, 0);
    },
    setHScale: (args) => {
      pen.state.horizontalScale = numberAt(args, 0) / 100;
    },
    setLeading: (args) => {
      pen.state.leading = numberAt(args, 0);
    },
    setTextRise: (args) => {
      pen.state.rise = numberAt(args, 0);
    },
    setTextRenderingMode: (args) => {
      pen.state.renderMode = numberAt(args, 0);
    },
    moveText: (args) => moveText(pen, numberAt(args, 0), numberAt(args, 1)),
    setLeadingMoveText: (args) => {
      pen.state.leading = -numberAt(args, 1);
      moveText(pen, numberAt(args, 0), numberAt(args, 1));
    },
    nextLine: () => moveText(pen, 0, -pen.state.leading),
    showText: (args) => showText(pen, ink, arrayOf(args[0])),
  };
}
