import type { Content, ParagraphContent, StoryContext } from './content.ts';
import { readParagraph } from './paragraph.ts';
import { readTable } from './table.ts';
import { childOf, chosenBranch, elementsOf, propertyOf, type XmlElement } from './xml.ts';

type Reader = (element: XmlElement, story: Content[], context: StoryContext) => void;

/** What a reader does with a block-level element; one that is not listed is looked through for blocks. */
const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['w:p', readParagraphAndBoxes],
  ['w:tbl', readWholeTable],
  ['w:sdt', readControl],
  ['w:del', countRevision],
  ['w:moveFrom', countRevision],
  ['w:ins', readRevision],
  ['w:moveTo', readRevision],
  ['w:altChunk', readChunk],
  ['w:subDoc', countEmbedded],
  ['mc:AlternateContent', readAlternatives],
]);

/** Paragraphs and tables of a body, cell or text box in reading order; a text box follows the paragraph it hangs on. */
export function readStory(container: XmlElement, context: StoryContext): readonly Content[] {
  const story: Content[] = [];
  readInside(container, story, context);
  return story;
}

function readInside(container: XmlElement, story: Content[], context: StoryContext): void {
  for (const child of elementsOf(container)) {
    const reader = READERS.get(child.name) ?? readInside;
    reader(child, story, context);
  }
}

function readWholeTable(element: XmlElement, story: Content[], context: StoryContext): void {
  story.push(readTable(element, context, (cell, ground) => readStory(cell, { ...context, ground })));
}

function readChunk(element: XmlElement, story: Content[]): void {
  story.push({ kind: 'chunk', relationship: element.attributes['r:id'] ?? '' });
}

function readParagraphAndBoxes(element: XmlElement, story: Content[], context: StoryContext): void {
  const { paragraph, boxes, contentsEntry } = readParagraph(element, context);
  if (contentsEntry) context.oddities.contentsEntries++;
  else appendParagraph(paragraph, story);
  // a shape has a fill of its own
  for (const box of boxes) readInside(box, story, { ...context, ground: 'unknown' });
}

function appendParagraph(paragraph: ParagraphContent, story: Content[]): void {
  const last = story.at(-1);
  if (last?.kind !== 'paragraph' || !last.runsOn) {
    story.push(paragraph);
    return;
  }
  story[story.length - 1] = {
    ...paragraph,
    text: last.text + paragraph.text,
    pictures: [...last.pictures, ...paragraph.pictures],
    hasOtherInk: last.hasOtherInk || paragraph.hasOtherInk,
    embedded: last.embedded + paragraph.embedded,
    hidden: last.hidden + paragraph.hidden,
    struck: last.struck + paragraph.struck,
    doubts: [...last.doubts, ...paragraph.doubts],
  };
}

function readControl(control: XmlElement, story: Content[], context: StoryContext): void {
  const gallery = propertyOf(childOf(childOf(control, 'w:sdtPr'), 'w:docPartObj'), 'w:docPartGallery');
  if (gallery === 'Table of Contents') context.oddities.contentsEntries++;
  else readInside(control, story, context);
}

function countRevision(_: XmlElement, __: Content[], context: StoryContext): void {
  context.oddities.tracked++;
}

function readRevision(element: XmlElement, story: Content[], context: StoryContext): void {
  context.oddities.tracked++;
  readInside(element, story, context);
}

function countEmbedded(_: XmlElement, __: Content[], context: StoryContext): void {
  context.oddities.embedded++;
}

function readAlternatives(element: XmlElement, story: Content[], context: StoryContext): void {
  const branch = chosenBranch(element);
  if (branch !== null) readInside(branch, story, context);
}
