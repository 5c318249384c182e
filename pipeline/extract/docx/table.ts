import { DOCX_TOLERANCES } from '../../../config/limits/markup.ts';
import type { CellContent, Content, Merge, RowContent, StoryContext, TableContent } from './content.ts';
import { contentText } from './nested.ts';
import { groundOf } from './styles.ts';
import {
  childOf,
  childrenOf,
  chosenBranch,
  elementsOf,
  integerOf,
  propertyOf,
  switchOf,
  type XmlElement,
} from './xml.ts';

/** Reads what stands in a cell on a ground of the given colour. */
type ReadCell = (cell: XmlElement, ground: string) => readonly Content[];

/**
 * Reads a table as its rows declare it: deleted and hidden rows left out, legacy horizontal merges turned into spans.
 * `readCell` reads what stands in a cell.
 */
export function readTable(table: XmlElement, context: StoryContext, readCell: ReadCell): TableContent {
  const ordinal = context.nextTable();
  const tblPr = childOf(table, 'w:tblPr');
  const ground = context.styles.shadesTables(propertyOf(tblPr, 'w:tblStyle'))
    ? 'unknown'
    : (shadedWith(tblPr) ?? context.ground);
  const rows: RowContent[] = [];
  const hiddenRows: string[] = [];
  /** A row that is not seen, with the cells that go on below it. */
  let above: RowContent | null = null;
  for (const element of partsOf(table, 'w:tr', context)) {
    const read = readRow(element, context, (cell) => readCell(cell, shadedWith(childOf(cell, 'w:tcPr')) ?? ground));
    if (read === null) continue;
    const row: RowContent = above === null ? read : takingOver(read, above);
    if (isSeen(childOf(element, 'w:trPr'))) {
      rows.push(row);
      above = null;
    } else {
      context.oddities.hidden++;
      hiddenRows.push(row.cells.map((cell) => contentText(cell.content)).join('\t'));
      above = row;
    }
  }
  const gridTwips = childrenOf(childOf(table, 'w:tblGrid'), 'w:gridCol').map((c) => twipsOf(c.attributes['w:w']) ?? 0);
  const fixed = childOf(tblPr, 'w:tblLayout')?.attributes['w:type'] === 'fixed';
  return { kind: 'table', ordinal, gridTwips, fixed, rows, hiddenRows };
}

const shadedWith = (properties: XmlElement | null): string | null => {
  const ground = groundOf(childOf(properties, 'w:shd'));
  return ground === 'auto' ? null : ground;
};

/** Rows may be hidden, or so low that nothing in them is seen. */
function isSeen(properties: XmlElement | null): boolean {
  if (switchOf(properties, 'w:hidden') === true) return false;
  const { 'w:val': height, 'w:hRule': rule } = childOf(properties, 'w:trHeight')?.attributes ?? {};
  return rule !== 'exact' || (twipsOf(height) ?? DOCX_TOLERANCES.leastRowTwips) >= DOCX_TOLERANCES.leastRowTwips;
}

/** A row below one that is not seen: cells that began there and go on here begin here for the reader. */
function takingOver(row: RowContent, hidden: RowContent): RowContent {
  const begun = new Map<number, CellContent>();
  let column = hidden.gridBefore;
  for (const cell of hidden.cells) {
    if (cell.verticalMerge === 'restart') begun.set(column, cell);
    column += cell.gridSpan;
  }
  let at = row.gridBefore;
  const cells = row.cells.map((cell) => {
    const from = begun.get(at);
    at += cell.gridSpan;
    return from !== undefined && cell.verticalMerge === 'continue'
      ? { ...cell, verticalMerge: 'restart' as const, content: from.content }
      : cell;
  });
  return { ...row, cells };
}

/** Rows of a table or cells of a row, also those inside content controls, custom XML and insertions. */
function partsOf(element: XmlElement, name: 'w:tr' | 'w:tc', context: StoryContext): readonly XmlElement[] {
  return elementsOf(element).flatMap((child) => {
    switch (child.name) {
      case name:
        return [child];
      case 'w:del':
      case 'w:moveFrom':
        context.oddities.tracked++;
        return [];
      case 'mc:AlternateContent': {
        const branch = chosenBranch(child);
        return branch === null ? [] : partsOf(branch, name, context);
      }
      case 'w:sdt':
      case 'w:sdtContent':
      case 'w:customXml':
      case 'w:smartTag':
      case 'w:ins':
      case 'w:moveTo':
        return partsOf(child, name, context);
      default:
        return [];
    }
  });
}

