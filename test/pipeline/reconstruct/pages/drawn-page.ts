import { asksForLook, type DoubtCode } from '../../../../pipeline/contracts/doubt.ts';
import type { Grid, GridCell, Paragraph } from '../../../../pipeline/contracts/grid.ts';
import type { Glyph, Page, Ruling } from '../../../../pipeline/contracts/page.ts';
import { readPages } from '../../../../pipeline/reconstruct/pages/pages.ts';

/** What stands on a page: characters and rules. */
export interface Drawing {
  readonly glyphs: readonly Glyph[];
  readonly rulings: readonly Ruling[];
}

let runs = 0;
const isHalf = (c: string): boolean => c < '\u0100';
const widthOf = (words: string, size: number): number =>
  Array.from(words).reduce((sum, c) => sum + (isHalf(c) ? size / 2 : size), 0);

/** Words in one line from x on, their boxes from y to y + size, as one run. */
export function written(x: number, y: number, words: string, size = 10): Drawing {
  const run = runs++;
  let left = x;
  const glyphs = Array.from(words, (text): Glyph => {
    const right = left + (isHalf(text) ? size / 2 : size);
    const glyph: Glyph = { text, bbox: [left, y, right, y + size], fontSizePt: size, run, vertical: false };
    left = right;
    return glyph;
  });
  return { glyphs: glyphs.filter((glyph) => glyph.text !== ' '), rulings: [] };
}

/** Words written downwards from y. */
export function downwards(x: number, y: number, words: string, size = 10): Drawing {
  const run = runs++;
  const glyphs = Array.from(words, (text, i): Glyph => {
    const top = y + i * size;
    return { text, bbox: [x, top, x + size, top + size], fontSizePt: size, run, vertical: true };
  });
  return { glyphs, rulings: [] };
}

export const across = (y: number, from: number, to: number): Drawing => ({
  glyphs: [],
  rulings: [{ orientation: 'horizontal', at: y, from, to, thicknessPt: 0.5 }],
});
export const upright = (x: number, from: number, to: number): Drawing => ({
  glyphs: [],
  rulings: [{ orientation: 'vertical', at: x, from, to, thicknessPt: 0.5 }],
});

export const together = (...parts: readonly Drawing[]): Drawing => ({
  glyphs: parts.flatMap((part) => part.glyphs),
  rulings: parts.flatMap((part) => part.rulings),
});

export const A4 = { widthPt: 595, heightPt: 842 } as const;

export const pageOf = (number: number, ...parts: readonly Drawing[]): Page => ({
  number,
  ...A4,
  textLayer: 'trusted',
  images: [],
  ...together(...parts),
});

/** A cell: its text, or its text and how many columns and rows it covers. */
export type CellSpec = string | readonly [text: string, columnSpan: number, rowSpan?: number];

interface Placed {
  readonly box: readonly [number, number, number, number];
  readonly text: string;
}

/** Places cells like those of a web page: each in the first free column of its row. */
function place(
  xs: readonly number[],
  ys: readonly number[],
  rows: readonly (readonly CellSpec[])[],
): readonly Placed[] {
  const taken = new Set<string>();
  return rows.flatMap((row, r) => {
    let c = 0;
    return row.map((spec): Placed => {
      while (taken.has(`${r},${c}`)) c++;
      const [text, columnSpan, rowSpan = 1] = typeof spec === 'string' ? ([spec, 1] as const) : spec;
      for (let i = 0; i < rowSpan; i++) for (let j = 0; j < columnSpan; j++) taken.add(`${r + i},${c + j}`);
      return { text, box: [xs[c]!, ys[r]!, xs[c + columnSpan]!, ys[r + rowSpan]!] };
    });
  });
}

/** Text in the middle of a cell, wrapped where the cell ends; values are centred, other text begins at the left. */
function inCell({ box: [left, top, right, bottom], text }: Placed, size: number): Drawing {
  const room = right - left - 4;
  const lines: string[] = [];
  for (const c of text) {
    const line = lines.at(-1);
    if (line !== undefined && widthOf(line + c, size) <= room) lines[lines.length - 1] = line + c;
    else lines.push(c);
  }
  const start = (top + bottom - lines.length * size * 1.2) / 2;
  return together(
    ...lines.map((line, i) => {
      const indent = /^[\d,—/]+$/.test(text) ? (room - widthOf(line, size)) / 2 : 0;
      return written(left + 2 + indent, start + i * size * 1.2 + size * 0.1, line, size);
    }),
  );
}

export interface TableSpec {
  readonly xs: readonly number[];
  readonly ys: readonly number[];
  readonly rows: readonly (readonly CellSpec[])[];
  readonly size?: number;
  /** Whether a rule is drawn; all are, unless told otherwise. Called for each side of each cell. */
  readonly drawn?: (orientation: Ruling['orientation'], at: number, from: number, to: number) => boolean;
}

/** A table with its rules drawn cell by cell. */
export function tableOf({ xs, ys, rows, size = 10, drawn = () => true }: TableSpec): Drawing {
  const cells = place(xs, ys, rows);
  const sides = cells.flatMap(({ box: [left, top, right, bottom] }) =>
    together(
      across(top, left, right),
      across(bottom, left, right),
      upright(left, top, bottom),
      upright(right, top, bottom),
    ),
  );
  const rulings = together(...sides).rulings.filter((r) => drawn(r.orientation, r.at, r.from, r.to));
  return together({ glyphs: [], rulings }, ...cells.map((cell) => inCell(cell, size)));
}

/** Even steps from `from` on. */
export const steps = (from: number, step: number, count: number): readonly number[] =>
  Array.from({ length: count + 1 }, (_, i) => from + i * step);

export const gridsOf = (...pages: readonly Page[]): readonly Grid[] =>
  readPages(pages).filter((block) => block.kind === 'table');
export const paragraphsOf = (...pages: readonly Page[]): readonly Paragraph[] =>
  readPages(pages).filter((block) => block.kind === 'paragraph');

/** Texts of a grid row by row; a cell that spans stands once, in its first row. */
export const textsOf = (grid: Grid): readonly (readonly string[])[] =>
  Array.from({ length: grid.rows }, (_, row) => grid.cells.filter((cell) => cell.row === row).map((cell) => cell.text));

/** Why it is not sure what a cell says or where it belongs. */
export const codesOf = ({ doubts = [] }: GridCell): readonly DoubtCode[] => doubts.map(({ code }) => code);
export const needsLook = (cell: GridCell): boolean => codesOf(cell).some(asksForLook);
