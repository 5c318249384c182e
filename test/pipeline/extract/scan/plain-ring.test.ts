import { createCanvas } from '@napi-rs/canvas';
import { describe, expect, it } from 'vitest';
import type { LineImage } from '../../../../pipeline/contracts/ocr.ts';
import { isPlainRing } from '../../../../pipeline/extract/scan/plain-ring.ts';
import { canvasFamily } from '../../../fonts.ts';

const TYPES = ['times', 'song', 'songBold', 'broad'] as const;
const SIZES = [24, 29, 36, 44];

type Paint = (context: ReturnType<ReturnType<typeof createCanvas>['getContext']>, size: number) => void;

/** Print of one type and size, as soft as a scanner sees it, and what else is painted. */
function printed(text: string, type: (typeof TYPES)[number], size: number, paint: Paint = () => {}): LineImage {
  const canvas = createCanvas(size * 3, size * 2);
  const context = canvas.getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = '#000';
  context.filter = 'blur(0.6px)';
  context.font = `${size}px "${canvasFamily(type)}"`;
  context.fillText(text, size * 0.6, size * 1.4);
  paint(context, size);
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
  const grey = Uint8Array.from({ length: canvas.width * canvas.height }, (_, i) => data[i * 4]!);
  return { width: canvas.width, height: canvas.height, grey };
}

const everywhere = (text: string, paint?: Paint): readonly boolean[] =>
  TYPES.flatMap((type) => SIZES.map((size) => isPlainRing(printed(text, type, size, paint))));

describe('a plain ring', () => {
  it('is what most zeros are', () => {
    const rings = everywhere('0');
    expect(rings.filter(Boolean).length).toBeGreaterThan(rings.length / 2);
  });

  it.each(['1', '2', '3', '4', '5', '6', '7', '8', '9'])('is never a %s', (digit) => {
    expect(everywhere(digit)).not.toContain(true);
  });

  it.each(['00', '10', '06', '.0', '0,'])('is not %s', (text) => {
    expect(everywhere(text)).not.toContain(true);
  });

  it('is not an 8 that lost its waist to the light', () => {
    const washed = everywhere('8', (context, size) => {
      context.fillStyle = '#fff';
      context.fillRect(size * 0.73, size * 0.98, size * 0.2, size * 0.16);
    });
    expect(washed).not.toContain(true);
  });

  it('is not a zero with a stroke through it', () => {
    const struck = everywhere('0', (context, size) => {
      context.fillRect(size * 0.6, size * 1.03, size * 0.7, size * 0.08);
    });
    expect(struck).not.toContain(true);
  });
});
