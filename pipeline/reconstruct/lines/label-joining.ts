import { LABEL_THRESHOLDS } from '../../../config/limits/form.ts';
import { LINE_TOLERANCES } from '../../../config/limits/lines.ts';
import { compact } from '../../wording/fold.ts';
import { foldCell, joinedScore, labelScore, WORDINGS } from './cell-text.ts';

const FIRST_CHARACTERS = new Set(WORDINGS.map((wording) => compact(wording)[0]));
const LAST_CHARACTERS = new Set(WORDINGS.map((wording) => compact(wording).at(-1)));
/** A label with a remark may be longer than any wording, but not by half. */
const LONGEST = Math.max(...WORDINGS.map((wording) => wording.length)) * 1.5;
/** Brackets and quotation marks differ too often in print to tell a label by. */
const PUNCTUATION = /^[\p{P}\p{S}]|[\p{P}\p{S}]$/u;

const canBegin = (text: string): boolean => FIRST_CHARACTERS.has(text[0]) || PUNCTUATION.test(text[0] ?? '');
const canEnd = (text: string): boolean => LAST_CHARACTERS.has(text.at(-1)) || PUNCTUATION.test(text.at(-1) ?? '');

/** What may follow a label that is whole already: （单位：万元）. */
const REMARK = /^[（(]/u;
const OPEN_END = /[（(：:、，,]$/u;

/**
 * Cuts a row of pieces into labels: 商业 + 企业 + 科研 + 机构 → 商业企业, 科研机构. Of all ways to cut, the one in which most
 * characters belong to labels of the form; pieces that fit nowhere stay alone. Returns [from, to) for each label.
 */
export function joinPieces(pieces: readonly string[]): readonly (readonly [from: number, to: number])[] {
  const bare = pieces.map((piece) => compact(foldCell(piece)));
  const isComplete = pieces.map(
    (piece, i) => bare[i]!.length >= LABEL_THRESHOLDS.shortestPart && labelScore(piece) >= 1,
  );
  const best: { weight: number; from: number }[] = [{ weight: 0, from: 0 }];
  for (let to = 1; to <= pieces.length; to++) {
    const alone = labelScore(pieces[to - 1]!);
    const known = alone >= LINE_TOLERANCES.cellScore ? alone : LINE_TOLERANCES.unknownWeight;
    let chosen = { weight: best[to - 1]!.weight + bare[to - 1]!.length * known, from: to - 1 };
    let length = bare[to - 1]!.length;
    for (let from = to - 2; from >= Math.max(0, to - LINE_TOLERANCES.joinedPieces); from--) {
      length += bare[from]!.length;
      if (length > LONGEST || isComplete[to - 1]) break;
      const isRemarked = REMARK.test(bare[from + 1]!) || OPEN_END.test(bare[from]!);
      if (isComplete[from] && !isRemarked) break;
      if (!canBegin(bare[from]!) || !canEnd(bare[to - 1]!)) continue;
      const weight = best[from]!.weight + length * joinedScore(pieces.slice(from, to));
      if (weight > chosen.weight) chosen = { weight, from };
    }
    best.push(chosen);
  }
  const labels: [number, number][] = [];
  for (let to = pieces.length; to > 0; to = best[to]!.from) labels.push([best[to]!.from, to]);
  return labels.reverse();
}
