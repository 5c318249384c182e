import type { Paragraph } from '../../contracts/grid.ts';
import { childOf, childrenOf, integerOf, parseXml, propertyOf, switchOf, type XmlElement } from './xml.ts';

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
  readonly superscript: boolean | null;
  /** Crossed out: a deletion by hand. */
  readonly struck: boolean | null;
}

export interface ResolvedStyle extends ParagraphProperties, RunProperties {
  /** Names of the style and of those it is based on, nearest first, in lower case. */
  readonly names: readonly string[];
  /** Style of the chain that brought the numbering, as the numbering levels name it. */
  readonly numberingStyleId: string | null;
}
export type StyleSheet = (type: 'paragraph' | 'character', styleId: string | null) => ResolvedStyle;

interface DeclaredStyle extends ParagraphProperties, RunProperties {
  readonly id: string;
  readonly name: string;
  readonly basedOn: string | null;
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

export function runProperties(rPr: XmlElement | null): RunProperties {
  const vertical = propertyOf(rPr, 'w:vertAlign');
  return {
    hidden: switchOf(rPr, 'w:vanish'),
    superscript: vertical === null ? null : vertical === 'superscript',
    struck: switchOf(rPr, 'w:strike') ?? switchOf(rPr, 'w:dstrike'),
  };
}

const NOTHING: ResolvedStyle = {
  ...paragraphProperties(null),
  ...runProperties(null),
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
    });
    if (type === 'paragraph' && /^(?:1|true|on)$/.test(style.attributes['w:default'] ?? ''))
      defaultParagraphStyle ??= id;
  }
  const defaults = childOf(childOf(root, 'w:docDefaults'), 'w:pPrDefault');
  const base: ResolvedStyle = { ...NOTHING, alignment: paragraphProperties(childOf(defaults, 'w:pPr')).alignment };

  const resolved = new Map<string, ResolvedStyle>();
  return (type, styleId) => {
    const id = styleId ?? (type === 'paragraph' ? defaultParagraphStyle : null);
    const key = `${type} ${id}`;
    const known = resolved.get(key);
    if (known !== undefined) return known;
    const style = inheritance(declared, type, id).reduceRight(inherit, type === 'paragraph' ? base : NOTHING);
    resolved.set(key, style);
    return style;
  };
}

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
    superscript: style.superscript ?? above.superscript,
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
