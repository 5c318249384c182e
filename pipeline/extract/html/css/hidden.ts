import { VISIBILITY } from '../../../../config/limits/markup.ts';
import { isSameColour, isTransparent, WHITE } from './colours.ts';
import type { Declarations } from './declarations.ts';
import type { ComputedStyle } from './inherit.ts';
import { type Measure, pixelsOf } from './lengths.ts';

type Attributes = Readonly<Record<string, string>>;

/** How an element is out of sight: by what the page itself states, or only by rules that stand in for foreign ones. */
export type Hiding = 'stated' | 'assumed';

/** Reads one property of a set of declarations, '' where it has none. */
const reader =
  (declarations: Declarations) =>
  (property: string): string =>
    declarations.get(property)?.value ?? '';
type Read = ReturnType<typeof reader>;

const hasNoBox = (attributes: Attributes, read: Read): boolean =>
  read('display') === 'none' ||
  (attributes.hidden !== undefined && read('display') === '') ||
  read('content-visibility') === 'hidden' ||
  read('mso-hide') === 'all';

/** Box beyond the left or upper edge of the page, or so far to the right that no window reaches it. */
function isOffPage(read: Read, measure: Measure): boolean {
  const px = (text: string): number => pixelsOf(text, { ...measure, wholePx: 1280 }) ?? 0;
  if (px(read('text-indent')) <= -VISIBILITY.offPagePx) return true;
  const isCut = /hidden|clip/.test(read('overflow'));
  if (isCut && /^\d{3,}%$/.test(read('text-indent'))) return true;
  const far = VISIBILITY.offPageByMarginPx;
  if (/^(?:absolute|fixed|relative|sticky)$/.test(read('position'))) {
    const [top = '', right = top, bottom = top, left = right] = read('inset').split(/\s+/);
    const near = read('position') === 'relative' ? far : VISIBILITY.offPagePx;
    if (px(read('left') || left) <= -near || px(read('top') || top) <= -near) return true;
    if (px(read('right') || right) <= -far || px(read('bottom') || bottom) <= -far) return true;
    if (px(read('left') || left) >= far * 2) return true;
  }
  const [marginTop = '', marginRight = marginTop, , marginLeft = marginRight] = read('margin').split(/\s+/);
  if (px(read('margin-left') || marginLeft) <= -far || px(read('margin-top') || marginTop) <= -far) return true;
  const shifts = [...read('transform').matchAll(/translate(?:3d|x|y)?\(([^()]*)\)/g)].flatMap(([, list]) =>
    (list ?? '').split(','),
  );
  return [...shifts, ...read('translate').split(/\s+/)].some((shift) => Math.abs(px(shift.trim())) >= far);
}

/** Box without area that cuts off what is beyond it. */
function hasNoSize(read: Read, measure: Measure): boolean {
  const cuts = (axis: 'x' | 'y'): boolean =>
    /^(?:hidden|clip)$/.test(
      read(`overflow-${axis}`) || (read('overflow').split(/\s+/)[axis === 'x' ? 0 : 1] ?? read('overflow')),
    );
  const isNothing = (property: string): boolean => {
    const size = pixelsOf(read(property), { ...measure, wholePx: 1280 });
    return size !== null && size < VISIBILITY.leastBoxPx;
  };
  const width = isNothing('width') || isNothing('max-width');
  const height = isNothing('height') || isNothing('max-height');
  return (width && cuts('x')) || (height && cuts('y'));
}

/** Twice the area within a polygon whose points are given in one unit each. */
function polygonArea(points: readonly (readonly [number, number])[]): number {
  return Math.abs(
    points.reduce((sum, [x, y], i) => {
      const [nextX, nextY] = points[(i + 1) % points.length] ?? [x, y];
      return sum + x * nextY - nextX * y;
    }, 0),
  );
}

