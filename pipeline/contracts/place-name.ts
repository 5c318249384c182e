import type { Origin } from './origin.ts';

/**
 * The name by which a document that is shown as a flow calls a place: its line, its paragraph, or its cell. Cells of a
 * table that was pasted as paragraphs stand in these. Null for a box on a page.
 */
export function placeName(origin: Origin): string | null {
  if ('page' in origin) return null;
  if (origin.line !== undefined) return `l${origin.line}`;
  if (origin.paragraph !== undefined) return `p${origin.paragraph}`;
  return 'table' in origin ? `t${origin.table}r${origin.row}c${origin.column}` : null;
}
