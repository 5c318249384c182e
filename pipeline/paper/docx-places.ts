import type { CheerioAPI } from 'cheerio';
import type { Element } from 'domhandler';
import type { Block, Picture } from '../contracts/grid.ts';
import type { Origin } from '../contracts/origin.ts';
import { placeName } from '../contracts/place-name.ts';
import { aligned, likeness, plain } from './alignment.ts';
import { openAnchors } from './anchors.ts';

/** A cell that the extractor names, or one that the other reader draws. */
interface ComparedCell {
  readonly text: string;
}
interface OurCell extends ComparedCell {
  readonly name: string;
  readonly column: number;
}
interface TheirCell extends ComparedCell {
  readonly element: Element;
}
interface Row<C> {
  readonly element: Element | null;
  readonly cells: readonly C[];
}
interface ComparedTable<C> {
  readonly element: Element | null;
  readonly rows: readonly Row<C>[];
}

type TableOrigin = Extract<Origin, { table: number }>;
const isOfTable = (origin: Origin): origin is TableOrigin => 'table' in origin && origin.paragraph === undefined;

/** Cells under the table and row of the file that they stand in, tables in their order. */
function ourTables(blocks: readonly (Block | Picture)[]): readonly ComparedTable<OurCell>[] {
  const tables = new Map<number, Map<number, OurCell[]>>();
  for (const block of blocks) {
    if (block.kind !== 'table') continue;
    for (const { origin, text } of block.cells) {
      const name = placeName(origin);
      if (name === null || !isOfTable(origin)) continue;
      const rows = tables.get(origin.table) ?? new Map<number, OurCell[]>();
      tables.set(origin.table, rows);
      rows.set(origin.row, [...(rows.get(origin.row) ?? []), { name, column: origin.column, text: plain(text) }]);
    }
  }
  const sorted = <V>(map: ReadonlyMap<number, V>): readonly V[] =>
    [...map].toSorted(([a], [b]) => a - b).map(([, value]) => value);
  return sorted(tables).map((rows) => ({
    element: null,
    rows: sorted(rows).map((cells) => ({ element: null, cells: cells.toSorted((a, b) => a.column - b.column) })),
  }));
}

/** The tables that the other reader draws, an outer one before those in it. */
function theirTables($: CheerioAPI): readonly ComparedTable<TheirCell>[] {
  return $('table')
    .toArray()
    .map((element) => ({
      element,
      rows: $(element)
        .children('thead, tbody, tfoot')
        .addBack()
        .children('tr')
        .toArray()
        .map((row) => ({
          element: row,
          cells: $(row)
            .children('td, th')
            .toArray()
            .map((cell) => ({ element: cell, text: plain($(cell).text()) })),
        })),
    }));
}

const textsOf = <C extends ComparedCell>({ rows }: ComparedTable<C>): readonly string[] =>
  rows.flatMap(({ cells }) => cells.map(({ text }) => text));

/** Share of the texts of two tables that both have, 0…1. */
function shared(first: readonly string[], second: readonly string[]): number {
  const left = new Map<string, number>();
  for (const text of first) left.set(text, (left.get(text) ?? 0) + 1);
  let both = 0;
  for (const text of second) {
    const count = left.get(text) ?? 0;
    if (count > 0) both++;
    left.set(text, count - 1);
  }
  return (2 * both) / Math.max(1, first.length + second.length);
}

/** Tables that have less in common are two. */
const SAME_TABLE = 0.3;
/** How much being at the same place in its row speaks for two cells, and in its table for two rows: less than any text. */
const SAME_PLACE = 0.05;

function rowLikeness(a: Row<OurCell>, b: Row<TheirCell>): number {
  const most = Math.max(a.cells.length, b.cells.length);
  if (most === 0) return 0;
  if (a.cells.length === b.cells.length)
    return a.cells.reduce((sum, cell, k) => sum + likeness(cell.text, b.cells[k]!.text), 0) / most;
  return (
    0.9 *
    shared(
      a.cells.map(({ text }) => text),
      b.cells.map(({ text }) => text),
    )
  );
}

function pairCells(ours: Row<OurCell>, theirs: Row<TheirCell>, anchors: ReturnType<typeof openAnchors>): void {
  const sameCount = ours.cells.length === theirs.cells.length;
  const partners = aligned(ours.cells.length, theirs.cells.length, (i, j) => {
    const alike = likeness(ours.cells[i]!.text, theirs.cells[j]!.text);
    return alike + (i === j ? SAME_PLACE * (sameCount ? 10 : 1) : 0);
  });
  for (const [i, cell] of ours.cells.entries()) {
    const partner = partners[i];
    const element = partner == null ? null : theirs.cells[partner]!.element;
    if (element !== null) anchors.at(element, cell.name);
    else if (theirs.element !== null) anchors.near(theirs.element, cell.name);
  }
}

