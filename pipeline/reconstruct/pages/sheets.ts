import type { Doubt } from '../../contracts/doubt.ts';
import type { Block } from '../../contracts/grid.ts';
import type { Origin, Region } from '../../contracts/origin.ts';
import type { Box, Glyph, Page, Ruling } from '../../contracts/page.ts';

/** Where a sheet stands: on which page, and how far below its upper edge, points. */
interface Standing {
  readonly page: number;
  readonly top: number;
}

interface Sheets {
  /** A page each, numbered so that those that follow one another have numbers that do. */
  readonly sheets: readonly Page[];
  /** What was read on them, with its places on the pages that they are of. */
  readonly placed: (blocks: readonly Block[]) => readonly Block[];
}

const lowered = ([left, top, right, bottom]: Box, by: number): Box => [left, top + by, right, bottom + by];

/** The sheets of a page, each with its places counted from its own upper edge. */
function partsOf(page: Page): readonly (Page & Pick<Standing, 'top'>)[] {
  const tops = page.sheets ?? [0];
  const { sheets: _, ...whole } = page;
  return tops.map((top, i) => {
    const bottom = tops[i + 1] ?? page.heightPt;
    const isOn = (y: number): boolean => (i === 0 || y >= top) && (i === tops.length - 1 || y < bottom);
    const rulings = page.rulings.flatMap((rule): Ruling[] => {
      if (rule.orientation === 'horizontal') return isOn(rule.at) ? [{ ...rule, at: rule.at - top }] : [];
      return isOn((rule.from + rule.to) / 2) ? [{ ...rule, from: rule.from - top, to: rule.to - top }] : [];
    });
    const glyphs = page.glyphs.flatMap((glyph): Glyph[] =>
      isOn((glyph.bbox[1] + glyph.bbox[3]) / 2) ? [{ ...glyph, bbox: lowered(glyph.bbox, -top) }] : [],
    );
    return { ...whole, heightPt: bottom - top, glyphs, rulings, top };
  });
}

/** The sheets that pages show, as pages of their own. Pages that show one are handed on as they are. */
export function sheetsOf(pages: readonly Page[]): Sheets {
  if (pages.every(({ sheets }) => sheets === undefined)) return { sheets: pages, placed: (blocks) => blocks };
  const standings = new Map<number, Standing>();
  const sheets: Page[] = [];
  let before = 0;
  let number = 0;
  for (const page of pages) {
    // a page between two others that was not read keeps them apart
    number += page.number - before - 1;
    before = page.number;
    for (const { top, ...part } of partsOf(page)) {
      number++;
      standings.set(number, { page: page.number, top });
      sheets.push({ ...part, number });
    }
  }
  const placedAt = <P extends Origin | Region>(place: P): P => {
    const standing = 'page' in place ? standings.get(place.page) : undefined;
    return standing && 'page' in place
      ? { ...place, page: standing.page, bbox: lowered(place.bbox, standing.top) }
      : place;
  };
  const doubted = <T extends { readonly doubts?: readonly Doubt[] }>(carrier: T): T =>
    carrier.doubts
      ? { ...carrier, doubts: carrier.doubts.map((d) => (d.origin ? { ...d, origin: placedAt(d.origin) } : d)) }
      : carrier;
  const placed = (block: Block): Block =>
    block.kind === 'paragraph'
      ? { ...doubted(block), origin: placedAt(block.origin) }
      : {
          ...block,
          cells: block.cells.map((cell) => ({ ...doubted(cell), origin: placedAt(cell.origin) })),
          regions: block.regions.map(placedAt),
        };
  return { sheets, placed: (blocks) => blocks.map(placed) };
}
