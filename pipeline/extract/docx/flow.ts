import { DOCX_TOLERANCES } from '../../../config/limits/markup.ts';
import type { Block, Paragraph } from '../../contracts/grid.ts';
import { beginsItem } from '../../wording/ordinal.ts';
import type { Content, ParagraphContent } from './content.ts';
import { tableToGrid } from './grid.ts';
import { isLayoutTable } from './nested.ts';

export interface Flow {
  readonly blocks: readonly Block[];
  readonly hiddenTexts: number;
  /** For each large picture the number of its paragraph; for one in a table that of the paragraph above, at least 1. */
  readonly largePictures: readonly number[];
}

/** Turns a story into blocks: layout tables opened, data tables as grids, paragraphs numbered from 1. */
export function storyToFlow(story: readonly Content[]): Flow {
  const blocks: Block[] = [];
  const largePictures: number[] = [];
  let hiddenTexts = 0;
  let number = 0;
  const visit = (content: Content) => {
    if (content.kind === 'paragraph') {
      number++;
      for (const line of paragraphLines(content, number)) blocks.push(line);
      for (let picture = 0; picture < content.largePictures; picture++) largePictures.push(number);
    } else if (isLayoutTable(content)) {
      for (const row of content.rows) for (const cell of row.cells) cell.content.forEach(visit);
    } else {
      const table = tableToGrid(content);
      if (table !== null) {
        blocks.push(table.grid);
        hiddenTexts += table.hiddenTexts;
      }
      for (let picture = picturesIn(content); picture > 0; picture--) largePictures.push(Math.max(1, number));
    }
  };
  story.forEach(visit);
  return { blocks, hiddenTexts, largePictures };
}

const picturesIn = (content: Content): number =>
  content.kind === 'paragraph'
    ? content.largePictures
    : content.rows.reduce(
        (total, row) =>
          total +
          row.cells
            .flatMap((cell) => cell.content)
            .map(picturesIn)
            .reduce(add, 0),
        0,
      );

const add = (a: number, b: number) => a + b;

/** Sentence ends behind which a line break is the author's. */
const LINE_ENDS = new Set('。！？；：:;!?…”');

/** A manual line break parts two paragraphs, unless it stands in the middle of a sentence of running text. */
function paragraphLines(content: ParagraphContent, number: number): readonly Paragraph[] {
  const texts: string[] = [];
  let above = '';
  for (const line of (content.number + content.text).split('\n').map((text) => text.trim())) {
    if (line === '') continue;
    const goesOn = above.length >= DOCX_TOLERANCES.runningLineCharacters && !LINE_ENDS.has(above.at(-1) ?? '');
    if (goesOn && !beginsItem(line)) texts[texts.length - 1] += line;
    else texts.push(line);
    above = line;
  }
  const { alignment, headingLevel } = content;
  return texts.map((text) => ({ kind: 'paragraph', text, alignment, headingLevel, origin: { paragraph: number } }));
}
