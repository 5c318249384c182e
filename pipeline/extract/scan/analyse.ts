import { SCAN_RULES, SCAN_STRAY } from '../../../config/limits/scan.ts';
import { withoutBlackAreas } from './black-areas.ts';
import { horizontalBroken, loneRules, verticalBroken } from './broken-rules.ts';
import { type Component, componentsOf } from './components.ts';
import { coveredRules } from './covered-rules.ts';
import { type Bounds, laidOver, liesIn, overlaps } from './laid-over.ts';
import { inkOf } from './paper.ts';
import { bytesFor, giveBack } from './picture-memory.ts';
import { type Mask, type Raster, wordsOf } from './raster.ts';
import { eraseRules, type RasterRule, rulesOf } from './rules.ts';
import { stampFrames } from './stamp-frames.ts';
import { paintedOut, strayLines } from './stray-lines.ts';
import { type TextPiece, textPieces } from './text-lines.ts';

export interface Analysed {
  /** Level, on white paper, without rules. */
  readonly page: Raster;
  readonly rules: readonly RasterRule[];
  readonly pieces: readonly TextPiece[];
}

/** Ink without rules, and the rules that were found in it. */
interface Erased {
  readonly mask: Mask;
  readonly ink: readonly Component[];
  readonly rules: readonly RasterRule[];
}

/** Takes rules out of the ink, and what else turns out to be a rule when they are gone. */
function withoutRulesIn(mask: Mask, straight: readonly RasterRule[], fringe: number, dpi: number): Erased {
  let erased = eraseRules(mask, straight, fringe);
  let ink = componentsOf(erased);
  const rules = [...straight];
  // where broken rules cross, their dashes are one patch of ink: the second direction is seen when the first is gone
  for (const find of [horizontalBroken, verticalBroken, loneRules]) {
    const found = find(ink, dpi);
    if (found.length === 0) continue;
    const before = erased.ink;
    erased = eraseRules(erased, found, fringe);
    giveBack(before);
    ink = componentsOf(erased);
    rules.push(...found);
  }
  return { mask: erased, ink, rules };
}

/** Strokes of what lies over a table, taken for rules between two others: no longer rule runs where they do. */
function strokesIn(areas: readonly Bounds[], rules: readonly RasterRule[], dpi: number): ReadonlySet<RasterRule> {
  const off = SCAN_STRAY.offInches * dpi;
  const isLong = (rule: RasterRule): boolean => rule.to - rule.from >= SCAN_RULES.longInches * dpi;
  const isBacked = (rule: RasterRule): boolean =>
    rules.some((r) => r.orientation === rule.orientation && isLong(r) && Math.abs(r.at - rule.at) <= off);
  const boundsOf = ({ orientation, at, from, to }: RasterRule): Bounds =>
    orientation === 'vertical'
      ? { left: at, right: at, top: from, bottom: to }
      : { left: from, right: to, top: at, bottom: at };
  const reach = SCAN_RULES.reachInches * dpi;
  // between two long rules that it ends at, a line higher than any character is one of the table under the seal
  const isHeld = (rule: RasterRule): boolean =>
    rule.to - rule.from >= SCAN_RULES.loneInches * dpi &&
    [rule.from, rule.to].every((end) =>
      rules.some(
        (r) =>
          r.orientation !== rule.orientation &&
          isLong(r) &&
          Math.abs(r.at - end) <= reach &&
          r.from <= rule.at + reach &&
          r.to >= rule.at - reach,
      ),
    );
  return new Set(
    rules.filter((r) => !isLong(r) && !isBacked(r) && !isHeld(r) && areas.some((area) => liesIn(boundsOf(r), area))),
  );
}

/** Takes a level page apart into rules and pieces of text. */
export function analyse(level: Raster, threshold: number, dpi: number): Analysed {
  const faint = inkOf(level, Math.min(SCAN_RULES.faintest, threshold + SCAN_RULES.fainter));
  const fringe = Math.max(1, Math.round(dpi / 200));
  const straight = rulesOf(withoutBlackAreas(faint, dpi), dpi);
  const frames = stampFrames(straight, dpi);
  const framing = new Set(frames.flatMap(({ lines }) => lines));
  const drawn = straight.filter((rule) => !framing.has(rule));
  const stray = new Set([...strayLines(drawn, dpi), ...framing]);
  const page = [...stray].reduce((painted, line) => paintedOut(painted, faint, line, fringe), level);
  const mask = inkOf(page, threshold);
  const print = withoutBlackAreas(mask, dpi);
  const kept = straight.filter((rule) => !stray.has(rule));
  let erased = withoutRulesIn(print, kept, fringe, dpi);
  const areas = laidOver(erased.mask, erased.rules, fringe, dpi);
  const strokes = strokesIn(areas, kept, dpi);
  if (strokes.size > 0)
    erased = withoutRulesIn(
      print,
      kept.filter((rule) => !strokes.has(rule)),
      fringe,
      dpi,
    );
  const pieces = textPieces(page, erased.ink, erased.rules, dpi).map((piece): TextPiece => {
    const isTouched =
      piece.isTouched ||
      areas.some((area) => liesIn(piece, area)) ||
      frames.some((frame) => overlaps(piece, frame)) ||
      [...stray, ...strokes].some((line) => runsThrough(line, piece));
    return isTouched ? { ...piece, isTouched: true } : piece;
  });
  const covered = coveredRules([...stray], erased.rules, pieces);
  const bare = withoutRules(page, mask, erased.mask);
  giveBack(faint.ink, mask.ink, erased.mask.ink);
  return { page: bare, rules: [...erased.rules, ...covered], pieces };
}

/** Whether a stray line may have taken something from a piece, or given something to it. */
function runsThrough({ orientation, at, from, to, thickness }: RasterRule, piece: TextPiece): boolean {
  const beside = thickness / 2 + piece.usual * SCAN_STRAY.besideHeight;
  const [low, high, first, last] =
    orientation === 'vertical'
      ? [piece.left, piece.right, piece.top, piece.bottom]
      : [piece.top, piece.bottom, piece.left, piece.right];
  return at >= low - beside && at <= high + beside && from <= last && to >= first;
}

/** The page with white where ink was before and is no more. */
function withoutRules({ width, height, grey }: Raster, before: Mask, after: Mask): Raster {
  const out = bytesFor(grey.length);
  out.set(grey);
  const [had, has, four] = [wordsOf(before.ink), wordsOf(after.ink), wordsOf(out)!];
  const words = had && has ? four.length : 0;
  for (let i = 0; i < words; i++) four[i] = four[i]! | ((had![i]! ^ has![i]!) * 255);
  for (let i = words * 4; i < out.length; i++) if (before.ink[i] !== after.ink[i]) out[i] = 255;
  return { width, height, grey: out };
}
