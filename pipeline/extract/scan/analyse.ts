import { SCAN_RULES } from '../../../config/limits/scan.ts';
import { withoutBlackAreas } from './black-areas.ts';
import { horizontalBroken, loneRules, verticalBroken } from './broken-rules.ts';
import { componentsOf } from './components.ts';
import { inkOf } from './paper.ts';
import type { Mask, Raster } from './raster.ts';
import { eraseRules, type RasterRule, rulesOf } from './rules.ts';
import { type TextPiece, textPieces } from './text-lines.ts';

export interface Analysed {
  /** Level, on white paper, without rules. */
  readonly page: Raster;
  readonly rules: readonly RasterRule[];
  readonly pieces: readonly TextPiece[];
}

/** Takes a level page apart into rules and pieces of text. */
export function analyse(level: Raster, threshold: number, dpi: number): Analysed {
  const mask = inkOf(level, threshold);
  const faint = Math.min(SCAN_RULES.faintest, threshold + SCAN_RULES.fainter);
  const fringe = Math.max(1, Math.round(dpi / 200));
  const solid = rulesOf(withoutBlackAreas(inkOf(level, faint), dpi), dpi);
  let erased = eraseRules(withoutBlackAreas(mask, dpi), solid, fringe);
  let ink = componentsOf(erased);
  const rules = [...solid];
  // where broken rules cross, their dashes are one patch of ink: the second direction is seen when the first is gone
  for (const find of [horizontalBroken, verticalBroken, loneRules]) {
    const found = find(ink, dpi);
    if (found.length === 0) continue;
    erased = eraseRules(erased, found, fringe);
    ink = componentsOf(erased);
    rules.push(...found);
  }
  const pieces = textPieces(level, ink, rules, dpi);
  return { page: withoutRules(level, mask, erased), rules, pieces };
}

function withoutRules({ width, height, grey }: Raster, before: Mask, after: Mask): Raster {
  const out = new Uint8Array(grey.length);
  for (let i = 0; i < out.length; i++) out[i] = grey[i]! | -(before.ink[i]! ^ after.ink[i]!);
  return { width, height, grey: out };
}
