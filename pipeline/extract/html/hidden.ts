import { HTML_TOLERANCES } from '../../../config/limits/markup.ts';
import type { Paragraph } from '../../contracts/grid.ts';
import type { Declarations } from './declarations.ts';

/** What an element passes on to its children, as far as it bears on what a reader sees. */
export interface Inherited {
  readonly isInvisible: boolean;
  readonly hasTinyFont: boolean;
  readonly colour: string;
  /** Of the nearest element that has one; 'none' where nothing behind the text is coloured. */
  readonly background: string;
  readonly alignment: Paragraph['alignment'];
  readonly isPreformatted: boolean;
}

export const INITIAL: Inherited = {
  isInvisible: false,
  hasTinyFont: false,
  colour: '',
  background: 'none',
  alignment: null,
  isPreformatted: false,
};

type Attributes = Readonly<Record<string, string>>;

const OFF_SCREEN = /^-\d{3,}(?:\.\d+)?(?:px|pt|em|rem|%)?$/;
const ZERO = /^0+(?:\.0+)?(?:px|pt|em|rem|%)?$/;
const EMPTY_CLIP = /^(?:rect\(\s*(?:0|1px)(?:px)?[\s,]+(?:0|1px)|inset\(\s*(?:50|100)%|circle\(\s*0)/;

/** Whether a box and all in it is out of sight: no box, out of the window, clipped away, fully transparent. */
export function isHiddenBox(attributes: Attributes, declarations: Declarations): boolean {
  const value = (property: string): string => declarations.get(property)?.value ?? '';
  const display = value('display');
  if (display === 'none' || (attributes.hidden !== undefined && display === '')) return true;
  if (ZERO.test(value('opacity')) || value('mso-hide') === 'all') return true;
  if (OFF_SCREEN.test(value('text-indent'))) return true;
  if (
    /^(?:absolute|fixed)$/.test(value('position')) &&
    (OFF_SCREEN.test(value('left')) || OFF_SCREEN.test(value('top')))
  )
    return true;
  const hasNoSize = ZERO.test(value('height')) || ZERO.test(value('max-height')) || ZERO.test(value('width'));
  if (hasNoSize && /^(?:hidden|clip)$/.test(value('overflow'))) return true;
  return (
    EMPTY_CLIP.test(value('clip')) || EMPTY_CLIP.test(value('clip-path')) || /scale\(\s*0\s*\)/.test(value('transform'))
  );
}

export const isStruckOut = (declarations: Declarations): boolean =>
  /line-through/.test(
    `${declarations.get('text-decoration')?.value ?? ''} ${declarations.get('text-decoration-line')?.value ?? ''}`,
  );

const WHITE = 'rgb(255,255,255)';
const NAMED: Readonly<Record<string, string>> = { white: WHITE, black: 'rgb(0,0,0)', transparent: 'transparent' };

/** A colour in one notation, so that equal colours compare equal. */
function colourOf(text: string): string {
  const value = text.trim().toLowerCase().replace(/\s+/g, '');
  const hex = /^#?([0-9a-f]{3}|[0-9a-f]{6})$/.exec(value)?.[1];
  if (hex !== undefined && (value.startsWith('#') || hex.length === 6)) {
    const six = hex.length === 3 ? [...hex].map((digit) => digit + digit).join('') : hex;
    return `rgb(${[0, 2, 4].map((at) => Number.parseInt(six.slice(at, at + 2), 16)).join(',')})`;
  }
  if (/^rgba\(.*,0(?:\.0+)?\)$/.test(value)) return 'transparent';
  return NAMED[value] ?? value.replace(/^rgba\((.*),1(?:\.0+)?\)$/, 'rgb($1)');
}

function backgroundOf(attributes: Attributes, declarations: Declarations): string | null {
  if (attributes.background || declarations.has('background-image')) return 'image';
  const shorthand = declarations.get('background')?.value ?? '';
  if (/url\(|gradient\(/.test(shorthand)) return 'image';
  const stated =
    declarations.get('background-color')?.value ??
    (shorthand === '' ? attributes.bgcolor : shorthand.split(/\s+(?![^(]*\))/)[0]);
  if (!stated || /^(?:none|inherit|initial|unset)$/.test(stated)) return null;
  const colour = colourOf(stated);
  return colour === 'transparent' ? null : colour;
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
  inherited: Inherited,
): Paragraph['alignment'] {
  const stated =
    declarations.get('text-align')?.value ?? (tag === 'table' ? undefined : attributes.align?.trim().toLowerCase());
  if (stated !== undefined && stated in ALIGNMENTS) return ALIGNMENTS[stated] ?? null;
  if (tag === 'center') return 'center';
  return tag === 'table' || tag === 'td' || tag === 'th' ? null : inherited.alignment;
}

function tinyFont(tag: string, attributes: Attributes, declarations: Declarations, inherited: Inherited): boolean {
  const stated = declarations.get('font-size')?.value;
  if (stated !== undefined)
    return ZERO.test(stated) || (inherited.hasTinyFont && /(?:em|%)$/.test(stated) && !stated.endsWith('rem'));
  return inherited.hasTinyFont && !(tag === 'font' && attributes.size !== undefined);
}

/** What the children of an element inherit from it. */
export function inherit(
  tag: string,
  attributes: Attributes,
  declarations: Declarations,
  inherited: Inherited,
): Inherited {
  const visibility = declarations.get('visibility')?.value;
  const colour = declarations.get('color')?.value ?? (tag === 'font' ? attributes.color : undefined);
  const whiteSpace = declarations.get('white-space')?.value;
  return {
    isInvisible: visibility === undefined ? inherited.isInvisible : /^(?:hidden|collapse)$/.test(visibility),
    hasTinyFont: tinyFont(tag, attributes, declarations, inherited),
    colour: colour === undefined || colour === 'inherit' ? inherited.colour : colourOf(colour),
    background: backgroundOf(attributes, declarations) ?? inherited.background,
    alignment: alignmentOf(tag, attributes, declarations, inherited),
    isPreformatted:
      whiteSpace === undefined
        ? inherited.isPreformatted || tag === 'pre' || tag === 'xmp' || tag === 'plaintext' || tag === 'listing'
        : /^(?:pre|pre-wrap|pre-line|break-spaces)$/.test(whiteSpace),
  };
}

/**
 * Whether text of these styles is out of sight. White on nothing counts only where no style sheet outside the file
 * could have coloured what is behind it.
 */
export function isHiddenText(styles: Inherited, hasForeignStyles: boolean): boolean {
  if (styles.isInvisible || styles.hasTinyFont || styles.colour === 'transparent') return true;
  if (styles.colour === '') return false;
  return styles.background === 'none'
    ? styles.colour === WHITE && !hasForeignStyles
    : styles.colour === styles.background;
}

/** Whether hidden content is so much of a page that a script must be meant to show it. */
export const isMainContent = (characters: number, ofPage: number): boolean =>
  characters >= HTML_TOLERANCES.leastMainCharacters && characters >= ofPage * HTML_TOLERANCES.mainShare;
