import { HTML_LIMITS } from '../../../config/limits.ts';
import type { Extracted, MetaFact, Source } from '../../contracts/document.ts';
import type { Block } from '../../contracts/grid.ts';
import type { Note, NoteCode } from '../../contracts/note.ts';
import { decodeText } from '../decode.ts';
import { declaredEncoding } from './declared-encoding.ts';
import { readFlow } from './flow.ts';
import { isLinear, linesOf } from './linear.ts';
import { trimmed } from './lines.ts';
import { type ParsedPage, parsePage } from './parse.ts';
import type { Piece } from './pieces.ts';
import { joinSingleRows } from './single-rows.ts';
import { visibleTree } from './visible-tree.ts';
import { joinFacts, withoutWrapper } from './wrapper.ts';

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

/**
 * Reads a web page from its bytes to paragraphs and tables in reading order. Nothing in it is run or fetched.
 * A page that prints its tables as lines of text comes out as those lines.
 * @throws ConversionError too-complex beyond the bounds of EXTRACT_LIMITS and HTML_LIMITS
 */
export async function extractHtml(source: Source): Promise<Extracted> {
  const declared = declaredEncoding(source.bytes);
  const { text, encoding, differs } = decodeText(source.bytes, declared);
  const page = parsePage(text);
  const visible = visibleTree(page);
  const flow = visible.root === null ? [] : readFlow(visible.root);
  const joined = joinSingleRows(flow);
  const report = withoutWrapper(joinFacts(joined.pieces));
  const notes: readonly Note[] = [
    ...(differs && declared !== null
      ? [{ code: 'encoding-differs' as const, values: { declared, used: encoding } }]
      : []),
    ...counted('hidden-text', visible.hidden),
    ...counted('tracked-changes', visible.deletions),
    ...counted('pinyin-annotations', visible.readings),
    ...counted('wrapper-noise', report.removed),
    ...joined.parts.map((parts): Note => ({ code: 'table-joined', values: { parts } })),
  ];
  const base = { meta: factsOf(page), notes, pageCount: null };
  if (isLinear(report.pieces)) return { kind: 'lines', lines: linesOf(report.pieces), ...base };
  return { kind: 'flow', blocks: blocksOf(report.pieces), ...base };
}
