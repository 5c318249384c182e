import { HTML_LIMITS } from '../../../../config/limits/markup.ts';

export interface Declared {
  readonly value: string;
  readonly important: boolean;
  /** From the rules that stand in for style sheets outside the file: likely, not certain. */
  readonly isAssumed: boolean;
}

/** Property → value, lower case, of the properties that bear on visibility and layout. */
export type Declarations = ReadonlyMap<string, Declared>;

const RELEVANT = new Set([
  'display',
  'visibility',
  'animation-name',
  'opacity',
  'pointer-events',
  'filter',
  'font-size',
  'font',
  '-webkit-text-fill-color',
  'color',
  'background',
  'background-color',
  'background-image',
  'position',
  'left',
  'top',
  'right',
  'bottom',
  'inset',
  'z-index',
  'text-indent',
  'margin',
  'margin-left',
  'margin-top',
  'height',
  'max-height',
  'min-height',
  'width',
  'min-width',
  'max-width',
  'overflow',
  'overflow-x',
  'overflow-y',
  'content-visibility',
  'clip',
  'clip-path',
  '-webkit-clip-path',
  'transform',
  'scale',
  'rotate',
  'translate',
  'mso-hide',
  'mso-text-raise',
  'text-align',
  'text-decoration',
  'text-decoration-line',
  'vertical-align',
  'white-space',
  'direction',
  'unicode-bidi',
  'content',
  'float',
  'flex',
  'flex-basis',
  'flex-grow',
  'flex-direction',
  'flex-flow',
  'flex-wrap',
  'order',
  'grid-template-columns',
  'grid-template',
  'grid-column',
  'grid-column-start',
  'grid-column-end',
  'grid-row',
  'grid-row-start',
  'grid-row-end',
  'grid-area',
  'list-style',
  'list-style-type',
]);

/** Splits at semicolons outside brackets and quotes, as data: addresses have them inside. */
function splitDeclarations(text: string): string[] {
  const parts: string[] = [];
  let quote = '';
  let depth = 0;
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text[i]!;
    if (quote !== '') quote = c === quote ? '' : quote;
    else if (c === '"' || c === "'") quote = c;
    else if (c === '(') depth++;
    else if (c === ')') depth = Math.max(0, depth - 1);
    else if (c === ';' && depth === 0) {
      parts.push(text.slice(start, i));
      start = i + 1;
    }
  }
  parts.push(text.slice(start));
  return parts;
}

/** Reads the relevant declarations of a style attribute or a rule body; a later one replaces an earlier one. */
export function parseDeclarations(text: string, isAssumed = false): Declarations {
  const declarations = new Map<string, Declared>();
  for (const part of splitDeclarations(text.slice(0, HTML_LIMITS.declarationCharacters))) {
    const colon = part.indexOf(':');
    if (colon < 0) continue;
    const property = part.slice(0, colon).trim().toLowerCase();
    if (!RELEVANT.has(property)) continue;
    const written = part.slice(colon + 1).trim();
    // Generated content is text of the page and keeps its letters.
    const stated = property === 'content' ? written : written.toLowerCase();
    const value = stated.replace(/\s*!\s*important$/i, '');
    const important = value.length !== stated.length;
    if (important || !declarations.get(property)?.important)
      declarations.set(property, { value, important, isAssumed });
  }
  return declarations;
}
