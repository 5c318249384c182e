import { HTML_LIMITS } from '../../../config/limits/markup.ts';
import { doubt } from '../../contracts/doubt.ts';
import { readCell } from './cell-content.ts';
import { countedUpTo } from './counted-up.ts';
import { isDrawn } from './drawn.ts';
import { isMetaLabel, statesMeta } from './form-words.ts';
import { lineBuilder } from './lines.ts';
import { listMarker } from './list-marker.ts';
import { type ContentReader, type Piece, type SourcedCell, textOf } from './pieces.ts';
import { isJump, isRaised } from './raised.ts';
import { inkOf } from './source-node.ts';
import { type StyledGrid, styledTables } from './styled-table.ts';
import { readTable } from './table.ts';
import type { VisibleElement, VisibleNode } from './visible-element.ts';

interface Context {
  readonly headingLevel: number | null;
  readonly inLink: boolean;
  /** The block whose content is being read. */
  readonly block: VisibleElement;
}

/** Between two facts on one line, as pages write it themselves. */
const FACT_GAP = '\u00a0\u00a0';
const HEADING = /^h([1-6])$/;
const isElement = (node: VisibleNode): node is VisibleElement => typeof node !== 'string';
const isGrid = (node: VisibleNode | StyledGrid): node is StyledGrid => typeof node !== 'string' && 'layout' in node;

/** An anchor that leads somewhere else; marks for jumps within the page are none. */
const isLink = (element: VisibleElement): boolean => {
  const target = element.attributes.href?.trim() ?? '';
  return element.tag === 'a' && ((target !== '' && !/^#./.test(target)) || element.attributes.onclick !== undefined);
};

const isInline = (node: VisibleNode): boolean =>
  !isElement(node) || node.display === 'inline' || node.display === 'contents';

const plainText = (node: VisibleNode): string => (isElement(node) ? node.children.map(plainText).join('') : node);

/**
 * What stands between an inline element and the next one where only styles set the facts of a page apart. Only in
 * short lines that are nothing but facts: in prose the same words are cut into pieces anywhere.
 */
function markBehind(element: VisibleElement, block: VisibleElement, beganLine: boolean): string {
  if (element.display === 'inline-block' && element.declarations.has('width')) return ' ';
  if (element.characters === 0 || block.characters > HTML_LIMITS.metaLineCharacters) return '';
  const text = plainText(element);
  if (isMetaLabel(text)) return beganLine && statesMeta(text) && !/[:：]\s*$/.test(text) ? '：' : '';
  return statesMeta(text) ? FACT_GAP : '';
}

/** Reads the paragraphs and tables of a page in the order in which they stand on it. */
export function readFlow(
  root: VisibleElement,
  hasForeignStyles: boolean,
): {
  readonly pieces: readonly Piece[];
  readonly pictures: readonly VisibleElement[];
} {
  const pictures: VisibleElement[] = [];
  let tables = 0;
  const reader: ContentReader = {
    piecesOf: (element) => piecesOf(element),
    cellOf: (element, pieces) => ({ ...readCell(element, textOf(pieces), hasForeignStyles), element }),
  };
  const partition = styledTables((element) => textOf(piecesOf(element)));

  function piecesOf(element: VisibleElement): readonly Piece[] {
    const pieces: Piece[] = [];
    const line = lineBuilder();
    let blanks = 0;
    let marker = '';
    let counted: string[] = [];

    const endLine = (context: Context): void => {
      const taken = line.take();
      if (taken === null) return;
      const text = marker + taken.text;
      marker = '';
      const { block, headingLevel } = context;
      const { alignment } = block;
      const doubts = [
        ...(block.isRevealed ? [doubt('hidden-source')] : []),
        ...counted.map((seen) => doubt('copies-differ', { seen, couldMean: ['0'] })),
      ];
      counted = [];
      const place = { element: block, alignment, headingLevel, blankBefore: blanks };
      pieces.push({ kind: 'paragraph', ...place, ...taken, text, ...(doubts.length > 0 ? { doubts } : {}) });
      blanks = 0;
    };

    const breakLine = (context: Context): void => {
      const before = pieces.length;
      endLine(context);
      if (pieces.length === before) blanks++;
    };

    function readText(written: string, parent: VisibleElement, context: Context): void {
      const text = parent.isReversed ? [...written].reverse().join('') : written;
      if (!parent.isPreformatted) {
        line.add(text, context.inLink);
        return;
      }
      text.split(/\r\n|[\n\r\f]/).forEach((part, i) => {
        if (i > 0) breakLine(context);
        line.addVerbatim(part, context.inLink);
      });
    }

    function readInline(child: VisibleElement, context: Context): void {
      if ((isRaised(child) || (isJump(child) && line.isBehindDigit())) && !child.hasTable) {
        line.addRaised(plainText(child), context.inLink);
        return;
      }
      const beganLine = line.isEmpty();
      readChildren(child, { ...context, inLink: context.inLink || isLink(child) });
      const mark = markBehind(child, context.block, beganLine);
      if (mark !== '') line.separate(mark);
    }

    function readBlock(child: VisibleElement, context: Context): void {
      endLine(context);
      const level = HEADING.exec(child.tag)?.[1];
      const inner: Context = {
        headingLevel: level === undefined ? context.headingLevel : Number(level),
        inLink: context.inLink || isLink(child),
        block: child,
      };
      marker = (child.tag === 'li' && child.parent?.tag === 'ol' && listMarker(child, plainText(child))) || marker;
      const before = pieces.length;
      readChildren(child, inner);
      endLine(inner);
      if (pieces.length === before && child.children.every(isInline)) blanks++;
    }

    function readGrid(grid: StyledGrid, context: Context): void {
      endLine(context);
      const table = ++tables;
      const cells = grid.cells.map(
        ({ content, ...place }): SourcedCell => ({
          ...place,
          ...reader.cellOf(content, piecesOf(content)),
          origin: { table, row: place.row + 1, column: place.column + 1 },
        }),
      );
      const singleRow =
        grid.rows === 1 ? cells.map((cell) => ({ text: cell.text, columnSpan: cell.columnSpan, width: null })) : null;
      const characters = inkOf(cells.map((cell) => cell.text).join(''));
      pieces.push({
        kind: 'grid',
        element: context.block,
        ...grid,
        cells,
        tables: [table],
        singleRow,
        characters,
        linkCharacters: 0,
      });
    }

    function readChildren(parent: VisibleElement, context: Context): void {
      const kept = countedUpTo(parent);
      if (kept !== null) {
        line.add(kept, context.inLink);
        counted.push(kept);
        return;
      }
      const isContainer = !isInline(parent) || parent.children.some((child) => !isInline(child));
      for (const node of isContainer ? partition(parent) : parent.children) {
        if (isGrid(node)) readGrid(node, context);
        else if (!isElement(node)) readText(node, parent, context);
        else if (node.tag === 'br') breakLine(context);
        else if (node.tag === 'hr') endLine(context);
        else if (isDrawn(node.tag) && node.children.length === 0) pictures.push(node);
        else if (node.tag === 'table') {
          endLine(context);
          for (const piece of readTable(node, ++tables, reader)) pieces.push(piece);
        } else if (node.display === 'inline' || node.display === 'inline-block' || node.display === 'contents')
          readInline(node, context);
        else readBlock(node, context);
      }
    }

    const context: Context = { headingLevel: null, inLink: false, block: element };
    readChildren(element, context);
    endLine(context);
    return pieces;
  }
  return { pieces: piecesOf(root), pictures };
}