/** Clip without area. @source CSS Masking 1: `clip` bears on absolutely positioned boxes only */
function isClippedAway(read: Read, measure: Measure): boolean {
  const px = (text: string): number => pixelsOf(text, { ...measure, wholePx: 100 }) ?? Number.NaN;
  const rect = /^rect\(([^()]*)\)$/
    .exec(read('clip'))?.[1]
    ?.split(/[\s,]+/)
    .filter((part) => part !== '');
  if (rect !== undefined && /^(?:absolute|fixed)$/.test(read('position'))) {
    const [top = Number.NaN, right = Number.NaN, bottom = Number.NaN, left = Number.NaN] = rect.map(px);
    if (bottom - top < VISIBILITY.leastBoxPx || right - left < VISIBILITY.leastBoxPx) return true;
  }
  const path = read('clip-path') || read('-webkit-clip-path');
  const [, shape, argument = ''] = /^(inset|circle|ellipse|polygon)\(([^()]*)\)/.exec(path) ?? [];
  switch (shape) {
    case 'inset': {
      const [top = '0', right = top, bottom = top, left = right] = (argument.split(/\s+round\s+/)[0] ?? '')
        .trim()
        .split(/\s+/);
      const share = (a: string, b: string): boolean => a.endsWith('%') && px(a) + (b.endsWith('%') ? px(b) : 0) >= 100;
      return share(top, bottom) || share(left, right);
    }
    case 'circle':
    case 'ellipse':
      return (argument.split(/\s+at\s+/)[0] ?? '')
        .trim()
        .split(/\s+/)
        .some((radius) => px(radius) === 0);
    case 'polygon': {
      const points = argument
        .replace(/^\s*(?:evenodd|nonzero)\s*,/, '')
        .split(',')
        .map((point): [number, number] => {
          const [x = Number.NaN, y = Number.NaN] = point.trim().split(/\s+/).map(px);
          return [x, y];
        });
      return polygonArea(points) < VISIBILITY.leastBoxPx;
    }
    default:
      return false;
  }
}

/** Box that is scaled to nothing or seen from its edge. */
function isFlattened(read: Read): boolean {
  const factors = [...read('transform').matchAll(/scale(?:3d|x|y)?\(([^()]*)\)/g)].flatMap(([, list]) =>
    (list ?? '').split(','),
  );
  const scales = [...factors, ...read('scale').split(/\s+/)]
    .map(Number.parseFloat)
    .filter((scale) => !Number.isNaN(scale));
  return (
    scales.some((scale) => Math.abs(scale) < VISIBILITY.leastScale) || /rotate[xy]\(\s*90deg/.test(read('transform'))
  );
}

/** Faint text aslant that lets the pointer through to what it is laid over. @source watermark.js */
const isWatermark = (read: Read): boolean =>
  read('pointer-events') === 'none' &&
  /rotatez?\(/.test(read('transform')) &&
  Number.parseFloat(read('opacity')) <= VISIBILITY.watermarkOpacity;

const isOutOfSight = (attributes: Attributes, declarations: Declarations, measure: Measure): boolean => {
  const read = reader(declarations);
  return (
    hasNoBox(attributes, read) ||
    isOffPage(read, measure) ||
    hasNoSize(read, measure) ||
    isClippedAway(read, measure) ||
    isFlattened(read) ||
    isWatermark(read)
  );
};

/** How a box and all in it is out of sight: no box, off the page, without size, clipped away; null where it is seen. */
export function hidingOfBox(attributes: Attributes, declarations: Declarations, style: ComputedStyle): Hiding | null {
  if (declarations.size === 0 && attributes.hidden === undefined) return null;
  const measure = { fontPx: style.fontPx, wholePx: null };
  if (!isOutOfSight(attributes, declarations, measure)) return null;
  const stated = new Map([...declarations].filter(([, { isAssumed }]) => !isAssumed));
  return isOutOfSight(attributes, stated, measure) ? 'stated' : 'assumed';
}

/**
 * Whether text of these styles is out of sight: invisible, faint, of no size, of the colour of what is behind it. White
 * on nothing counts only where no style sheet outside the file could have coloured what is behind it.
 */
export function isHiddenText(style: ComputedStyle, hasForeignStyles: boolean): boolean {
  const { colour, background } = style;
  if (style.isInvisible || style.opacity < VISIBILITY.leastOpacity || style.fontPx < VISIBILITY.leastFontPx)
    return true;
  if (colour === null) return false;
  if (isTransparent(colour)) return true;
  if (background === 'picture') return false;
  return background === null ? isSameColour(colour, WHITE) && !hasForeignStyles : isSameColour(colour, background);
}

/**
 * Whether an element waits, in its place on the page, for the reader to scroll to it, when a script fades it in: it
 * carries the marks of one of the libraries that do so.
 * @source WOW.js (class wow, animation-name), AOS (data-aos), ScrollReveal (data-sr-id), Animate.css
 */
export const isAwaitingScroll = (attributes: Attributes, declarations: Declarations): boolean =>
  declarations.get('animation-name')?.value === 'none' ||
  /(?:^|\s)(?:wow|aos-init|scroll-reveal|animate__animated)(?:\s|$)/.test(attributes.class ?? '') ||
  [
    'data-aos',
    'data-sr-id',
    'data-sr',
    'data-wow-delay',
    'data-wow-duration',
    'data-scroll-reveal',
    'data-animate',
  ].some((name) => attributes[name] !== undefined);

export const isStruckOut = (declarations: Declarations): boolean =>
  /line-through/.test(
    `${declarations.get('text-decoration')?.value ?? ''} ${declarations.get('text-decoration-line')?.value ?? ''}`,
  );
