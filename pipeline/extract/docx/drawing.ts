import { DOCX_TOLERANCES } from '../../../config/limits/markup.ts';
import { mayHoldText } from '../pictures.ts';
import type { PictureReference } from './content.ts';
import { childOf, chosenBranch, elementsOf, integerOf, type XmlElement } from './xml.ts';

export interface Drawing {
  /** Contents of the text boxes in it, the outer one where they are nested. */
  readonly boxes: readonly XmlElement[];
  /** Pictures large enough to hold a table or a page of text. */
  readonly pictures: readonly PictureReference[];
  /** It shows a sign in the line of text that is no text: a small picture. */
  readonly hasOtherInk: boolean;
  /** Objects and charts that no picture shows. */
  readonly embedded: number;
  /** Text that is drawn as a shape (WordArt of old documents). */
  readonly artText: string;
}

const EMU_PER_POINT = 12_700;
/** Thousandths of a percent, in which a drawing states what is cut off. */
const CUT_UNITS = 100_000;
/** 65,536ths, in which VML does. */
const VML_CUT_UNITS = 65_536;

/** Charts and diagrams, whose words stand in parts of their own. */
const DRAWN_FROM_DATA = /\/(?:chart|chartex|diagram)$/;

interface Frame {
  readonly widthPt: number;
  readonly heightPt: number;
  /** What is cut off the picture in it. */
  readonly cropped: PictureReference['cropped'] | null;
}

/** Looks through a drawing, VML shape or embedded object. Of alternative forms of one drawing, one is taken. */
export function readDrawing(element: XmlElement): Drawing {
  const boxes: XmlElement[] = [];
  const pictures: PictureReference[] = [];
  let small = 0;
  let shown = 0;
  let drawn = 0;
  let artText = '';
  const visit = (node: XmlElement, frame: Frame) => {
    if (node.name === 'w:txbxContent') {
      boxes.push(node);
      return;
    }
    const relationship = pictureOf(node);
    if (relationship !== null) {
      shown++;
      const { widthPt, heightPt } = frame;
      const cropped = node.name === 'v:imagedata' ? cutOfVml(node) : frame.cropped;
      if (widthPt > 0 && heightPt > 0 && mayHoldText(frame)) {
        pictures.push({ relationship, widthPt, heightPt, ...(cropped ? { cropped } : {}) });
      } else if (heightPt < DOCX_TOLERANCES.sealHeightPt) small++;
    }
    if (node.name === 'a:graphicData' && DRAWN_FROM_DATA.test(node.attributes.uri ?? '')) drawn++;
    if (node.name === 'v:textpath') artText += node.attributes.string ?? '';
    const inner = frameOf(node, frame);
    const children = node.name === 'mc:AlternateContent' ? [chosenBranch(node)] : elementsOf(node);
    for (const child of children) if (child !== null) visit(child, inner);
  };
  visit(element, { widthPt: 0, heightPt: 0, cropped: null });
  const isBareObject = element.name === 'w:object' && shown === 0 && boxes.length === 0;
  return { boxes, pictures, hasOtherInk: small > 0, embedded: drawn + (isBareObject ? 1 : 0), artText };
}

/** The relationship that names the picture of a DrawingML or VML element; null for other elements. */
function pictureOf(node: XmlElement): string | null {
  if (node.name === 'a:blip') return node.attributes['r:embed'] ?? node.attributes['r:link'] ?? '';
  if (node.name === 'v:imagedata') return node.attributes['r:id'] ?? node.attributes['o:relid'] ?? '';
  return null;
}

const share = (value: string | undefined, units: number): number =>
  Math.min(1, Math.max(0, (integerOf(value) ?? 0) / units));

/** What VML cuts off a picture, in parts of its sides or in 65,536ths. */
function cutOfVml({ attributes }: XmlElement): PictureReference['cropped'] | null {
  const side = (name: string): number => {
    const value = attributes[name] ?? '0';
    return value.endsWith('f')
      ? share(value.slice(0, -1), VML_CUT_UNITS)
      : Math.min(1, Math.max(0, Number(value) || 0));
  };
  return some({ left: side('cropleft'), top: side('croptop'), right: side('cropright'), bottom: side('cropbottom') });
}

const cutOfRect = ({ attributes }: XmlElement): PictureReference['cropped'] | null =>
  some({
    left: share(attributes.l, CUT_UNITS),
    top: share(attributes.t, CUT_UNITS),
    right: share(attributes.r, CUT_UNITS),
    bottom: share(attributes.b, CUT_UNITS),
  });

const some = (cut: NonNullable<PictureReference['cropped']>): PictureReference['cropped'] | null =>
  Object.values(cut).some((side) => side > 0) ? cut : null;

/** The frame for what is in an element: width and height in points that it declares, else those around it. */
function frameOf(node: XmlElement, around: Frame): Frame {
  const rect = childOf(node, 'a:srcRect');
  if (rect !== null) return { ...around, cropped: cutOfRect(rect) };
  if (node.name === 'wp:inline' || node.name === 'wp:anchor') {
    const extent = childOf(node, 'wp:extent');
    const width = integerOf(extent?.attributes.cx);
    const height = integerOf(extent?.attributes.cy);
    return width === null || height === null
      ? around
      : { ...around, widthPt: width / EMU_PER_POINT, heightPt: height / EMU_PER_POINT };
  }
  const style = node.name.startsWith('v:') ? node.attributes.style : undefined;
  if (style === undefined) return around;
  return { ...around, widthPt: cssPoints(style, 'width'), heightPt: cssPoints(style, 'height') };
}

const POINTS_PER_UNIT = new Map([
  ['pt', 1],
  ['in', 72],
  ['cm', 72 / 2.54],
  ['mm', 72 / 25.4],
  ['px', 0.75],
]);

function cssPoints(style: string, property: string): number {
  const match = new RegExp(`(?:^|;)\\s*${property}:\\s*([\\d.]{1,12})(pt|in|cm|mm|px)?`).exec(style);
  return match === null ? 0 : Number.parseFloat(match[1] ?? '') * (POINTS_PER_UNIT.get(match[2] ?? 'px') ?? 1);
}
