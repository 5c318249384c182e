import { EYE_LOOK } from '../../../../config/limits/eye.ts';
import type { OcrEngines } from '../../../contracts/ocr.ts';
import type { Box } from '../../../contracts/page.ts';
import { inkOf, inkThreshold, onWhitePaper } from '../../scan/paper.ts';
import { greyOf, type Mask, type Raster, turned } from '../../scan/raster.ts';
import { readPieces } from '../../scan/read-pieces.ts';
import type { TextPiece } from '../../scan/text-lines.ts';
import type { ReadPiece } from '../../scan/vote.ts';
import type { PagePicture } from '../page-picture.ts';
import type { Place } from './places.ts';

const POINTS_PER_INCH = 72;

/** What is drawn at a place. `nothing`: no ink at all. */
export type Sight =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'ink'; readonly reading: ReadPiece | null; readonly box: Box };

/** Bounds of the ink within a part of the page, in pixels; null where there is none. */
function inkBounds({ width, height, ink }: Mask, box: Box): Omit<TextPiece, 'enclosed' | 'usual' | 'place'> | null {
  const [x0, y0] = [Math.max(0, Math.floor(box[0])), Math.max(0, Math.floor(box[1]))];
  const [x1, y1] = [Math.min(width, Math.ceil(box[2])), Math.min(height, Math.ceil(box[3]))];
  let [left, top, right, bottom, area] = [Infinity, Infinity, -1, -1, 0];
  for (let y = y0; y < y1; y++) {
    for (let x = x0; x < x1; x++) {
      if (ink[y * width + x] === 0) continue;
      area++;
      left = Math.min(left, x);
      right = Math.max(right, x + 1);
      top = Math.min(top, y);
      bottom = y + 1;
    }
  }
  return area === 0 ? null : { left, top, right, bottom, area };
}

function pieceAt({ box, glyphs }: Place, place: number, mask: Mask, dpi: number): TextPiece | null {
  const scale = dpi / POINTS_PER_INCH;
  const bounds = inkBounds(mask, [box[0] * scale, box[1] * scale, box[2] * scale, box[3] * scale]);
  if (!bounds) return null;
  const size = glyphs[0] ? EYE_LOOK.digitHeight * glyphs[0].fontSizePt * scale : bounds.bottom - bounds.top;
  return { ...bounds, enclosed: true, place, usual: Math.max(1, Math.round(size)) };
}

/** Looks at places of a drawn page, as at pieces of a scan. `turns`: quarters anticlockwise that the page was turned by. */
export async function lookAt(
  places: readonly Place[],
  { samples, dpi }: PagePicture,
  turns: number,
  engines: OcrEngines,
): Promise<readonly Sight[]> {
  const quarters = ((4 - turns) % 4) as 0 | 1 | 2 | 3;
  const raster: Raster = onWhitePaper(turned(greyOf(samples), quarters));
  const mask = inkOf(raster, inkThreshold(raster));
  const pieces = places.map((place, i) => pieceAt(place, i + 1, mask, dpi));
  const readings = await readPieces(
    raster,
    pieces.filter((piece) => piece !== null),
    new Map(),
    engines,
  );
  const readingOf = new Map(readings.map((reading) => [reading.box, reading]));
  const scale = POINTS_PER_INCH / dpi;
  return pieces.map((piece): Sight => {
    if (!piece) return { kind: 'nothing' };
    const box: Box = [piece.left * scale, piece.top * scale, piece.right * scale, piece.bottom * scale];
    return { kind: 'ink', reading: readingOf.get(piece) ?? null, box };
  });
}
