import type { TableKey } from '../../../config/catalogue/form.ts';
import type { TextLine } from '../../contracts/document.ts';
import type { Block, Grid, GridCell, Paragraph } from '../../contracts/grid.ts';
import { readLines } from '../lines/lines.ts';
import { withColumnGroupsJoined } from './column-groups.ts';
import { tablesNamed } from './named-tables.ts';

/** A stretch of paragraphs between two tables of the file; the place of its first one among all blocks. */
interface Stretch {
  readonly from: number;
  readonly paragraphs: readonly Paragraph[];
}

interface FoundTable {
  readonly grid: Grid;
  /** Blocks that it is made of: the first and the one behind the last. */
  readonly from: number;
  readonly until: number;
}

function stretchesOf(blocks: readonly Block[]): readonly Stretch[] {
  const stretches: { from: number; paragraphs: Paragraph[] }[] = [];
  let open: { from: number; paragraphs: Paragraph[] } | null = null;
  for (const [at, block] of blocks.entries()) {
    if (block.kind === 'table') open = null;
    else {
      if (open === null) {
        open = { from: at, paragraphs: [] };
        stretches.push(open);
      }
      open.paragraphs.push(block);
    }
  }
  return stretches;
}

/** What a cell of a found table is, placed where the paragraph stands that it was. */
function placed(cell: GridCell, table: number, paragraphAt: (line: number) => Paragraph): GridCell {
  const { origin } = cell;
  if (!('table' in origin) || origin.line === undefined) return cell;
  const { row, column, line } = origin;
  const place = paragraphAt(line).origin;
  return { ...cell, origin: 'page' in place ? place : { table, row, column, paragraph: place.paragraph } };
}

function findTables({ from, paragraphs }: Stretch, known: ReadonlySet<TableKey>): readonly FoundTable[] {
  const lines: TextLine[] = [];
  const blockOf: number[] = [];
  for (const [i, { text }] of paragraphs.entries()) {
    for (const line of text.split('\n')) {
      lines.push({ number: lines.length + 1, text: line });
      blockOf.push(i);
    }
  }
  const paragraphAt = (line: number): Paragraph => paragraphs[blockOf[line - 1]!]!;
  return readLines(lines).flatMap((block): readonly FoundTable[] => {
    if (block.kind !== 'table' || tablesNamed(block).every((table) => known.has(table))) return [];
    const numbers = block.cells.flatMap(({ origin }) =>
      'line' in origin && origin.line !== undefined ? [blockOf[origin.line - 1]!] : [],
    );
    const cells = block.cells.map((cell) => placed(cell, 1, paragraphAt));
    return [{ grid: { ...block, cells }, from: from + Math.min(...numbers), until: from + Math.max(...numbers) + 1 }];
  });
}

/** Numbers the tables after those of the file. */
const numbered = (grid: Grid, table: number): Grid => ({
  ...grid,
  cells: grid.cells.map((cell) => ('table' in cell.origin ? { ...cell, origin: { ...cell.origin, table } } : cell)),
  regions: [{ table }],
});

/**
 * Paragraphs and tables of a Word file or a web page. A table of the form that was pasted as paragraphs, a cell or a
 * row each, is found again as in plain text, unless the file has that table as a table. Never throws.
 */
export function readFlow(blocks: readonly Block[]): readonly Block[] {
  const grids = blocks.filter((block) => block.kind === 'table');
  const known = new Set(grids.flatMap(tablesNamed));
  const found = stretchesOf(blocks).flatMap((stretch) => findTables(stretch, known));
  const inside = (at: number): FoundTable | undefined => found.find(({ from, until }) => at >= from && at < until);
  const all = blocks.flatMap((block, at): readonly Block[] => {
    const table = inside(at);
    if (table === undefined) return [block];
    return at === table.from ? [numbered(table.grid, grids.length + found.indexOf(table) + 1)] : [];
  });
  return withColumnGroupsJoined(all);
}
