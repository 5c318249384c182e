import type { PageInk } from './ink.ts';
import { boxThrough, compose, type Matrix, matrixFrom } from './matrix.ts';
import type { PageOperators } from './page-operators.ts';
import { rulingsOfBox } from './path-ink.ts';
import { arrayOf, isNumbers, numberAt, type Operators, type Pen } from './pen.ts';

const isGroupPart = (value: unknown): value is { readonly transform: ArrayLike<number> } =>
  typeof value === 'object' && value !== null && 'transform' in value && isNumbers(value.transform);

/** Where the pictures of one group stand that pdf.js has put together: matrices of their own. */
const placesOf = (parts: unknown): readonly Matrix[] =>
  arrayOf(parts)
    .map((part) => (isGroupPart(part) ? matrixFrom(part.transform) : null))
    .filter((matrix) => matrix !== null);

/** One picture painted at many places: the matrix without its shift, and the shifts. */
function repeated(scale: readonly [number, number, number, number], positions: unknown): readonly Matrix[] {
  if (!isNumbers(positions)) return [];
  const places: Matrix[] = [];
  for (let i = 0; i + 1 < positions.length; i += 2) places.push([...scale, positions[i]!, positions[i + 1]!]);
  return places;
}

/** Operators that paint pictures and stencil masks. */
export function imageOperators(pen: Pen, page: PageOperators, ink: PageInk): Operators {
  const picture = (image: unknown, own?: Matrix): void => {
    if (pen.isHidden()) return;
    const { state } = pen;
    const box = boxThrough(own ? compose(state.ctm, own) : state.ctm, 0, 0, 1, 1);
    const covers = !state.blended && !state.seeThrough && state.masked !== 'without';
    ink.addImage(box, state.clip, covers, () => page.isOpaque(image));
  };
  const mask = (own?: Matrix): void => {
    if (pen.isHidden()) return;
    const { state } = pen;
    ink.addImage(boxThrough(own ? compose(state.ctm, own) : state.ctm, 0, 0, 1, 1), state.clip, false, () => false);
  };
  return {
    paintImageXObject: (args) => picture(args[0]),
    paintInlineImageXObject: (args) => picture(args[0]),
    paintInlineImageXObjectGroup: (args) => {
      for (const place of placesOf(args[1])) picture(args[0], place);
    },
    paintImageXObjectRepeat: (args) => {
      const scale = [numberAt(args, 1), 0, 0, numberAt(args, 2)] as const;
      for (const place of repeated(scale, args[3])) picture(args[0], place);
    },
    paintImageMaskXObject: () => mask(),
    paintImageMaskXObjectGroup: (args) => {
      for (const place of placesOf(args[0])) mask(place);
    },
    paintImageMaskXObjectRepeat: (args) => {
      const scale = [numberAt(args, 1), numberAt(args, 2), numberAt(args, 3), numberAt(args, 4)] as const;
      for (const place of repeated(scale, args[5])) mask(place);
    },
    paintSolidColorImageMask: () => {
      if (pen.isHidden()) return;
      const { ctm, fill, clip } = pen.state;
      const box = boxThrough(ctm, 0, 0, 1, 1);
      const rulings = rulingsOfBox(box);
      const areas = rulings.length > 0 ? [] : [{ box, rectangle: true }];
      ink.addPath({ rulings, areas, marks: [], strokes: [] }, fill, clip, false);
    },
  };
}
