import { OPEN_TABLE_TOLERANCES, TABLE_CONFIDENCE } from '../../../config/limits/pages.ts';
import type { Glyph } from '../../contracts/page.ts';
import { boxAround, isBlank } from './geometry.ts';
import { carried, doubtsOf } from './glyph-doubts.ts';
import type { PageTable, TableCell } from './page-table.ts';
import { type TextLine, textOfRow } from './text-lines.ts';

/** Characters of a line between wide gaps. */
function piecesOf(line: TextLine): readonly (readonly Glyph[])[] {
  const pieces: Glyph[][] = [];
  for (const glyph of line.glyphs.filter((g) => !isBlank(g))) {
    const before = pieces.at(-1)?.at(-1);
    const gap = before ? glyph.bbox[0] - before.bbox[2] : Infinity;
    if (gap >= OPEN_TABLE_TOLERANCES.textGap * line.fontSizePt) pieces.push([glyph]);
    else pieces.at(-1)!.push(glyph);
  }
  return pieces;
}

/** Where columns begin: where pieces of at least two lines do, and behind the last of these where any longer piece does. */
function columnStarts(lines: readonly TextLine[]): readonly number[] {
  const slack = OPEN_TABLE_TOLERANCES.sameLeft * lines[0]!.fontSizePt;
  const all = lines
    .flatMap((line, row) => piecesOf(line).map((piece) => ({ x: piece[0]!.bbox[0], row, long: piece.length > 1 })))
    .toSorted((a, b) => a.x - b.x);
  const groups: (typeof all)[] = [];
  for (const start of all) {
    const group = groups.at(-1);
    if (group && start.x - group[0]!.x <= slack) group.push(start);
    else groups.push([start]);
  }
  const isShared = (group: typeof all): boolean => new Set(group.map(({ row }) => row)).size > 1;
  const last = groups.findLastIndex(isShared);
  if (groups.filter(isShared).length < 2) return [];
  return groups.filter((g, i) => isShared(g) || (i > last && g.some(({ long }) => long))).map((g) => g[0]!.x);
}

function tableOf(lines: readonly TextLine[], starts: readonly number[], page: number): PageTable | null {
  const slack = OPEN_TABLE_TOLERANCES.sameLeft * lines[0]!.fontSizePt;
  const xs = [...starts, Math.max(...lines.map((line) => line.box[2]))];
  const cells = lines.flatMap((line, row): TableCell[] => {
    const columns = starts.map((): Glyph[] => []);
    for (const piece of piecesOf(line)) {
      columns[
        Math.max(
          0,
          starts.findLastIndex((x) => x <= piece[0]!.bbox[0] + slack),
        )
      ]!.push(...piece);
    }
    return columns.map((glyphs, column) => ({
      row,
      column,
      rowSpan: 1,
      columnSpan: 1,
      text: textOfRow(glyphs),
      confidence: TABLE_CONFIDENCE.aligned,
      page,
      box: [xs[column]!, line.box[1], xs[column + 1]!, line.box[3]],
      full: false,
      ...carried(doubtsOf(glyphs)),
    }));
  });
  const inTwoColumns = lines.every((_, row) => cells.filter((c) => c.row === row && c.text !== '').length > 1);
  const bbox = boxAround(lines.map((line) => line.box));
  return inTwoColumns ? { xs, rows: lines.length, cells, regions: [{ page, bbox }] } : null;
}

/**
 * Finds the lines in which texts stand side by side at the same places in two lines at least: what a publication states
 * about itself is often set so, without any rule. Returns these tables and the lines in none of them.
 */
export function textTables(
  lines: readonly TextLine[],
  page: number,
): { readonly tables: readonly PageTable[]; readonly lines: readonly TextLine[] } {
  const tables: PageTable[] = [];
  const rest: TextLine[] = [];
  for (let i = 0; i < lines.length; ) {
    let end = i;
    while (end < lines.length && piecesOf(lines[end]!).length > 1) end++;
    const run = lines.slice(i, end);
    const starts = run.length > 1 ? columnStarts(run) : [];
    const table = starts.length > 1 ? tableOf(run, starts, page) : null;
    if (table) tables.push(table);
    else rest.push(...run);
    rest.push(...lines.slice(end, end + 1));
    i = end + 1;
  }
  return { tables, lines: rest };
}
