import type { Extracted, Reading } from '../contracts/document.ts';
import type { LeftOut } from '../contracts/ink.ts';
import { isRead, type Page, type TextLayer } from '../contracts/page.ts';
import { readFlow } from './flow/flow.ts';
import { readLines } from './lines/lines.ts';
import { readPages } from './pages/pages.ts';

const ALL_READ = { scannedPages: [], unreadPages: [], ocrEngines: [] } as const;

const unreadPage = ({ number, widthPt, heightPt }: Page): LeftOut => ({
  kind: 'page',
  text: '',
  origin: { page: number, bbox: [0, 0, widthPt, heightPt] },
});

/** Reads what was extracted as paragraphs and tables in reading order, whatever the format was. */
export function reconstruct(extracted: Extracted): Reading {
  const { meta, notes, leftOut, pageCount } = extracted;
  switch (extracted.kind) {
    case 'flow':
      return { blocks: readFlow(extracted.blocks), meta, notes, leftOut, pageCount, ...ALL_READ };
    case 'lines':
      return { blocks: readLines(extracted.lines), meta, notes, leftOut, pageCount, ...ALL_READ };
    case 'pages': {
      const numbersOf = (layers: readonly TextLayer[]): readonly number[] =>
        extracted.pages.filter((page) => layers.includes(page.textLayer)).map((page) => page.number);
      const scannedPages = numbersOf(['recognised', 'garbled', 'none']);
      const unreadPages = numbersOf(['garbled', 'none']);
      const { ocrEngines } = extracted;
      return {
        blocks: readFlow(readPages(extracted.pages)),
        meta,
        notes,
        leftOut: [...leftOut, ...extracted.pages.filter((page) => !isRead(page)).map(unreadPage)],
        pageCount,
        scannedPages,
        unreadPages,
        ocrEngines,
      };
    }
  }
}
