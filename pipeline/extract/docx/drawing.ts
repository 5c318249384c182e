import { DOCX_TOLERANCES } from '../../../config/limits/markup.ts';
import { chosenBranch, elementsOf, integerOf, type XmlElement } from './xml.ts';

export interface Drawing {
  /** Contents of the text boxes in it, the outer one where they are nested. */
  readonly boxes: readonly XmlElement[];
  /** Pictures large enough to hold a table or a page of text. */
  readonly largePictures: number;
  /** Text that is drawn as a shape (WordArt of old documents). */
  readonly artText: string;
}

const EMU_PER_POINT = 12_700;

/** Looks through a drawing, VML shape or embedded object. Of alternative forms of one drawing, one is taken. */
export function readDrawing(element: XmlElement): Drawing {
  const boxes: XmlElement[] = [];
  const pictures: (readonly [number, number])[] = [];
  let artText = '';
  const visit = (node: XmlElement, size: readonly [number, number]) => {
    if (node.name === 'w:txbxContent') {
      boxes.push(node);
      return;
    }
    if (node.name === 'a:blip' || node.name === 'v:imagedata') pictures.push(size);
    if (node.name === 'v:textpath') artText += node.attributes.string ?? '';
    const inner = declaredSize(node) ?? size;
    const children = node.name === 'mc:AlternateContent' ? [chosenBranch(node)] : elementsOf(node);
    for (const child of children) if (child !== null) visit(child, inner);
  };
  visit(element, [0, 0]);
  const { largePictureWidthPt, largePictureHeightPt } = DOCX_TOLERANCES;
  return {
    boxes,
    largePictures: pictures.filter(([w, h]) => w >= largePictureWidthPt && h >= largePictureHeightPt).length,
    artText,
  };
}

/** Width and height in points that a drawing frame or a VML shape declares for what is in it. */
function declaredSize(node: XmlElement): readonly [number, number] | null {
  if (node.name === 'wp:inline' || node.name === 'wp:anchor') {
    const extent = elementsOf(node).find((e) => e.name === 'wp:extent');
    const width = integerOf(extent?.attributes.cx);
    const height = integerOf(extent?.attributes.cy);
    return width === null || height === null ? null : [width / EMU_PER_POINT, height / EMU_PER_POINT];
  }
  const style = node.name.startsWith('v:') ? node.attributes.style : undefined;
  return style === undefined ? null : [cssPoints(style, 'width'), cssPoints(style, 'height')];
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
