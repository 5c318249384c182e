import type { Extracted, Source } from '../../contracts/document.ts';
import { ConversionError } from '../../contracts/errors.ts';
import type { LeftOut } from '../../contracts/ink.ts';
import type { Note, NoteCode } from '../../contracts/note.ts';
import type { Oddities } from './content.ts';
import { type Flow, storyToFlow } from './flow.ts';
import { startNumbering } from './numbering.ts';
import { openPackage } from './package.ts';
import { readStory } from './story.ts';
import { readStyleSheet } from './styles.ts';
import { childOf, parseXml } from './xml.ts';

/**
 * Reads a DOCX as a reader sees it: paragraphs with their automatic numbers and geometric grids in reading order,
 * insertions kept, deletions and hidden text left out. Headers, footers and the texts of notes are not in the flow.
 * @source ECMA-376 part 1, chapter 17; docs/decisions/0002-docx.md says why document.xml is read directly.
 * @throws ConversionError encrypted, corrupt, xml-forbidden, too-complex, unsupported-format
 */
export async function extractDocx(source: Source): Promise<Extracted> {
  const parts = await openPackage(source.bytes);
  const body = childOf(parseXml(parts.document), 'w:body');
  if (body === null) throw new ConversionError('corrupt', 'the main document has no body');

  let tables = 0;
  const oddities: Oddities = { hidden: 0, tracked: 0, contentsEntries: 0, embedded: 0 };
  const story = readStory(body, {
    styles: readStyleSheet(parts.styles),
    numbering: startNumbering(parts.numbering),
    oddities,
    nextTable: () => ++tables,
  });
  const flow = storyToFlow(story);
  return {
    kind: 'flow',
    blocks: flow.blocks,
    meta: [],
    notes: notesOf(oddities, flow),
    leftOut: leftOutOf(flow),
    pageCount: null,
  };
}

const leftOutOf = (flow: Flow): readonly LeftOut[] =>
  flow.largePictures.map((paragraph) => ({ kind: 'picture', text: '', origin: { paragraph } }));

function notesOf(oddities: Oddities, flow: Flow): readonly Note[] {
  const counts: readonly (readonly [NoteCode, number])[] = [
    ['hidden-text', oddities.hidden + flow.hiddenTexts],
    ['tracked-changes', oddities.tracked],
    ['wrapper-noise', oddities.contentsEntries],
    ['embedded-content', oddities.embedded],
  ];
  return [
    ...counts.flatMap(([code, count]) => (count > 0 ? [{ code, values: { count } }] : [])),
    ...flow.largePictures.map((paragraph) => ({ code: 'large-picture' as const, values: { paragraph } })),
  ];
}