function pairTables(
  ours: readonly ComparedTable<OurCell>[],
  theirs: readonly ComparedTable<TheirCell>[],
  anchors: ReturnType<typeof openAnchors>,
): ReadonlySet<Element> {
  const paired = new Set<Element>();
  const [ourTexts, theirTexts] = [ours.map(textsOf), theirs.map(textsOf)];
  const partners = aligned(ours.length, theirs.length, (i, j) => {
    const both = shared(ourTexts[i]!, theirTexts[j]!);
    return both < SAME_TABLE ? 0 : both + (i === j ? SAME_PLACE : 0);
  });
  let nearest = theirs[0]?.element ?? null;
  for (const [t, table] of ours.entries()) {
    const partner = partners[t];
    const other = partner == null ? null : theirs[partner]!;
    nearest = other?.element ?? nearest;
    if (other?.element) paired.add(other.element);
    const rows =
      other === null
        ? table.rows.map(() => null)
        : aligned(table.rows.length, other.rows.length, (i, j) => {
            const alike = rowLikeness(table.rows[i]!, other.rows[j]!);
            return alike > 0 ? alike + (i === j ? SAME_PLACE : 0) : 0;
          });
    for (const [r, row] of table.rows.entries()) {
      const at = rows[r];
      if (other !== null && at != null) pairCells(row, other.rows[at]!, anchors);
      else if (nearest !== null) for (const cell of row.cells) anchors.near(nearest, cell.name);
    }
  }
  return paired;
}

interface OurParagraph {
  readonly name: string;
  readonly text: string;
}

/** Paragraphs of the flow; the lines of one belong together. */
function ourParagraphs(blocks: readonly (Block | Picture)[]): readonly OurParagraph[] {
  const texts = new Map<string, string>();
  for (const block of blocks) {
    if (block.kind !== 'paragraph') continue;
    const name = placeName(block.origin);
    if (name !== null) texts.set(name, (texts.get(name) ?? '') + block.text);
  }
  return [...texts].map(([name, text]) => ({ name, text: plain(text) }));
}

function pairParagraphs(
  $: CheerioAPI,
  ours: readonly OurParagraph[],
  tables: ReadonlySet<Element>,
  anchors: ReturnType<typeof openAnchors>,
): void {
  const isInTable = (element: Element): boolean =>
    $(element)
      .parents('table')
      .toArray()
      .some((table) => tables.has(table));
  const theirs = $('p, h1, h2, h3, h4, h5, h6, li')
    .toArray()
    .filter((element) => !isInTable(element))
    .map((element) => ({ element, text: plain($(element).clone().children('ul, ol').remove().end().text()) }))
    .filter(({ text }) => text !== '');
  const partners = aligned(ours.length, theirs.length, (i, j) => likeness(ours[i]!.text, theirs[j]!.text));
  let nearest = theirs[0]?.element ?? null;
  for (const [i, { name }] of ours.entries()) {
    const partner = partners[i];
    const element = partner == null ? null : theirs[partner]!.element;
    nearest = element ?? nearest;
    if (element !== null) {
      anchors.at(element, name);
      tellNumber(element, ours[i]!.text, theirs[partner!]!.text);
    } else if (nearest !== null) anchors.near(nearest, name);
  }
}

/** Characters that the number of a paragraph can have: （十二）, 第十二条. */
const NUMBER_CHARACTERS = 8;

/** The other reader knows no Chinese numbers of lists: the one that ours reads is shown with the paragraph, told apart. */
function tellNumber(element: Element, ours: string, theirs: string): void {
  const number = ours.endsWith(theirs) ? ours.slice(0, ours.length - theirs.length) : '';
  if (number !== '' && number.length <= NUMBER_CHARACTERS) element.attribs['data-number'] = number;
}

/**
 * Finds the places that our extractor names in what another reader made of the same Word file: tables by what stands in
 * them, rows and cells by text and order, paragraphs by text. Where one has no counterpart, the nearest element is told
 * as such: the row, the table, the paragraph above.
 */
export function markPlaces($: CheerioAPI, blocks: readonly (Block | Picture)[]): void {
  const anchors = openAnchors();
  const paired = pairTables(ourTables(blocks), theirTables($), anchors);
  pairParagraphs($, ourParagraphs(blocks), paired, anchors);
  markPictures($, blocks);
}

/** Pictures that were read like pages: the first one behind the paragraph that they stand behind. */
function markPictures($: CheerioAPI, blocks: readonly (Block | Picture)[]): void {
  const images = $('img').toArray();
  const order = $('*').toArray();
  const placeIn = new Map(order.map((element, i) => [element, i]));
  let next = 0;
  for (const block of blocks) {
    if (block.kind !== 'picture') continue;
    const name = placeName(block.origin);
    const anchor = name === null ? undefined : $(`[data-places~="${name}"]`).get(0);
    const from = anchor === undefined ? -1 : (placeIn.get(anchor) ?? -1);
    const at = images.findIndex((image, i) => i >= next && (placeIn.get(image) ?? 0) >= from);
    if (at < 0) continue;
    images[at]!.attribs['data-picture'] = `${block.page.number}`;
    next = at + 1;
  }
}
