import { createCanvas } from '@napi-rs/canvas';
import { describe, expect, it } from 'vitest';
import type { OcrEngine, OcrEngines } from '../../../pipeline/contracts/ocr.ts';
import type { Page } from '../../../pipeline/contracts/page.ts';
import { LONE_DESK } from '../../../pipeline/contracts/page-desk.ts';
import { readPictures, type ShownPicture } from '../../../pipeline/extract/pictures.ts';

/** An engine that sees the same words in every line, as sure as it is told. */
function engineOf(words: string, confidence: number): OcrEngines {
  const characters = Array.from(words, (text, i) => ({ text, confidence, at: (i + 0.5) / words.length }));
  const engine: OcrEngine = {
    name: 'seer',
    tellsPlausibility: false,
    read: async (lines) => lines.map(() => ({ characters, confidence, plausibility: 0 })),
  };
  return { text: engine, numbers: [engine] };
}
const sure = engineOf('政府信息公开年度报告的一行字', 0.98);

/** A sheet with lines of square characters on it. */
function sheet(width = 900, height = 600): Buffer {
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  context.fillStyle = 'white';
  context.fillRect(0, 0, width, height);
  context.fillStyle = 'black';
  for (let y = 60; y < height - 60; y += 60)
    for (let x = 60; x < width - 60; x += 32) {
      context.fillRect(x, y, 24, 4);
      context.fillRect(x, y + 20, 24, 4);
      context.fillRect(x + 10, y, 4, 24);
    }
  return canvas.toBuffer('image/png');
}
const shown = (bytes: Uint8Array | null, more: Partial<ShownPicture> = {}): ShownPicture => ({
  bytes,
  widthPt: 432,
  heightPt: 288,
  origin: { paragraph: 3 },
  ...more,
});
const sizeOf = ({ widthPt, heightPt }: Page) => [Math.round(widthPt), Math.round(heightPt)];

describe('pictures of a flow', () => {
  it('are pages of the size in which they are shown, each with its place', async () => {
    const pictures = await readPictures([shown(sheet()), shown(sheet(600, 400), { widthPt: 300 })], sure, LONE_DESK);
    expect(pictures.map(({ page }) => [page.number, page.textLayer])).toEqual([
      [1, 'recognised'],
      [2, 'recognised'],
    ]);
    expect(pictures.map(({ origin, readBy }) => [origin, readBy])).toEqual([
      [{ paragraph: 3 }, ['seer']],
      [{ paragraph: 3 }, ['seer']],
    ]);
    expect(sizeOf(pictures[0]!.page)).toEqual([432, 288]);
    expect(sizeOf(pictures[1]!.page)).toEqual([300, 200]);
  });

  it('are read without what is cut off', async () => {
    const cropped = { left: 0.25, top: 0, right: 0.25, bottom: 0.5 };
    const [picture] = await readPictures([shown(sheet(), { widthPt: 216, cropped })], sure, LONE_DESK);
    expect(sizeOf(picture!.page)).toEqual([216, 144]);
  });

  it('keep their place as pages without text where there is no engine, no file or a damaged one', async () => {
    const whole = sheet();
    const layersOf = async (list: readonly ShownPicture[], engines: OcrEngines | null) =>
      (await readPictures(list, engines, LONE_DESK)).map(({ page, readBy }) => [page.textLayer, readBy.length]);
    expect(await layersOf([shown(whole)], null)).toEqual([['none', 0]]);
    expect(await layersOf([shown(null), shown(whole.subarray(0, 60)), shown(Buffer.from('EMF'))], sure)).toEqual([
      ['none', 0],
      ['none', 0],
      ['none', 0],
    ]);
  });

  it('that show nothing legible have no text, and were looked at', async () => {
    const [unsure] = await readPictures([shown(sheet())], engineOf('口口口口口口口口口口口口口', 0.3), LONE_DESK);
    expect([unsure!.page.textLayer, unsure!.page.glyphs, unsure!.readBy]).toEqual(['none', [], ['seer']]);
    const [blank] = await readPictures([shown(createCanvas(900, 600).toBuffer('image/png'))], sure, LONE_DESK);
    expect(blank!.page.textLayer).toBe('none');
  });
});
