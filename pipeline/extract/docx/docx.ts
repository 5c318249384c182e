import { DOCX_TOLERANCES } from '../../../config/limits/markup.ts';
import type { Extracted, Source } from '../../contracts/document.ts';
import { ConversionError } from '../../contracts/errors.ts';
import type { Block, Picture } from '../../contracts/grid.ts';
import type { LeftOut } from '../../contracts/ink.ts';
import type { Note, NoteCode } from '../../contracts/note.ts';
import type { OcrEngines } from '../../contracts/ocr.ts';
import type { OfficeSuite } from '../../contracts/office-suite.ts';
import { LONE_DESK, type PageDesk } from '../../contracts/page-desk.ts';
import { readPictures, type ShownPicture } from '../pictures.ts';
import { readChunk } from './chunk.ts';
import { type Content, chunksIn, type Oddities, type ReadChunk, type StoryContext } from './content.ts';
import { type Flow, type FlowItem, storyToFlow } from './flow.ts';
import { startNumbering } from './numbering.ts';
import { openPackage, type WordPackage } from './package.ts';
import { tablesOfHeaders } from './running-parts.ts';
import { readStory } from './story.ts';
import { readStyleSheet } from './styles.ts';
import { childOf, parseXml } from './xml.ts';

/**
 * Reads a DOCX as a reader sees it: paragraphs with their automatic numbers and geometric grids in reading order,
 * insertions kept, deletions and hidden text left out, parts in other formats taken in. Of headers and footers only
 * tables are in the flow; the texts of notes are not. Pictures that may hold text are read by the engines.
 * @source ECMA-376 part 1, chapter 17; docs/decisions/0002-docx.md says why document.xml is read directly.
 * @throws ConversionError encrypted, corrupt, xml-forbidden, too-complex, unsupported-format
 */
export async function extractDocx(
  source: Source,
  engines: OcrEngines | null = null,
  desk: PageDesk = LONE_DESK,
  suite: OfficeSuite | null = null,
): Promise<Extracted> {
  const { items, notes, leftOut } = await readDocument(source.bytes, DOCX_TOLERANCES.chunkDepth, suite);
  const pictures = await readPictures(items.filter(isPicture), engines, desk);
  let next = 0;
  return {
    kind: 'flow',
    blocks: items.flatMap((item): (Block | Picture)[] => {
      if (!isPicture(item)) return [item];
      const picture = pictures[next++];
      return picture === undefined ? [] : [picture];
    }),
    meta: [],
    notes,
    leftOut,
    pageCount: null,
  };
}

/** A drawing that lies behind the text, in DrawingML and in VML. */
const BEHIND_TEXT = /behindDoc="(?:1|true)"|z-index:\s*-/;

type Item = Block | ShownPicture;

const isPicture = (item: Item): item is ShownPicture => !('kind' in item);

interface ReadDocument {
  readonly items: readonly Item[];
  readonly notes: readonly Note[];
  readonly leftOut: readonly LeftOut[];
  readonly through: string | null;
}

/** @throws ConversionError as `extractDocx` does */
async function readDocument(bytes: Uint8Array, depth: number, suite: OfficeSuite | null): Promise<ReadDocument> {
  const parts = await openPackage(bytes);
  const root = parseXml(parts.document);
  const body = childOf(root, 'w:body');
  if (body === null) throw new ConversionError('corrupt', 'the main document has no body');

  let tables = 0;
  const oddities: Oddities = { hidden: 0, tracked: 0, contentsEntries: 0, embedded: 0, through: null };
  const context: StoryContext = {
    styles: readStyleSheet(await parts.part('styles', 'styles.xml')),
    numbering: startNumbering(await parts.part('numbering', 'numbering.xml')),
    oddities,
    nextTable: () => ++tables,
    ground: BEHIND_TEXT.test(parts.document)
      ? 'pictured'
      : (childOf(root, 'w:background')?.attributes['w:color'] ?? 'auto'),
  };
  const story = [...readStory(body, context), ...(await tablesOfHeaders(parts, context))];
  const chunks = await readChunks(story, parts, depth, suite, oddities);
  const flow = storyToFlow(story, chunks, context.nextTable);
  return {
    items: await withPictureFiles(flow.items, parts),
    notes: notesOf(oddities, flow),
    leftOut: flow.leftOut,
    through: oddities.through,
  };
}

/** The parts in other formats, by relationship; one that cannot be read is counted. */
async function readChunks(
  story: readonly Content[],
  parts: WordPackage,
  depth: number,
  suite: OfficeSuite | null,
  oddities: Oddities,
): Promise<ReadonlyMap<string, ReadChunk>> {
  const chunks = new Map<string, ReadChunk>();
  const named = new Set(story.flatMap(chunksIn).map(({ relationship }) => relationship));
  for (const id of named) {
    const chunk = chunks.size < DOCX_TOLERANCES.chunks ? await chunkOf(id, parts, depth, suite) : null;
    if (chunk === null) oddities.embedded++;
    oddities.through ??= chunk?.through ?? null;
    chunks.set(id, chunk ?? { blocks: [], leftOut: [{ kind: 'embedded', text: '', origin: null }] });
  }
  return chunks;
}

async function chunkOf(
  id: string,
  parts: WordPackage,
  depth: number,
  suite: OfficeSuite | null,
): Promise<ReadChunk | null> {
  const target = parts.relationships.find((relationship) => relationship.id === id)?.target;
  const bytes = target === undefined || depth <= 0 ? null : await parts.bytes(target);
  if (bytes === null) return null;
  try {
    return await readChunk(bytes, suite, async (word) => {
      const { items, leftOut, through } = await readDocument(word, depth - 1, suite);
      return { blocks: items, leftOut, through };
    });
  } catch (error) {
    // the rest of the document can be read; what this part holds is told as left out
    if (error instanceof ConversionError && error.code !== 'internal') return null;
    throw error;
  }
}

/** Takes the files of pictures out of the package. One that is damaged or not there stays a picture that is not read. */
async function withPictureFiles(items: readonly FlowItem[], parts: WordPackage): Promise<readonly Item[]> {
  const targets = new Map(parts.relationships.map(({ id, target }) => [id, target]));
  const read: Item[] = [];
  for (const item of items) {
    if (!('kind' in item) || item.kind !== 'reference') {
      read.push(item);
      continue;
    }
    const { kind: _, relationship, ...shown } = item;
    const target = targets.get(relationship);
    read.push({ ...shown, bytes: target === undefined ? null : await parts.picture(target) });
  }
  return read;
}

function notesOf(oddities: Oddities, flow: Flow): readonly Note[] {
  const counts: readonly (readonly [NoteCode, number])[] = [
    ['hidden-text', oddities.hidden + flow.hiddenTexts],
    ['tracked-changes', oddities.tracked],
    ['wrapper-noise', oddities.contentsEntries],
    ['embedded-content', oddities.embedded],
  ];
  return [
    ...(oddities.through === null ? [] : [{ code: 'through-program' as const, values: { program: oddities.through } }]),
    ...counts.flatMap(([code, count]) => (count > 0 ? [{ code, values: { count } }] : [])),
  ];
}
