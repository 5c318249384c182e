import type { Extracted } from '../../../../pipeline/contracts/document.ts';
import type { Grid, Paragraph } from '../../../../pipeline/contracts/grid.ts';
import { extractHtml } from '../../../../pipeline/extract/html/html.ts';
import { occupancy } from '../../../../pipeline/grid/occupancy.ts';
import { sourceOf } from '../source.ts';

export type Flow = Extract<Extracted, { kind: 'flow' }>;

/** Reads a page that comes out as paragraphs and tables. */
export async function readFlow(html: string | Uint8Array): Promise<Flow> {
  const extracted = await extractHtml(sourceOf(html, 'html'));
  if (extracted.kind !== 'flow') throw new Error(`read as ${extracted.kind}`);
  return extracted;
}

export const paragraphsOf = (flow: Flow): readonly Paragraph[] =>
  flow.blocks.flatMap((block) => (block.kind === 'paragraph' ? [block] : []));
export const textsOf = (flow: Flow): readonly string[] => paragraphsOf(flow).map((paragraph) => paragraph.text);
export const gridsOf = (flow: Flow): readonly Grid[] =>
  flow.blocks.flatMap((block) => (block.kind === 'table' ? [block] : []));

/** The texts that a reader sees at each place of a grid, a spanning cell at each place that it covers; null where none is. */
export const placesOf = (grid: Grid): readonly (readonly (string | null)[])[] =>
  occupancy(grid.cells, grid.rows, grid.columns).map((row) => row.map((cell) => cell?.text ?? null));

export const readTexts = async (html: string): Promise<readonly string[]> => textsOf(await readFlow(html));

/** The only grid of a page. */
export async function readGrid(html: string): Promise<Grid> {
  const grids = gridsOf(await readFlow(html));
  const [grid] = grids;
  if (grids.length !== 1 || grid === undefined) throw new Error(`${grids.length} grids`);
  return grid;
}
export const readPlaces = async (html: string): Promise<readonly (readonly (string | null)[])[]> =>
  placesOf(await readGrid(html));

export const notesOf = (flow: Flow): Readonly<Record<string, number | string>> =>
  Object.fromEntries(
    flow.notes.map((note) => [note.code, note.values.count ?? note.values.parts ?? note.values.used ?? '']),
  );
