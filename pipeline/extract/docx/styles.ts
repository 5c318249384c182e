import type { Paragraph } from '../../contracts/grid.ts';
import { childOf, childrenOf, elementsOf, integerOf, isOn, parseXml, propertyOf, type XmlElement } from './xml.ts';

/** What pPr and rPr say that matters to a reader; null where nothing is said. */
export interface ParagraphProperties {
  readonly alignment: Paragraph['alignment'];
  /** 0…8, 9 for body text. */
  readonly outlineLevel: number | null;
  /** Numbering instance; 0 takes numbering away. */
  readonly numberingId: number | null;
  readonly numberingLevel: number | null;
}
export interface RunProperties {
  readonly hidden: boolean | null;
  /** Set above or below the line in small type. */
  readonly script: 'superscript' | 'subscript' | 'baseline' | null;
  /** Moved up from the line, down where negative, in half points. */
  readonly raisedBy: number | null;
  /** Size of type in half points. */
  readonly size: number | null;
  /** Six hex digits; `auto` for black or white as the ground asks. */
  readonly colour: string | null;
  /** What the run itself is printed on; `auto` for the page. */
  readonly ground: string | null;
  /** Colour of a marker over it; `unknown` for one that nothing vanishes in. */
  readonly marker: string | null;
  /** Crossed out: a deletion by hand. */
  readonly struck: boolean | null;
}

export interface ResolvedStyle extends ParagraphProperties, RunProperties {
  /** Names of the style and of those it is based on, nearest first, in lower case. */
  readonly names: readonly string[];
  /** Style of the chain that brought the numbering, as the numbering levels name it. */
  readonly numberingStyleId: string | null;
}
export interface StyleSheet {
  readonly of: (type: 'paragraph' | 'character', styleId: string | null) => ResolvedStyle;
  /** Whether a style of tables may print text on a ground of its own. */
  readonly shadesTables: (styleId: string | null) => boolean;
}

interface DeclaredStyle extends ParagraphProperties, RunProperties {
  readonly id: string;
  readonly name: string;
  readonly basedOn: string | null;
  readonly shades: boolean;
}

const ALIGNMENTS = new Map<string, Paragraph['alignment']>([
  ['left', 'left'],
  ['start', 'left'],
  ['both', 'left'],
  ['center', 'center'],
  ['right', 'right'],
  ['end', 'right'],
]);

export function paragraphProperties(pPr: XmlElement | null): ParagraphProperties {
  const numbering = childOf(pPr, 'w:numPr');
  return {
    alignment: ALIGNMENTS.get(propertyOf(pPr, 'w:jc') ?? '') ?? null,
    outlineLevel: integerOf(propertyOf(pPr, 'w:outlineLvl')),
    numberingId: integerOf(propertyOf(numbering, 'w:numId')),
    numberingLevel: integerOf(propertyOf(numbering, 'w:ilvl')),
  };
}

type MutableRunProperties = { -readonly [Name in keyof RunProperties]: RunProperties[Name] };

/** Colours of markers that print can vanish in. @source ECMA-376 part 1, 17.18.40 */
const HIGHLIGHTS = new Map([
  ['black', '000000'],
  ['white', 'FFFFFF'],
  ['red', 'FF0000'],
  ['yellow', 'FFFF00'],
  ['blue', '0000FF'],
  ['green', '00FF00'],
]);

const SCRIPTS = new Map<string, RunProperties['script']>([
  ['superscript', 'superscript'],
  ['subscript', 'subscript'],
]);

/** Fill of a shading as six hex digits, `auto` for none; a pattern over it is a ground of its own. */
export function groundOf(shading: XmlElement | null): string | null {
  if (shading === null) return null;
  const { 'w:val': pattern = 'clear', 'w:fill': fill = 'auto' } = shading.attributes;
  return /^(?:clear|nil)$/.test(pattern) ? fill : 'pattern';
}

/** One pass over the properties of a run, for a report has ten thousand runs. */
export function runProperties(rPr: XmlElement | null): RunProperties {
  if (rPr === null) return NO_RUN_PROPERTIES;
  const read: MutableRunProperties = { ...NO_RUN_PROPERTIES };
  for (const property of elementsOf(rPr)) {
    const value = property.attributes['w:val'];
    switch (property.name) {
      case 'w:vanish':
        read.hidden = isOn(property);
        break;
      case 'w14:textFill':
        if (childOf(property, 'w14:noFill') !== null) read.hidden = true;
        break;
      case 'w:strike':
        read.struck = isOn(property);
        break;
      case 'w:dstrike':
        read.struck ??= isOn(property);
        break;
      case 'w:vertAlign':
        read.script = SCRIPTS.get(value ?? '') ?? 'baseline';
        break;
      case 'w:position':
        read.raisedBy = integerOf(value);
        break;
      case 'w:sz':
        read.size = integerOf(value);
        break;
      case 'w:color':
        read.colour = value ?? null;
        break;
      case 'w:shd':
        read.ground ??= groundOf(property);
        break;
      case 'w:highlight':
        if (value !== 'none') read.marker = HIGHLIGHTS.get(value ?? '') ?? 'unknown';
        break;
    }
  }
  return read;
}

