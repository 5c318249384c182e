import { HTML_LIMITS } from '../../../config/limits/markup.ts';
import type { Extracted, MetaFact, Source } from '../../contracts/document.ts';
import type { Block } from '../../contracts/grid.ts';
import type { LeftOut } from '../../contracts/ink.ts';
import type { Note, NoteCode } from '../../contracts/note.ts';
import { decodeText } from '../decode.ts';
import { declaredEncoding } from './declared-encoding.ts';
import { joinFacts } from './facts.ts';
import { readFlow } from './flow.ts';
import { hiddenLeftOut, linesSeen, partsToReveal } from './hidden-parts.ts';
import { isLinear, isStatutory, linesOf } from './linear.ts';
import { trimmed } from './lines.ts';
import { linkedDocuments } from './linked-documents.ts';
import { type ParsedPage, parsePage } from './parse.ts';
import { picturedTables } from './pictured-tables.ts';
import { picturesOfReport } from './pictures.ts';
import type { Piece } from './pieces.ts';
import { joinRecords } from './records.ts';
import { joinSingleRows } from './single-rows.ts';
import { type HiddenPart, type Revealed, type VisibleElement, visibleTree } from './visible-tree.ts';
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

/** Blocks of the contract, paragraphs numbered from 1 in reading order. */
function blocksOf(pieces: readonly Piece[]): readonly Block[] {
  let paragraphs = 0;
  return pieces.map((piece): Block => {
    if (piece.kind === 'grid') {
      const { layout, rows, columns, cells, tables } = piece;
      return { kind: 'table', layout, rows, columns, cells, regions: tables.map((table) => ({ table })) };
    }
    const { text, alignment, headingLevel } = piece;
    const doubts = piece.doubts === undefined ? {} : { doubts: piece.doubts };
    return { kind: 'paragraph', text, alignment, headingLevel, origin: { paragraph: ++paragraphs }, ...doubts };
  });
}

const counted = (code: NoteCode, count: number): readonly Note[] => (count > 0 ? [{ code, values: { count } }] : []);

interface ReadPage {
  readonly pieces: readonly Piece[];
  readonly notes: readonly Note[];
  readonly leftOut: readonly LeftOut[];
  /** Parts that were not read because a reader does not see them. */
  readonly hidden: readonly HiddenPart[];
}

/** Whether the tables of a report are on a page, as tables or as lines. */
const holdsTables = (pieces: readonly Piece[]): boolean => isLinear(pieces) || pieces.some(isStatutory);

/** Number of the paragraph that a picture stands behind, from 1. */
const paragraphAt = (pieces: readonly Piece[], picture: VisibleElement): number =>
  Math.max(1, pieces.filter(({ kind, element }) => kind === 'paragraph' && element.first < picture.first).length);

const unreadPicture = (pieces: readonly Piece[], picture: VisibleElement): LeftOut => ({
  kind: 'picture',
  text: trimmed(picture.attributes.alt ?? ''),
  origin: { paragraph: paragraphAt(pieces, picture) },
});

function readPage(page: ParsedPage, revealed: Revealed): ReadPage {
  const visible = visibleTree(page, revealed);
  const flow = visible.root === null ? { pieces: [], pictures: [] } : readFlow(visible.root, page.hasForeignStyles);
  const joined = joinSingleRows(flow.pieces);
  const report = withoutWrapper(joinFacts(joinRecords(joined.pieces)));
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
    ...pictures.map(
      (picture): Note => ({ code: 'large-picture', values: { paragraph: paragraphAt(report.pieces, picture) } }),
    ),
    ...joined.parts.map((parts): Note => ({ code: 'table-joined', values: { parts } })),
  ];
  return {
    pieces: report.pieces,
    notes,
    leftOut: [...pictures.map((picture) => unreadPicture(report.pieces, picture)), ...linked, ...hidden],
    hidden: visible.hidden,
  };
}

/** How often hidden parts are looked through for what is hidden inside them. */
const ROUNDS = 4;

/** The page as shown, and the parts of it that are hidden and hold what of the report is not shown. */
function readShown(page: ParsedPage): ReadPage {
  let revealed: Revealed = new Map();
  for (let round = 0; round < ROUNDS; round++) {
    const read = readPage(page, revealed);
    const more = partsToReveal(read.hidden, linesSeen(read.pieces));
    if (more.size === 0) return read;
    revealed = new Map([...revealed, ...more]);
  }
  return readPage(page, revealed);
}

/**
 * Reads a web page from its bytes to paragraphs and tables in reading order. Nothing in it is run or fetched.
 * A page that prints its tables as lines of text comes out as those lines.
 * @throws ConversionError too-complex beyond the bounds of EXTRACT_LIMITS and HTML_LIMITS
 */
export async function extractHtml(source: Source): Promise<Extracted> {
  const declared = declaredEncoding(source.bytes);
  const { text, encoding, differs } = decodeText(source.bytes, declared);
  const page = parsePage(text);
  const { pieces, notes, leftOut } = readShown(page);
  const lie: readonly Note[] =
    differs && declared !== null ? [{ code: 'encoding-differs', values: { declared, used: encoding } }] : [];
  const base = { meta: factsOf(page), notes: [...lie, ...notes], leftOut, pageCount: null };
  return isLinear(pieces)
    ? { kind: 'lines', lines: linesOf(pieces), ...base }
    : { kind: 'flow', blocks: blocksOf(pieces), ...base };
}
