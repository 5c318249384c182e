import { OFD_LIMITS } from '../../../config/limits/extract.ts';
import { doubt } from '../../contracts/doubt.ts';
import { ConversionError } from '../../contracts/errors.ts';
import type { Box } from '../../contracts/page.ts';
import { BLACK, type Ink, isColoured, luminanceOf } from '../pdf/drawing-state.ts';
import { collectInk } from '../pdf/ink.ts';
import {
  boxThrough,
  centreX,
  centreY,
  compose,
  contains,
  IDENTITY,
  intersection,
  type Matrix,
  matrixFrom,
} from '../pdf/matrix.ts';
import { boundsOf, filledInk, strokedInk } from '../pdf/path-ink.ts';
import type { SeenPage } from '../pdf/seen-page.ts';
import type { OfdPage, Resources } from './package.ts';
import { pathBuffer } from './path-data.ts';
import { placeTextObject } from './text-object.ts';
import { childOf, childrenOf, numberOf, numbersOf, type OfdElement } from './xml.ts';

/** A picture that a page shows, from the unit square to points of the page. */
export interface ShownImage {
  readonly member: string;
  readonly toPage: Matrix;
  readonly box: Box;
}

export interface OfdDrawing {
  readonly seen: SeenPage;
  readonly box: Box;
  readonly images: readonly ShownImage[];
  /** Pictures and drawings that the page shows and the file does not hold. */
  readonly lost: number;
  /** Texts of what is laid over it and is no ink of the report. */
  readonly over: readonly string[];
}

const POINTS_PER_MM = 72 / 25.4;
/** A4 in millimetres, where no page states its size. */
const A4 = [0, 0, 210, 297] as const;
/** Width in millimetres of a line that states none. @source GB/T 33190-2016, 8.5.2 */
const LINE_WIDTH = 0.353;
const OPAQUE = 255;

/** What an object is drawn with where it does not say so itself. */
interface Pen {
  readonly toPage: Matrix;
  /** What is left of the page by the clips so far. */
  readonly clip: Box;
  readonly drawParam: string | undefined;
  readonly alpha: number;
  readonly depth: number;
}

/**
 * Follows the objects of a page and tells what they leave on it for a reader to see.
 * @param isOpaque whether a picture lets nothing through anywhere
 * @throws ConversionError too-complex past the bounds on objects, characters and rules
 * @source GB/T 33190-2016, 8 to 13
 */
export function readOfdDrawing(page: OfdPage, isOpaque: (member: string) => boolean): OfdDrawing {
  const stated = numbersOf(page.box, 4);
  const [x, y, width, height] = stated !== null && stated[2]! > 0 && stated[3]! > 0 ? stated : A4;
  const toPage: Matrix = [POINTS_PER_MM, 0, 0, POINTS_PER_MM, -x! * POINTS_PER_MM, -y! * POINTS_PER_MM];
  const box: Box = [0, 0, width! * POINTS_PER_MM, height! * POINTS_PER_MM];
  const ink = collectInk(box);
  const images: ShownImage[] = [];
  const { resources } = page;
  let objects = 0;
  let lost = 0;

  const follow = (parent: OfdElement, pen: Pen): void => {
    for (const object of parent.children) {
      if (++objects > OFD_LIMITS.objectsPerPage) throw new ConversionError('too-complex', 'too many objects on a page');
      if (object.name === 'Layer' || object.name === 'PageBlock') {
        follow(object, { ...pen, drawParam: object.attributes.DrawParam ?? pen.drawParam });
      } else if (DRAWN.has(object.name)) {
        draw(object, within(object, pen));
      }
    }
  };

  const draw = (object: OfdElement, pen: Pen): void => {
    const hidden = object.attributes.Visible === 'false';
    const style = styleOf(object, pen, resources);
    const { clip } = pen;
    switch (object.name) {
      case 'TextObject': {
        const fills = object.attributes.Fill !== 'false';
        const unseen = hidden || !(fills || object.attributes.Stroke === 'true');
        const glyphs = placeTextObject(object, pen.toPage, resources.fonts.get(object.attributes.Font ?? '') ?? '');
        const paint = fills ? style.fill : style.stroke;
        // programs write clips of another place: what hides a text altogether is not believed
        const isBelieved = glyphs.flat().some(({ bbox }) => contains(clip, centreX(bbox), centreY(bbox)));
        for (const run of glyphs) {
          if (isBelieved) ink.addText(run, paint, clip, unseen);
          else ink.addText(run, paint, box, unseen, [doubt('covered')]);
        }
        return;
      }
      case 'PathObject': {
        if (hidden) return;
        const path = pathBuffer(childOf(object, 'AbbreviatedData')?.text ?? '');
        if (object.attributes.Fill === 'true')
          ink.addPath(filledInk(path, pen.toPage), style.fill, clip, style.fill.solid && clip === box);
        if (object.attributes.Stroke !== 'false')
          ink.addPath(strokedInk(path, pen.toPage, style.lineWidth), style.stroke, clip, false);
        return;
      }
      case 'ImageObject': {
        const member = resources.media.get(object.attributes.ResourceID ?? '');
        if (hidden) return;
        if (member === undefined) {
          lost++;
          return;
        }
        const area = boxThrough(pen.toPage, 0, 0, 1, 1);
        images.push({ member, toPage: pen.toPage, box: area });
        ink.addImage(area, clip, pen.alpha >= OPAQUE, () => isOpaque(member));
        return;
      }
      default: {
        const unit = resources.composites.get(object.attributes.ResourceID ?? '');
        const content = childOf(unit ?? null, 'Content');
        if (hidden) return;
        if (content === null) {
          lost++;
          return;
        }
        if (pen.depth >= OFD_LIMITS.compositeDepth) throw new ConversionError('too-complex', 'composites too deep');
        follow(content, { ...pen, depth: pen.depth + 1 });
      }
    }
  };

  for (const layer of page.layers) {
    const start: Pen = { toPage, clip: box, drawParam: undefined, alpha: OPAQUE, depth: 0 };
    // an annotation has a place of its own
    follow(layer, layer.name === 'Appearance' ? within(layer, start) : start);
  }
  const over = page.laidOver.map(textIn).filter((text) => text !== '');
  return { seen: ink.seen(), box, images, lost, over };
}

