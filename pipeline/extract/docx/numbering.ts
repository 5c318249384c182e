import { numeral } from './numeral.ts';
import type { ParagraphProperties, ResolvedStyle } from './styles.ts';
import { childOf, childrenOf, integerOf, parseXml, propertyOf, switchOf, type XmlElement } from './xml.ts';

const LEVELS = 9;

interface Level {
  readonly start: number;
  readonly format: string;
  /** `%1、`: %n stands for the counter of level n. */
  readonly text: string;
  readonly suffix: 'tab' | 'space' | 'nothing';
  /** Level (from 1) whose use starts this one anew; 0 for never, null for any level above. */
  readonly restart: number | null;
  /** Shows all counters as plain numbers. */
  readonly legal: boolean;
  readonly styleId: string | null;
}

interface Definition {
  readonly levels: readonly (Level | undefined)[];
}

interface Instance {
  readonly id: number;
  /** What counts: instances of one definition go on with one another's numbers. */
  readonly definition: Definition;
  readonly levels: readonly (Level | undefined)[];
  /** Values with which the first use of this instance starts a level anew. */
  readonly startOverrides: ReadonlyMap<number, number>;
}

/**
 * Gives the printed number of each numbered paragraph, called once for every paragraph in document order; '' without
 * a number. A mark that does not end in punctuation is set off with a space where the file sets a tab or space.
 */
export type Numbering = (own: ParagraphProperties, style: ResolvedStyle) => string;

/** Reads the numbering definitions and starts counting. @source ECMA-376 part 1, 17.9 */
export function startNumbering(numberingXml: string | null): Numbering {
  const instances = numberingXml === null ? new Map<number, Instance>() : readInstances(parseXml(numberingXml));
  const counters = new Map<Definition, (number | undefined)[]>();
  const overridesUsed = new Set<string>();

  return (own, style) => {
    const instance = instances.get(own.numberingId ?? style.numberingId ?? 0);
    if (instance === undefined) return '';
    const depth = levelOf(instance, own, style);
    const level = instance.levels[depth];
    if (level === undefined) return '';

    const values = counters.get(instance.definition) ?? new Array<number | undefined>(LEVELS).fill(undefined);
    counters.set(instance.definition, values);
    const override = instance.startOverrides.get(depth);
    const overrideKey = `${instance.id} ${depth}`;
    if (override !== undefined && !overridesUsed.has(overrideKey)) {
      overridesUsed.add(overrideKey);
      values[depth] = override;
    } else {
      const last = values[depth];
      values[depth] = last === undefined ? level.start : last + 1;
    }
    for (let below = depth + 1; below < LEVELS; below++) {
      const restart = instance.levels[below]?.restart ?? null;
      if (restart === null || (restart !== 0 && depth < restart)) values[below] = undefined;
    }
    return printed(instance, level, values);
  };
}

function levelOf(instance: Instance, own: ParagraphProperties, style: ResolvedStyle): number {
  const linked =
    own.numberingId === null && style.numberingStyleId !== null
      ? instance.levels.findIndex((l) => l?.styleId === style.numberingStyleId)
      : -1;
  const level = own.numberingLevel ?? (linked >= 0 ? linked : (style.numberingLevel ?? 0));
  return Math.min(LEVELS - 1, Math.max(0, level));
}

function printed(instance: Instance, level: Level, values: readonly (number | undefined)[]): string {
  if (level.format === 'bullet') return '';
  const text = level.text.replace(/%([1-9])/g, (_, digit: string) => {
    const index = Number.parseInt(digit, 10) - 1;
    const referred = instance.levels[index];
    const format = level.legal && referred?.format !== 'none' ? 'decimal' : (referred?.format ?? 'decimal');
    return numeral(values[index] ?? referred?.start ?? 0, format);
  });
  if (text === '' || level.suffix === 'nothing') return text;
  return /[、，。．：）】〕》〉」]$/.test(text) ? text : `${text} `;
}

function readInstances(root: XmlElement): Map<number, Instance> {
  const abstracts = new Map(childrenOf(root, 'w:abstractNum').map((a) => [a.attributes['w:abstractNumId'] ?? '', a]));
  const definitions = new Map(
    [...abstracts.values()].map((a): [XmlElement, Definition] => [a, { levels: readLevels(a) }]),
  );

  // A definition may only point to a numbering style; the definition that carries the style has the levels.
  const byStyle = new Map(
    [...abstracts.values()].flatMap((a) => {
      const style = propertyOf(a, 'w:styleLink');
      return style === null ? [] : [[style, a] as const];
    }),
  );

  const instances = new Map<number, Instance>();
  for (const num of childrenOf(root, 'w:num')) {
    const id = integerOf(num.attributes['w:numId']);
    const named = abstracts.get(propertyOf(num, 'w:abstractNumId') ?? '');
    const definition = named && definitions.get(byStyle.get(propertyOf(named, 'w:numStyleLink') ?? '') ?? named);
    if (id === null || id === 0 || definition === undefined) continue;
    const levels = [...definition.levels];
    const startOverrides = new Map<number, number>();
    for (const override of childrenOf(num, 'w:lvlOverride')) {
      const depth = integerOf(override.attributes['w:ilvl']) ?? -1;
      if (depth < 0 || depth >= LEVELS) continue;
      const own = childOf(override, 'w:lvl');
      if (own !== null) levels[depth] = readLevel(own);
      const start = integerOf(propertyOf(override, 'w:startOverride'));
      if (start !== null) startOverrides.set(depth, start);
    }
    instances.set(id, { id, definition, levels, startOverrides });
  }
  return instances;
}

function readLevels(element: XmlElement): (Level | undefined)[] {
  const levels = new Array<Level | undefined>(LEVELS).fill(undefined);
  for (const lvl of childrenOf(element, 'w:lvl')) {
    const depth = integerOf(lvl.attributes['w:ilvl']) ?? -1;
    if (depth >= 0 && depth < LEVELS) levels[depth] = readLevel(lvl);
  }
  return levels;
}

function readLevel(lvl: XmlElement): Level {
  const suffix = propertyOf(lvl, 'w:suff');
  // A custom format stands in alternative content with a plain one to fall back on.
  const fallback = childOf(childOf(lvl, 'mc:AlternateContent'), 'mc:Fallback');
  return {
    start: integerOf(propertyOf(lvl, 'w:start')) ?? 0,
    format: propertyOf(lvl, 'w:numFmt') ?? propertyOf(fallback, 'w:numFmt') ?? 'decimal',
    text: propertyOf(lvl, 'w:lvlText') ?? '',
    suffix: suffix === 'nothing' || suffix === 'space' ? suffix : 'tab',
    restart: integerOf(propertyOf(lvl, 'w:lvlRestart')),
    legal: switchOf(lvl, 'w:isLgl') ?? false,
    styleId: propertyOf(lvl, 'w:pStyle'),
  };
}
