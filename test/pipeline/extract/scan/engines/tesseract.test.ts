import { createCanvas } from '@napi-rs/canvas';
import { afterAll, expect, test } from 'vitest';
import type { LineImage } from '../../../../../pipeline/contracts/ocr.ts';
import { tesseractEngine } from '../../../../../pipeline/extract/scan/engines/tesseract.ts';
import { canvasFamily, type FONT_FILES } from '../../../../fonts.ts';

const engine = tesseractEngine();
afterAll(engine.close);

interface Print {
  readonly font: keyof typeof FONT_FILES;
  readonly size: number;
  /** White paper above and below, in pixels. */
  readonly margin: number;
  readonly blur?: number;
  readonly aslant?: number;
}

/** A number in a line as high as its ink and the margin. */
function lineOf(text: string, { font, size, margin, blur = 0, aslant = 0 }: Print): LineImage {
  const type = `${size}px "${canvasFamily(font)}"`;
  const ruler = createCanvas(1, 1).getContext('2d');
  ruler.font = type;
  const {
    actualBoundingBoxAscent: ascent,
    actualBoundingBoxDescent: descent,
    width: advance,
  } = ruler.measureText(text);
  const width = Math.ceil(advance) + 2 * Math.round(size / 6);
  const height = Math.ceil(ascent) + Math.ceil(descent) + 2 * margin;
  const context = createCanvas(width, height).getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  context.fillStyle = '#000';
  context.font = type;
  context.textAlign = 'center';
  if (blur > 0) context.filter = `blur(${blur}px)`;
  context.translate(width / 2, margin + Math.ceil(ascent));
  context.rotate(aslant);
  context.fillText(text, 0, 0);
  const { data } = context.getImageData(0, 0, width, height);
  return { width, height, grey: Uint8Array.from({ length: width * height }, (_, i) => data[i * 4]!) };
}

async function seen(text: string, print: Print): Promise<string> {
  const [reading] = await engine.read([lineOf(text, print)], 'number');
  return reading!.confidence > 0 ? reading!.characters.map((c) => c.text).join('') : '';
}

test.each([28, 30, 32, 36, 44])('digits of %i pixels that fill the height of their line are read', async (size) => {
  for (const text of ['602', '66', '609']) {
    expect(await seen(text, { font: 'broad', size, margin: 3 }), text).toBe(text);
  }
});

test.each([22, 24])('a lone 1 of %i pixels is seen, blurred and aslant', async (size) => {
  for (const aslant of [-0.03, 0, 0.03]) {
    for (const margin of [3, 4]) {
      expect(await seen('1', { font: 'songBold', size, margin, blur: 1.2, aslant }), `${aslant} ${margin}`).toBe('1');
    }
  }
});
