import { LINE_TOLERANCES } from '../../../config/limits/lines.ts';
import type { LabelMatch } from '../../form/label.ts';
import type { AlignedLine, Spaced } from './aligned-lines.ts';
import { placesIn } from './cell-text.ts';

/** The label of a row of values, put together from the lines around it. */
export interface RowLabel {
  readonly pieces: readonly Spaced[];
  readonly match: LabelMatch | null;
}

/** Among equals the label with fewer pieces around it: one of a neighbour adds nothing, one left out stands between. */
const PIECE_COST = 0.01;

const bestRow = (pieces: readonly Spaced[]): LabelMatch | null =>
  pieces.length === 0 ? null : (placesIn(pieces.map((p) => p.text).join(''), ['row'], 'applications')[0] ?? null);

/** A stroke of vertical writing, or half a group label, that stands on the same line as a piece of a row label. */
const STRAY_CHARACTERS = 4;

/** The best label that can be made of pieces above, on and below a line; one short piece of a group may be left out. */
function labelFrom(pieces: readonly Spaced[]): RowLabel {
  const short = pieces.filter((piece) => piece.text.length <= STRAY_CHARACTERS && bestRow([piece]) === null);
  const options = [pieces, ...short.map((stray) => pieces.filter((piece) => piece !== stray))];
  const labels = options.map((option): RowLabel => ({ pieces: option, match: bestRow(option) }));
  return labels.reduce((best, each) => ((each.match?.score ?? 0) > (best.match?.score ?? 0) ? each : best));
}

/** The piece of each line that can belong to the label of a row: the one nearest to the values. */
const nearest = (line: AlignedLine): readonly Spaced[] => line.labels.slice(-1);

/**
 * Gives each row of values its label where labels were wrapped: the pieces on the lines between two rows belong to the
 * row above, to the row below or to neither, so that all labels together are most like those of the form.
 * @param rows indexes of the lines that hold values
 */
export function labelsOfRows(lines: readonly AlignedLine[], rows: readonly number[]): readonly RowLabel[] {
  const reach = LINE_TOLERANCES.labelReach;
  const gaps = Array.from({ length: rows.length + 1 }, (_, k) => {
    const between = lines.slice((rows[k - 1] ?? -1) + 1, rows[k] ?? lines.length).flatMap(nearest);
    if (k === 0) return between.slice(-reach);
    if (k === rows.length) return between.slice(0, reach);
    return between.length > 2 * reach ? [...between.slice(0, reach), ...between.slice(-reach)] : between;
  });
  /** Weight of the best labels so far if `a` pieces of the gap below went to the row above it. */
  let weights: readonly number[] = gaps[0]!.map(() => Number.NEGATIVE_INFINITY);
  weights = [0, ...weights];
  const choices: { readonly from: readonly number[]; readonly labels: readonly RowLabel[] }[] = [];
  for (const [i, row] of rows.entries()) {
    const above = gaps[i]!;
    const below = gaps[i + 1]!;
    const next: number[] = [];
    const from: number[] = [];
    const labels: RowLabel[] = [];
    for (let a = 0; a <= below.length; a++) {
      let best = { weight: Number.NEGATIVE_INFINITY, from: 0, label: { pieces: [], match: null } as RowLabel };
      let reached = Number.NEGATIVE_INFINITY;
      let reachedAt = 0;
      for (let b = 0; b <= above.length; b++) {
        if (weights[b]! > reached) {
          reached = weights[b]!;
          reachedAt = b;
        }
        const around = [...above.slice(b), ...nearest(lines[row]!), ...below.slice(0, a)];
        const label = labelFrom(around);
        const weight = reached + (label.match?.score ?? 0) - around.length * PIECE_COST;
        if (weight > best.weight) best = { weight, from: reachedAt, label };
      }
      next.push(best.weight);
      from.push(best.from);
      labels.push(best.label);
    }
    choices.push({ from, labels });
    weights = next;
  }
  const chosen: RowLabel[] = [];
  let a = weights.indexOf(Math.max(...weights));
  for (const { from, labels } of choices.toReversed()) {
    chosen.push(labels[a]!);
    a = from[a]!;
  }
  return chosen.reverse();
}
