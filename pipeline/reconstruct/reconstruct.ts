import { TABLE_KEYS } from '../../config/catalogue/form.ts';
import type { Extracted, Reading } from '../contracts/document.ts';
import type { Block } from '../contracts/grid.ts';
import type { LeftOut } from '../contracts/ink.ts';
import { isRead, type Page, type TextLayer } from '../contracts/page.ts';
import { readFlow } from './flow/flow.ts';
import { tablesNamed } from './flow/named-tables.ts';
import { unreadPictures, withPicturesRead } from './flow/pictures.ts';
import { readLines } from './lines/lines.ts';
import { readPages } from './pages/pages.ts';

const ALL_READ = { scannedPages: [], unreadPages: [], ocrEngines: [] } as const;

const unreadPage = ({ number, widthPt, heightPt }: Page): LeftOut => ({
  kind: 'page',
  text: '',
  origin: { page: number, bbox: [0, 0, widthPt, heightPt] },
});

/** Whether all tables of the form stand in the flow, so that a picture that was not read holds none of them. */
const hasEveryTable = (blocks: readonly Block[]): boolean => {
  const named = new Set(blocks.flatMap((block) => (block.kind === 'table' ? tablesNamed(block) : [])));
  return TABLE_KEYS.every((table) => named.has(table));
};

/** Reads what was extracted as paragraphs and tables in reading order, whatever the format was. */
export function reconstruct(extracted: Extracted): Reading {
  const { meta, notes, leftOut, pageCount } = extracted;
  switch (extracted.kind) {
    case 'flow': {
      const pictured = withPicturesRead(extracted.blocks);
      const blocks = readFlow(pictured.blocks);
      const complete = hasEveryTable(blocks);
      const unread = unreadPictures(pictured.unread, complete);
      const missed = complete ? [] : pictured.unread.map(({ page }) => page.number);
      return {
        blocks,
        meta,
        notes: [...notes, ...pictured.notes, ...unread.notes],
        leftOut: [...leftOut, ...pictured.leftOut, ...unread.leftOut],
        pageCount,
        scannedPages: [...pictured.read.map(({ page }) => page.number), ...missed].toSorted((a, b) => a - b),
        unreadPages: missed,
        ocrEngines: [...new Set(pictured.read.flatMap(({ readBy }) => readBy))],
      };
    }
    case 'lines':
      return { blocks: readLines(extracted.lines), meta, notes, leftOut, pageCount, ...ALL_READ };
    case 'pages': {
      const numbersOf = (layers: readonly TextLayer[]): readonly number[] =>
        extracted.pages.filter((page) => layers.includes(page.textLayer)).map((page) => page.number);
      const scannedPages = numbersOf(['recognised', 'garbled', 'none']);
      const unreadPages = numbersOf(['garbled', 'none']);
      const { ocrEngines } = extracted;
      const turnedPages = extracted.pages.flatMap(({ number, turns }) =>
        turns === undefined ? [] : [{ page: number, quarters: turns }],
      );
      return {
        blocks: readFlow(readPages(extracted.pages)),
        meta,
        notes,
        leftOut: [...leftOut, ...extracted.pages.filter((page) => !isRead(page)).map(unreadPage)],
        pageCount,
        scannedPages,
        unreadPages,
        ...(turnedPages.length > 0 ? { turnedPages } : {}),
        ocrEngines,
      };
    }
  }
}