const NO_RUN_PROPERTIES: RunProperties = {
  hidden: null,
  script: null,
  raisedBy: null,
  size: null,
  colour: null,
  ground: null,
  marker: null,
  struck: null,
};

const NOTHING: ResolvedStyle = {
  ...paragraphProperties(null),
  ...NO_RUN_PROPERTIES,
  names: [],
  numberingStyleId: null,
};

/** Style definitions with inheritance resolved: what a paragraph or run of a style gets before its own properties. */
export function readStyleSheet(stylesXml: string | null): StyleSheet {
  const root = stylesXml === null ? null : parseXml(stylesXml);
  const declared = new Map<string, DeclaredStyle>();
  let defaultParagraphStyle: string | null = null;
  for (const style of childrenOf(root, 'w:style')) {
    const type = style.attributes['w:type'] ?? 'paragraph';
    const id = style.attributes['w:styleId'] ?? '';
    declared.set(`${type} ${id}`, {
      id,
      name: (propertyOf(style, 'w:name') ?? '').toLowerCase(),
      basedOn: propertyOf(style, 'w:basedOn'),
      ...paragraphProperties(childOf(style, 'w:pPr')),
      ...runProperties(childOf(style, 'w:rPr')),
      shades: type === 'table' && isShaded(style),
    });
    if (type === 'paragraph' && /^(?:1|true|on)$/.test(style.attributes['w:default'] ?? ''))
      defaultParagraphStyle ??= id;
  }
  const defaults = childOf(root, 'w:docDefaults');
  const base: ResolvedStyle = {
    ...NOTHING,
    ...runProperties(childOf(childOf(defaults, 'w:rPrDefault'), 'w:rPr')),
    alignment: paragraphProperties(childOf(childOf(defaults, 'w:pPrDefault'), 'w:pPr')).alignment,
  };

  const resolved = new Map<string, ResolvedStyle>();
  const of: StyleSheet['of'] = (type, styleId) => {
    const id = styleId ?? (type === 'paragraph' ? defaultParagraphStyle : null);
    const key = `${type} ${id}`;
    const known = resolved.get(key);
    if (known !== undefined) return known;
    const style = inheritance(declared, type, id).reduceRight(inherit, type === 'paragraph' ? base : NOTHING);
    resolved.set(key, style);
    return style;
  };
  return { of, shadesTables: (styleId) => inheritance(declared, 'table', styleId).some((style) => style.shades) };
}

const isShaded = (element: XmlElement): boolean =>
  elementsOf(element).some((child) => (child.name === 'w:shd' ? !isPaper(groundOf(child)) : isShaded(child)));

/** Whether a ground is that of the page. */
export const isPaper = (ground: string | null): boolean => ground === null || ground === 'auto' || isWhite(ground);

/** White, or so near it that print in it is not seen on paper. */
export const isWhite = (colour: string | null): boolean => colour !== null && /^(?:f[0-9a-f]){3}$/i.test(colour);

/** The style and those it is based on, nearest first; a circle ends where it closes. */
function inheritance(
  declared: ReadonlyMap<string, DeclaredStyle>,
  type: string,
  styleId: string | null,
): readonly DeclaredStyle[] {
  const chain: DeclaredStyle[] = [];
  for (let id = styleId; id !== null; ) {
    const style = declared.get(`${type} ${id}`);
    if (style === undefined || chain.includes(style)) break;
    chain.push(style);
    id = style.basedOn;
  }
  return chain;
}

function inherit(above: ResolvedStyle, style: DeclaredStyle): ResolvedStyle {
  return {
    alignment: style.alignment ?? above.alignment,
    outlineLevel: style.outlineLevel ?? above.outlineLevel,
    numberingId: style.numberingId ?? above.numberingId,
    numberingLevel: style.numberingLevel ?? above.numberingLevel,
    numberingStyleId: style.numberingId === null ? above.numberingStyleId : style.id,
    hidden: style.hidden ?? above.hidden,
    script: style.script ?? above.script,
    raisedBy: style.raisedBy ?? above.raisedBy,
    size: style.size ?? above.size,
    colour: style.colour ?? above.colour,
    ground: style.ground ?? above.ground,
    marker: style.marker ?? above.marker,
    struck: style.struck ?? above.struck,
    names: [style.name, ...above.names],
  };
}

/** Level of a heading from its outline level, else from the name of a built-in heading style; null for body text. */
export function headingLevel(own: ParagraphProperties, style: ResolvedStyle): number | null {
  const outline = own.outlineLevel ?? style.outlineLevel;
  if (outline !== null) return outline >= 0 && outline <= 8 ? outline + 1 : null;
  for (const name of style.names) {
    const level = /^(?:heading|标题)\s*([1-9])$/.exec(name)?.[1];
    if (level !== undefined) return Number.parseInt(level, 10);
  }
  return null;
}
