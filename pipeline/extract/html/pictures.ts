import { HTML_TOLERANCES } from '../../../config/limits/markup.ts';
import type { ShownPicture } from '../pictures.ts';
import { statedSide } from './drawn.ts';
import { isSectionHeading } from './form-words.ts';
import { dataOf } from './frames.ts';
import { isStatutory } from './linear.ts';
import type { Piece } from './pieces.ts';
import type { VisibleElement } from './visible-element.ts';

/** Programs and files that stand in a page are told as what it leads to. */
const isPicture = ({ tag }: VisibleElement): boolean => !/^(?:embed|object|applet|video)$/.test(tag);

/** Icons, bullets and spacers state that they are small; one that states nothing may be large. */
export const isLarge = (picture: VisibleElement): boolean =>
  (['width', 'height'] as const).every(
    (side) => (statedSide(picture, side) ?? Number.POSITIVE_INFINITY) >= HTML_TOLERANCES.pictureSide,
  );

const statesSize = (picture: VisibleElement): boolean =>
  (['width', 'height'] as const).every((side) => statedSide(picture, side) !== null);

const isInLink = ({ tag, parent }: VisibleElement): boolean => tag === 'a' || (parent !== null && isInLink(parent));

/**
 * Pictures that may hold a part of the report: the large ones between its headings and tables; where the page has none
 * of these, all large ones that lead nowhere else.
 */
export function picturesOfReport(
  pieces: readonly Piece[],
  drawn: readonly VisibleElement[],
): readonly VisibleElement[] {
  const pictures = drawn.filter(isPicture);
  const marks = pieces
    .filter((piece) => isStatutory(piece) || (piece.kind === 'paragraph' && isSectionHeading(piece.text)))
    .map(({ element }) => element);
  const last = marks.at(-1);
  const [first] = marks;
  const isInGrid = (picture: VisibleElement): boolean =>
    pieces.some(
      ({ kind, element }) => kind === 'grid' && element.first <= picture.first && picture.first <= element.last,
    );
  if (first === undefined || last === undefined) {
    return pictures.filter((picture) => isLarge(picture) && statesSize(picture) && !isInLink(picture));
  }
  // Pictures behind the last heading belong to its section as far as the part of the page goes that holds the headings.
  const until = last.parent === null ? last.last : last.parent.last;
  return pictures.filter(
    (picture) =>
      isLarge(picture) &&
      picture.first > first.first &&
      picture.first <= until &&
      // a picture in a cell that states no size is a digit or an icon
      (statesSize(picture) || !isInGrid(picture)),
  );
}

const POINTS_PER_PIXEL = 0.75;

/** The file of a picture that is written into the page; null for one outside the file. @source RFC 2397 */
function pictureFile(picture: VisibleElement): Uint8Array | null {
  const address = (picture.attributes.src ?? picture.attributes.data ?? '').trim();
  return /^data:image\//i.test(address) ? dataOf(address) : null;
}

/** A picture as the engines take it. `paragraph`: the one that it stands behind, from 1. */
export const shownPicture = (picture: VisibleElement, paragraph: number): ShownPicture => ({
  bytes: pictureFile(picture),
  widthPt: (statedSide(picture, 'width') ?? 0) * POINTS_PER_PIXEL,
  heightPt: (statedSide(picture, 'height') ?? 0) * POINTS_PER_PIXEL,
  origin: { paragraph },
});
