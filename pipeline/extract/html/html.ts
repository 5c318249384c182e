import type { Element } from 'domhandler';
import { HTML_LIMITS } from '../../../config/limits/markup.ts';
import type { Extracted, MetaFact, Source } from '../../contracts/document.ts';
import type { Block, Picture } from '../../contracts/grid.ts';
import type { LeftOut } from '../../contracts/ink.ts';
import type { Note, NoteCode } from '../../contracts/note.ts';
import type { OcrEngines } from '../../contracts/ocr.ts';
import type { Origin } from '../../contracts/origin.ts';
import { LONE_DESK, type PageDesk } from '../../contracts/page-desk.ts';
import { decodeText } from '../decode.ts';
import { readPictures } from '../pictures.ts';
import { copiedTables } from './copied-tables.ts';
import { declaredEncoding } from './declared-encoding.ts';
import { joinFacts } from './facts.ts';
import { readFlow } from './flow.ts';
import { hiddenLeftOut, linesSeen, partsToReveal } from './hidden-parts.ts';
import { isLinear, isStatutory, lineElements, linesOf } from './linear.ts';
import { trimmed } from './lines.ts';
import { linkedDocuments } from './linked-documents.ts';
import { type ParsedPage, parsePage } from './parse.ts';
import { picturedTables } from './pictured-tables.ts';
import { picturesOfReport, shownPicture } from './pictures.ts';
import type { Piece } from './pieces.ts';
import { joinRecords } from './records.ts';
import { joinSingleRows } from './single-rows.ts';
import type { VisibleElement } from './visible-element.ts';
import { type HiddenPart, type Revealed, visibleTree } from './visible-tree.ts';
import { withoutWrapper } from './wrapper.ts';

/** What a page states about itself in its head; names in lower case. */
function factsOf(page: ParsedPage): readonly MetaFact[] {
  return [{ name: 'title', content: page.title }, ...page.facts]
    .map(({ name, content }) => ({
      name: name.trim().toLowerCase(),
      content: trimmed(content.replace(/\s+/g, ' ')).slice(0, HTML_LIMITS.factCharacters),
    }))
    .filter(({ name, content }) => name !== '' && content !== '')
    .slice(0, HTML_LIMITS.facts);
}

/** What a page consists of, with its pictures at their places. */
type Item = Piece | VisibleElement;

const isPicture = (item: Item): item is VisibleElement => 'tag' in item;

/** Blocks of the contract, paragraphs numbered from 1 in reading order; pictures as the engines read them, in turn. */
function blocksOf(items: readonly Item[], read: readonly Picture[]): readonly (Block | Picture)[] {
  let paragraphs = 0;
  let pictures = 0;
  return items.flatMap((item): (Block | Picture)[] => {
    if (isPicture(item)) {
      const picture = read[pictures++];
      return picture === undefined ? [] : [picture];
    }
    if (item.kind === 'grid') {
      const { layout, rows, columns, tables } = item;
      const cells = item.cells.map(({ element: _, ...cell }) => cell);
      return [{ kind: 'table', layout, rows, columns, cells, regions: tables.map((table) => ({ table })) }];
    }
    const { text, alignment, headingLevel } = item;
    const doubts = item.doubts === undefined ? {} : { doubts: item.doubts };
    return [{ kind: 'paragraph', text, alignment, headingLevel, origin: { paragraph: ++paragraphs }, ...doubts }];
  });
}

/** Pieces and pictures in the order in which they stand on the page. */
function inOrder(pieces: readonly Piece[], pictures: readonly VisibleElement[]): readonly Item[] {
  const left = [...pictures];
  const items: Item[] = [];
  for (const piece of pieces) {
    // Pieces of one block share its place; those behind the picture come with their own.
    while (left[0] !== undefined && left[0].first < piece.element.first) items.push(left.shift()!);
    items.push(piece);
  }
  return [...items, ...left];
}

/** Number of the paragraph that a picture stands behind, from 1. */
const paragraphBefore = (items: readonly Item[], picture: VisibleElement): number =>
  Math.max(
    1,
    items.slice(0, items.indexOf(picture)).filter((item) => !isPicture(item) && item.kind === 'paragraph').length,
  );

const counted = (code: NoteCode, count: number): readonly Note[] => (count > 0 ? [{ code, values: { count } }] : []);

interface ReadPage {
  readonly pieces: readonly Piece[];
  /** Pictures that may hold a part of the report. */
  readonly pictures: readonly VisibleElement[];
  readonly notes: readonly Note[];
  readonly leftOut: readonly LeftOut[];
  /** Parts that were not read because a reader does not see them. */
  readonly hidden: readonly HiddenPart[];
}

/** Whether the tables of a report are on a page, as tables or as lines. */
const holdsTables = (pieces: readonly Piece[]): boolean => isLinear(pieces) || pieces.some(isStatutory);

const copyLeftOut = (piece: Piece): LeftOut => ({
  kind: 'furniture',
  text: linesSeen([piece]).join('\n').slice(0, HTML_LIMITS.hiddenCharacters),
  origin: null,
});

