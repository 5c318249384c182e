import type { Box, Glyph, Page } from '../../contracts/page.ts';
import { centreX, centreY, isInside } from './geometry.ts';
import { latticeOf } from './lattice.ts';
import { lacksRowRules, withMissingRules } from './missing-rules.ts';
import { adoptOverflow } from './overflow.ts';
import type { FilledLattice } from './page-table.ts';
import { completeFrame, groupRules } from './rule-groups.ts';
import type { Rules } from './rules.ts';
import { withPartedLabels } from './spanning-labels.ts';
import { withClosedDigits } from './spread-digits.ts';
import { stackedTables } from './stacked-tables.ts';

export interface RuledPage {
  readonly tables: readonly FilledLattice[];
  /** Rules that belong to no such table. */
  readonly looseRules: readonly Rules[];
  /** Characters outside these tables. */
  readonly looseGlyphs: readonly Glyph[];
}

/** Height of the strips in which tables are looked up, in points. */
const STRIP_PT = 16;

const area = (box: Box): number => (box[2] - box[0]) * (box[3] - box[1]);

/** Gives each character to the smallest table around its middle. */
function shareOut(glyphs: readonly Glyph[], boxes: readonly Box[]): { inTable: Glyph[][]; loose: Glyph[] } {
  const strips = new Map<number, number[]>();
  const bySize = boxes.map((_, i) => i).toSorted((a, b) => area(boxes[a]!) - area(boxes[b]!));
  for (const i of bySize) {
    const [, top, , bottom] = boxes[i]!;
    for (let s = Math.floor(top / STRIP_PT); s <= Math.floor(bottom / STRIP_PT); s++) {
      const strip = strips.get(s);
      if (strip) strip.push(i);
      else strips.set(s, [i]);
    }
  }
  const inTable: Glyph[][] = boxes.map(() => []);
  const loose: Glyph[] = [];
  for (const glyph of glyphs) {
    const [x, y] = [centreX(glyph.bbox), centreY(glyph.bbox)];
    const table = strips.get(Math.floor(y / STRIP_PT))?.find((i) => isInside(boxes[i]!, x, y));
    (table === undefined ? loose : inTable[table]!).push(glyph);
  }
  return { inTable, loose };
}

/** Tables whose cells are bounded by rules. A frame with a single cell is no table: its text flows on. */
export function ruledTables(page: Page, rules: Rules): RuledPage {
  const looseRules: Rules[] = [];
  const found: Omit<FilledLattice, 'glyphs'>[] = [];
  for (const group of groupRules(rules)) {
    const crossing = group.horizontal.length > 0 && group.vertical.length > 0;
    const framed = crossing ? completeFrame(group, page.glyphs) : group;
    const whole = crossing ? latticeOf(framed) : null;
    const parts = whole && whole.cells.length > 1 ? stackedTables(whole, framed) : [];
    if (parts.length === 0) looseRules.push(group);
    for (const part of parts) {
      const lattice = parts.length === 1 ? whole : latticeOf(part);
      if (!lattice) continue;
      const box: Box = [lattice.xs[0]!, lattice.ys[0]!, lattice.xs.at(-1)!, lattice.ys.at(-1)!];
      found.push({ rules: part, lattice, box });
    }
  }
  const { inTable, loose } = shareOut(
    page.glyphs,
    found.map(({ box }) => box),
  );
  const filled = adoptOverflow(
    found.map((table, i) => ({ ...table, glyphs: inTable[i]! })),
    loose,
  );
  const closed = filled.tables.map(withClosedDigits);
  const open = closed.filter(lacksRowRules);
  return {
    tables: closed
      .filter((table) => !open.includes(table))
      .map(withMissingRules)
      .map(withPartedLabels),
    looseRules: [...looseRules, ...open.map((table) => table.rules)],
    looseGlyphs: open.length > 0 ? inOrder([...filled.loose, ...open.flatMap((table) => table.glyphs)]) : filled.loose,
  };
}

/** Characters in the order in which they were drawn. */
const inOrder = (glyphs: readonly Glyph[]): readonly Glyph[] => glyphs.toSorted((a, b) => a.run - b.run);
