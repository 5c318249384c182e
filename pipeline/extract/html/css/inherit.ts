import type { Paragraph } from '../../../contracts/grid.ts';
import { type Colour, isTransparent, parseColour } from './colours.ts';
import type { Declarations } from './declarations.ts';
import { fontSizeOf, fontTagSize } from './lengths.ts';

/** What an element passes on to its children, as far as it bears on what a reader sees. */
export interface ComputedStyle {
  readonly isInvisible: boolean;
  /** Of the element and all around it, 0…1. */
  readonly opacity: number;
  readonly fontPx: number;
  /** Null where nothing states one that is known. */
  readonly colour: Colour | null;
  /** Of the nearest element that has one; null where nothing behind the text is coloured. */
  readonly background: Colour | 'picture' | null;
  readonly alignment: Paragraph['alignment'];
  /** White space and line ends are kept. */
  readonly isPreformatted: boolean;
  /** Characters are set from right to left, digits too. */
  readonly isReversed: boolean;
}

export const INITIAL_STYLE: ComputedStyle = {
  isInvisible: false,
  opacity: 1,
  fontPx: 16,
  colour: null,
  background: null,
  alignment: null,
  isPreformatted: false,
  isReversed: false,
};

type Attributes = Readonly<Record<string, string>>;

const KEEPS = /^(?:inherit|unset)$/;

function backgroundOf(attributes: Attributes, declarations: Declarations): ComputedStyle['background'] {
  const picture = declarations.get('background-image')?.value ?? '';
  const shorthand = declarations.get('background')?.value ?? '';
  if (attributes.background || /url\(|gradient\(/.test(picture + shorthand)) return 'picture';
  const stated =
    declarations.get('background-color')?.value ??
    (shorthand === '' ? attributes.bgcolor : shorthand.split(/\s+(?![^(]*\))/)[0]);
  const colour = stated ? parseColour(stated) : null;
  return colour === null || isTransparent(colour) ? null : colour;
}

const ALIGNMENTS: Readonly<Record<string, Paragraph['alignment']>> = {
  left: 'left',
  start: 'left',
  center: 'center',
  middle: 'center',
  '-webkit-center': 'center',
  right: 'right',
  end: 'right',
  justify: null,
};

function alignmentOf(
  tag: string,
  attributes: Attributes,
  declarations: Declarations,
  inherited: ComputedStyle,
): Paragraph['alignment'] {
  const stated =
    declarations.get('text-align')?.value ?? (tag === 'table' ? undefined : attributes.align?.trim().toLowerCase());
  if (stated !== undefined && stated in ALIGNMENTS) return ALIGNMENTS[stated] ?? null;
  if (tag === 'center') return 'center';
  return tag === 'table' || tag === 'td' || tag === 'th' ? null : inherited.alignment;
}

/** Sizes that tags give of themselves, as a share of the parent's. @source HTML Standard, chapter 15 */
const TAG_SIZES: Readonly<Record<string, number>> = { sup: 1 / 1.2, sub: 1 / 1.2, small: 1 / 1.2, big: 1.2 };

/** Sizes that depend on the root, whose own one a script may set, are never small. */
const bySizeOfRoot = (size: number, stated: string): number =>
  size > 0 && /(?:rem|v[wh]|vmin|vmax)$/.test(stated) ? Math.max(size, 12) : size;

function fontSize(tag: string, attributes: Attributes, declarations: Declarations, parentPx: number): number {
  const shorthand = /(?:^|\s)((?:\d+\.?\d*|\.\d+)(?:px|pt|pc|em|rem|%|vw)?)(?=\s*\/|\s)/.exec(
    declarations.get('font')?.value ?? '',
  )?.[1];
  const stated = declarations.get('font-size')?.value ?? shorthand;
  const size = stated === undefined ? null : fontSizeOf(stated, parentPx);
  if (size !== null) return bySizeOfRoot(size, stated ?? '');
  const tagSize = tag === 'font' && attributes.size !== undefined ? fontTagSize(attributes.size) : null;
  return tagSize ?? parentPx * (TAG_SIZES[tag] ?? 1);
}

/** The share of its light that an element itself keeps, 0…1. */
function ownOpacity(declarations: Declarations): number {
  const share = (text: string | undefined): number => {
    const value = Number.parseFloat(text ?? '');
    return Number.isNaN(value) ? 1 : Math.min(1, Math.max(0, text?.endsWith('%') ? value / 100 : value));
  };
  const filter = /opacity\(\s*([\d.]+%?)\s*\)/.exec(declarations.get('filter')?.value ?? '')?.[1];
  return share(declarations.get('opacity')?.value) * share(filter);
}

const PREFORMATTED_TAGS = new Set(['pre', 'xmp', 'plaintext', 'listing', 'textarea']);

/** What the children of an element inherit from it. */
export function inherit(
  tag: string,
  attributes: Attributes,
  declarations: Declarations,
  inherited: ComputedStyle,
): ComputedStyle {
  const visibility = declarations.get('visibility')?.value;
  const stated =
    declarations.get('-webkit-text-fill-color')?.value ??
    declarations.get('color')?.value ??
    (tag === 'font' ? attributes.color : undefined);
  const whiteSpace = declarations.get('white-space')?.value;
  const direction = declarations.get('direction')?.value ?? attributes.dir?.trim().toLowerCase();
  const isOverride = tag === 'bdo' || /override/.test(declarations.get('unicode-bidi')?.value ?? '');
  return {
    isInvisible:
      visibility === undefined || KEEPS.test(visibility)
        ? inherited.isInvisible
        : /^(?:hidden|collapse)$/.test(visibility),
    opacity: inherited.opacity * ownOpacity(declarations),
    fontPx: fontSize(tag, attributes, declarations, inherited.fontPx),
    colour: stated === undefined || KEEPS.test(stated) ? inherited.colour : parseColour(stated),
    background: backgroundOf(attributes, declarations) ?? inherited.background,
    alignment: alignmentOf(tag, attributes, declarations, inherited),
    isPreformatted:
      whiteSpace === undefined || KEEPS.test(whiteSpace)
        ? inherited.isPreformatted || PREFORMATTED_TAGS.has(tag)
        : /^(?:pre|pre-wrap|pre-line|break-spaces)$/.test(whiteSpace),
    isReversed: isOverride ? direction === 'rtl' : inherited.isReversed,
  };
}
