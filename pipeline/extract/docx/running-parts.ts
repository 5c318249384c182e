import { DOCX_TOLERANCES } from '../../../config/limits/markup.ts';
import type { Content, StoryContext, TableContent } from './content.ts';
import type { WordPackage } from './package.ts';
import { readStory } from './story.ts';
import { parseXml } from './xml.ts';

/** Seen without parsing: most headers hold a line of text or nothing. */
const HOLDS_TABLE = /<(?:\w+:)?tbl[\s>]/;

/**
 * Tables in the headers and footers of pages that are more than a frame for a title: a table of the report that was put
 * there is printed on every page.
 */
export async function tablesOfHeaders(parts: WordPackage, context: StoryContext): Promise<readonly TableContent[]> {
  const tables: TableContent[] = [];
  for (const { type, target } of parts.relationships) {
    if (type !== 'header' && type !== 'footer') continue;
    const xml = await parts.text(target);
    if (xml === null || !HOLDS_TABLE.test(xml)) continue;
    tables.push(...readStory(parseXml(xml), context).filter(isOfReport));
  }
  return tables;
}

const isOfReport = (content: Content): content is TableContent =>
  content.kind === 'table' &&
  content.rows.length >= DOCX_TOLERANCES.runningTableRows &&
  content.rows.reduce((cells, row) => cells + row.cells.length, 0) >= DOCX_TOLERANCES.runningTableCells;
