import { LINE_TOLERANCES } from '../../../config/limits/lines.ts';
import { isRemarkedNumber, looksLikeValue } from './cell-text.ts';
import type { Slot } from './form-row.ts';
import { joinPieces } from './label-joining.ts';
import type { RunLine } from './table-runs.ts';

/** The cells of a table in the order of the text, one after another. A gap is a blank cell or a part of a merged one. */
export type Token = Slot & {
  readonly kind: 'value' | 'label' | 'gap';
  /** A blank line before it was taken for nothing, in a text whose blank cells are lines of white space. */
  readonly isApart?: boolean;
};

/** What stands between any two cells that follow one another, so that one of it alone means nothing. */
type Separator = 'nothing' | 'empty line' | 'line of white space';

/** What blank lines mean in the tables of a document. */
export interface BlankLines {
  readonly separator: Separator;
  /** Lines of white space are cells, so that empty lines only separate rows. */
  readonly whiteIsCell: boolean;
}

/**
 * What blank lines can mean in the tables of a document, the likeliest first. One program made the whole file, so all
 * tables tell.
 */
export function meaningsOfBlankLines(runs: readonly (readonly RunLine[])[]): readonly BlankLines[] {
  let white = 0;
  let empty = 0;
  const neighbours = { together: 0, apart: 0, apartByWhite: 0 };
  for (const run of runs) {
    let blanks = 0;
    let whites = 0;
    let begun = false;
    for (const line of run) {
      if (line.kind === 'blank') {
        blanks++;
        if (line.white) whites++;
      } else if (line.kind !== 'ornament') {
        if (begun && whites > 0) neighbours.apartByWhite++;
        else if (begun && blanks > 0) neighbours.apart++;
        else if (begun) neighbours.together++;
        white += whites;
        empty += blanks - whites;
        [begun, blanks, whites] = [true, 0, 0];
      }
    }
  }
  const { together, apart, apartByWhite } = neighbours;
  const enough = (together + apart + apartByWhite) * LINE_TOLERANCES.separatedShare;
  if (apartByWhite > enough) return [{ separator: 'line of white space', whiteIsCell: true }];
  const separator = apart + apartByWhite > enough ? 'empty line' : 'nothing';
  const allAlike: BlankLines = { separator, whiteIsCell: false };
  const isMixed = white >= LINE_TOLERANCES.whiteCells && empty > 0;
  return isMixed ? [{ separator, whiteIsCell: true }, allAlike] : [allAlike];
}

/** Blank lines between two cells that are cells themselves. */
function gapsAmong(blanks: readonly Slot[], whites: readonly Slot[], meaning: BlankLines): readonly Slot[] {
  if (meaning.separator === 'line of white space') return whites.slice(1);
  if (meaning.whiteIsCell) return whites;
  if (meaning.separator === 'nothing') return blanks;
  return blanks.filter((_, i) => i % 2 === 1).slice(0, Math.floor((blanks.length - 1) / 2));
}

type Loose = Token & { readonly joins: boolean };

/** Turns lines into cells; `joins` marks a text that may go on the text before it. */
function looseTokens(lines: readonly RunLine[], meaning: BlankLines): readonly Loose[] {
  const tokens: Loose[] = [];
  let blanks: Slot[] = [];
  let whites: Slot[] = [];
  for (const line of lines) {
    const slot: Slot = { text: '', line: line.number, position: 1 };
    if (line.kind === 'ornament') {
      if (line.noise) whites.push({ ...slot, text: line.text });
      continue;
    }
    if (line.kind === 'blank') {
      blanks.push(slot);
      if (line.white) whites.push(slot);
      continue;
    }
    const gaps = gapsAmong(blanks, whites, meaning);
    const isApart = meaning.whiteIsCell && blanks.length > whites.length;
    const unbroken = meaning.separator === 'nothing' ? blanks.length === 0 : gaps.length === 0;
    for (const gap of gaps) tokens.push({ ...gap, kind: 'gap', joins: false });
    blanks = [];
    whites = [];
    const pieces =
      line.kind === 'text'
        ? line.pieces
        : line.cells.filter((cell) => cell !== '').map((text) => ({ text, isValue: looksLikeValue(text) }));
    for (const [i, piece] of pieces.entries()) {
      const isLabel = !piece.isValue && !isRemarkedNumber(piece.text);
      const joins = isLabel && i === 0 && unbroken && tokens.at(-1)?.kind === 'label';
      const kind = isLabel ? 'label' : 'value';
      tokens.push({ ...slot, text: piece.text, position: i + 1, kind, joins, isApart: isApart && i === 0 });
    }
  }
  for (const gap of gapsAmong(blanks, whites, meaning)) tokens.push({ ...gap, kind: 'gap', joins: false });
  return tokens;
}

/** The cells of a run of lines in order, labels that were broken over lines put together. */
export function readStream(lines: readonly RunLine[], meaning: BlankLines): readonly Token[] {
  const loose = looseTokens(lines, meaning);
  const tokens: Token[] = [];
  for (let from = 0; from < loose.length; ) {
    let to = from + 1;
    while (to < loose.length && loose[to]!.joins) to++;
    const pieces = loose.slice(from, to);
    for (const [a, b] of to - from > 1 ? joinPieces(pieces.map((p) => p.text)) : [[0, 1] as const]) {
      const { kind, line, position, isApart } = pieces[a]!;
      const text = pieces
        .slice(a, b)
        .map((p) => p.text)
        .join('');
      tokens.push({ kind, line, position, text, ...(isApart ? { isApart } : {}) });
    }
    from = to;
  }
  return tokens;
}
