import { ALIGNMENT_LIMITS } from '../../config/limits/form.ts';
import type { Block, Grid } from '../contracts/grid.ts';
import { isDateLine } from '../wording/dates.ts';
import { compact } from '../wording/fold.ts';
import { familyOfLines, type SectionFamily, sectionOpenedBy } from '../wording/heading.ts';
import { foldGrid } from './align/fold-grid.ts';
import type { FoldedGrid, GridContext } from './align/table-row.ts';
import type { Line } from './line.ts';

/** A block of the document with its text folded for recognition. */
export type FoldedBlock =
  | { readonly kind: 'line'; readonly line: Line }
  | { readonly kind: 'grid'; readonly grid: FoldedGrid };

const NO_CONTEXT: GridContext = { section: null, caption: '', year: null };
const YEAR = /(?<!\d)(20\d{2})\s*年/gu;

/** The year that a caption names; null where it names none or several. */
function yearNamed(text: string): number | null {
  const years = new Set([...text.matchAll(YEAR)].map((m) => Number(m[1])));
  const [only] = years;
  return years.size === 1 && only !== undefined ? only : null;
}

/** The context below one more line: a section heading opens a section, a short line is a caption. */
function contextBelow(context: GridContext, text: string, family: SectionFamily): GridContext {
  const title = sectionOpenedBy(text, family);
  if (title) return { section: title.role, caption: '', year: null };
  const line = compact(text);
  // the date of a signature is no year of the tables behind it
  if (isDateLine(text)) return { ...context, caption: '' };
  if (line.length > ALIGNMENT_LIMITS.captionCharacters || /[。；]/u.test(line)) return { ...context, caption: '' };
  return { ...context, caption: text, year: yearNamed(text) ?? context.year };
}

/** Texts that stand alone in the rows at the top of a grid: headings and captions drawn as rows of the table. */
function topTexts(grid: Grid): readonly string[] {
  const texts: string[] = [];
  for (let row = 0; row < grid.rows; row++) {
    const inked = grid.cells.filter((cell) => cell.row === row && cell.text.trim() !== '');
    if (inked.length > 1) break;
    texts.push(...inked.map((cell) => cell.text));
  }
  return texts;
}

const isBlank = (block: Block): boolean => block.kind === 'paragraph' && block.text.trim() === '';

/** Puts tables of one row and equal width that follow each other directly together: a table for every row of a table. */
function withRowsTogether(blocks: readonly Block[]): readonly Block[] {
  const joined: Block[] = [];
  const singleRows = new Set<Block>();
  for (const block of blocks.filter((b) => !isBlank(b))) {
    const above = joined.at(-1);
    const fits =
      block.kind === 'table' &&
      above?.kind === 'table' &&
      block.rows === 1 &&
      block.columns === above.columns &&
      block.layout === above.layout &&
      (above.rows === 1 || singleRows.has(above));
    if (!fits) {
      joined.push(block);
      continue;
    }
    const cells = block.cells.map((cell) => ({ ...cell, row: cell.row + above.rows }));
    const together = {
      ...above,
      rows: above.rows + 1,
      cells: [...above.cells, ...cells],
      regions: [...above.regions, ...block.regions],
    };
    singleRows.add(together);
    joined[joined.length - 1] = together;
  }
  return joined;
}

/** Blocks with their text folded; a grid knows the section, the caption and the year above it. */
export function foldBlocks(blocks: readonly Block[], fold: (text: string) => string): readonly FoldedBlock[] {
  const family = familyOfLines(blocks.flatMap((block) => (block.kind === 'paragraph' ? [fold(block.text)] : [])));
  let index = 0;
  let context = NO_CONTEXT;
  return withRowsTogether(blocks).flatMap((block): FoldedBlock[] => {
    if (block.kind === 'table') {
      context = topTexts(block).reduce((above, text) => contextBelow(above, fold(text), family), context);
      return [{ kind: 'grid', grid: foldGrid(block, index++, fold, context) }];
    }
    const text = fold(block.text);
    if (text.trim() === '') return [];
    context = contextBelow(context, text, family);
    const { alignment, headingLevel, origin } = block;
    return [{ kind: 'line', line: { text, alignment, headingLevel, inTable: false, origin } }];
  });
}

/** Lines between the signature of one report and the first heading of the next: its title and introduction. */
const OPENING_LINES = 15;

/**
 * The blocks of the first report of a file. Another begins where, after tables and the later sections, section one
 * comes again; its title and introduction go with it.
 */
export function firstReport(blocks: readonly FoldedBlock[]): readonly FoldedBlock[] {
  const family = familyOfLines(blocks.flatMap((block) => (block.kind === 'line' ? [block.line.text] : [])));
  let tables = 0;
  let section = 0;
  for (const [i, block] of blocks.entries()) {
    if (block.kind === 'grid') {
      tables++;
      continue;
    }
    const title = sectionOpenedBy(block.line.text, family);
    if (!title) continue;
    if (title.number === 1 && section >= 4 && tables > 0) return blocks.slice(0, openingOf(blocks, i));
    section = Math.max(section, title.number);
  }
  return blocks;
}

/** Where the opening of a report begins whose first heading stands at `heading`: behind the last date or table before it. */
function openingOf(blocks: readonly FoldedBlock[], heading: number): number {
  const from = Math.max(0, heading - OPENING_LINES);
  const last = blocks.findLastIndex(
    (block, i) => i >= from && i < heading && (block.kind === 'grid' || isDateLine(block.line.text)),
  );
  return last < 0 ? heading : last + 1;
}