function readPage(page: ParsedPage, revealed: Revealed): ReadPage {
  const visible = visibleTree(page, revealed);
  const flow = visible.root === null ? { pieces: [], pictures: [] } : readFlow(visible.root, page.hasForeignStyles);
  const joined = joinSingleRows(flow.pieces);
  const whole = joinRecords(joined.pieces);
  const copies = copiedTables(whole);
  const report = withoutWrapper(joinFacts(whole.filter((piece) => !copies.has(piece))));
  const pictured = picturedTables(report.pieces, flow.pictures);
  const pictures = picturesOfReport(report.pieces, flow.pictures);
  const linked =
    visible.root === null || holdsTables(report.pieces) ? [] : linkedDocuments(visible.root, visible.foreignFrames);
  const hidden = hiddenLeftOut(visible.hidden, linesSeen(flow.pieces), page.strings);
  const notes: readonly Note[] = [
    ...counted('hidden-text', visible.hidden.filter(({ by }) => by !== 'kept').length),
    ...counted('tracked-changes', visible.deletions),
    ...counted('pinyin-annotations', visible.readings),
    ...counted('wrapper-noise', report.removed),
    ...counted('table-as-image', pictured),
    ...counted('embedded-content', linked.length),
    ...joined.parts.map((parts): Note => ({ code: 'table-joined', values: { parts } })),
  ];
  return {
    pieces: report.pieces,
    notes,
    pictures,
    leftOut: [...linked, ...hidden, ...[...copies].map(copyLeftOut)],
    hidden: visible.hidden,
  };
}

/** How often hidden parts are looked through for what is hidden inside them. */
const ROUNDS = 4;

/** The page as shown, and the parts of it that are hidden and hold what of the report is not shown. */
function readShown(page: ParsedPage): ReadPage & { readonly revealed: Revealed } {
  let revealed: Revealed = new Map();
  for (let round = 0; round < ROUNDS; round++) {
    const read = readPage(page, revealed);
    const more = partsToReveal(read.hidden, linesSeen(read.pieces));
    if (more.size === 0) return { ...read, revealed };
    revealed = new Map([...revealed, ...more]);
  }
  return { ...readPage(page, revealed), revealed };
}

/** A page whose tables are lines of text comes out as lines, between which pictures have no place. */
const unread = (picture: VisibleElement): LeftOut => ({
  kind: 'picture',
  text: trimmed(picture.attributes.alt ?? ''),
  origin: null,
});

/**
 * Reads a web page from its bytes to paragraphs and tables in reading order. Nothing in it is run or fetched.
 * A page that prints its tables as lines of text comes out as those lines. Pictures that are written into the page and
 * may hold text are read by the engines.
 * @throws ConversionError too-complex beyond the bounds of EXTRACT_LIMITS and HTML_LIMITS
 */
export async function extractHtml(
  source: Source,
  engines: OcrEngines | null = null,
  desk: PageDesk = LONE_DESK,
): Promise<Extracted> {
  const declared = declaredEncoding(source.bytes);
  const { text, encoding, differs } = decodeText(source.bytes, declared);
  const page = parsePage(text);
  const { pieces, pictures, notes, leftOut } = readShown(page);
  const lie: readonly Note[] =
    differs && declared !== null ? [{ code: 'encoding-differs', values: { declared, used: encoding } }] : [];
  const base = { meta: factsOf(page), notes: [...lie, ...notes], pageCount: null };
  if (isLinear(pieces)) {
    return { kind: 'lines', lines: linesOf(pieces), leftOut: [...pictures.map(unread), ...leftOut], ...base };
  }
  const items = inOrder(pieces, pictures);
  const shown = pictures.map((picture) => shownPicture(picture, paragraphBefore(items, picture)));
  return { kind: 'flow', blocks: blocksOf(items, await readPictures(shown, engines, desk)), leftOut, ...base };
}

/** A page with the elements in which everything stands that an origin names. */
export interface PlacedPage {
  readonly page: ParsedPage;
  readonly places: readonly { readonly origin: Origin; readonly element: Element }[];
  /** Pictures that are read like pages, in their order. */
  readonly pictures: readonly Element[];
  /** Hidden parts that are read all the same. */
  readonly revealed: readonly Element[];
}

/**
 * Where on a web page the places stand that the origins of `extractHtml` name: the same reading, so that both always
 * mean the same element.
 * @throws ConversionError as `extractHtml` does
 */
export function placesOfHtml(bytes: Uint8Array): PlacedPage {
  const page = parsePage(decodeText(bytes, declaredEncoding(bytes)).text);
  const { pieces, pictures, revealed } = readShown(page);
  const base = { page, pictures: pictures.map(({ source }) => source), revealed: [...revealed.keys()] };
  if (isLinear(pieces)) {
    const places = lineElements(pieces).flatMap((element, i) =>
      element === null ? [] : [{ origin: { paragraph: i + 1, line: i + 1 }, element: element.source }],
    );
    return { ...base, places };
  }
  let paragraphs = 0;
  const places = pieces.flatMap((piece) =>
    piece.kind === 'grid'
      ? piece.cells.map(({ origin, element }) => ({ origin, element: element.source }))
      : [{ origin: { paragraph: ++paragraphs }, element: piece.element.source }],
  );
  return { ...base, places };
}
