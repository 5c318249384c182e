import { HTML_LIMITS } from '../../../config/limits/markup.ts';
import type { Extracted, MetaFact, Source } from '../../contracts/document.ts';
import type { Block } from '../../contracts/grid.ts';
import type { Note, NoteCode } from '../../contracts/note.ts';
import { decodeText } from '../decode.ts';
import { declaredEncoding } from './declared-encoding.ts';
import { joinFacts } from './facts.ts';
import { readFlow } from './flow.ts';
import { isSectionHeading } from './form-words.ts';
import { isLinear, isStatutory, linesOf } from './linear.ts';
import { trimmed } from './lines.ts';
import { type ParsedPage, parsePage } from './parse.ts';
import { picturedTables } from './pictured-tables.ts';
import type { Piece } from './pieces.ts';
import { joinSingleRows } from './single-rows.ts';
import { visibleTree } from './visible-tree.ts';
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
    return { kind: 'paragraph', text, alignment, headingLevel, origin: { paragraph: ++paragraphs } };
  });
}

const counted = (code: NoteCode, count: number): readonly Note[] => (count > 0 ? [{ code, values: { count } }] : []);

interface ReadPage {
  readonly pieces: readonly Piece[];
  readonly notes: readonly Note[];
}

function readPage(page: ParsedPage, showsHidden: boolean): ReadPage {
  const visible = visibleTree(page, showsHidden);
  const flow = visible.root === null ? { pieces: [], pictures: [] } : readFlow(visible.root);
  const joined = joinSingleRows(flow.pieces);
  const report = withoutWrapper(joinFacts(joined.pieces));
  const pictured = picturedTables(report.pieces, flow.pictures);
  const notes: readonly Note[] = [
    ...counted('hidden-text', visible.hidden),
    ...counted('tracked-changes', visible.deletions),
    ...counted('pinyin-annotations', visible.readings),
    ...counted('wrapper-noise', report.removed),
    ...counted('table-as-image', pictured),
    ...joined.parts.map((parts): Note => ({ code: 'table-joined', values: { parts } })),
  ];
  return { pieces: report.pieces, notes };
}

/** How much of a report a page shows: its tables, sections without tables, nothing. */
function reportIn({ pieces }: ReadPage): 0 | 1 | 2 {
  if (isLinear(pieces) || pieces.some(isStatutory)) return 2;
  return pieces.some((piece) => piece.kind === 'paragraph' && isSectionHeading(piece.text)) ? 1 : 0;
}

/** The page as shown; with what it hides where only that has the report, which a script of the page would show. */
function readShown(page: ParsedPage): ReadPage {
  const shown = readPage(page, false);
  if (reportIn(shown) === 2 || !shown.notes.some((note) => note.code === 'hidden-text')) return shown;
  const whole = readPage(page, true);
  return reportIn(whole) > reportIn(shown) ? whole : shown;
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
  const { pieces, notes } = readShown(page);
  const lie: readonly Note[] =
    differs && declared !== null ? [{ code: 'encoding-differs', values: { declared, used: encoding } }] : [];
  const base = { meta: factsOf(page), notes: [...lie, ...notes], leftOut: [], pageCount: null };
  return isLinear(pieces)
    ? { kind: 'lines', lines: linesOf(pieces), ...base }
    : { kind: 'flow', blocks: blocksOf(pieces), ...base };
}
