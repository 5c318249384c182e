import { PDF_THRESHOLDS } from '../../../config/limits/extract.ts';
import { ConversionError } from '../../contracts/errors.ts';
import type { Box } from '../../contracts/page.ts';
import { type DrawingState, type FontFacts, type Ink, initialState, luminanceOf } from './drawing-state.ts';
import { collectInk, type SeenPage } from './ink.ts';
import { boxThrough, compose, IDENTITY, intersection, type Matrix, matrixFrom } from './matrix.ts';
import { filledInk, isBoxPath, rulingsOfBox, strokedInk } from './path-ink.ts';
import { placeText } from './show-text.ts';

/** The operators of a page as pdf.js lists them, and what is needed to follow them. */
export interface PageOperators {
  readonly codes: readonly number[];
  readonly arguments: readonly unknown[];
  /** Codes by name (OPS of pdfjs-dist). */
  readonly names: Readonly<Record<string, number>>;
  readonly fonts: ReadonlyMap<string, FontFacts>;
  /** From the default space of the page to points from its top left corner. */
  readonly toPage: Matrix;
  readonly pageBox: Box;
  /** False for optional content that is switched off. */
  readonly isLayerVisible: (group: unknown) => boolean;
}

const INVISIBLE_MODES: readonly number[] = [3, 7];
const STROKED_MODES: readonly number[] = [1, 5];

const numberAt = (args: readonly unknown[], index: number): number => {
  const value = args[index];
  return typeof value === 'number' && Number.isFinite(value) ? value : 0;
};
const isNumbers = (value: unknown): value is ArrayLike<number> => Array.isArray(value) || value instanceof Float32Array;
const arrayOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** Which of a path's operations fill and which stroke. */
function paintsOf(names: Readonly<Record<string, number>>): { fills: Set<number>; strokes: Set<number> } {
  const codes = (...list: string[]) => new Set(list.map((name) => names[name] ?? -1));
  const both = ['fillStroke', 'eoFillStroke', 'closeFillStroke', 'closeEOFillStroke'];
  return { fills: codes('fill', 'eoFill', ...both), strokes: codes('stroke', 'closeStroke', ...both) };
}

/**
 * Follows the operators of a page and returns what they leave on it for a reader to see.
 * @throws ConversionError too-complex when the page passes a limit.
 * @source ISO 32000-1, 8.4 Graphics state, 9.3 Text state; operator list format of pdfjs-dist 5.5.207
 */