function readRow(
  row: XmlElement,
  context: StoryContext,
  readCell: (cell: XmlElement) => readonly Content[],
): RowContent | null {
  const properties = childOf(row, 'w:trPr');
  if (childOf(properties, 'w:del') !== null) {
    context.oddities.tracked++;
    return null;
  }
  if (childOf(properties, 'w:ins') !== null) context.oddities.tracked++;
  const cells: CellContent[] = [];
  for (const cell of partsOf(row, 'w:tc', context)) {
    const tcPr = childOf(cell, 'w:tcPr');
    if (childOf(tcPr, 'w:cellDel') !== null) {
      context.oddities.tracked++;
      continue;
    }
    const read: CellContent = {
      gridSpan: Math.max(1, integerOf(propertyOf(tcPr, 'w:gridSpan')) ?? 1),
      widthTwips: widthOf(tcPr),
      verticalMerge: verticalMerge(tcPr),
      crossed: isCrossed(childOf(tcPr, 'w:tcBorders')),
      content: readCell(cell),
    };
    const left = cells.at(-1);
    if (left !== undefined && merge(childOf(tcPr, 'w:hMerge')) === 'continue')
      cells[cells.length - 1] = joined(left, read);
    else cells.push(read);
  }
  return {
    gridBefore: Math.max(0, integerOf(propertyOf(properties, 'w:gridBefore')) ?? 0),
    gridAfter: Math.max(0, integerOf(propertyOf(properties, 'w:gridAfter')) ?? 0),
    cells,
  };
}

/** A merge element without a value goes on with the merge. @source ECMA-376 part 1, 17.4.84 */
function merge(element: XmlElement | null): Merge {
  if (element === null) return 'none';
  return element.attributes['w:val'] === 'restart' ? 'restart' : 'continue';
}

const DIAGONALS = ['w:tl2br', 'w:tr2bl'];

/** Whether a diagonal is drawn, by which the form is filled in where there is nothing to say. */
const isCrossed = (borders: XmlElement | null): boolean =>
  DIAGONALS.some((name) => !/^(?:nil|none)$/.test(propertyOf(borders, name) ?? 'none'));

/** A tracked merge counts as accepted. @source ECMA-376 part 1, 17.13.5.4 */
function verticalMerge(tcPr: XmlElement | null): Merge {
  const tracked = childOf(tcPr, 'w:cellMerge')?.attributes['w:vMerge'];
  if (tracked === 'rest') return 'restart';
  return tracked === 'cont' ? 'continue' : merge(childOf(tcPr, 'w:vMerge'));
}

function widthOf(tcPr: XmlElement | null): number | null {
  const { 'w:type': type = 'dxa', 'w:w': width } = childOf(tcPr, 'w:tcW')?.attributes ?? {};
  const twips = type === 'dxa' ? twipsOf(width) : null;
  return twips !== null && twips > 0 ? twips : null;
}

const TWIPS_PER_UNIT = new Map([
  ['', 1],
  ['pt', 20],
  ['in', 1440],
  ['cm', 1440 / 2.54],
  ['mm', 1440 / 25.4],
]);

/** A length in twips, or with a unit as strict documents have it. @source ECMA-376 part 1, 22.9.2.14 */
function twipsOf(length: string | undefined): number | null {
  const [, amount, unit] = /^(\d{1,9}(?:\.\d{1,9})?)(pt|in|cm|mm)?$/.exec(length ?? '') ?? [];
  return amount === undefined ? null : Math.round(Number.parseFloat(amount) * (TWIPS_PER_UNIT.get(unit ?? '') ?? 1));
}

function joined(left: CellContent, right: CellContent): CellContent {
  return {
    ...left,
    gridSpan: left.gridSpan + right.gridSpan,
    widthTwips: left.widthTwips === null || right.widthTwips === null ? null : left.widthTwips + right.widthTwips,
    content: [...left.content, ...right.content],
  };
}
