import { FLOW_TOLERANCES } from '../../../config/limits/lines.ts';
import type { Block, Grid, Picture } from '../../contracts/grid.ts';
import type { LeftOut } from '../../contracts/ink.ts';
import type { Note } from '../../contracts/note.ts';
import { isRead } from '../../contracts/page.ts';
import { isSectionHeading } from '../lines/section-heading.ts';
import { readPages } from '../pages/pages.ts';
import { tablesNamed } from './named-tables.ts';

/** A flow whose pictures have become what they show, or were left out. */
export interface PicturedFlow {
  readonly blocks: readonly Block[];
  readonly leftOut: readonly LeftOut[];
  readonly notes: readonly Note[];
  /** Pictures that are in the blocks. */
  readonly read: readonly Picture[];
  /** Pictures that were not read, or in which nothing could be read; none of them is in what was left out. */
  readonly unread: readonly Picture[];
}

type Item = Block | Picture;

/** Pictures that follow one another are the pages of one scan; everything else stands by itself. */
function runsOf(items: readonly Item[]): readonly (Block | readonly Picture[])[] {
  const runs: (Block | Picture[])[] = [];
  for (const item of items) {
    const last = runs.at(-1);
    if (item.kind !== 'picture') runs.push(item);
    else if (Array.isArray(last)) last.push(item);
    else runs.push([item]);
  }
  return runs;
}

const textOf = (block: Block): string =>
  block.kind === 'paragraph' ? block.text : block.cells.map((cell) => cell.text).join('\t');

/** A part of the report: a table of the form, a heading of a section, or prose. The words of a chart are none of these. */
const isOfReport = (block: Block): boolean =>
  block.kind === 'table'
    ? tablesNamed(block).length > 0
    : isSectionHeading(block.text) || block.text.length >= FLOW_TOLERANCES.pictureProse;

const showsTable = (blocks: readonly Block[]): boolean =>
  blocks.some((block): block is Grid => block.kind === 'table' && tablesNamed(block).length > 0);

function readRun(pictures: readonly Picture[]): PicturedFlow {
  const [read, unread] = [pictures.filter(({ page }) => isRead(page)), pictures.filter(({ page }) => !isRead(page))];
  const blocks = readPages(read.map(({ page }) => page));
  const taken = blocks.some(isOfReport);
  const [first] = read;
  return {
    blocks: taken ? blocks : [],
    leftOut: first && !taken ? [{ kind: 'picture', text: blocks.map(textOf).join('\n'), origin: first.origin }] : [],
    notes: showsTable(blocks) ? [{ code: 'table-as-image', values: { count: 1 } }] : [],
    read: taken ? read : [],
    unread,
  };
}

/**
 * Whether a picture without text can only be a photograph or an ornament: engines looked at it, it is no page of a scan,
 * and the tables of the form stand elsewhere.
 */
const isOrnament = ({ page, readBy }: Picture, hasEveryTable: boolean): boolean =>
  hasEveryTable && readBy.length > 0 && page.heightPt < FLOW_TOLERANCES.pageHeightPt;

/** What is told of pictures that were not read. */
export function unreadPictures(
  pictures: readonly Picture[],
  hasEveryTable: boolean,
): { readonly leftOut: readonly LeftOut[]; readonly notes: readonly Note[] } {
  const opaque = pictures.filter((picture) => !isOrnament(picture, hasEveryTable));
  return {
    leftOut: pictures.map((picture): LeftOut => {
      return { kind: opaque.includes(picture) ? 'picture' : 'furniture', text: '', origin: picture.origin };
    }),
    notes: opaque.flatMap(({ origin }): Note[] =>
      'paragraph' in origin && origin.paragraph !== undefined
        ? [{ code: 'large-picture', values: { paragraph: origin.paragraph } }]
        : [],
    ),
  };
}

/**
 * Puts in the place of each picture the paragraphs and tables that it shows; their origins are boxes on the page that
 * the picture is. One that shows nothing of a report is left out with its text.
 */
export function withPicturesRead(items: readonly Item[]): PicturedFlow {
  const parts = runsOf(items).map(
    (run): PicturedFlow =>
      'kind' in run ? { blocks: [run], leftOut: [], notes: [], read: [], unread: [] } : readRun(run),
  );
  return {
    blocks: parts.flatMap((part) => part.blocks),
    leftOut: parts.flatMap((part) => part.leftOut),
    notes: parts.flatMap((part) => part.notes),
    read: parts.flatMap((part) => part.read),
    unread: parts.flatMap((part) => part.unread),
  };
}
