import { STAMPS } from '../../../config/limits/eye.ts';
import type { Ruling } from '../../contracts/page.ts';
import { common } from './matrix.ts';
import type { SeenGlyph } from './seen-page.ts';

/** A rule with the path that painted it. */
export interface StampRuling extends Ruling {
  readonly path: number;
  readonly coloured: boolean;
}

interface Real {
  readonly glyphs: readonly SeenGlyph[];
  readonly rulings: readonly Ruling[];
}

const isInked = (glyph: SeenGlyph): boolean => glyph.text.trim() !== '';
const plain = ({ orientation, at, from, to, thicknessPt }: StampRuling): Ruling => ({
  orientation,
  at,
  from,
  to,
  thicknessPt,
});

/** Whether a rule crosses another one somewhere within both. */
function crosses(a: Ruling, b: Ruling): boolean {
  const slack = STAMPS.inside;
  return (
    a.orientation !== b.orientation &&
    a.at > b.from + slack &&
    a.at < b.to - slack &&
    b.at > a.from + slack &&
    b.at < a.to - slack
  );
}

/**
 * A page without what was stamped on it: coloured characters laid across others that are not, and coloured frames laid
 * across the rules of a table, where most of the text and the rules of the page have no colour.
 */
export function withoutStamps(glyphs: readonly SeenGlyph[], rulings: readonly StampRuling[]): Real {
  const coloured = glyphs.filter((glyph) => glyph.coloured && isInked(glyph));
  const black = glyphs.filter((glyph) => !glyph.coloured && isInked(glyph));
  const frames = new Map<number, StampRuling[]>();
  for (const ruling of rulings) {
    if (ruling.coloured) frames.set(ruling.path, [...(frames.get(ruling.path) ?? []), ruling]);
  }
  const blackRules = rulings.filter((ruling) => !ruling.coloured);
  const stampedRuns = new Set<number>();
  if (coloured.length > 0 && coloured.length < black.length * STAMPS.characters) {
    for (const glyph of coloured) {
      const isAcross = black.some(
        (other) => common(glyph.bbox, other.bbox) >= STAMPS.across * Math.min(areaOf(glyph), areaOf(other)),
      );
      if (isAcross) stampedRuns.add(glyph.run);
    }
  }
  const stamped = new Set<Ruling>();
  const isFew = rulings.length - blackRules.length < blackRules.length * STAMPS.rules;
  for (const frame of frames.values()) {
    const isLaidAcross = frame.some((ruling) => blackRules.some((rule) => crosses(ruling, rule)));
    if (isFew && isLaidAcross) for (const ruling of frame) stamped.add(ruling);
  }
  return {
    glyphs: stampedRuns.size === 0 ? glyphs : glyphs.filter((g) => !(g.coloured && stampedRuns.has(g.run))),
    rulings: rulings.filter((ruling) => !stamped.has(ruling)).map(plain),
  };
}

const areaOf = ({ bbox }: SeenGlyph): number => (bbox[2] - bbox[0]) * (bbox[3] - bbox[1]);
