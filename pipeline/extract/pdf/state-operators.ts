import { PDF_THRESHOLDS } from '../../../config/limits/extract.ts';
import { isColoured, luminanceOf } from './drawing-state.ts';
import { compose, IDENTITY, matrixFrom } from './matrix.ts';
import type { PageOperators } from './page-operators.ts';
import { arrayOf, isNumbers, numberAt, type Operators, type Pen } from './pen.ts';
import { setFont } from './text-operators.ts';

function setGraphicsState(pen: Pen, page: PageOperators, entries: readonly unknown[]): void {
  const { state } = pen;
  for (const entry of entries) {
    const [key, value] = arrayOf(entry);
    if (key === 'LW' && typeof value === 'number') state.lineWidth = Math.abs(value);
    else if (key === 'ca' && typeof value === 'number') state.fill = { ...state.fill, opacity: value };
    else if (key === 'CA' && typeof value === 'number') state.stroke = { ...state.stroke, opacity: value };
    else if (key === 'BM') state.blended = value !== 'source-over' && value !== 'normal';
    else if (key === 'SMask') state.masked = value === false ? 'without' : 'with';
    else if (key === 'Font') setFont(pen, page, arrayOf(value)[0], numberAt(arrayOf(value), 1));
  }
}

/** A transparency group: its content is painted as one, with the opacity and the mask of the state around. */
function beginGroup(pen: Pen, group: unknown): void {
  pen.save();
  const { state } = pen;
  if (typeof group === 'object' && group !== null) {
    const matrix = 'matrix' in group && isNumbers(group.matrix) ? matrixFrom(group.matrix) : null;
    if ('bbox' in group) pen.clipTo(group.bbox, compose(state.ctm, matrix ?? IDENTITY));
    // The content of a mask is not painted itself.
    if ('smask' in group && group.smask) state.veiled = true;
  }
  if (state.fill.opacity < PDF_THRESHOLDS.opaque) state.veiled = true;
  state.seeThrough ||= state.blended || state.masked === 'with';
  state.groupOpacity *= state.fill.opacity;
  state.fill = { ...state.fill, opacity: 1 };
  state.stroke = { ...state.stroke, opacity: 1 };
}

/** Operators that save and change the graphics state, enter forms, groups, annotations and layers. */
export function stateOperators(pen: Pen, page: PageOperators): Operators {
  const restore = (): void => pen.restore();
  const setFill = (solid: boolean) => (args: readonly unknown[]) => {
    const { opacity } = pen.state.fill;
    pen.state.fill = { opacity, luminance: luminanceOf(args[0]), solid, coloured: isColoured(args[0]) };
  };
  const setStroke = (args: readonly unknown[]): void => {
    pen.state.stroke = { ...pen.state.stroke, luminance: luminanceOf(args[0]), coloured: isColoured(args[0]) };
  };
  const transform = (args: unknown): void => {
    const matrix = isNumbers(args) ? matrixFrom(args) : null;
    if (matrix) pen.state.ctm = compose(pen.state.ctm, matrix);
  };
  return {
    save: () => pen.save(),
    restore,
    paintFormXObjectEnd: restore,
    endGroup: restore,
    endAnnotation: restore,
    transform,
    paintFormXObjectBegin: (args) => {
      pen.save();
      transform(args[0]);
      pen.clipTo(args[1], pen.state.ctm);
    },
    beginGroup: (args) => beginGroup(pen, args[0]),
    beginAnnotation: (args) => {
      pen.save();
      pen.reset();
      pen.clipTo(args[1], page.toPage);
      transform(args[2]);
      transform(args[3]);
    },
    setLineWidth: (args) => {
      pen.state.lineWidth = numberAt(args, 0);
    },
    setGState: (args) => setGraphicsState(pen, page, arrayOf(args[0])),
    setFillRGBColor: setFill(true),
    setFillColorN: setFill(false),
    setStrokeRGBColor: setStroke,
    setStrokeColorN: setStroke,
    beginMarkedContent: () => pen.enterLayer(true),
    beginMarkedContentProps: (args) => pen.enterLayer(args[0] !== 'OC' || page.isLayerVisible(args[1])),
    endMarkedContent: () => pen.leaveLayer(),
  };
}
