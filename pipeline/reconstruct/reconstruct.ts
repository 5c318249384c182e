import type { Extracted, Reading } from '../contracts/document.ts';
import { readLines } from './lines/lines.ts';
import { readPages } from './pages/pages.ts';

/** Reads what was extracted as paragraphs and tables in reading order, whatever the format was. */
export function reconstruct(extracted: Extracted): Reading {
  const { meta, notes, pageCount } = extracted;
  switch (extracted.kind) {
    case 'flow':
      return { blocks: extracted.blocks, meta, notes, pageCount, scannedPages: [] };
    case 'lines':
      return { blocks: readLines(extracted.lines), meta, notes, pageCount, scannedPages: [] };
    case 'pages': {
      const unread = extracted.pages.filter((page) => page.textLayer !== 'trusted').map((page) => page.number);
      return { blocks: readPages(extracted.pages), meta, notes, pageCount, scannedPages: unread };
    }
  }
}