export function readDrawing(page: PageOperators): SeenPage {
  const { names: ops, fonts, toPage, pageBox } = page;
  const paints = paintsOf(ops);
  const ink = collectInk(pageBox);
  const saved: DrawingState[] = [];
  const layers: boolean[] = [];
  let hiddenLayers = 0;
  let state = initialState(toPage, pageBox);
  let clipNext = false;

  const save = (): void => {
    if (saved.length >= PDF_THRESHOLDS.stateDepth) throw new ConversionError('too-complex', 'graphics states too deep');
    saved.push({ ...state });
  };
  const restore = (): void => {
    state = saved.pop() ?? state;
  };
  const clipTo = (box: unknown, matrix: Matrix): void => {
    if (!isNumbers(box) || box.length !== 4 || !Number.isFinite(box[0])) return;
    state.clip = intersection(state.clip, boxThrough(matrix, box[0]!, box[1]!, box[2]!, box[3]!));
  };
  const moveText = (x: number, y: number): void => {
    state.x = state.lineX += x;
    state.y = state.lineY += y;
  };
  const setTextMatrix = (matrix: Matrix): void => {
    state.textMatrix = matrix;
    state.x = state.lineX = state.y = state.lineY = 0;
  };
  const setFont = (name: unknown, size: number): void => {
    state.font = (typeof name === 'string' && fonts.get(name)) || null;
    state.fontSize = size;
  };
  const enterLayer = (visible: boolean): void => {
    layers.push(visible);
    if (!visible) hiddenLayers++;
  };
  const leaveLayer = (): void => {
    if (layers.pop() === false) hiddenLayers--;
  };
  const isHidden = (): boolean => hiddenLayers > 0 || state.veiled;
  const setGraphicsState = (entries: readonly unknown[]): void => {
    for (const entry of entries) {
      const [key, value] = arrayOf(entry);
      if (key === 'LW' && typeof value === 'number') state.lineWidth = Math.abs(value);
      else if (key === 'ca' && typeof value === 'number') state.fill = { ...state.fill, opacity: value };
      else if (key === 'CA' && typeof value === 'number') state.stroke = { ...state.stroke, opacity: value };
      else if (key === 'BM') state.blended = value !== 'source-over' && value !== 'normal';
      else if (key === 'SMask') state.masked = value === false ? 'without' : 'with';
      else if (key === 'Font') setFont(arrayOf(value)[0], numberAt(arrayOf(value), 1));
    }
  };
  const throughGroups = (painted: Ink): Ink =>
    state.groupOpacity === 1 ? painted : { ...painted, opacity: painted.opacity * state.groupOpacity };
  const hidesBelow = (): boolean =>
    state.fill.solid && state.clipsBox && !state.blended && !state.seeThrough && state.masked !== 'with';
  const paintPath = (args: readonly unknown[]): void => {
    const paint = numberAt(args, 0);
    const buffer = arrayOf(args[1])[0];
    if (isNumbers(buffer) && !isHidden()) {
      if (paints.fills.has(paint))
        ink.addPath(filledInk(buffer, state.ctm), throughGroups(state.fill), state.clip, hidesBelow());
      if (paints.strokes.has(paint)) {
        ink.addPath(strokedInk(buffer, state.ctm, state.lineWidth), throughGroups(state.stroke), state.clip, false);
      }
    }
    if (clipNext) {
      clipTo(args[2], state.ctm);
      state.clipsBox &&= isNumbers(buffer) && isBoxPath(buffer, state.ctm);
    }
    clipNext = false;
  };
  const showText = (items: readonly unknown[]): void => {
    const placed = placeText(state, items);
    const painted = STROKED_MODES.includes(state.renderMode) ? state.stroke : state.fill;
    ink.addText(placed, throughGroups(painted), state.clip, isHidden() || INVISIBLE_MODES.includes(state.renderMode));
  };
  const paintImage = (covers: boolean): void => {
    if (isHidden()) return;
    ink.addImage(boxThrough(state.ctm, 0, 0, 1, 1), state.clip, covers && !state.blended && state.masked !== 'without');
  };

  page.codes.forEach((code, i) => {
    const args = arrayOf(page.arguments[i]);
    switch (code) {
      case ops.save:
        save();
        break;
      case ops.restore:
      case ops.paintFormXObjectEnd:
      case ops.endGroup:
      case ops.endAnnotation:
        restore();
        break;
      case ops.transform: {
        const matrix = matrixFrom(args);
        if (matrix) state.ctm = compose(state.ctm, matrix);
        break;
      }
      case ops.paintFormXObjectBegin: {
        save();
        const matrix = isNumbers(args[0]) ? matrixFrom(args[0]) : null;
        if (matrix) state.ctm = compose(state.ctm, matrix);
        clipTo(args[1], state.ctm);
        break;
      }
      case ops.beginGroup: {
        save();
        const group = args[0];
        if (typeof group === 'object' && group !== null) {
          const matrix = 'matrix' in group && isNumbers(group.matrix) ? matrixFrom(group.matrix) : null;
          if ('bbox' in group) clipTo(group.bbox, compose(state.ctm, matrix ?? IDENTITY));
          // The content of a mask is not painted itself.
          if ('smask' in group && group.smask) state.veiled = true;
        }
        if (state.fill.opacity < PDF_THRESHOLDS.opaque) state.veiled = true;
        state.seeThrough ||= state.blended || state.masked === 'with';
        state.groupOpacity *= state.fill.opacity;
        state.fill = { ...state.fill, opacity: 1 };
        state.stroke = { ...state.stroke, opacity: 1 };
        break;
      }
      case ops.beginAnnotation: {
        save();
        state = initialState(toPage, pageBox);
        clipTo(args[1], toPage);
        for (const part of [args[2], args[3]]) {
          const matrix = isNumbers(part) ? matrixFrom(part) : null;
          if (matrix) state.ctm = compose(state.ctm, matrix);
        }
        break;
      }
      case ops.clip:
      case ops.eoClip:
        clipNext = true;
        break;
      case ops.constructPath:
        paintPath(args);
        break;
      case ops.setLineWidth:
        state.lineWidth = numberAt(args, 0);
        break;
      case ops.setGState:
        setGraphicsState(arrayOf(args[0]));
        break;
      case ops.setFillRGBColor:
      case ops.setFillColorN:
        state.fill = {
          opacity: state.fill.opacity,
          luminance: luminanceOf(args[0]),
          solid: code !== ops.setFillColorN,
        };
        break;
      case ops.setStrokeRGBColor:
      case ops.setStrokeColorN:
        state.stroke = { ...state.stroke, luminance: luminanceOf(args[0]) };
        break;
      case ops.beginText:
        setTextMatrix(IDENTITY);
        break;
      case ops.setTextMatrix: {
        const matrix = isNumbers(args[0]) ? matrixFrom(args[0]) : null;
        if (matrix) setTextMatrix(matrix);
        break;
      }
      case ops.setFont:
        setFont(args[0], numberAt(args, 1));
        break;
      case ops.setCharSpacing:
        state.characterSpacing = numberAt(args, 0);
        break;
      case ops.setWordSpacing:
        state.wordSpacing = numberAt(args, 0);
        break;
      case ops.setHScale:
        state.horizontalScale = numberAt(args, 0) / 100;
        break;
      case ops.setLeading:
        state.leading = numberAt(args, 0);
        break;
      case ops.setTextRise:
        state.rise = numberAt(args, 0);
        break;
      case ops.setTextRenderingMode:
        state.renderMode = numberAt(args, 0);
        break;
      case ops.moveText:
        moveText(numberAt(args, 0), numberAt(args, 1));
        break;
      case ops.setLeadingMoveText:
        state.leading = -numberAt(args, 1);
        moveText(numberAt(args, 0), numberAt(args, 1));
        break;
      case ops.nextLine:
        moveText(0, -state.leading);
        break;
      case ops.showText:
        showText(arrayOf(args[0]));
        break;
      case ops.paintImageXObject:
      case ops.paintInlineImageXObject:
        paintImage(true);
        break;
      case ops.paintImageMaskXObject:
        paintImage(false);
        break;
      case ops.paintSolidColorImageMask:
        if (!isHidden()) {
          const box = boxThrough(state.ctm, 0, 0, 1, 1);
          const rulings = rulingsOfBox(box);
          ink.addPath(
            { rulings, areas: rulings.length > 0 ? [] : [{ box, rectangle: true }] },
            state.fill,
            state.clip,
            false,
          );
        }
        break;
      case ops.beginMarkedContent:
        enterLayer(true);
        break;
      case ops.beginMarkedContentProps:
        enterLayer(args[0] !== 'OC' || page.isLayerVisible(args[1]));
        break;
      case ops.endMarkedContent:
        leaveLayer();
        break;
      default:
        break;
    }
  });
  return ink.seen();
}