/** All that an element says, in its text codes. */
const textIn = (element: OfdElement): string =>
  element.name === 'TextCode' ? element.text.trim() : element.children.map(textIn).join('');

const DRAWN = new Set(['TextObject', 'PathObject', 'ImageObject', 'CompositeObject']);

/** The pen inside an object: its map within its place, and what it is drawn with. */
function within(object: OfdElement, pen: Pen): Pen {
  const [x = 0, y = 0, width = 0, height = 0] = numbersOf(object.attributes.Boundary, 4) ?? [];
  // a picture without a map fills its place
  const otherwise: Matrix = object.name === 'ImageObject' ? [width, 0, 0, height, 0, 0] : IDENTITY;
  const own = matrixFrom(numbersOf(object.attributes.CTM, 6)) ?? otherwise;
  const place = compose(pen.toPage, [1, 0, 0, 1, x, y]);
  const toPage = compose(place, own);
  return {
    toPage,
    clip: clippedBy(childOf(object, 'Clips'), toPage, place, pen.clip),
    drawParam: object.attributes.DrawParam ?? pen.drawParam,
    alpha: (pen.alpha * numberOf(object.attributes.Alpha, OPAQUE)) / OPAQUE,
    depth: pen.depth,
  };
}

/**
 * What is left of a box by clips, as a box: each leaves what one of its areas shows, all together what they share. Text as
 * an area is not followed.
 * @param toPage from the space of the object, and `place` from that before its own map, in which a clip may stand
 * @source GB/T 33190-2016, 8.4
 */
function clippedBy(clips: OfdElement | null, toPage: Matrix, place: Matrix, whole: Box): Box {
  const space = clips?.attributes.TransFlag === 'false' ? place : toPage;
  let left = whole;
  for (const clip of childrenOf(clips, 'Clip')) {
    const shown = childrenOf(clip, 'Area').map((area) => boxOfArea(area, space));
    if (shown.length === 0 || shown.includes(null)) continue;
    const boxes = shown.filter((box) => box !== null);
    const [lefts, tops, rights, bottoms] = ([0, 1, 2, 3] as const).map((side) => boxes.map((box) => box[side]));
    left = intersection(left, [Math.min(...lefts!), Math.min(...tops!), Math.max(...rights!), Math.max(...bottoms!)]);
  }
  return left;
}

function boxOfArea(area: OfdElement, space: Matrix): Box | null {
  const path = childOf(area, 'Path');
  if (path === null) return null;
  const [x = 0, y = 0] = numbersOf(path.attributes.Boundary, 4) ?? [];
  const maps = [numbersOf(area.attributes.CTM, 6), [1, 0, 0, 1, x, y], numbersOf(path.attributes.CTM, 6)];
  const map = maps.reduce<Matrix>((outer, inner) => compose(outer, matrixFrom(inner) ?? IDENTITY), space);
  return boundsOf(pathBuffer(childOf(path, 'AbbreviatedData')?.text ?? ''), map);
}

interface DrawnWith {
  readonly fill: Ink;
  readonly stroke: Ink;
  readonly lineWidth: number;
}

/** Colours and the width of lines: those of the object, else of what it is drawn with and what that follows. */
function styleOf(object: OfdElement, pen: Pen, { drawParams }: Resources): DrawnWith {
  const sources: OfdElement[] = [object];
  let next = pen.drawParam;
  while (next !== undefined && sources.length <= OFD_LIMITS.compositeDepth) {
    const param = drawParams.get(next);
    if (param === undefined) break;
    sources.push(param);
    next = param.attributes.Relative;
  }
  const first = (name: string): OfdElement | null =>
    sources.map((source) => childOf(source, name)).find((colour) => colour !== null) ?? null;
  const lineWidth = sources.map(({ attributes }) => numberOf(attributes.LineWidth, 0)).find((width) => width > 0);
  return {
    fill: inkOf(first('FillColor'), pen.alpha),
    stroke: inkOf(first('StrokeColor'), pen.alpha),
    lineWidth: lineWidth ?? LINE_WIDTH,
  };
}

/** A colour as it is painted; patterns and shadings count as grey and may have holes. @source GB/T 33190-2016, 8.3 */
function inkOf(colour: OfdElement | null, alpha: number): Ink {
  const opacity = (alpha / OPAQUE) * (numberOf(colour?.attributes.Alpha, OPAQUE) / OPAQUE);
  if (colour === null) return { ...BLACK, opacity };
  if (colour.children.length > 0) return { luminance: 0.5, opacity, solid: false, coloured: false };
  const { Value: value } = colour.attributes;
  const grey = numbersOf(value, 1);
  const cmyk = numbersOf(value, 4);
  const rgb =
    cmyk !== null
      ? cmyk.slice(0, 3).map((c) => ((OPAQUE - c) * (OPAQUE - cmyk[3]!)) / OPAQUE)
      : grey !== null
        ? [grey[0]!, grey[0]!, grey[0]!]
        : (numbersOf(value, 3) ?? [0, 0, 0]);
  const hex = `#${rgb
    .map((c) =>
      Math.round(Math.min(OPAQUE, Math.max(0, c)))
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
  return { luminance: luminanceOf(hex), opacity, solid: true, coloured: isColoured(hex) };
}
