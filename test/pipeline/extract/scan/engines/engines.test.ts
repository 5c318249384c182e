import { createCanvas } from '@napi-rs/canvas';
import { afterAll, describe, expect, it } from 'vitest';
import type { OcrEngines } from '../../../../../pipeline/contracts/ocr.ts';
import { openEngines } from '../../../../../pipeline/extract/scan/engines/engines.ts';
import type { Samples } from '../../../../../pipeline/extract/scan/raster.ts';
import { readScan } from '../../../../../pipeline/extract/scan/scan.ts';
import { canvasFamily } from '../../../../fonts.ts';

const DPI = 200;
const NUMBERS = ['26', '0', '4107', '38', '5', '19', '602', '73', '8'];
const SURE = 0.8;

type Draw = (context: ReturnType<ReturnType<typeof createCanvas>['getContext']>) => void;

/** A picture on white paper. */
function drawn(width: number, height: number, draw: Draw): Samples {
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  context.fillStyle = '#000';
  draw(context);
  return { width, height, channels: 4, data: context.getImageData(0, 0, width, height).data };
}

const TYPES = ['times', 'song', 'broad'] as const;

/** Three rows of three numbers between rules. */
const tableIn = (type: (typeof TYPES)[number]): Samples =>
  drawn(900, 460, (context) => {
    context.font = `30px "${canvasFamily(type)}"`;
    context.textAlign = 'center';
    for (let i = 0; i <= 3; i++) {
      context.fillRect(100, 100 + i * 80, 602, 2);
      context.fillRect(100 + i * 200, 100, 2, 242);
    }
    NUMBERS.forEach((number, i) => {
      context.fillText(number, 200 + (i % 3) * 200, 150 + Math.floor(i / 3) * 80);
    });
  });

/** Numbers of a page from left to right and top to bottom, with how sure each is. */
async function numbersOf(samples: Samples, engines: OcrEngines): Promise<readonly (readonly [string, number])[]> {
  const page = await readScan(samples, DPI, 1, engines);
  const runs = new Map<number, typeof page.glyphs>();
  for (const glyph of page.glyphs) runs.set(glyph.run, [...(runs.get(glyph.run) ?? []), glyph]);
  return [...runs.values()]
    .toSorted((a, b) => Math.round((a[0]!.bbox[1] - b[0]!.bbox[1]) / 10) || a[0]!.bbox[0] - b[0]!.bbox[0])
    .map((glyphs) => [
      glyphs.map((glyph) => glyph.text).join(''),
      Math.min(...glyphs.map((glyph) => glyph.confidence ?? 1)),
    ]);
}

describe('the engines on a ruled page', () => {
  const both = openEngines('both');
  const alone = openEngines('tesseract');
  afterAll(() => Promise.all([both.close(), alone.close()]));

  it.each(TYPES)('numbers in %s that both read are right and sure', async (type) => {
    const read = await numbersOf(tableIn(type), both.engines!);
    expect(read.map(([text]) => text)).toEqual(NUMBERS);
    expect(read.every(([, confidence]) => confidence >= SURE)).toBe(true);
  });

  it.each(TYPES)('numbers in %s that tesseract read alone are right and never sure', async (type) => {
    const read = await numbersOf(tableIn(type), alone.engines!);
    expect(read.map(([text]) => text)).toEqual(NUMBERS);
    expect(read.every(([, confidence]) => confidence < SURE)).toBe(true);
  });

  it('a blank page has nothing on it', async () => {
    const page = await readScan(
      drawn(800, 1100, () => {}),
      DPI,
      1,
      both.engines!,
    );
    expect([page.glyphs, page.rulings]).toEqual([[], []]);
  });

  it('a photo of a landscape has no number that is sure', async () => {
    const photo = drawn(900, 700, (context) => {
      const image = context.getImageData(0, 0, 900, 700);
      for (let y = 0, i = 0; y < 700; y++) {
        for (let x = 0; x < 900; x++, i += 4) {
          const grain = ((x * 7_919 + y * 104_729) % 41) - 20;
          const isSky = y < 350 + 80 * Math.sin(x / 90) + 30 * Math.sin(x / 23);
          const leaves = 40 * Math.sin(x / 9) * Math.sin(y / 7);
          image.data.set(isSky ? [120 + y / 9 + grain, 165 + grain, 230] : [60 + leaves, 110 + leaves + grain, 40], i);
        }
      }
      context.putImageData(image, 0, 0);
    });
    const read = await numbersOf(photo, both.engines!);
    expect(read.filter(([text, confidence]) => /\d/.test(text) && confidence >= SURE)).toEqual([]);
  });
});
