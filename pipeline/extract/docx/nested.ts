import { DOCX_TOLERANCES } from '../../../config/limits/markup.ts';
import { type Doubt, doubt } from '../../contracts/doubt.ts';
import type { CellContent, Content, ParagraphContent, TableContent } from './content.ts';
import { largest, type PositionedCell, positionCells } from './positions.ts';

/** Text of a cell as a reader takes it in: paragraphs by line, the cells of a nested table by tabs and lines. */
export function contentText(content: readonly Content[]): string {
  return content
    .map((part) => {
      if (part.kind === 'chunk') return '';
      if (part.kind === 'paragraph') return numbered(part);
      return part.rows.map((row) => row.cells.map((cell) => contentText(cell.content)).join('\t')).join('\n');
    })
    .filter((text) => text.trim() !== '')
    .join('\n');
}

const NUMBER = /^\s*[\d０-９][\d０-９.．,，\s]*$/;
/** A number of a list that can be no part of what stands behind it. */
const PUNCTUATED = /[、，．.：:）)】〕\]]\s*$/;

/** Whether a number stands behind the number of a list, which is no part of it. */
const isListed = (number: string, text: string): boolean => number !== '' && NUMBER.test(text);

const numbered = ({ number, text }: ParagraphContent): string => (isListed(number, text) ? text : number + text);

/** Why it is not sure what a cell says. */
export function contentDoubts(content: readonly Content[]): readonly Doubt[] {
  const paragraphs = content.filter((part): part is ParagraphContent => part.kind === 'paragraph');
  const isBare = contentText(content).trim() === '';
  const struck = paragraphs
    .map((part) => part.struck)
    .join('')
    .trim();
  return [
    ...paragraphs.flatMap((part) => part.doubts),
    ...paragraphs.flatMap(({ number, text }) =>
      isListed(number, text) && !PUNCTUATED.test(number) ? [doubt('mark-or-digit', { seen: number + text })] : [],
    ),
    ...(isBare && struck !== '' ? [doubt('covered', { seen: struck })] : []),
    ...(paragraphs.some((part) => part.hasOtherInk || (isBare && part.pictures.length + part.embedded > 0))
      ? [doubt('ink-without-text')]
      : []),
    ...content.flatMap((part) =>
      part.kind === 'table' ? part.rows.flatMap((row) => row.cells.flatMap((cell) => contentDoubts(cell.content))) : [],
    ),
  ];
}

/** What a cell shows: its text, or where all of it is crossed out the text that can still be made out. */
export function shownText(content: readonly Content[]): string {
  const text = contentText(content);
  if (text.trim() !== '') return text;
  return content
    .flatMap((part) => (part.kind === 'paragraph' && part.struck.trim() !== '' ? [part.struck] : []))
    .join('\n');
}

/** Text of a cell that nobody sees. */
export const hiddenText = (content: readonly Content[]): string =>
  content.flatMap((part) => (part.kind === 'paragraph' && part.hidden.trim() !== '' ? [part.hidden] : [])).join('\n');

const isBlank = (part: Content): boolean => part.kind === 'paragraph' && (part.number + part.text).trim() === '';

/**
 * Puts a table that fills a cell in the place of the cell: a reader sees its lines go on in the table around it.
 * The other cells of the row then span all its rows.
 */
export function openNestedTables(rows: readonly (readonly PositionedCell[])[]): readonly (readonly PositionedCell[])[] {
  return rows.flatMap((row) => {
    const nested = row.map(fillingTable);
    const heights = new Set(nested.flatMap((table) => (table === null ? [] : [table.length])));
    const [height] = heights;
    return height === undefined || heights.size > 1 ? [row] : splitRow(row, nested, height);
  });
}

function splitRow(
  row: readonly PositionedCell[],
  nested: readonly (readonly (readonly PositionedCell[])[] | null)[],
  height: number,
): readonly (readonly PositionedCell[])[] {
  return Array.from({ length: height }, (_, r) =>
    row.flatMap((cell, c) => {
      const inner = nested[c]?.[r];
      if (inner !== undefined) return inner;
      if (height === 1) return [cell];
      if (r > 0) return [{ ...cell, verticalMerge: 'continue' as const, content: [] }];
      return [{ ...cell, verticalMerge: cell.verticalMerge === 'none' ? ('restart' as const) : cell.verticalMerge }];
    }),
  );
}

/** The rows of a table of several columns that is all there is in a cell, stretched to the width of the cell. */
function fillingTable(cell: PositionedCell): readonly (readonly PositionedCell[])[] | null {
  const [table, ...others] = cell.content.filter((part) => !isBlank(part));
  if (table?.kind !== 'table' || others.length > 0 || cell.verticalMerge !== 'none') return null;
  if (!table.rows.some((row) => row.cells.length > 1)) return null;
  const rows = openNestedTables(positionCells(table));
  const width = Math.max(1, largest(rows.flat().map((inner) => inner.right)));
  const stretch = (side: number) => Math.round(cell.left + (side / width) * (cell.right - cell.left));
  return rows.map((row) => row.map((inner) => ({ ...inner, left: stretch(inner.left), right: stretch(inner.right) })));
}

/** Cells with text of their own, not counting what stands in nested tables. */
const filledCells = (table: TableContent): readonly CellContent[] =>
  cellsOf(table).filter((cell) => cell.content.some((part) => part.kind === 'paragraph' && !isBlank(part)));

const cellsOf = (table: TableContent): readonly CellContent[] => table.rows.flatMap((row) => row.cells);

const nestedTables = (table: TableContent): readonly TableContent[] =>
  cellsOf(table).flatMap((cell) => cell.content.filter((part): part is TableContent => part.kind === 'table'));

const fullest = (table: TableContent): number =>
  Math.max(filledCells(table).length, largest(nestedTables(table).map(fullest)));

/** Whether figures stand side by side in cells of its own: what arranges a page holds none. */
const hasFigures = (table: TableContent): boolean =>
  table.rows.some((row) => row.cells.filter((cell) => NUMBER.test(contentText(cell.content))).length > 1);

/** True for a table that only arranges the page: a table in it has more cells with text than it has, or it frames prose. */
export function isLayoutTable(table: TableContent): boolean {
  const nested = nestedTables(table);
  if (table.rows.every((row) => row.cells.length <= 1)) {
    return (
      nested.length > 0 ||
      cellsOf(table).some((cell) => contentText(cell.content).length >= DOCX_TOLERANCES.proseCharacters)
    );
  }
  return !hasFigures(table) && nested.some((inner) => fullest(inner) > Math.max(1, filledCells(table).length));
}
