import { DOCX_TOLERANCES } from '../../../config/limits/markup.ts';
import type { Block, Grid, Paragraph } from '../../contracts/grid.ts';
import type { LeftOut } from '../../contracts/ink.ts';
import type { Origin } from '../../contracts/origin.ts';
import { beginsItem } from '../../wording/ordinal.ts';
import type { ShownPicture } from '../pictures.ts';
import {
  type ChunkContent,
  type Content,
  chunksIn,
  type ParagraphContent,
  type PictureReference,
  type ReadChunk,
  type TableContent,
} from './content.ts';
import { tableToGrid } from './grid.ts';
import { isLayoutTable } from './nested.ts';

/** A picture that still has to be taken out of the package. */
export interface PlacedPicture extends PictureReference {
  readonly kind: 'reference';
  readonly origin: Origin;
}

export type FlowItem = Block | ShownPicture | PlacedPicture;

export interface Flow {
  readonly items: readonly FlowItem[];
  /** Cells under a vertical merge with text that is not shown. */
  readonly hiddenTexts: number;
  readonly leftOut: readonly LeftOut[];
}

/**
 * Turns a story into blocks: layout tables opened, data tables as grids, paragraphs numbered from 1. A picture stands
 * behind its paragraph, one in a data table behind that table with the number of the paragraph above, at least 1.
 */
export function storyToFlow(
  story: readonly Content[],
  chunks: ReadonlyMap<string, ReadChunk>,
  nextTable: () => number,
): Flow {
  const items: FlowItem[] = [];
  const leftOut: LeftOut[] = [];
  let hiddenTexts = 0;
  let number = 0;

  const placePictures = (pictures: readonly PictureReference[]): void => {
    const origin = { paragraph: Math.max(1, number) };
    for (const picture of pictures) items.push({ kind: 'reference', ...picture, origin });
  };

  const readParagraph = (content: ParagraphContent): void => {
    const origin = { paragraph: ++number };
    items.push(...paragraphLines(content, origin));
    if (content.hidden.trim() !== '') leftOut.push({ kind: 'hidden', text: content.hidden, origin });
    if (content.embedded > 0 || (content.hasOtherInk && content.text.trim() !== ''))
      leftOut.push({ kind: 'embedded', text: '', origin });
    placePictures(content.pictures);
  };

  function readTable(content: TableContent): void {
    const table = tableToGrid(content);
    if (table !== null) {
      items.push(table.grid);
      leftOut.push(...table.leftOut);
      hiddenTexts += table.hiddenTexts;
    }
    placePictures(picturesIn(content));
    for (const chunk of chunksIn(content)) takeIn(chunk);
  }

  const takeIn = ({ relationship }: ChunkContent): void => {
    const chunk = chunks.get(relationship) ?? { blocks: [], leftOut: [] };
    const moved = mover(number, nextTable);
    for (const block of chunk.blocks) items.push(moved.block(block));
    leftOut.push(...chunk.leftOut.map(moved.leftOut));
    number = moved.paragraphs();
  };

  const visit = (content: Content): void => {
    if (content.kind === 'paragraph') readParagraph(content);
    else if (content.kind === 'chunk') takeIn(content);
    else if (isLayoutTable(content)) {
      for (const text of content.hiddenRows) leftOut.push({ kind: 'hidden', text, origin: null });
      for (const row of content.rows) for (const cell of row.cells) cell.content.forEach(visit);
    } else readTable(content);
  };
  story.forEach(visit);
  return { items, hiddenTexts, leftOut };
}

const picturesIn = (content: Content): readonly PictureReference[] => {
  if (content.kind === 'paragraph') return content.pictures;
  if (content.kind === 'chunk') return [];
  return content.rows.flatMap((row) => row.cells.flatMap((cell) => cell.content.flatMap(picturesIn)));
};

/** Numbers the paragraphs and tables of a part after those before it. */
function mover(before: number, nextTable: () => number) {
  let last = before;
  const tables = new Map<number, number>();
  const table = (own: number): number => {
    const known = tables.get(own) ?? nextTable();
    tables.set(own, known);
    return known;
  };
  const origin = (own: Origin): Origin => {
    if ('page' in own) return own;
    if ('table' in own) return { ...own, table: table(own.table) };
    last = Math.max(last, before + own.paragraph);
    return { ...own, paragraph: before + own.paragraph };
  };
  const grid = (own: Grid): Grid => ({
    ...own,
    cells: own.cells.map((cell) => ({ ...cell, origin: origin(cell.origin) })),
    regions: own.regions.map((region) => ('table' in region ? { table: table(region.table) } : region)),
  });
  return {
    block: (own: Block | ShownPicture): Block | ShownPicture =>
      'kind' in own && own.kind === 'table' ? grid(own) : { ...own, origin: origin(own.origin) },
    leftOut: (own: LeftOut): LeftOut => ({ ...own, origin: own.origin && origin(own.origin) }),
    /** The number of the last paragraph so far. */
    paragraphs: (): number => last,
  };
}

/** Sentence ends behind which a line break is the author's. */
const LINE_ENDS = new Set('。！？；：:;!?…”');

/** A manual line break parts two paragraphs, unless it stands in the middle of a sentence of running text. */
function paragraphLines(content: ParagraphContent, origin: Origin): readonly Paragraph[] {
  const texts: string[] = [];
  let above = '';
  for (const line of (content.number + content.text).split('\n').map((text) => text.trim())) {
    if (line === '') continue;
    const goesOn = above.length >= DOCX_TOLERANCES.runningLineCharacters && !LINE_ENDS.has(above.at(-1) ?? '');
    if (goesOn && !beginsItem(line)) texts[texts.length - 1] += line;
    else texts.push(line);
    above = line;
  }
  const { alignment, headingLevel, doubts } = content;
  return texts.map((text) => ({
    kind: 'paragraph',
    text,
    alignment,
    headingLevel,
    origin,
    ...(doubts.length > 0 ? { doubts } : {}),
  }));
}
