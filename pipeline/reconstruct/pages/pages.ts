import type { Doubt } from '../../contracts/doubt.ts';
import type { Block } from '../../contracts/grid.ts';
import { isRead, type Page } from '../../contracts/page.ts';
import { fillCells } from './fill-cells.ts';
import { median } from './geometry.ts';
import { carried, joinDoubts } from './glyph-doubts.ts';
import { gridOf } from './grid-of-table.ts';
import { joinTables } from './join-tables.ts';
import { onSheets } from './on-sheet.ts';
import { type OpenPage, openTables } from './open-tables.ts';
import type { PageTable } from './page-table.ts';
import { type Margins, marginsOf, type PlacedLine, paragraphsOf } from './paragraphs.ts';
import { withRaisedMarks } from './raised-marks.ts';
import { ruledTables } from './ruled-tables.ts';
import { joinRulings, type Rule } from './rules.ts';
import { withoutRunningHeads } from './running-heads.ts';
import { sheetsOf } from './sheets.ts';
import { linesOf, type TextLine } from './text-lines.ts';

interface RuledPage {
  readonly page: Page;
  readonly number: number;
  readonly heightPt: number;
  readonly tables: readonly PageTable[];
  /** Lines outside the ruled tables. */
  readonly lines: readonly TextLine[];
  /** Horizontal rules outside the ruled tables. */
  readonly rules: readonly Rule[];
}

function readRules(drawn: Page): RuledPage {
  const page = { ...drawn, glyphs: withRaisedMarks(drawn.glyphs) };
  const ruled = ruledTables(page, joinRulings(page.rulings));
  return {
    page,
    number: page.number,
    heightPt: page.heightPt,
    tables: ruled.tables.map((table) => fillCells(table, page.number)),
    lines: linesOf(ruled.looseGlyphs),
    rules: ruled.looseRules.flatMap((group) => group.horizontal),
  };
}

/** Margins of the text on pages of each width; pages of the same index in both lists belong together. */
function marginsByPage(pages: readonly Page[], lines: readonly (readonly TextLine[])[]): readonly Margins[] {
  const byWidth = new Map<number, TextLine[]>();
  pages.forEach((page, i) => {
    const width = Math.round(page.widthPt);
    byWidth.set(width, [...(byWidth.get(width) ?? []), ...lines[i]!]);
  });
  const margins = new Map([...byWidth].map(([width, all]) => [width, marginsOf(all)]));
  return pages.map((page) => margins.get(Math.round(page.widthPt))!);
}

/** A table on a page that is in doubt as a whole: a blank cell of it as well. */
const withPageDoubts = (table: PageTable, doubts: readonly Doubt[]): PageTable =>
  doubts.length === 0
    ? table
    : { ...table, cells: table.cells.map((cell) => ({ ...cell, doubts: joinDoubts(cell.doubts, doubts) })) };

type Piece = { readonly top: number } & (
  | { readonly kind: 'line'; readonly line: PlacedLine }
  | { readonly kind: 'table'; readonly table: PageTable }
);

/**
 * Reads drawn pages as paragraphs and tables in reading order. Tables that go on over a page break are one table.
 * Pages without text to trust are left out.
 */
export function readPages(pages: readonly Page[]): readonly Block[] {
  const { sheets, placed } = sheetsOf(pages.filter(isRead));
  return placed(readSheets(sheets));
}

function readSheets(pages: readonly Page[]): readonly Block[] {
  const ruled = withoutRunningHeads(pages.map(readRules));
  const sheets = ruled.map(({ page }) => page);
  const margins = marginsByPage(
    sheets,
    ruled.map((page) => page.lines),
  );
  const rest = ruled.map(
    (page, i): OpenPage => ({
      number: page.number,
      lines: page.lines,
      margins: margins[i]!,
      rules: page.rules,
      taken: page.tables.map(({ regions }) => [regions[0]!.bbox[1], regions[0]!.bbox[3]]),
    }),
  );
  const open = openTables(rest);
  const text = open.map(({ lines }) => lines);
  const textMargins = marginsByPage(sheets, text);
  const bodySize = median(text.flatMap((lines) => lines.flatMap((line) => line.glyphs.map((g) => g.fontSizePt))));
  const pieces = ruled.flatMap((page, i): Piece[] => {
    const { tables, lines } = open[i]!;
    const placed = lines.map((line): Piece => {
      const placedLine = { ...line, page: page.number, margins: textMargins[i]!, ...carried(page.page.doubts ?? []) };
      return { kind: 'line', top: line.box[1], line: placedLine };
    });
    const all = [...page.tables, ...tables].map(
      (table): Piece => ({
        kind: 'table',
        top: table.regions[0]!.bbox[1],
        table: withPageDoubts(table, page.page.doubts ?? []),
      }),
    );
    return [...placed, ...all].toSorted((a, b) => a.top - b.top);
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
  return onSheets(blocks, pages);
}
