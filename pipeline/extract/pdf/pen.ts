import { PDF_THRESHOLDS } from '../../../config/limits/extract.ts';
import { ConversionError } from '../../contracts/errors.ts';
import type { Box } from '../../contracts/page.ts';
import { type DrawingState, initialState } from './drawing-state.ts';
import { boxThrough, intersection, type Matrix } from './matrix.ts';

/** One operator of a page with its arguments, carried out. */
export type Operator = (args: readonly unknown[]) => void;
/** Operators by their names in OPS of pdfjs-dist. */
export type Operators = Readonly<Record<string, Operator>>;

/** Where the drawing of a page has got to: its graphics state with all that is saved of it, and its layers. */
export interface Pen {
  readonly state: DrawingState;
  save(): void;
  restore(): void;
  /** Begins anew in the space of the page, as an annotation does. */
  reset(): void;
  /** Narrows the clip to a box given in some space; anything that is no box is let be. */
  clipTo(box: unknown, matrix: Matrix): void;
  enterLayer(visible: boolean): void;
  leaveLayer(): void;
  /** Nothing of what is painted now is seen. */
  isHidden(): boolean;
}

export const numberAt = (args: readonly unknown[], index: number): number => {
  const value = args[index];
  return typeof value === 'number' && Number.isFinite(value) ? value : 0;
};
export const isNumbers = (value: unknown): value is ArrayLike<number> =>
  Array.isArray(value) || value instanceof Float32Array;
export const arrayOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** @throws ConversionError too-complex when states are saved too deep */
export function penOn(toPage: Matrix, pageBox: Box): Pen {
  const saved: DrawingState[] = [];
  const layers: boolean[] = [];
  let hiddenLayers = 0;
  let state = initialState(toPage, pageBox);
  return {
    get state() {
      return state;
    },
    save() {
      if (saved.length >= PDF_THRESHOLDS.stateDepth)
        throw new ConversionError('too-complex', 'graphics states too deep');
      saved.push({ ...state });
    },
    restore() {
      state = saved.pop() ?? state;
    },
    reset() {
      state = initialState(toPage, pageBox);
    },
    clipTo(box, matrix) {
      if (!isNumbers(box) || box.length !== 4 || !Number.isFinite(box[0])) return;
      state.clip = intersection(state.clip, boxThrough(matrix, box[0]!, box[1]!, box[2]!, box[3]!));
    },
    enterLayer(visible) {
      layers.push(visible);
      if (!visible) hiddenLayers++;
    },
    leaveLayer() {
      if (layers.pop() === false) hiddenLayers--;
    },
    isHidden: () => hiddenLayers > 0 || state.veiled,
  };
}
