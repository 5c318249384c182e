import type { DrawingState, Ink } from './drawing-state.ts';
import type { PageInk } from './ink.ts';
import { filledInk, isBoxPath, strokedInk } from './path-ink.ts';
import { arrayOf, isNumbers, numberAt, type Operators, type Pen } from './pen.ts';

/** Which of a path's operations fill and which stroke. */
function paintsOf(names: Readonly<Record<string, number>>): { fills: Set<number>; strokes: Set<number> } {
  const codes = (...list: string[]) => new Set(list.map((name) => names[name] ?? -1));
  const both = ['fillStroke', 'eoFillStroke', 'closeFillStroke', 'closeEOFillStroke'];
  return { fills: codes('fill', 'eoFill', ...both), strokes: codes('stroke', 'closeStroke', ...both) };
}

export const throughGroups = (state: DrawingState, painted: Ink): Ink =>
  state.groupOpacity === 1 ? painted : { ...painted, opacity: painted.opacity * state.groupOpacity };

const hidesBelow = (state: DrawingState): boolean =>
  state.fill.solid && state.clipsBox && !state.blended && !state.seeThrough && state.masked !== 'with';

/** Operators that paint paths or clip by them. */
export function pathOperators(pen: Pen, ink: PageInk, names: Readonly<Record<string, number>>): Operators {
  const { fills, strokes } = paintsOf(names);
  let clipNext = false;
  const clip = (): void => {
    clipNext = true;
  };
  const paint = (buffer: ArrayLike<number>, operation: number): void => {
    const { state } = pen;
    if (fills.has(operation)) {
      ink.addPath(filledInk(buffer, state.ctm), throughGroups(state, state.fill), state.clip, hidesBelow(state));
    }
    if (strokes.has(operation)) {
      const painted = strokedInk(buffer, state.ctm, state.lineWidth);
      ink.addPath(painted, throughGroups(state, state.stroke), state.clip, false);
    }
  };
  return {
    clip,
    eoClip: clip,
    constructPath: (args) => {
      const buffer = arrayOf(args[1])[0];
      if (isNumbers(buffer) && !pen.isHidden()) paint(buffer, numberAt(args, 0));
      if (clipNext) {
        pen.clipTo(args[2], pen.state.ctm);
        pen.state.clipsBox &&= isNumbers(buffer) && isBoxPath(buffer, pen.state.ctm);
      }
      clipNext = false;
    },
  };
}
