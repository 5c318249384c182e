import type { Block } from '../../contracts/grid.ts';
import type { Page } from '../../contracts/page.ts';
import { fillCells } from './fill-cells.ts';
import { median } from './geometry.ts';
import { gridOf } from './grid-of-table.ts';
import { joinTables } from './join-tables.ts';
import type { PageTable } from './page-table.ts';
import { type Margins, marginsOf, type PlacedLine, paragraphsOf } from './paragraphs.ts';
import { ruledTables } from './ruled-tables.ts';
import { joinRulings } from './rules.ts';
import { withoutRunningHeads } from './running-heads.ts';
import { linesOf, type TextLine } from './text-lines.ts';

interface ReadPage {
  readonly number: number;
  readonly widthPt: number;
  readonly heightPt: number;
  readonly tables: readonly PageTable[];
  readonly lines: readonly TextLine[];
}

function readPage(page: Page): ReadPage {
  const ruled = ruledTables(page, joinRulings(page.rulings));
  const tables = ruled.tables.map((table) => fillCells(table, page.number));
  return {
    number: page.number,
    widthPt: page.widthPt,
    heightPt: page.heightPt,
    tables,
    lines: linesOf(ruled.looseGlyphs),
  };
}

/** Margins of the text for each width of page. */
function marginsByWidth(pages: readonly ReadPage[]): ReadonlyMap<number, Margins> {
  const widths = new Set(pages.map((page) => Math.round(page.widthPt)));
  return new Map(
    [...widths].map((width) => {
      const lines = pages.filter((page) => Math.round(page.widthPt) === width).flatMap((page) => page.lines);
      return [width, marginsOf(lines)];
    }),
  );
}

type Piece = { readonly top: number } & (
  | { readonly kind: 'line'; readonly line: PlacedLine }
  | { readonly kind: 'table'; readonly table: PageTable }
);

/**
 * Reads drawn pages as paragraphs and tables in reading order. Tables that go on over a page break are one table.
 * Pages without text to trust are left out.
 */
export function readPages(pages: readonly Page[]): readonly Block[] {
  const read = withoutRunningHeads(pages.filter((page) => page.textLayer === 'trusted').map(readPage));
  const margins = marginsByWidth(read);
  const bodySize = median(read.flatMap((page) => page.lines.flatMap((line) => line.glyphs.map((g) => g.fontSizePt))));
  const pieces = read.flatMap((page): Piece[] => {
    const lines = page.lines.map((line): Piece => {
      const placed = { ...line, page: page.number, margins: margins.get(Math.round(page.widthPt))! };
      return { kind: 'line', top: line.box[1], line: placed };
    });
    const tables = page.tables.map((table): Piece => ({ kind: 'table', top: table.regions[0]!.bbox[1], table }));
    return [...lines, ...tables].toSorted((a, b) => a.top - b.top);
  });
  const blocks: Block[] = [];
  for (let i = 0; i < pieces.length; ) {
    const piece = pieces[i]!;
    let end = i + 1;
    while (pieces[end]?.kind === piece.kind) end++;
    const run = pieces.slice(i, end);
    blocks.push(
      ...(piece.kind === 'line'
        ? paragraphsOf(
            run.flatMap((p) => (p.kind === 'line' ? [p.line] : [])),
            bodySize,
          )
        : joinTables(run.flatMap((p) => (p.kind === 'table' ? [p.table] : []))).map(gridOf)),
    );
    i = end;
  }
  return blocks;
}
