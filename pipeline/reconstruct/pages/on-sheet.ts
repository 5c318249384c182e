import type { Block } from '../../contracts/grid.ts';
import type { Origin, Region } from '../../contracts/origin.ts';
import type { Box, Laid, Page } from '../../contracts/page.ts';

/** Where a point of a level page stands on its sheet: between four points of the net, beyond it as at its edge. */
function pointOn({ box, columns, rows, points }: Laid, x: number, y: number): readonly [number, number] {
  const [left, top, right, bottom] = box;
  const u = ((x - left) / Math.max(1, right - left)) * (columns - 1);
  const v = ((y - top) / Math.max(1, bottom - top)) * (rows - 1);
  const column = Math.max(0, Math.min(columns - 2, Math.floor(u)));
  const row = Math.max(0, Math.min(rows - 2, Math.floor(v)));
  const [du, dv] = [u - column, v - row];
  const at = (c: number, r: number, axis: number): number => points[2 * (r * columns + c) + axis] ?? 0;
  const between = (axis: number): number => {
    const upper = at(column, row, axis) * (1 - du) + at(column + 1, row, axis) * du;
    const lower = at(column, row + 1, axis) * (1 - du) + at(column + 1, row + 1, axis) * du;
    return upper * (1 - dv) + lower * dv;
  };
  return [between(0), between(1)];
}

/** The part of the page that a box lies on: its middle is in it, or it is the nearest one above. */
function netOf(nets: readonly Laid[], [left, top, right, bottom]: Box): Laid | undefined {
  const [x, y] = [(left + right) / 2, (top + bottom) / 2];
  return nets.find(({ box }) => x >= box[0] && x <= box[2] && y >= box[1] && y <= box[3]);
}

function boxOn(nets: readonly Laid[], box: Box): Box {
  const net = netOf(nets, box);
  if (net === undefined) return box;
  const [left, top, right, bottom] = box;
  const corners = [
    pointOn(net, left, top),
    pointOn(net, right, top),
    pointOn(net, left, bottom),
    pointOn(net, right, bottom),
  ];
  const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

/**
 * Blocks with their places on the sheets as these are shown: pages were made level to be read, and what a reader points
 * at is the paper as it was scanned.
 */
export function onSheets(blocks: readonly Block[], pages: readonly Page[]): readonly Block[] {
  const nets = new Map(pages.flatMap(({ number, laid }) => (laid === undefined ? [] : [[number, laid] as const])));
  if (nets.size === 0) return blocks;
  const origin = (own: Origin): Origin =>
    'page' in own ? { ...own, bbox: boxOn(nets.get(own.page) ?? [], own.bbox) } : own;
  const region = (own: Region): Region =>
    'page' in own ? { ...own, bbox: boxOn(nets.get(own.page) ?? [], own.bbox) } : own;
  return blocks.map((block) =>
    block.kind === 'paragraph'
      ? { ...block, origin: origin(block.origin) }
      : {
          ...block,
          cells: block.cells.map((cell) => ({ ...cell, origin: origin(cell.origin) })),
          regions: block.regions.map(region),
        },
  );
}
