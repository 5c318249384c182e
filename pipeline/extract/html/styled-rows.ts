import { HTML_LIMITS } from '../../../config/limits/markup.ts';
import type { Width } from './cell-width.ts';
import type { LaidCell, LaidRow } from './row-geometry.ts';
import {
  type Evidence,
  evidenceOf,
  gridRowWidths,
  NEVER_CELLS,
  NEVER_ROWS,
  onlyElements,
  overflows,
  widthOf,
} from './side-by-side.ts';
import type { VisibleElement } from './visible-element.ts';

/** A row made of other elements than tr; its cells are the elements that hold their text. */
export interface StyledRow {
  readonly laid: LaidRow<VisibleElement>;
  readonly evidence: Evidence;
  /** Made by style sheets as a table: the n-th cells are one column. */
  readonly isTableRow: boolean;
  /** Tag and class of the row and of its first cell: equal for rows of one making. */
  readonly shape: string;
}

/** Elements that stand below each other unless styles say otherwise, and hold prose more often than cells. */
const STACKED = new Set(['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'li', 'ul', 'ol', 'dl', 'section', 'article']);

/** A row of one cell. */
export const rowOfOne = (cell: VisibleElement, width: Width | null, evidence: Evidence): StyledRow => ({
  laid: { cells: [{ width, inside: { kind: 'content', content: cell } }] },
  evidence,
  isTableRow: false,
  shape: '',
});

/**
 * Finds the rows that elements are. What was found of an element is remembered, as it is asked for again from every
 * element around it. Gives null for an element that is no row and no group of rows.
 */
export function rowFinder(): (element: VisibleElement) => readonly StyledRow[] | null {
  const knownRows = new Map<VisibleElement, StyledRow | null>();
  const knownStacks = new Map<VisibleElement, readonly StyledRow[] | null>();

  function cellOf(element: VisibleElement, width: Width | null): LaidCell<VisibleElement> | null {
    if (NEVER_CELLS.has(element.tag) || element.hasTable) return null;
    const stack = stackOf(element);
    if (stack?.every((row) => row.evidence !== 'none') && stack.some((row) => row.laid.cells.length > 1)) {
      return { width, inside: { kind: 'rows', rows: stack.map((row) => row.laid) } };
    }
    if (element.characters > HTML_LIMITS.cellCharacters) return null;
    return { width, inside: { kind: 'content', content: element } };
  }

  function findRow(element: VisibleElement): StyledRow | null {
    const children = onlyElements(element);
    if (
      children === null ||
      NEVER_ROWS.has(element.tag) ||
      element.hasTable ||
      children.length > HTML_LIMITS.cellsInRow
    )
      return null;
    const tracks = element.display === 'grid' ? gridRowWidths(element, children) : null;
    if (element.display === 'grid' && tracks === null) return null;
    const cells: LaidCell<VisibleElement>[] = [];
    for (const [i, child] of children.entries()) {
      const cell = cellOf(child, tracks ? (tracks[i] ?? null) : widthOf(child));
      if (cell === null) return null;
      cells.push(cell);
    }
    if (!tracks && overflows(children)) return null;
    const evidence = tracks ? 'style' : evidenceOf(element, children);
    if (evidence === 'none' && children.some((child) => STACKED.has(child.tag))) return null;
    const shape = [element, children[0]].map((part) => `${part?.tag}.${part?.attributes.class ?? ''}`).join(' ');
    const isTableRow = element.display === 'table-row' || children.every((child) => child.display === 'table-cell');
    return { laid: { cells }, evidence, isTableRow, shape };
  }

  function rowOf(element: VisibleElement): StyledRow | null {
    const known = knownRows.get(element);
    if (known !== undefined) return known;
    const row = findRow(element);
    knownRows.set(element, row);
    return row;
  }

  /** Terms with what belongs to them, each a row. */
  function definitionRows(element: VisibleElement): readonly StyledRow[] | null {
    const children = onlyElements(element)?.filter((child) => child.tag === 'dt' || child.tag === 'dd') ?? [];
    if (element.tag !== 'dl' || children[0]?.tag !== 'dt' || element.hasTable) return null;
    const rows: LaidCell<VisibleElement>[][] = [];
    for (const child of children) {
      const cell = cellOf(child, widthOf(child));
      if (cell === null) return null;
      if (child.tag === 'dt') rows.push([cell]);
      else rows.at(-1)?.push(cell);
    }
    return rows.map((cells) => ({ laid: { cells }, evidence: 'name', isTableRow: false, shape: 'dl' }));
  }

  function findStack(element: VisibleElement): readonly StyledRow[] | null {
    const definitions = definitionRows(element);
    if (definitions) return definitions;
    const children = onlyElements(element);
    if (
      children === null ||
      NEVER_ROWS.has(element.tag) ||
      element.hasTable ||
      evidenceOf(element, children) === 'style'
    )
      return null;
    const rows: StyledRow[] = [];
    for (const child of children) {
      const inner = rowsOf(child);
      if (inner === null) return null;
      for (const row of inner) rows.push(row);
    }
    return rows;
  }

  function stackOf(element: VisibleElement): readonly StyledRow[] | null {
    const known = knownStacks.get(element);
    if (known !== undefined) return known;
    const stack = findStack(element);
    knownStacks.set(element, stack);
    return stack;
  }

  /** The rows that an element is: one, or those of a group of rows. */
  function rowsOf(element: VisibleElement): readonly StyledRow[] | null {
    const row = rowOf(element);
    if (row?.evidence === 'style') return [row];
    const stack = stackOf(element);
    if (stack?.every((inner) => inner.evidence !== 'none')) return stack;
    return row ? [row] : stack;
  }
  return rowsOf;
}
